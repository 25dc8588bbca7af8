"""English for plain limits and bands: boundaries that say whether they count themselves (law 8)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.model.amounts import Band
from ocdsl.rules.wording.clauses import Words
from ocdsl.rules.wording.english import words as w
from ocdsl.syntax import phrases as ph

HUNDREDTHS = 2
"""Decimal places of a percentage in a band: limits are in ten-thousandths."""


def limit_text(limit: ph.Limit) -> str:
    """`at least 60%`."""
    return f"{limit.word} {scalar_text(limit.value)}"


def scalar_text(value: ph.Value) -> str:
    """A plain value as it is written: money with pence, a date in words, `60%`, `8 weeks`."""
    if isinstance(value, ph.Money):
        return pounds(value.pence)
    if isinstance(value, ph.Percent):
        return w.number(value.digits, value.places) + "%"
    if isinstance(value, ph.Day):
        return in_words(value.ordinal)
    if isinstance(value, ph.Duration):
        return w.count(value.count, value.unit)
    assert isinstance(value, ph.Number)
    return w.number(value.digits, value.places)


def figures(value: ph.Dated, joint: str) -> Words:
    """`£120.00 from 1 April 2026 and £124.00 from 1 April 2027`: what changes by date."""
    each = [(f"{scalar_text(c.value)} from {in_words(c.start.ordinal)}",) for c in value.changes]
    return w.listed(each, joint)


def money_of(value: ph.Value) -> list[int]:
    """The pence of each figure of a price that changes by date; nothing of any other value."""
    changes = value.changes if isinstance(value, ph.Dated) else ()
    return [c.value.pence for c in changes if isinstance(c.value, ph.Money)]


def limits_text(limits: Sequence[tuple[str, int]], places: int, unit: str = "") -> str:
    """`at least 0, up to and including 120`: the limits of a field, as scaled whole numbers."""
    return ", ".join(f"{word} {w.number(value, places)}{unit}" for word, value in limits)


def band_text(band: Band, places: int, unit: str = "") -> str:
    """`More than 5, up to and including 14`: the values that fall in a band.

    `unit` stands after each number; `£` makes amounts of money of pence.
    """
    parts = []
    if band.low is not None:
        word = "at least" if band.low_included else "more than"
        parts.append(f"{word} {_size(band.low, places, unit)}")
    if band.high is not None:
        word = "up to and including" if band.high_included else "less than"
        parts.append(f"{word} {_size(band.high, places, unit)}")
    return w.sentence(", ".join(parts) or "any other")


def _size(value: int, places: int, unit: str) -> str:
    return pounds(value) if unit == "£" else w.number(value, places) + unit


def release_text(bands: Sequence[Band], index: int) -> str:
    """What a band releases: `All of it`, or a straight line with its ends and its middle."""
    band = bands[index]
    if not band.straight:
        return w.sentence(w.of_it(Fraction(*band.share)))
    before, after = Fraction(*bands[index - 1].share), Fraction(*bands[index + 1].share)
    assert band.low is not None and band.high is not None
    low, high = (w.number(v, HUNDREDTHS) + "%" for v in (band.low, band.high))
    middle = w.percentage(Fraction(band.low + band.high, 2 * 10_000))
    return (
        f"In a straight line, from {w.of_it(before)} at {low} to {w.of_it(after)} at {high} "
        f"(so {w.of_it((before + after) / 2)} at {middle})"
    )
