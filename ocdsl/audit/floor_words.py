"""What a floor makes up, in words."""

from __future__ import annotations

from ocdsl.audit.case import quoted
from ocdsl.audit.explanation import Point
from ocdsl.audit.made_by import Made
from ocdsl.base.money import pounds
from ocdsl.model.amounts import Flat


def floor_point(made: Made) -> Point:
    """What the payments that it is over came to, and what makes them up to it."""
    floor, amount, contract = made.payment, made.decision.amount, made.case.contract
    assert isinstance(floor.price, Flat)
    names, least = ", ".join(floor.fills), floor.price.pence
    came = pounds(least - amount)
    return Point(
        f"What is payable of {names} came to {came}{made.period}, of at least {pounds(least)}: "
        f"{pounds(amount)} makes it up.",
        quotes=(
            *quoted(contract, floor.clauses["over"]),
            *quoted(contract, floor.clauses["pays"]),
        ),
    )
