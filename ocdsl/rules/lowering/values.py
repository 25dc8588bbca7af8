"""Lowers values: what a field, a measure or a sum of them gives at each row of a frame."""

from __future__ import annotations

from functools import reduce

from attrs import evolve, frozen

from ocdsl.model.amounts import BandedValue
from ocdsl.model.contract import Calculation
from ocdsl.model.quantities import quantity_of_kind
from ocdsl.model.values_read import scale_of
from ocdsl.rules.frames import event_frame, wide_frame
from ocdsl.rules.lowering.arithmetic import (
    PENCE,
    Held,
    as_fraction,
    at_least,
    at_most,
    difference_of,
    over,
    product_of,
    quotient_of,
    rounded,
    sum_of,
)
from ocdsl.rules.lowering.by_date import value_by_date
from ocdsl.rules.lowering.cards import lower_card
from ocdsl.rules.lowering.indexed import risen
from ocdsl.rules.lowering.phrases import Scope, event_field, pick, value_at_hand
from ocdsl.rules.lowering.totals import (
    events_of,
    field_at_event,
    forfeited_from,
    number_of,
    row_has,
    total_of,
)
from ocdsl.rules.operators import PERSON, Arith, Combine, Compare, Fill, Lookup, NodeId
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.mean_clauses import WeightedMean
from ocdsl.syntax.phrase_text import text_of


def lower_value(scope: Scope, value: ph.Value | WeightedMean | BandedValue) -> Held:
    """The value of a phrase at the scope's frame."""
    match value:
        case ph.FieldAt():
            return _read(scope, value)
        case ph.Total() | ph.NumberOf() | ph.Forfeited():
            return _taken(scope, value)
        case ph.Dated():
            return _in_force(scope, value)
        case ph.Arithmetic(left=left, sign=sign, right=right):
            work = {"+": sum_of, "-": difference_of, "×": product_of, "÷": quotient_of}[sign]
            return work(scope, lower_value(scope, left), lower_value(scope, right))
        case ph.ShareOf(share=one, of=other) | ph.PercentageOf(part=one, whole=other):
            work = product_of if isinstance(value, ph.ShareOf) else quotient_of
            return work(scope, lower_value(scope, one), lower_value(scope, other))
    return _from_table(scope, value)


# ---- the parts of a value


def _from_table(scope: Scope, value: ph.Value | WeightedMean | BandedValue) -> Held:
    """What a table below the clause gives; or else a figure that is written."""
    if isinstance(value, BandedValue):
        return looked_up(scope, value)
    return lower_mean(scope, value) if isinstance(value, WeightedMean) else _constant(value)


def looked_up(scope: Scope, banded: BandedValue) -> Held:
    """What the row of a table gives in which a value falls; missing where the value is."""
    value = lower_value(scope, banded.value)
    node = scope.builder.add(
        Lookup, "price", scope.clause, scope.frame,
        of=(value if value.node else for_each_row(scope, value)).node, bands=banded.bands,
        result="pence",
        says="a price in the table",
    )  # fmt: skip
    return Held(node, banded.scale)


def _constant(value: ph.Value) -> Held:
    match value:
        case ph.Money(pence=digits):
            return Held("", PENCE, constant=digits)
        case ph.Percent(digits=digits, places=places):
            return Held("", 100 * 10**places, constant=digits)
        case ph.Number(digits=digits, places=places):
            return Held("", 10**places, constant=digits)
    raise TypeError(type(value).__name__)


def _in_force(scope: Scope, value: ph.Dated) -> Held:
    """What changes by date, in the finest parts that one of its values is written in."""
    held = [_constant(change.value) for change in value.changes]
    scale = max(each.scale for each in held)
    parts = tuple(each.constant * (scale // each.scale) for each in held)
    return Held(value_by_date(scope, value, parts), scale)


def _taken(scope: Scope, value: ph.Total | ph.NumberOf | ph.Forfeited) -> Held:
    """A total or an extreme is held as its field is; an average is a fraction."""
    if isinstance(value, ph.NumberOf):
        return Held(number_of(scope, value), 1)
    if isinstance(value, ph.Forfeited):
        return Held(forfeited_from(scope, value), PENCE)
    assert value.what.at is not None
    event, name = value.what.at.event.text, value.what.field.text
    declared = scope.declared(event, name)
    source = events_of(scope, value.what.at, value.population)
    if declared is None:
        own = evolve(scope, frame=event_frame(event), events=source, picked=())
        each = _calculation(own, scope.builder.contract.calculations[name])
    else:
        field = field_at_event(scope, source, name)
        each = Held(field, quantity_of_kind(declared.kind).scale)
    scale, node = each.scale, total_of(scope, value, source, each.node)
    if value.how != "average":
        return Held(node, scale)
    return over(scope, Held(node, 1, True), scale)


def _read(scope: Scope, value: ph.FieldAt) -> Held:
    """A field of an event, or a measure worked out for the row at hand."""
    builder, name = scope.builder, value.field.text
    if scope.frame.kind == "period":
        return _wide_measure(scope, name)
    hand = value.at.event.text if value.at else scope.hand
    declared = scope.declared(hand, name) if hand else None
    card = builder.contract.cards.get(name) if value.at is None else None
    if card and not declared:
        rate = lower_card(scope, card)
        if card.rise is not None:
            return Held(risen(scope, card, rate), card.scale)
        return Held("", card.scale, constant=rate) if isinstance(rate, int) else (
            Held(rate, card.scale)
        )  # fmt: skip
    calculation = builder.contract.calculations.get(name)
    if calculation and calculation.event == hand and not declared:
        return _calculation_at(scope, calculation, value.at)
    if scope.frame.kind == "event" and value.at is None:
        assert declared is not None
        return Held(event_field(scope, name), quantity_of_kind(declared.kind).scale)
    event, node = value_at_hand(evolve(scope, frame=PERSON), value)
    declared = scope.declared(event, name)
    assert declared is not None
    return Held(builder.at(scope.frame, node), quantity_of_kind(declared.kind).scale)


def _calculation_at(scope: Scope, calculation: Calculation, at: ph.EventPhrase | None) -> Held:
    """A measure of the event at hand, or of the one that is named."""
    if at is None:
        return _calculation(scope, calculation)
    picked = pick(evolve(scope, frame=PERSON), at)
    frame = scope.builder.frame(picked)
    own = evolve(scope, frame=frame).picks(at.event.text, picked)
    found = _calculation(own, calculation)
    return evolve(found, node=scope.builder.at(scope.frame, found.node))


def _wide_measure(scope: Scope, name: str) -> Held:
    """A measure of each provider or period: of the scope's own grain, or of a coarser one."""
    builder = scope.builder
    if name in builder.rates:
        rate = builder.rates[name].nodes.rate
        return Held(builder.at(scope.frame, rate), 1, is_fraction=True)
    calculation = builder.contract.calculations[name]
    assert calculation.grain is not None
    found = _calculation(evolve(scope, frame=wide_frame(calculation.grain)), calculation)
    return evolve(found, node=builder.at(scope.frame, found.node))


def _calculation(scope: Scope, calculation: Calculation) -> Held:
    """A measure's value for each event, rounded first where the measure says so."""
    own = evolve(scope, clause=calculation.clauses["is"], day="")
    found = lower_value(own, calculation.value)
    for limit in calculation.limits:
        at_limit = evolve(own, clause=calculation.clauses[limit.word])
        bound = at_most if limit.word == "at most" else at_least
        found = bound(at_limit, found, lower_value(at_limit, limit.value))
    if calculation.places is not None:
        to_places = evolve(scope, clause=calculation.clauses["rounding"])
        scale = scale_of(calculation.kind, calculation.places)
        found = rounded(to_places, found, scale, calculation.name)
    return found if found.node else for_each_row(own, found)


def for_each_row(scope: Scope, value: Held) -> Held:
    """A number that the contract writes, at each row of the frame: `is  34%`."""
    builder, frame = scope.builder, scope.frame
    if frame.kind == "period":
        one = row_has(scope, "start", None)
    else:
        event = event_field(scope, "event_id") if frame.kind == "event" else scope.picked[0][1]
        one = builder.add(
            Compare, f"{scope.hand}-present", scope.clause, builder.frame(event), rel="present",
            left=event, says=f"the {scope.hand}",
        )  # fmt: skip
    node = builder.add(
        Arith, f"number-{value.constant}", scope.clause, builder.frame(one), op="×", left=one,
        by=value.constant,
    )  # fmt: skip
    return Held(builder.at(frame, node), value.scale)


# ---- weighted means


@frozen
class _Part:
    """One part of a mean: its value, its weight, and the condition that it is there."""

    value: Held
    weight: Held
    there: NodeId


def lower_mean(scope: Scope, mean: WeightedMean) -> Held:
    """The sum of the parts times their weights, over the weights of those that are there.

    Missing where a part is missing that does not share its weight, and where too few are there.
    """
    parts = [_part(scope, field, weight) for field, weight in mean.parts]
    if not mean.shares:
        return as_fraction(
            scope, _sum(scope, [product_of(scope, p.weight, p.value) for p in parts])
        )
    weighted = [product_of(scope, p.weight, _or_nothing(scope, p.value)) for p in parts]
    weights = [_weight_there(scope, p) for p in parts]
    found = quotient_of(scope, _sum(scope, weighted), _sum(scope, weights))
    enough = scope.builder.add(
        Combine, "enough-parts", scope.clause, scope.frame,
        of=tuple(p.there for p in parts), least=mean.least,
    )  # fmt: skip
    known = scope.builder.add(
        Arith, "mean-if-enough", scope.clause, scope.frame,
        op="if", left=found.node, right=enough,
    )  # fmt: skip
    return Held(known, 1, is_fraction=True)


def _part(scope: Scope, field: ph.FieldAt, weight: ph.Percent) -> _Part:
    value = lower_value(scope, field)
    there = scope.builder.add(
        Compare, f"{field.field.text}-there", scope.clause, scope.frame, rel="present",
        left=value.node, says=f"{text_of(field)} is known",
    )  # fmt: skip
    return _Part(value, _constant(weight), there)


def _sum(scope: Scope, values: list[Held]) -> Held:
    return reduce(lambda one, other: sum_of(scope, one, other), values)


def _or_nothing(scope: Scope, value: Held) -> Held:
    filled = scope.builder.add(
        Fill, "part-or-nothing", scope.clause, scope.frame, of=value.node, value=0
    )
    return evolve(value, node=filled)


def _weight_there(scope: Scope, part: _Part) -> Held:
    """The weight of a part that is there, nothing of one that is not."""
    node = scope.builder.add(
        Arith, f"product-by-{part.weight.constant}", scope.clause, scope.frame, op="×",
        left=part.there, by=part.weight.constant,
    )  # fmt: skip
    return evolve(part.weight, node=node)
