"""How an amount came about, in words: its price, what is withheld, caps and recoveries."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.audit.case import quoted
from ocdsl.audit.conditions import days_in_words, picked_events
from ocdsl.audit.explanation import Point
from ocdsl.audit.made_by import Made
from ocdsl.audit.measure_words import (
    band_of,
    band_quote,
    judged,
    measure_point,
    release_point,
)
from ocdsl.audit.retained_words import split_point
from ocdsl.audit.worked_words import Row, parts_of_value
from ocdsl.base.calendar import MONTHS, PERIODS, in_words, iso, period_end
from ocdsl.base.money import pounds
from ocdsl.ledger.decision_ids import line_of
from ocdsl.ledger.facts import Totals
from ocdsl.model.amounts import BandedValue, ByParts, Flat, Worked
from ocdsl.rules import operators as op
from ocdsl.rules.graph import inputs
from ocdsl.rules.lowering.words import phrase_text


def money_points(made: Made) -> Iterator[Point]:
    """Every step from the price to the amount, in the order the contract applies them (law 23)."""
    yield price_point(made)
    yield from _kept_points(made)
    yield from _statement_points(made)
    yield from _shadow_points(made)
    yield from _withheld_points(made)
    for cap in made.caps():
        yield from cap_points(made, cap)
    yield from _recovery_points(made)


# ---- the price


def price_point(made: Made) -> Point:
    """The full amount and the clause, or the row of the band table, that sets it."""
    quotes = quoted(made.case.contract, made.payment.clauses["pays"])
    price = made.payment.price
    if isinstance(price, Flat):
        return Point(f"The price is {pounds(price.pence)}.", quotes=quotes)
    if isinstance(price, Worked | ByParts):
        return _worked_point(made, price)
    return _band_point(made)


def _worked_point(made: Made, price: Worked | ByParts) -> Point:
    """An amount that was worked out, with what it was worked out from."""
    case, node = made.case, made.main.would_be
    assert node is not None
    amount, row = case.value(node, made.key), _row(made, node)
    says = f"The amount is worked out as {phrase_text(price.value)}"
    if isinstance(price, ByParts):
        says = f"The amount is worked out from the parts of {phrase_text(price.value)}"
    known = "." if "less" in made.payment.clauses else f": {pounds(amount or 0)}."
    says += ", and a part of it is not known." if amount is None else known
    return Point(
        says=says,
        quotes=quoted(case.contract, made.payment.clauses["pays"]),
        details=tuple(f"{part}." for part in parts_of_value(row, price.value)),
        events=picked_events(case, node, made.key),
    )


def _row(made: Made, node: str) -> Row:
    return Row(made.case, node, made.key, made.at_hand, made.outcome)


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
    """The node that looks the price up, before what is not paid for is taken off."""
    assert made.main.would_be is not None
    node = made.case.node(made.main.would_be)
    while not isinstance(node, op.Lookup):
        (node,) = (made.case.node(name) for name in inputs(node))
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
    row = _row(made, made.main.would_be)
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


# ---- caps


def cap_points(made: Made, cap: op.Apportion) -> Iterator[Point]:
    """The running total before and after the line, and the room there was for it (law 27)."""
    case = made.case
    totals = _totals(made, cap)
    if totals is None:
        return
    quotes = quoted(case.contract, cap.clause)
    excess = case.contract.caps[cap.cap].clauses.get("excess")
    quotes += quoted(case.contract, excess) if excess else ()
    details = tuple(_room_details(made, cap, totals))
    before, after = pounds(totals.before), pounds(totals.after)
    says = (
        f"Under {cap.cap}, with all lines of {_scope(made, cap, totals)} in order of earning, "
        f"this line takes the running total from {before} to {after}."
    )
    yield Point(says, quotes=quotes, details=details)


def _totals(made: Made, cap: op.Apportion) -> Totals | None:
    """The line's totals; a part that an earlier cap moved has the name of its period too."""
    base = line_of(made.decision.id)
    moved = made.decision.id.split(":")[0]
    found = made.case.facts.running(cap.of, moved)
    return found or made.case.facts.running(cap.of, base)


def _scope(made: Made, cap: op.Apportion, totals: Totals) -> str:
    names = made.running(cap).scope
    words = [
        _period_words(value, name) if name in PERIODS else str(value)
        for name, value in zip(names, totals.scope, strict=True)
    ]
    return " and ".join(words) or "the contract"


def _period_words(start: int, unit: str) -> str:
    """`July 2026` for a month; other periods by their days."""
    if unit == "month":
        year, month, _ = iso(start).split("-")
        return f"{MONTHS[int(month) - 1]} {year}"
    return f"the {unit} from {in_words(start)} to {in_words(period_end(start, unit))}"


def _room_details(made: Made, cap: op.Apportion, totals: Totals) -> Iterator[str]:
    """For each period with room: what was used before and after the line, and what is left."""
    if cap.roll is None:
        yield _room("", totals, 0, cap.limit, cap.limit)
        return
    low = 0
    unit = made.case.node(cap.roll).frame.unit
    earned = made.decision.earned_on
    assert earned is not None
    own = made.case.start(earned, unit)
    for total, start in made.case.facts.paid_by(cap.roll, totals.scope):
        if start >= own and low < totals.after and (total > totals.before or start == own):
            yield _room(f"In {_period_words(start, unit)} ", totals, low, total, cap.limit)
        low = total
    if totals.after > low:
        waiting = totals.after - max(low, totals.before)
        yield f"For {pounds(waiting)} of this line there is no room yet."


def _room(when: str, totals: Totals, low: int, high: int, limit: int) -> str:
    """`high - low` of the room is used in the period, by the lines between them in the queue."""
    before = min(max(totals.before - low, 0), limit)
    after = min(max(min(totals.after, high) - low, before), limit)
    used = f"{pounds(before)} of {pounds(limit)} was used before this line"
    rest = f"{pounds(after)} after it, which leaves {pounds(limit - after)}"
    return f"{when}{used} and {rest}; this line had {pounds(after - before)} of the room."


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
