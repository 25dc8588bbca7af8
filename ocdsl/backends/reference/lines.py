"""Payment lines and what becomes of them: caps, carried money, what is taken back (law 23).

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ocdsl.backends.reference.grains import Cells, person_of
from ocdsl.backends.reference.relations import Fact, Relation, World
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


def lines(world: World, rule: LineRule, given: LineInputs) -> list[Part]:
    """Line: a decision for each row whose subject is true, known as at the date (law 22)."""
    result = []
    for key, (subject, known) in given.subject.items():
        if not subject or known > world.as_at:
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
            event = relation.get(key, relation.get(person, (None, 0)))[0]
            if event is not None:
                ids.add(event.event_id)
    return tuple(sorted(ids))


def _order(order: Relation, key: Any) -> str:
    if isinstance(order, Cells):
        return order.event_ids[key][0]
    event = order[key][0]
    return "" if event is None else str(event.event_id)


def order_of(order: Relation) -> dict[Any, str]:
    """The event id that orders each row of a relation of events."""
    return {key: _order(order, key) for key in order}


# ---- caps


class Cumulated(NamedTuple):
    """A line's money between the totals before and after it in its scope, in pence."""

    part: Part
    scope: tuple[Any, ...]
    before: int
    after: int


class Running(NamedTuple):
    """The covered lines with their running totals, and the lines the cap does not cover."""

    lines: list[Cumulated]
    others: list[Part]


def cumulate(
    world: World, sources: Sequence[list[Part]], scope: Sequence[str], payments: Sequence[str]
) -> Running:
    """Cumulate: running totals in each scope, earliest earned first, ties by event id (law 23)."""
    covered: list[Part] = []
    others: list[Part] = []
    for part in (part for source in sources for part in source):
        d = part.decision
        cash = d.status in ("payable", "released") and d.payment in payments
        (covered if cash else others).append(part)
    covered.sort(key=lambda p: (p.decision.earned_on, p.order, p.decision.id))
    totals: dict[tuple[Any, ...], int] = {}
    result = []
    for part in covered:
        key = tuple(_scope_value(world, part.decision, name) for name in scope)
        before = totals.get(key, 0)
        totals[key] = before + part.decision.amount
        result.append(Cumulated(part, key, before, totals[key]))
    return Running(result, others)


def _scope_value(world: World, decision: Decision, name: str) -> Any:
    if name in ("person", "provider"):
        return getattr(decision, name)
    assert decision.earned_on is not None
    return world.start(decision.earned_on, name)


class CapRule(NamedTuple):
    """What an Apportion says: the cap, its clause, its room, and what becomes of the rest."""

    cap: str
    clause: int
    limit: int
    unit: str
    """The period in which room is carried; empty when no excess is carried."""
    excess_status: str
    end_status: str


def carry(world: World, limit: int, unit: str, running: Running) -> dict[Any, list[Fact]]:
    """Roll (excess carried): for each scope, the money paid by the end of each period begun.

    Each fact is the total paid so far and the period's first day.
    """
    starts = [start for start in world.periods(unit) if start <= world.as_at]
    earned: dict[Any, dict[int, int]] = {}
    for each in running.lines:
        day = each.part.decision.earned_on
        assert day is not None
        by_start = earned.setdefault(each.scope, {})
        start = world.start(day, unit)
        by_start[start] = by_start.get(start, 0) + each.part.decision.amount
    result: dict[Any, list[Fact]] = {}
    for scope, by_start in earned.items():
        paid = waiting = 0
        for start in starts:
            waiting += by_start.get(start, 0)
            now = min(waiting, limit)
            paid, waiting = paid + now, waiting - now
            result.setdefault(scope, []).append((paid, start))
    return result


def apportion(
    world: World, cap: CapRule, running: Running, paid_by: dict[Any, list[Fact]] | None = None
) -> list[Part]:
    """Apportion: what of each line there is room for, and what becomes of the rest.

    `paid_by` is what a Roll paid in each period; without it, each scope has the cap's limit.
    """
    result = list(running.others)
    for each in running.lines:
        room: list[Fact] = [(cap.limit, 0)] if paid_by is None else paid_by[each.scope]
        low = 0
        for high, start in room:
            inside = min(each.after, high) - max(each.before, low)
            if inside > 0:
                result.append(_paid(world, cap, each.part, inside, start))
            low = high
        outside = each.after - max(each.before, low)
        if outside > 0:
            result.append(_excess(world, cap, each.part, outside))
    return result


def _paid(world: World, cap: CapRule, part: Part, amount: int, start: int) -> Part:
    """A part that is paid; in a later period it is due as if earned on that period's first day."""
    d = part.decision
    assert d.earned_on is not None
    if not cap.unit or start == world.start(d.earned_on, cap.unit):
        return part if amount == d.amount else part._replace(decision=d._replace(amount=amount))
    name = iso(start)[:7] if cap.unit == "month" else iso(start)
    line = f"{part.line}@{name}"
    later = d._replace(id=line, amount=amount, payable_on=due_day(world, part.rule, start))
    return part._replace(decision=later, line=line)


def _excess(world: World, cap: CapRule, part: Part, amount: int) -> Part:
    """What there was no room for: carried until the tail ends, then as the cap says (E24)."""
    status = cap.end_status if world.as_at >= world.tail_end else cap.excess_status
    carried = status == "carried-forward"
    left_out = part.decision._replace(
        id=f"{part.line}:{status}",
        clause=cap.clause,
        amount=amount,
        status=status,
        payable_on=due_day(world, part.rule, world.tail_end) if status == "payable" else None,
        awaiting=f"room under {cap.cap}, by {iso(world.tail_end)}" if carried else None,
        reason=f"over {cap.cap}",
    )
    return part._replace(decision=left_out)
