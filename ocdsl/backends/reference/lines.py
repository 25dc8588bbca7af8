"""Payment lines and what becomes of them: caps, carried money, what is taken back (law 23).

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ocdsl.backends.reference.grains import Cells, person_of
from ocdsl.backends.reference.relations import Relation, World
from ocdsl.base.calendar import PERIODS, Due, due_on, iso, period_end
from ocdsl.ledger.decision import Decision


class LineRule(NamedTuple):
    """What a Line operator says of every one of its rows."""

    payment: str
    status: str
    clause: int
    currency: str
    keys: tuple[str, ...]
    """What the parts of a row's key are: `person`, `provider`, `event_id`, or a period's unit."""
    due: Due | None
    reason: str
    outcome: str = ""  # the outcome it is for, of a payment for each of several
    shadow_until: int | None = None
    per_penny: int = 1


class Part(NamedTuple):
    """Money of one line that became payable, was left out by a cap, or waits for room."""

    decision: Decision
    key: Any
    order: str
    """The event id that orders lines earned on the same day."""
    rule: LineRule
    line: str
    """The line's id with its status, before what became of it."""


def person_in_id(person: str) -> str:
    """A log's own id as decision ids write it, so that `/` and `#` keep their meaning there."""
    return person.replace("%", "%25").replace("/", "%2F").replace("#", "%23")


def line_id(rule: LineRule, key: Any) -> str:
    """`PAYMENT/PERSON[/OUTCOME]`, `PAYMENT/PERSON/PROVIDER/PERIOD` or `PAYMENT/[PERSON/]EVENT`."""
    if isinstance(key, str):
        of_outcome = f"/{rule.outcome}" if rule.outcome else ""
        return f"{rule.payment}/{person_in_id(key)}{of_outcome}"
    parts = (part for part in zip(rule.keys, key, strict=True) if part != ("person", ""))
    return "/".join([rule.payment, *(_in_id(name, value) for name, value in parts)])


def _in_id(name: str, value: Any) -> str:
    if name in ("person", "event_id"):
        return person_in_id(value)
    return iso(value) if isinstance(value, int) else str(value)


def period_of(rule: LineRule, key: Any, last: Relation | None = None) -> str | None:
    """The first and the last day of the row's own period; None where it has none."""
    if last is not None:
        return f"{iso(key[-1])}/{iso(last[key][0])}"
    unit = rule.keys[-1] if rule.keys else ""
    if unit not in PERIODS:
        return None
    return f"{iso(key[-1])}/{iso(period_end(key[-1], unit))}"


def due_day(world: World, rule: LineRule, earned_on: int) -> int | None:
    """The day a line earned on this day is payable; None when nothing is."""
    due = rule.due
    if due is None:
        return None
    day = world.last(earned_on, due.end_of) if due.end_of else earned_on
    return due_on(day, due, world.working)


class LineInputs(NamedTuple):
    """The relations a Line reads; `awaits` are pairs of a condition and its words."""

    amount: Relation
    subject: Relation
    earned: Relation
    order: Relation | None
    provider: Relation | None
    evidence: Sequence[Relation]
    until: Relation | None = None
    would_be: Relation | None = None
    awaits: Sequence[tuple[Relation, str]] = ()
    last: Relation | None = None
    holds: Relation | None = None


def lines(world: World, rule: LineRule, given: LineInputs) -> list[Part]:
    """Line: a decision for each row whose subject is true, known as at the date (law 22)."""
    result = []
    for key, (subject, known) in given.subject.items():
        if not subject or known > world.as_at or not _holds(given, key):
            continue
        earned, settled = given.earned[key]
        if settled <= world.as_at and earned:
            shadow = rule.shadow_until is not None and settled <= rule.shadow_until
            part = (_shadow if shadow else _earned)(world, rule, given, key)
        elif given.would_be is not None:
            part = _unpaid(world, rule, given, key)
        else:
            part = None
        if part is not None:
            result.append(part)
    return result


def _holds(given: LineInputs, key: Any) -> bool:
    """Whether the row is under the version of the contract that the line is of."""
    return given.holds is None or bool(given.holds[key][0])


def _earned(world: World, rule: LineRule, given: LineInputs, key: Any) -> Part | None:
    amount, settled = given.amount[key][0], given.earned[key][1]
    if not amount or (given.until is not None and given.until[key][1] <= world.as_at):
        return None
    awaiting = None
    reason: str | None = rule.reason or None
    if given.until is not None:
        awaiting, reason = f"{rule.reason}, by {iso(given.until[key][1])}", None
    return _part(world, rule, given, key, (amount, settled, awaiting, reason))


def _shadow(world: World, rule: LineRule, given: LineInputs, key: Any) -> Part | None:
    """Earned while the payment is in shadow: all that would have been paid (ruling E38)."""
    assert given.would_be is not None and rule.shadow_until is not None
    amount, settled = given.would_be[key][0], given.earned[key][1]
    shown, day = rule._replace(status="shadow", due=None), iso(rule.shadow_until)
    what = (amount, settled, None, f"in shadow until {day}")
    return _part(world, shown, given, key, what) if amount else None


def _unpaid(world: World, rule: LineRule, given: LineInputs, key: Any) -> Part:
    """Pending, with what is awaited and the last day it can come; or not due, with the reason."""
    assert given.would_be is not None
    amount = given.would_be[key][0] or 0
    _, settled = given.earned[key]
    if settled > world.as_at:
        says = next(words for facts, words in given.awaits if facts[key][1] > world.as_at)
        waiting = rule._replace(status="pending", due=None)
        return _part(world, waiting, given, key, (amount, None, f"{says}, by {iso(settled)}", None))
    says = next(words for facts, words in given.awaits if facts[key] == (False, settled))
    failed = rule._replace(status="not-due", due=None)
    return _part(world, failed, given, key, (amount, None, None, f"not met: {says}"))


def _part(
    world: World,
    rule: LineRule,
    given: LineInputs,
    key: Any,
    what: tuple[int, int | None, str | None, str | None],
) -> Part:
    amount, earned_on, awaiting, reason = what
    line = f"{line_id(rule, key)}#{rule.status}"
    person = _person(rule, key)
    decision = Decision(
        id=line,
        payment=rule.payment,
        clause=rule.clause,
        provider=_provider(rule, given, key),
        person=person or None,
        period=period_of(rule, key, given.last),
        amount=amount,
        currency=rule.currency,
        status=rule.status,
        earned_on=earned_on,
        payable_on=None if earned_on is None else due_day(world, rule, earned_on),
        because=_because(given.evidence, key, rule),
        awaiting=awaiting,
        reason=reason,
    )
    order = "" if given.order is None else _order(given.order, key)
    return Part(decision, key, order, rule, line)


def _person(rule: LineRule, key: Any) -> str:
    """Whom a row is about; empty where it is about no person."""
    return person_of(key) if "person" in rule.keys else ""


def _provider(rule: LineRule, given: LineInputs, key: Any) -> str | None:
    """Who is paid: a fact of the row, or a part of its key; None where it is about none."""
    if given.provider is not None:
        return given.provider[key][0] or None
    return key[rule.keys.index("provider")] if "provider" in rule.keys else None


def _because(evidence: Iterable[Relation], key: Any, rule: LineRule) -> tuple[str, ...]:
    """The ids of the events behind a row: picked for the row or its person, or summed in it."""
    person = _person(rule, key)
    ids = {key[1]} if "event_id" in rule.keys else set()
    for relation in evidence:
        if isinstance(relation, Cells):
            ids.update(relation.event_ids.get(key, ()))
        else:
            event = _picked(relation, key, person)
            if event is not None:
                ids.add(event.event_id)
    return tuple(sorted(ids))


def _picked(relation: Relation, key: Any, person: str) -> Any:
    """The event picked for a row, for the spell whose period it is, or for its person; or None."""
    if key in relation:
        return relation[key][0]
    spell = key[:2] if isinstance(key, tuple) else key
    return relation.get(spell, relation.get(person, (None, 0)))[0]


def _order(order: Relation, key: Any) -> str:
    if isinstance(order, Cells):
        return order.event_ids[key][0]
    event = order[key][0]
    return "" if event is None else str(event.event_id)


def order_of(order: Relation) -> dict[Any, str]:
    """The event id that orders each row of a relation of events."""
    return {key: _order(order, key) for key in order}
