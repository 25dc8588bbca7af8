"""Looks for a gain by paying pairs of logs: one as it is, and one that somebody has changed.

A relation says how a log can be changed although nobody is helped by it. Every change is paid by
the reference engine; one by which the gainer has more is cut down to the smallest log that still
shows it, and paid again by the whole evaluator.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import islice

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.incentives.check import (
    COMMISSIONER,
    FOUND,
    NOT_APPLICABLE,
    NOT_CHECKED,
    PROVED,
    SEARCHED,
    Finding,
    Look,
    Said,
    money_of,
)
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.scenes import Scene, scene_of, scenes
from ocdsl.incentives.subject import Paid, Rows, Subject
from ocdsl.ledger.decision import OWED, Decision
from ocdsl.model.contract import Clause
from ocdsl.model.told import told

MOST_WAYS = 6
"""Changes that are tried on one log, spread over all there are."""

MOST_FINDINGS = 3
_MOST_LOOKED_AT = 60


@frozen
class Way:
    """One change of a log: the new rows, who gains by it, and what is done."""

    rows: Rows
    gainer: str
    """The provider that does it, or `commissioner`."""
    says: str
    """What is done, as the end of a sentence: `records the closure of {person} again`."""
    person: str = ""
    """Whom it is done to; the name that they have in the finding stands for `{person}`."""


@frozen
class Relation:
    """How a log can be changed although nobody is helped, and what may come of it."""

    ways: Callable[[Scene], Iterable[Way]]
    """Every way of changing a log, in a fixed order."""
    tries: str
    """What is tried, such as `rows sent a second time`."""
    why: str
    """Why it helps nobody: a sentence."""
    starts_with: Callable[[Subject], Iterable[Scene]] = scenes
    """The logs to begin with."""
    unless: Callable[[Subject], Said | None] = lambda subject: None
    """What is said at once, where the contract has no such form or it follows from the text."""
    proves: Callable[[Subject], Collection[str]] = lambda subject: ()
    """The payments that cannot gain by it in any log, as is shown before any pair is paid."""
    shown: str = ""
    """What is shown of them, after `for every log:`."""
    allowed: Callable[[Scene, Way], int] = lambda scene, way: 0
    """Pence of gain that are no fault."""
    clause: Callable[[Subject, str], Clause | None] = lambda subject, on: None
    """The clause that made the gain on a payment; the one that decided the line, when None."""


@frozen
class _Pair:
    scene: Scene
    way: Way
    on: str
    gain: int


def not_applicable(why: str) -> Said:
    """The contract has no form that an entry is about."""
    return Said("", NOT_APPLICABLE, why)


def proved(why: str) -> Said:
    """It follows from the text, for every log."""
    return Said("", PROVED, why)


def pairs(relation: Relation) -> Look:
    """The look of an entry that is searched for by pairs of logs."""

    def look(subject: Subject) -> list[Said]:
        if said := relation.unless(subject):
            return [said]
        sure = set(relation.proves(subject))
        judged = [p.name for p in subject.contract.payments.values() if not p.fills]
        if sure.issuperset(judged):
            return [proved(f"for every log: {relation.shown}")]
        found = _searched(subject, relation)
        told = {finding.on for finding in found.findings}
        names = [name for name in judged if name in sure - told]
        detail = f"for every log, of {', '.join(names)}: {relation.shown}"
        return [found, proved(detail)] if names else [found]

    return look


def _searched(subject: Subject, relation: Relation) -> Said:
    best: dict[str, _Pair] = {}
    tried = 0
    for scene in relation.starts_with(subject):
        if subject.plan.stop():
            return _out_of_time(relation, best, tried)
        for way in _spread(list(islice(relation.ways(scene), _MOST_LOOKED_AT))):
            pair, count = _paid(relation, scene, way)
            tried += count
            if pair and (pair.on not in best or _better(pair, best[pair.on])):
                best[pair.on] = pair
    if best:
        detail = f"{relation.tries}, in {tried:,} pairs of logs"
        return Said("", FOUND, detail, _findings(relation, best), tried)
    if not tried:
        detail = f"{relation.tries}: no log was made in which that is possible"
        return Said("", NOT_CHECKED, detail)
    return Said("", SEARCHED, relation.tries, (), tried)


def _out_of_time(relation: Relation, best: dict[str, _Pair], tried: int) -> Said:
    if best:
        detail = f"{relation.tries}, in the {tried:,} pairs of logs that there was time for"
        return Said("", FOUND, detail, _findings(relation, best), tried)
    detail = f"the time that was given ran out after {tried:,} pairs of logs, with none found"
    return Said("", NOT_CHECKED, detail, (), tried)


def _spread(ways: list[Way]) -> list[Way]:
    step = -(-len(ways) // MOST_WAYS)
    return ways[:: max(step, 1)]


def _better(one: _Pair, other: _Pair) -> bool:
    return (len(one.scene.rows), -one.gain) < (len(other.scene.rows), -other.gain)


def _paid(relation: Relation, scene: Scene, way: Way) -> tuple[_Pair | None, int]:
    """The pair when the gainer has more by it, and whether it could be paid at all."""
    paid = scene.subject.pay(way.rows)
    if paid is None:
        return None, 0
    gain = gained(scene, way, paid)
    if gain <= relation.allowed(scene, way):
        return None, 1
    return _Pair(scene, way, most_changed(scene.paid, paid, way.gainer), gain), 1


def gained(scene: Scene, way: Way, paid: Paid) -> int:
    """Pence that the gainer has more by a way, which is paid so."""
    return money_of(paid.decisions, way.gainer) - money_of(scene.paid.decisions, way.gainer)


def most_changed(before: Paid, after: Paid, gainer: str) -> str:
    """The payment from which most of the gain comes."""
    rises: dict[str, int] = {}
    for decisions, sign in ((before.decisions, -1), (after.decisions, 1)):
        for payment in {d.payment for d in decisions}:
            own = [d for d in decisions if d.payment == payment]
            rises[payment] = rises.get(payment, 0) + sign * money_of(own, gainer)
    return max(sorted(rises), key=lambda payment: rises[payment])


# ---- the smallest logs that show it


def _findings(relation: Relation, best: dict[str, _Pair]) -> tuple[Finding, ...]:
    gravest = sorted(best.values(), key=lambda pair: (-pair.gain, pair.on))[:MOST_FINDINGS]
    return tuple(_finding(relation, _smallest(relation, pair)) for pair in gravest)


def _smallest(relation: Relation, pair: _Pair) -> _Pair:
    """The pair with people, and then rows, left out as long as the gain is still there."""
    smallest = pair

    def shows(rows: Rows) -> bool:
        nonlocal smallest
        found = _still(relation, pair, rows)
        smallest = found or smallest
        return found is not None

    smaller(pair.scene.rows, shows)
    return smallest


def _still(relation: Relation, pair: _Pair, rows: Rows) -> _Pair | None:
    """A gain on the same payment that a smaller log shows; None when it shows none."""
    scene = scene_of(pair.scene.subject, rows)
    if scene is None:
        return None
    for way in islice(relation.ways(scene), _MOST_LOOKED_AT):
        found, _ = _paid(relation, scene, way)
        if found and (found.on, way.gainer) == (pair.on, pair.way.gainer):
            return found
    return None


# ---- the finding, told and paid by the whole evaluator


def _finding(relation: Relation, pair: _Pair) -> Finding:
    tidy = _told(relation, pair, _tidy_names(pair))
    if tidy.gain == pair.gain:
        return tidy
    # Ids decide ties: where other ones pay otherwise, the log stays as it was found.
    return _told(relation, pair, {})


def _told(relation: Relation, pair: _Pair, names: dict[str, str]) -> Finding:
    subject, gainer = pair.scene.subject, pair.way.gainer
    before, after = (
        subject.played(_renamed(rows, names)) for rows in (pair.scene.rows, pair.way.rows)
    )
    clause = relation.clause(subject, pair.on)
    who = subject.title(_commissioner(subject) if gainer == COMMISSIONER else gainer)
    says = pair.way.says.replace("{person}", names.get(pair.way.person, pair.way.person))
    return Finding(
        on=pair.on,
        where="",
        clause=clause or deciding(subject, pair.on, before.decisions, after.decisions),
        gainer=gainer,
        story=told("{who} {says}. {why}", who=who, says=says, why=relation.why),
        before=before,
        after=after,
        gained_by=f"by {who}",
    )


def _commissioner(subject: Subject) -> str:
    return next(p.name for p in subject.contract.parties if p.kind == "commissioner")


def _tidy_names(pair: _Pair) -> dict[str, str]:
    """People and ids in plain sequence, in the order that they have now."""
    rows = (*pair.scene.rows, *pair.way.rows)
    ids = sorted({row["event_id"] for row in rows})
    people = sorted({row["person"] for row in rows} - {""})
    return {
        **{old: f"e{n:03d}" for n, old in enumerate(ids, 1)},
        **{old: f"p{n:02d}" for n, old in enumerate(people, 1)},
    }


def _renamed(rows: Rows, names: dict[str, str]) -> Rows:
    cells = ("event_id", "person", "supersedes", "retracts")
    return tuple(
        {**row, **{name: names.get(row.get(name, ""), row.get(name, "")) for name in cells}}
        for row in rows
    )


def deciding(
    subject: Subject, payment: str, before: Iterable[Decision], after: Iterable[Decision]
) -> Clause:
    """The clause of the payment's line that is new, or else of the one that is gone."""
    first, second = (
        [d for d in log if d.payment == payment and d.status in OWED] for log in (before, after)
    )
    old = {(d.id, d.amount) for d in first}
    new = [d for d in second if (d.id, d.amount) not in old] or first or second
    line = max(new, key=lambda d: abs(d.amount)).clause if new else 0
    block = subject.contract.payments.get(payment)
    if block is None or line == block.clause.line:
        return block.clause if block else Clause(payment, "", Span(max(line, 1), 1, 0))
    return Clause(payment, "", Span(line, 1, len(subject.contract.source.line(line))))
