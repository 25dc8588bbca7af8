"""A price that changes by date, in words: the day that picked it, and what was in force on it."""

from __future__ import annotations

from ocdsl.audit.case import quoted
from ocdsl.audit.explanation import Point
from ocdsl.audit.made_by import Made
from ocdsl.audit.price_limits import row_of
from ocdsl.audit.worked_words import in_force
from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.model.amounts import Worked
from ocdsl.model.nodes import nodes
from ocdsl.rules.lowering.words import phrase_text
from ocdsl.syntax import phrases as ph


def priced_by_date(made: Made) -> tuple[int, str] | None:
    """The day that picked what changes by date in the price, and which day that is.

    None where nothing does, the day is not known, or it is that of what is paid for.
    """
    price = made.payment.price
    if not isinstance(price, Worked) or not price.changes:
        return None
    value = next(node for node in nodes(price.value) if isinstance(node, ph.Dated))
    assert made.main.would_be is not None
    day, _ = in_force(row_of(made, made.main.would_be), value)
    if day is None:
        return None
    if price.priced_on is not None:
        return day, f"the day of {phrase_text(price.priced_on)}"
    unit = made.line.frame.unit or "period"
    return (day, f"the first day of the {unit}") if made.decision.period else None


def dated_point(made: Made, value: ph.Dated) -> Point:
    """A price that changes by date, and the day that picked it (law 11)."""
    contract, clauses = made.case.contract, made.payment.clauses
    assert made.main.would_be is not None
    day, found = in_force(row_of(made, made.main.would_be), value)
    quotes = quoted(contract, clauses["pays"])
    if "at the price in force" in clauses:
        quotes += quoted(contract, clauses["at the price in force"])
    says = "The day that picks the price is not known."
    if day is not None:
        price = "not written" if found is None else pounds(int(found * 100))
        says = f"The price in force on {in_words(day)} is {price}."
    return Point(says, quotes=quotes)
