"""Looks for what the one who pays saves by changing the text while people are on their way.

The same log is paid twice: by the contract, and by the contract as it would be changed on a day
after people have joined and before their results have come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from ocdsl.base.calendar import day_of
from ocdsl.incentives.cast import cast_of
from ocdsl.incentives.check import (
    COMMISSIONER,
    FOUND,
    NOT_CHECKED,
    SEARCHED,
    Change,
    Finding,
    Look,
    Said,
    money_of,
)
from ocdsl.incentives.engines.pairs import deciding
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.mending import recorded, under
from ocdsl.incentives.scenes import Scene, singles
from ocdsl.incentives.subject import Paid, Rows, Subject
from ocdsl.incentives.transforms.rows import later
from ocdsl.ledger.decision import OWED
from ocdsl.model.told import told

_SCENES = 20
"""People who are tried with each change, spread over all there are."""


@frozen
class Rewriting:
    """How the text of a contract can be changed although nothing happens differently."""

    changes: Callable[[Subject], Iterable[Change]]
    """Every change, in a fixed order; one that leaves the text with a mistake is passed over."""
    tries: str
    """What is tried, such as `the term ended early`."""
    why: str
    """Why it is no better service: a sentence."""
    unless: Callable[[Subject], Said | None] = lambda subject: None
    """What is said at once, where the contract has no such form."""
    most: int = 3
    """Payments that are shown, those that lose most."""
    counts: Callable[[Subject, str], bool] = lambda subject, on: True
    """Whether less of a payment is a fault."""
    about: Callable[[Subject, Change, str], Change] = lambda subject, change, on: change
    """The part of a change by which a payment pays less, where it is of several."""


@frozen
class _Rewritten:
    change: Change
    other: Subject
    """The search on the changed text."""
    rows: Rows
    on: str
    gain: int


def rewritten(rewriting: Rewriting) -> Look:
    """The look of an entry that is searched for by changing the text."""

    def look(subject: Subject) -> list[Said]:
        said = rewriting.unless(subject)
        return [said] if said else [_searched(subject, rewriting)]

    return look


def _searched(subject: Subject, rewriting: Rewriting) -> Said:
    best: dict[str, _Rewritten] = {}
    tried = 0
    for change, other, rows in _every(subject, rewriting):
        if subject.plan.stop():
            break
        found, counted = _compared(subject, change, other, rows)
        tried += counted
        for each in found:
            if each.on not in best or _better(each, best[each.on]):
                best[each.on] = each
    own = {on: found for on, found in best.items()
           if subject.about(on) and rewriting.counts(subject, on)}  # fmt: skip
    detail = f"{rewriting.tries}, for people who had joined, in {tried:,} pairs"
    if own:
        gravest = sorted(own.values(), key=lambda found: (-found.gain, found.on))[: rewriting.most]
        findings = tuple(_finding(subject, rewriting, found) for found in gravest)
        return Said("", FOUND, detail, findings, tried)
    if not tried:
        return Said("", NOT_CHECKED, f"{rewriting.tries}: no log was made that this could touch")
    return Said("", SEARCHED, f"{rewriting.tries}, for people who had joined", (), tried)


def _every(subject: Subject, rewriting: Rewriting) -> Iterator[tuple[Change, Subject, Rows]]:
    for change in rewriting.changes(subject):
        other = under(subject, change)
        alone = singles(subject)
        for scene in alone[:: max(len(alone) // _SCENES, 1)] if other else ():
            for rows in on_their_way(scene, change.day):
                assert other is not None
                yield change, other, rows


def on_their_way(scene: Scene, day: int) -> Iterator[Rows]:
    """A log moved so that a day comes just after people joined, half way, and before the last."""
    joined = joining_days(scene.subject, scene.rows)
    if not joined:
        return
    whole = max(day_of(row["occurred_on"]) for row in scene.rows) - max(joined)
    for after in sorted({1, whole // 2, whole} - {0}):
        by = day - after - max(joined)
        yield tuple(later(row, by) for row in scene.rows)


def joining_days(subject: Subject, rows: Rows) -> list[int]:
    """The days of the events by which people join, or would if they had not joined before."""
    joins = cast_of(subject).joins
    return [day_of(row["occurred_on"]) for row in rows if row["event"] in joins]


def _compared(
    subject: Subject, change: Change, other: Subject, rows: Rows
) -> tuple[list[_Rewritten], int]:
    """What is saved on a log, by each payment that falls; and whether both texts could pay it."""
    now, then = subject.pay(rows), other.pay(recorded(other, rows))
    if now is None or then is None:
        return [], 0
    now, then = _for_people(now), _for_people(then)
    if money_of(then.decisions, COMMISSIONER) <= money_of(now.decisions, COMMISSIONER):
        return [], 1
    names = sorted({d.payment for d in now.decisions})
    falls = [(name, _owed(now, name) - _owed(then, name)) for name in names]
    return [_Rewritten(change, other, rows, name, fall) for name, fall in falls if fall > 0], 1


def _owed(paid: Paid, payment: str) -> int:
    return sum(d.amount for d in paid.decisions if d.payment == payment and d.status in OWED)


def _for_people(paid: Paid) -> Paid:
    lines = tuple(d for d in paid.decisions if d.person)
    return Paid(lines, paid.achieved, paid.members)


def _better(one: _Rewritten, other: _Rewritten) -> bool:
    return (len(one.rows), -one.gain) < (len(other.rows), -other.gain)


def _finding(subject: Subject, rewriting: Rewriting, found: _Rewritten) -> Finding:
    change = rewriting.about(subject, found.change, found.on)
    other = found.other if change == found.change else under(subject, change)
    assert other is not None

    def shows(rows: Rows) -> bool:
        joined = joining_days(subject, rows)
        if not joined or max(joined) >= change.day:
            return False
        again, _ = _compared(subject, change, other, rows)
        return any(each.on == found.on for each in again)

    rows = smaller(found.rows, shows)
    before = subject.played(rows)
    after = other.played(recorded(other, rows))
    party = next(p.name for p in subject.contract.parties if p.kind == "commissioner")
    return Finding(
        on=found.on,
        where="",
        clause=deciding(subject, found.on, after.decisions, before.decisions),
        gainer=COMMISSIONER,
        story=told(
            "{who} {says}. {why}", who=subject.title(party), says=change.says, why=rewriting.why
        ),
        before=before,
        after=after,
        gained_by=f"by {subject.title(party)}",
        under=change,
    )
