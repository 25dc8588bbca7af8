"""Kinds of value: which scalar a kind of field holds, and its exact scaled number (law 7)."""

from __future__ import annotations

from ocdsl.base.calendar import iso
from ocdsl.base.money import decimal_text, pounds
from ocdsl.model.contract import FIELD_PLACES
from ocdsl.syntax import phrases as ph

_SCALARS: dict[type[object], str] = {
    ph.Money: "money",
    ph.Percent: "percentage",
    ph.Number: "number",
    ph.Day: "date",
    ph.Duration: "duration",
    ph.Name: "choice",
}

_CLASSES = {"money": "money", "percentage": "percentage", "date": "date"}
_NOT_NUMBERS = ("one of", "yes or no")


def scalar_class(scalar: ph.Scalar) -> str:
    """`money`, `percentage`, `number`, `date`, `duration` or `choice`."""
    return _SCALARS[type(scalar)]


def field_class(kind: str) -> str:
    """The class of scalar that a field of this kind holds: `hours` holds a `number`."""
    return "choice" if kind in _NOT_NUMBERS else _CLASSES.get(kind, "number")


def digits_of(scalar: ph.Scalar) -> tuple[int, int]:
    """A numeric scalar as (digits, decimal places); (0, 0) for dates, durations and choices."""
    match scalar:
        case ph.Money():
            return scalar.pence, 2
        case ph.Percent() | ph.Number():
            return scalar.digits, scalar.places
        case _:
            return 0, 0


def scaled(scalar: ph.Scalar, places: int) -> int:
    """A numeric scalar as a whole number of its smallest unit: `2.5` at 2 places is 250.

    The scalar must not have more places than `places` (a check sees to that); a date gives its
    ordinal.
    """
    if isinstance(scalar, ph.Day):
        return scalar.ordinal
    digits, own = digits_of(scalar)
    return digits * int(10 ** max(places - own, 0))


def scalar_in_log(scalar: ph.Scalar, kind: str) -> str:
    """A scalar as a log has it, for a field of this kind: `1575.00`, `2.50`, `2026-04-01`."""
    if isinstance(scalar, ph.Day):
        return iso(scalar.ordinal)
    if isinstance(scalar, ph.Name):
        return scalar.text
    places = FIELD_PLACES.get(kind, 0)
    return decimal_text(scaled(scalar, places), places)


_UNITS = {"percentage": "%", "hours": " hours", "days": " days"}


def value_in_words(value: int, kind: str) -> str:
    """A scaled value of a kind of field as a person writes it: `5.01 hours`, `£0.01`, `49.99%`."""
    return in_places(value, FIELD_PLACES.get(kind, 0), kind)


def in_places(value: int, places: int, kind: str) -> str:
    """A value scaled to so many decimal places as a person writes it: `89.9%`, `£0.005`."""
    if kind == "money":
        sign, size = "-" if value < 0 else "", abs(value)
        below_a_penny = decimal_text(size, places).partition(".")[2][2:].rstrip("0")
        return sign + pounds(size * 100 // 10**places) + below_a_penny
    return decimal_text(value, places) + _UNITS.get(kind, "")
