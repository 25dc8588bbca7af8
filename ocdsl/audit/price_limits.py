"""The least and the most that a price comes to, in words."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.audit.case import quoted
from ocdsl.audit.explanation import Point
from ocdsl.audit.made_by import Made
from ocdsl.audit.worked_words import Row, parts_of_value
from ocdsl.base.money import pounds
from ocdsl.model.amounts import BandedValue, ByParts, PriceLimit, Worked
from ocdsl.rules.lowering.words import phrase_text


def row_of(made: Made, node: str) -> Row:
    """The row that an amount is worked out for."""
    return Row(made.case, node, made.key, made.at_hand, made.outcome, _picks(made))


def _picks(made: Made) -> str:
    """The words that pick the event which achieves the outcome, or which a payment is on."""
    outcome = made.case.contract.outcomes.get(made.outcome)
    event = outcome.achieved_on if outcome else made.payment.on
    once = not (outcome and outcome.is_of_events)
    return phrase_text(event) if event and once else ""


def limit_points(made: Made) -> Iterator[Point]:
    """Each limit of the price, with what it comes to; after the last, what is left of the price."""
    price, node = made.payment.price, made.main.would_be
    if not isinstance(price, Worked | BandedValue | ByParts) or node is None:
        return
    amount = made.case.value(node, made.key)
    for limit in price.limits:
        last = limit is price.limits[-1] and "less" not in made.payment.clauses
        known = f": {pounds(abs(amount))}." if last and amount is not None else "."
        yield _point(made, limit, node, known)


def _point(made: Made, limit: PriceLimit, node: str, known: str) -> Point:
    parts = (f"{part}." for part in parts_of_value(row_of(made, node), limit.value))
    return Point(
        says=f"It is {limit.word} {phrase_text(limit.value)}{known}",
        quotes=quoted(made.case.contract, made.payment.clauses[limit.word]),
        details=tuple(parts),
    )
