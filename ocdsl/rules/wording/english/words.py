"""Words for counts, lists, units, percentages and choices, as a careful person writes them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from ocdsl.base.calendar import MONTHS, WEEKDAYS
from ocdsl.rules.wording.clauses import Count, Listed, Piece, Words, say

# How a heading or a sentence names each unit of time, one and several of it.
_UNITS = {
    "week": ("week", "weeks"),
    "month": ("calendar month", "calendar months"),
    "quarter": ("quarter", "quarters"),
    "calendar-quarter": ("calendar quarter", "calendar quarters"),
    "calendar-year": ("calendar year", "calendar years"),
    "year": ("year", "years"),
    "term": ("term", "terms"),
    "contract": ("contract", "contracts"),
}
_OF_IT = {Fraction(0): "none of it", Fraction(1, 2): "half of it", Fraction(1): "all of it"}


def unit(key: str) -> Words:
    """A unit of time as a noun: `calendar month`; also `term` and `contract`."""
    return say(_UNITS[key][0], "unit")


def units(key: str) -> Words:
    """Several of a unit of time: `calendar months`."""
    return say(_UNITS[key][1], "unit")


def one_of(key: str, number: int) -> Words:
    """A number of units of time: `2 calendar months`."""
    return count(number, _UNITS[key][0])


def count(number: int, noun: str) -> Words:
    """`1 week`, `8 weeks`, `1,000 people`."""
    return (Count(number, noun),)


def listed(items: Sequence[Piece | Words], joint: Literal["and", "or"] = "and") -> Words:
    """`A`, `A and B`, `A, B and C`."""
    return (Listed(tuple(i if isinstance(i, tuple) else (i,) for i in items), joint),)


def as_items(items: Sequence[Words], joint: str = "and") -> tuple[Words, ...]:
    """The items of a list below a clause: semicolons between them, a full stop after the last."""
    last = len(items) - 1
    joints = {"and": "{item}; and", "or": "{item}; or"}
    ends = {last: "{item}.", last - 1: joints[joint]}
    return tuple(
        say(ends.get(n, "{item};"), item=item, next=after)
        for n, (item, after) in enumerate(zip(items, (*items[1:], ()), strict=True))
    )


def number(scaled: int, places: int) -> str:
    """A scaled whole number without needless noughts: (250, 2) is `2.5` and (500, 2) is `5`."""
    sign, size = ("-" if scaled < 0 else ""), abs(scaled)
    whole, rest = divmod(size, 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0") if places else ""
    return f"{sign}{whole:,}" + (f".{decimals}" if decimals else "")


def percentage(share: Fraction) -> str:
    """A share as a percentage: 3/20 is `15%`. What does not end is cut at four places."""
    scaled = share * 1_000_000
    return number(scaled.numerator // scaled.denominator, 4) + "%"


def of_it(share: Fraction) -> Words:
    """A share of something already named: `none of it`, `half of it`, `all of it`, `20% of it`."""
    return say(_OF_IT.get(share, "{share} of it"), share=percentage(share))


def in_words(name: str) -> str:
    """A name or a choice as words: `needs-no-care` is `needs no care`."""
    return name.replace("-", " ")


def quoted(name: str) -> Words:
    """A choice in quotation marks: `“needs no care”`."""
    return say("“{choice}”", choice=in_words(name))


def weekday(day: int) -> Words:
    """The day of the week: 0 is Monday."""
    return say(WEEKDAYS[day % 7], "weekday")


def month(number_of_month: int) -> Words:
    """The month of that number: 4 is April."""
    return say(MONTHS[number_of_month - 1], "month")
