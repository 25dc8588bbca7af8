"""What is kept back until a day or an outcome, in words."""

from __future__ import annotations

from ocdsl.audit.case import quoted
from ocdsl.audit.explanation import Point
from ocdsl.audit.made_by import Made
from ocdsl.audit.value_words import percent
from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.rules import operators as op


def awaited(made: Made) -> str:
    """The measure or the outcome that decides what is released; a day in words."""
    payment = made.payment
    if payment.withholding is not None:
        return payment.withholding.measure
    assert payment.retention is not None
    until = payment.retention.until
    return payment.retention.outcome if until is None else in_words(until)


def retained_because(made: Made) -> str:
    """Why what was kept back is released, or is not: the day came, or the outcome, in time."""
    d, held = made.decision, made.payment.retention
    assert held is not None and d.earned_on is not None
    if held.until is not None:
        return f"it was withheld until {in_words(d.earned_on)}"
    if d.status == "forfeited":
        return f"{held.outcome} was not achieved by {in_words(d.earned_on)}"
    return f"{held.outcome} was achieved by {in_words(d.earned_on)}"


def split_point(made: Made) -> Point:
    """The part payable when earned and the part withheld: whole pence, nothing lost (law 21)."""
    case, held = made.case, made.payment.withholding or made.payment.retention
    assert held is not None
    node = case.node(made.main.amount)
    assert isinstance(node, op.Allocate)
    whole, now = case.value(node.amount, made.key), case.value(node.id, made.key)
    word = "against" if made.payment.withholding else "until"
    says = (
        f"{percent(*held.share)} of {pounds(whole)} is withheld {word} {awaited(made)}: "
        f"{pounds(now)} is payable when earned, {pounds(whole - now)} is withheld."
    )
    return Point(says, quotes=quoted(case.contract, made.payment.clauses["withhold"]))
