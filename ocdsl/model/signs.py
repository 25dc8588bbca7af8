"""What is known of a value before anything is recorded: whether it is one figure, or below nothing.

Sentences that would say what becomes of a case that cannot arise are left out by it.
"""

from __future__ import annotations

from fractions import Fraction

from ocdsl.model.bands import least_and_most
from ocdsl.model.contract import Contract
from ocdsl.syntax import phrases as ph


def figure(value: ph.Value) -> Fraction | None:
    """What a value of plain figures comes to, money in pounds; None for any other value."""
    match value:
        case ph.Money(pence=pence):
            return Fraction(pence, 100)
        case ph.Number(digits=digits, places=places):
            return Fraction(digits, 10**places)
        case ph.Percent(digits=digits, places=places):
            return Fraction(digits, 10**places * 100)
        case ph.Arithmetic(left=left, sign=sign, right=right):
            one, other = figure(left), figure(right)
            if one is None or other is None or (sign == "÷" and not other):
                return None
            return {"+": one.__add__, "-": one.__sub__, "×": one.__mul__, "÷": one.__truediv__}[
                sign
            ](other)
    return None


def never_below_nothing(contract: Contract, value: ph.Value, event: str) -> bool:
    """Whether a value can never be below nothing; `event` is the one whose fields are read."""

    def sure(part: ph.Value) -> bool:
        return never_below_nothing(contract, part, event)

    match value:
        case (
            ph.Arithmetic(left=one, sign="+" | "×" | "÷", right=other)
            | ph.PercentageOf(part=one, whole=other)
        ):
            return sure(one) and sure(other)
        case ph.ShareOf(of=one) | ph.Total(what=one):
            return sure(one)
        case ph.Dated(changes=changes):
            return all(sure(change.value) for change in changes)
        case ph.FieldAt(field=name, at=at):
            return _field_sure(contract, at.event.text if at else event, name.text)
        case ph.NumberOf() | ph.Forfeited():
            return True
    known = figure(value)
    return known is not None and known >= 0


def _field_sure(contract: Contract, event: str, name: str) -> bool:
    declared = contract.events[event].field(name) if event in contract.events else None
    if declared is None:
        return name in contract.measures
    least, _ = least_and_most(declared.limits)
    return least is not None and least >= 0
