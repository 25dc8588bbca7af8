"""How an amount came about, in words: its price, what is withheld, caps and recoveries."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.audit.advance_words import repaid_points
from ocdsl.audit.cap_words import cap_points
from ocdsl.audit.case import quoted
from ocdsl.audit.conditions import days_in_words, picked_events
from ocdsl.audit.explanation import Point
from ocdsl.audit.floor_words import floor_point
from ocdsl.audit.made_by import Made
from ocdsl.audit.measure_words import (
    band_of,
    band_quote,
    judged,
    measure_point,
    release_point,
)
from ocdsl.audit.pool_words import pool_points
from ocdsl.audit.price_limits import limit_points, row_of
from ocdsl.audit.price_words import dated_point
from ocdsl.audit.retained_words import split_point
from ocdsl.audit.worked_words import parts_of_value
from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.model.amounts import BandedValue, ByParts, Flat, Worked
from ocdsl.rules import operators as op
from ocdsl.rules.graph import inputs
from ocdsl.rules.lowering.words import phrase_text
from ocdsl.syntax import phrases as ph


def money_points(made: Made) -> Iterator[Point]:
    """Every step from the price to the amount, in the order the contract applies them (law 23)."""
    if made.payment.fills:
        yield floor_point(made)
        return
    if made.payment.shared is not None:
        yield from pool_points(made)
    else:
        yield price_point(made)
        yield from limit_points(made)
        yield from _kept_points(made)
    yield from _statement_points(made)
    yield from _shadow_points(made)
    yield from _withheld_points(made)
    for cap in made.caps():
        yield from cap_points(made, cap)
    yield from _recovery_points(made)
    yield from repaid_points(made)


# ---- the price


def price_point(made: Made) -> Point:
    """The full amount and the clause, or the row of the band table, that sets it."""
    quotes = quoted(made.case.contract, made.payment.clauses["pays"])
    price = made.payment.price
    if isinstance(price, Flat):
        return Point(f"The price is {pounds(price.pence)}.", quotes=quotes)
    if isinstance(price, Worked) and isinstance(price.value, ph.Dated):
        return dated_point(made, price.value)
    if isinstance(price, Worked | ByParts):
        return _worked_point(made, price)
    return _band_point(made)


def _worked_point(made: Made, price: Worked | ByParts) -> Point:
    """An amount that was worked out, with what it was worked out from."""
    case, node = made.case, made.main.would_be
    assert node is not None
    amount, row = case.value(node, made.key), row_of(made, node)
    says = f"The amount is worked out as {phrase_text(price.value)}"
    if isinstance(price, ByParts):
        says = f"The amount is worked out from the parts of {phrase_text(price.value)}"
    counted = price.counted if isinstance(price, Worked) else None
    values: list[ph.Value] = [price.value]
    if counted is not None:
        says += f", for each {counted.says}"
        values.append(ph.FieldAt(ph.Name(counted.field)))
    known = "." if "less" in made.payment.clauses or price.limits else f": {pounds(amount or 0)}."
    says += ", and a part of it is not known." if amount is None else known
    return Point(
        says=says,
        quotes=quoted(case.contract, made.payment.clauses["pays"]),
        details=tuple(f"{part}." for value in values for part in parts_of_value(row, value)),
        events=picked_events(case, node, made.key),
    )


def _band_point(made: Made) -> Point:
    case = made.case
    table = _price_table(made)
    band = band_of(table, case.value(table.of, made.key))
    price = case.value(table.id, made.key)
    total = f"The total{made.period} is {case.text(table.of, made.key)}"
    if isinstance(made.payment.price, BandedValue):
        total = _value_of(made, made.payment.price)
    says = f"{total}, which is in no row of the table."
    if price is not None:
        says = f"{total}; the price at that total is {pounds(price)}."
    quotes = quoted(case.contract, made.payment.clauses["pays"]) + band_quote(case, band)
    return Point(says=says, quotes=quotes, events=picked_events(case, table.of, made.key))


def _price_table(made: Made) -> op.Lookup:
    """The node that looks the price up, before its limits and what is not paid for."""
    assert made.main.would_be is not None
    node = made.case.node(made.main.would_be)
    while not isinstance(node, op.Lookup):
        node = made.case.node(next(iter(inputs(node))))
    return node


def _kept_points(made: Made) -> Iterator[Point]:
    """What is left when what would have happened anyway is not paid for (ruling E6)."""
    clause, (kept, of) = made.payment.clauses.get("less"), made.payment.kept
    assert made.main.would_be is not None
    amount = made.case.value(made.main.would_be, made.key)
    if clause is None or amount is None:
        return
    says = f"{of - kept} in every {of} would have happened anyway: {kept}/{of} is {pounds(amount)}."
    yield Point(says, quotes=quoted(made.case.contract, clause))


def _value_of(made: Made, price: BandedValue) -> str:
    assert made.main.would_be is not None
    row = row_of(made, made.main.would_be)
    *_, last = parts_of_value(row, price.value)
    return last[:1].upper() + last[1:]


def _statement_points(made: Made) -> Iterator[Point]:
    """What a line is before the total of its statement is rounded (ruling E7)."""
    per_penny, contract = made.line.per_penny, made.case.contract
    if per_penny == 1 or made.decision.earned_on is None or made.decision.status == "shadow":
        return
    exact = Fraction(made.case.value(made.line.amount, made.key), per_penny)
    pence = f"{exact} pence" if exact.denominator > 1 else pounds(int(exact))
    says = (
        f"Before it is rounded it is {pence}. The total of the statement is rounded, and its "
        "pennies are shared over its lines by the largest remainder."
    )
    yield Point(says, quotes=quoted(contract, contract.clauses["rounding"]))


def _shadow_points(made: Made) -> Iterator[Point]:
    """Up to which day the payment is shown and not paid (ruling E38)."""
    until = made.payment.shadow_until
    if until is None or made.decision.earned_on is None:
        return
    says = f"What is earned up to and including {in_words(until)} is shown and not paid."
    yield Point(says, quotes=quoted(made.case.contract, made.payment.clauses["in shadow"]))


# ---- withholding


def _withheld_points(made: Made) -> Iterator[Point]:
    measure, d = judged(made), made.decision
    if "withhold" not in made.payment.clauses or d.status in ("pending", "not-due", "shadow"):
        return
    yield split_point(made)
    if measure is None:
        return
    taken_back = d.clause == made.payment.clauses["recover"].line if made.reverse() else False
    if made.line.status in ("withheld", "released", "forfeited") and not taken_back:
        yield measure_point(made, measure)
    if made.line.status in ("released", "forfeited") and not taken_back:
        yield release_point(made, measure)


# ---- recovery


def _recovery_points(made: Made) -> Iterator[Point]:
    reverse, recovery = made.reverse(), made.payment.recovery
    if reverse is None or recovery is None or made.decision.earned_on is None:
        return
    if made.decision.status == "shadow":
        return
    case = made.case
    trigger = case.node(reverse.trigger)
    assert isinstance(trigger, op.Pick)
    low, high = case.value(trigger.low, made.key), case.value(trigger.high, made.key)
    window = days_in_words(low, high)
    event = case.value(trigger.id, made.key)
    whole = case.value(reverse.limit, made.key)
    quotes = quoted(case.contract, made.payment.clauses["recover"])
    kind = recovery.event.event.text
    if event is None:
        over = high is not None and high <= case.as_at
        so_far = "none came" if over else "none has come so far"
        says = f"A {kind} {window} takes it back; {so_far}."
        yield Point(says, quotes=quotes)
        return
    says = (
        f"A {kind} {window} takes back what became payable, up to {pounds(whole)}. "
        f"One came on {in_words(event.occurred_on)}."
    )
    yield Point(says, quotes=quotes, events=(case.note(event),))
