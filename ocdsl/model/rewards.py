"""Which outcomes money depends on, and the changes of a value that it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ocdsl.model.clauses import every
from ocdsl.model.comparisons import field_read
from ocdsl.model.context import Context, outcomes_paid
from ocdsl.model.seen import Asked
from ocdsl.model.walk import uses, walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def rewarded(context: Context, payments: Iterable[tree.Block]) -> set[str]:
    """The outcomes that payments are for, wait for, or are withheld against by a measure."""
    found: set[str] = set()
    for block in payments:
        found.update(outcomes_paid(block))
        found |= {
            c.until.text for c in every(block, tree.WithholdUntil) if isinstance(c.until, ph.Name)
        }
        for clause in every(block, tree.Withhold):
            measure = context.named["measure"].get(clause.measure.text)
            found |= {c.outcome.text for c in every(measure, tree.IsPercentage)}
    return found


def behind_money(context: Context) -> set[str]:
    """The outcomes that a payment, a deduction, a cap or a split names, directly or through others.

    A measure that a cap takes its share of has the outcomes that it counts behind it, and so on.
    """
    named: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for use in uses(context):
        block = use.spot.block
        names = named.setdefault((block.keyword, block.name.text), set())
        names.add((use.what, use.name.text))
    todo = [place for place in named if place[0] in _DECIDE_MONEY]
    seen: set[tuple[str, str]] = set()
    while todo:
        place = todo.pop()
        if place not in seen:
            seen.add(place)
            todo.extend(named.get(place, ()))
    return {name for what, name in seen if what == "outcome"}


_DECIDE_MONEY = ("payment", "deduction", "cap", "floor", "split")


@frozen
class Change:
    """A limit on how far a value has moved from what it was, on which money is paid."""

    field: tree.FieldClause
    limit: ph.Limit
    side: str
    """`above` or `below` what it was."""
    points: ph.Number | None
    """By how many points at least; None where any number will do."""
    heading: str


def rewarded_changes(context: Context) -> Iterator[Change]:
    """Every such limit in a payment, or in an outcome that one is for; not in a deduction."""
    payments = context.named["payment"]
    outcomes = rewarded(context, payments.values())
    for seen in walk(context):
        if not isinstance(seen, Asked):
            continue
        block = seen.spot.block
        if block.name.text in (payments if block.keyword == "payment" else outcomes):
            yield from _changes(seen)


def _changes(asked: Asked) -> Iterator[Change]:
    for test in asked.tests.items:
        field = field_read(asked.spot, test.value) if isinstance(test, ph.LimitTest) else None
        for limit in test.limits if field and isinstance(test, ph.LimitTest) else ():
            value = limit.value
            if field and isinstance(value, ph.PointsAbove):
                yield Change(field, limit, value.side, value.points, asked.spot.heading)
            elif field and isinstance(value, ph.FieldAt) and value.field.text == field.name.text:
                yield Change(field, limit, _SIDES.get(limit.word, ""), None, asked.spot.heading)


_SIDES = {
    "at least": "above",
    "more than": "above",
    "less than": "below",
    "up to and including": "below",
}
