"""Values worked out of kinds that cannot be worked together, or that give no money (law 7)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Span
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import only
from ocdsl.model.comparisons import is_total_of_cells, is_worked_out
from ocdsl.model.context import Context
from ocdsl.model.open_spells import is_met
from ocdsl.model.quantities import Mixed, Quantity, in_words
from ocdsl.model.seen import Asked, Spot
from ocdsl.model.values_read import known_in, measured, quantity_worked_out, value_read
from ocdsl.model.walk import walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.mean_clauses import ByBand, Worth
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every value that mixes kinds, and every amount that is not money."""
    for block in context.file.blocks:
        for clause in block.clauses:
            yield from _of_clause(Spot(context, block, clause), clause)
            yield from _of_cells(Spot(context, block, clause), clause)
    for seen in walk(context):
        if isinstance(seen, Asked):
            for test in seen.tests.items:
                if isinstance(test, ph.LimitTest):
                    yield from _of_test(seen.spot, test)
                elif isinstance(test, ph.ChoiceTest):
                    yield from _of_choice(seen.spot, test)


def _of_clause(spot: Spot, clause: tree.Clause) -> Iterator[Found]:
    match clause:
        case tree.Pays(amount=amount) | tree.PriceLimit(amount=amount) if not isinstance(
            amount, ph.Scalar | ph.Dated
        ):
            found, mistake = _quantity(spot, amount)
            yield from mistake
            if spot.block.keyword == "measure":
                message = "The limit of a measure is one that is written, and not worked out."
                fix = "Write a number, an amount of money or a percentage."
                yield Found(message, _place(amount, spot), spot.heading, fix)
            elif found and found.kind != "money":
                yield _not_money(spot, amount, found)
        case tree.IsValue(value=value):
            yield from _quantity(spot, value)[1]
            if isinstance(value, ByBand):
                yield from _of_bands(spot, value.quantity, False)
        case tree.Target(ph.Limit(value=value)) if not isinstance(value, ph.Scalar):
            yield from _of_target(spot, value)
        case tree.PaysByBand(quantity=quantity) if not is_total_of_cells(spot, quantity):
            yield from _of_bands(spot, quantity, clause.parts)


def _of_bands(spot: Spot, quantity: ph.Value, parts: bool) -> Iterator[Found]:
    """What a table of bands limits: a value with a size, that is not the same for all."""
    if isinstance(quantity, ph.Money | ph.Percent | ph.Number):
        message = f"`{text_of(quantity)}` is always in the same row of the table."
        fix = "Name what the amount depends on, or pay the amount of that row."
        yield Found(message, _place(quantity, spot), spot.heading, fix)
        return
    found, mistake = _quantity(spot, quantity)
    yield from mistake
    if found and parts and (found.is_fraction or found.kind == "percentage"):
        message = f"`{text_of(quantity)}` has no whole parts that could each have a rate."
        fix = "Round it first, or take a number or an amount of money."
        yield Found(message, _place(quantity, spot), spot.heading, fix)
    elif found and value_read(spot.context, spot.block, quantity) is None:
        message = f"`{text_of(quantity)}` has no size to set a limit to."
        yield Found(message, _place(quantity, spot), spot.heading, _SIZES)


def _of_target(spot: Spot, value: ph.Value) -> Iterator[Found]:
    """What a measure is set against is of the kind of the measure."""
    found, mistake = _quantity(spot, value)
    yield from mistake
    own = measured(spot.context, spot.block) if not mistake else None
    if found and own and (found.kind, found.unit) != (own.kind, own.unit):
        message = (
            f"`{spot.block.name.text}` is {in_words(own)} and `{text_of(value)}` is "
            f"{in_words(found)}: they cannot be compared."
        )
        yield Found(message, _place(value, spot), spot.heading, "Compare like with like.")


_SIZES = "Use a value that is money, a percentage or a number."


def _of_cells(spot: Spot, clause: tree.Clause) -> Iterator[Found]:
    """A person's total in a week has one price: its parts have none of their own."""
    if not isinstance(clause, tree.PaysByBand) or not clause.parts:
        return
    if is_total_of_cells(spot, clause.quantity):
        message = "A person's total in a period has one price, not one for each part of it."
        fix = "Write `whole amount by band of`, or pay for each provider and period."
        yield Found(message, clause.span, spot.heading, fix)


def _quantity(spot: Spot, value: Worth) -> tuple[Quantity | None, list[Found]]:
    """What a value gives, and what is wrong with it."""
    try:
        return quantity_worked_out(value, known_in(spot.context, spot.block, spot.hand)), []
    except Mixed as mixed:
        place = mixed.span if mixed.span.length else spot.clause.span
        return None, [Found(mixed.message, place, spot.heading, mixed.fix)]


def _place(value: ph.Value, spot: Spot) -> Span:
    return value.span if value.span.length else spot.clause.span


def _not_money(spot: Spot, amount: ph.Value, found: Quantity) -> Found:
    message = f"`{text_of(amount)}` is not an amount of money, but {in_words(found)}."
    fix = "Write an amount, or multiply one: `£15.00 × hours`."
    return Found(message, _place(amount, spot), spot.heading, fix)


def _of_choice(spot: Spot, test: ph.ChoiceTest) -> Iterator[Found]:
    """A measure is met or not; it is no choice, and what is met must have a target."""
    measure = spot.context.values_at_hand(spot.block, spot.hand).get(test.value.field.text)
    wide = spot.context.wide_grain(spot.block) is not None and not spot.hand
    if measure is None:
        return
    place, name = test.span if test.span.length else spot.clause.span, test.value.field.text
    if not wide:
        message = f"`{name}` is worked out for each event: it is set against a limit, not met."
        yield Found(message, place, spot.heading, f"Write `{name} is {_limit_of(measure)}`.")
    elif not is_met(test):
        message = f"`{name}` is a measure, and has no choices."
        fix = f"Write `{name} is met`, or set it against a limit."
        yield Found(message, place, spot.heading, fix)
    elif only(measure, tree.Target) is None:
        message = f"`{name}` has no target that could be met."
        fix = f"Add a `target` to `{name}`, or write the limit here."
        yield Found(message, place, spot.heading, fix)


def _limit_of(measure: tree.Block) -> str:
    """The target of a measure, or the beginning of a limit where it has none."""
    target = only(measure, tree.Target)
    return text_of(target.limit) if target else "at least …"


def _of_test(spot: Spot, test: ph.LimitTest) -> Iterator[Found]:
    """A test in which a value is worked out: both sides must be of one kind."""
    worked = is_worked_out(spot, test.value)
    left, mistake = _quantity(spot, test.value)
    yield from mistake if worked else ()
    for limit in test.limits:
        if not (worked or is_worked_out(spot, limit.value)):
            continue
        right, mistake = _quantity(spot, limit.value)
        yield from mistake
        if left and right and (left.kind, left.unit) != (right.kind, right.unit or left.unit):
            message = (
                f"`{text_of(test.value)}` is {in_words(left)} and `{text_of(limit.value)}` is "
                f"{in_words(right)}: they cannot be compared."
            )
            yield Found(message, _place(limit.value, spot), spot.heading, "Compare like with like.")


RULE = Rule(
    code="MixedValues",
    severity=Severity.ERROR,
    what="A value is worked out of things that cannot be added, multiplied or compared.",
    why="Pounds and hours have no sum, and an amount that is not money cannot be paid.",
    fix="Work with values of one kind, and let every amount come out as money.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays  50% × 2 for each independent\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 7",
    find=find,
)
