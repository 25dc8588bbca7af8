"""Values that are the same for every row: written in numbers alone."""

from __future__ import annotations

from fractions import Fraction

from ocdsl.syntax import phrases as ph

MOST_PLACES = 4
"""Decimal places that a number of the contract can have."""


def constant_of(value: ph.Value) -> Fraction | None:
    """What a value comes to, in pounds or as a number; None where it follows from the log.

    Raises ZeroDivisionError where it divides by nothing.
    """
    match value:
        case ph.Money(pence=pence):
            return Fraction(pence, 100)
        case ph.Percent(digits=digits, places=places):
            return Fraction(digits, 100 * 10**places)
        case ph.Number(digits=digits, places=places):
            return Fraction(digits, 10**places)
        case ph.Arithmetic(left=left, sign=sign, right=right):
            one, other = constant_of(left), constant_of(right)
            if other == 0 and sign == "÷":
                raise ZeroDivisionError
            return None if one is None or other is None else _worked(one, sign, other)
        case _:
            return None


def _worked(one: Fraction, sign: str, other: Fraction) -> Fraction:
    if sign == "×":
        return one * other
    if sign == "÷":
        return Fraction(one.numerator * other.denominator, one.denominator * other.numerator)
    return one + other if sign == "+" else one - other


def is_short(number: Fraction) -> bool:
    """Whether a number can be written in the decimal places that a contract has."""
    parts: int = 10**MOST_PLACES
    return parts % number.denominator == 0
