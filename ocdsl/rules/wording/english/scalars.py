"""Plain limits and bands: boundaries that say whether they count themselves (law 8)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from ocdsl.base.money import pounds
from ocdsl.model.amounts import Band
from ocdsl.rules.wording.clauses import Date, Words, say
from ocdsl.rules.wording.english import words as w
from ocdsl.syntax import phrases as ph

HUNDREDTHS = 2
"""Decimal places of a percentage in a band: limits are in ten-thousandths."""

_LIMITS = {
    "at least": "at least {value}",
    "more than": "more than {value}",
    "less than": "less than {value}",
    "up to and including": "up to and including {value}",
    "exactly": "exactly {value}",
}
_SIZES = {"": "{size}", "%": "{size}%", "hours": "{size} hours", "days": "{size} days"}


def limited(word: str, value: Words, context: str = "") -> Words:
    """A value with the word that says on which side of it: `at least 60%`.

    The context is `is` where a verb stands before it, which some languages say otherwise.
    """
    return say(_LIMITS[word], context, value=value)


def limit_text(limit: ph.Limit) -> Words:
    """`at least 60%`."""
    return limited(limit.word, scalar_text(limit.value))


def scalar_text(value: ph.Value) -> Words:
    """A plain value as it is written: money with pence, a date in words, `60%`, `8 weeks`."""
    if isinstance(value, ph.Money):
        return (pounds(value.pence),)
    if isinstance(value, ph.Percent):
        return (w.number(value.digits, value.places) + "%",)
    if isinstance(value, ph.Day):
        return (Date(value.ordinal),)
    if isinstance(value, ph.Duration):
        return w.count(value.count, value.unit)
    assert isinstance(value, ph.Number)
    return (w.number(value.digits, value.places),)


def figures(value: ph.Dated, joint: Literal["and", "or"]) -> Words:
    """`£120.00 from 1 April 2026 and £124.00 from 1 April 2027`: what changes by date."""
    each = [
        say("{figure} from {day}", figure=scalar_text(c.value), day=Date(c.start.ordinal))
        for c in value.changes
    ]
    return w.listed(each, joint)


def money_of(value: ph.Value) -> list[int]:
    """The pence of each figure of a price that changes by date; nothing of any other value."""
    changes = value.changes if isinstance(value, ph.Dated) else ()
    return [c.value.pence for c in changes if isinstance(c.value, ph.Money)]


def limits_text(limits: Sequence[tuple[str, int]], places: int) -> Words:
    """`at least 0, up to and including 120`: the limits of a field, as scaled whole numbers."""
    return with_commas([limited(word, (w.number(value, places),)) for word, value in limits])


def with_commas(parts: Sequence[Words]) -> Words:
    """The parts with commas between them, and no word before the last."""
    text = parts[0] if parts else ()
    for part in parts[1:]:
        text = say("{before}, {after}", before=text, after=part)
    return text


def band_text(band: Band, places: int, unit: str = "") -> Words:
    """`More than 5, up to and including 14`: the values that fall in a band.

    `unit` is what each number is of: `%`, `hours`, `days`; `£` makes amounts of money of pence.
    """
    parts = []
    if band.low is not None:
        word = "at least" if band.low_included else "more than"
        parts.append(limited(word, _size(band.low, places, unit)))
    if band.high is not None:
        word = "up to and including" if band.high_included else "less than"
        parts.append(limited(word, _size(band.high, places, unit)))
    return say("{band:^}", band=with_commas(parts) or say("any other"))


def _size(value: int, places: int, unit: str) -> Words:
    if unit == "£":
        return (pounds(value),)
    return say(_SIZES[unit], size=w.number(value, places))


def release_text(bands: Sequence[Band], index: int) -> Words:
    """What a band releases: `All of it`, or a straight line with its ends and its middle."""
    band = bands[index]
    if not band.straight:
        return say("{share:^}", share=w.of_it(Fraction(*band.share)))
    before, after = Fraction(*bands[index - 1].share), Fraction(*bands[index + 1].share)
    assert band.low is not None and band.high is not None
    low, high = (w.number(v, HUNDREDTHS) + "%" for v in (band.low, band.high))
    return say(
        "In a straight line, from {before} at {low} to {after} at {high} (so {half} at {middle})",
        before=w.of_it(before), low=low, after=w.of_it(after), high=high,
        half=w.of_it((before + after) / 2),
        middle=w.percentage(Fraction(band.low + band.high, 2 * 10_000)),
    )  # fmt: skip
