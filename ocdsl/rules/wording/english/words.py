"""English words: counts, lists, limits, percentages and amounts as a careful person writes them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ocdsl.base.calendar import MONTHS, WEEKDAYS
from ocdsl.rules.wording.clauses import Piece, Words, joined

# How a heading or a sentence names each unit of time.
CALENDAR = {
    "week": "week",
    "month": "calendar month",
    "quarter": "quarter",
    "calendar-quarter": "calendar quarter",
    "calendar-year": "calendar year",
    "year": "year",
}


def count(number: int, noun: str) -> str:
    """`1 week`, `8 weeks`, `1,000 people`."""
    if noun == "person":
        return f"{number:,} {'person' if number == 1 else 'people'}"
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def listed(items: Sequence[Piece | Words], joint: str = "and") -> Words:
    """`A`, `A and B`, `A, B and C`."""
    pieces: list[Piece] = []
    for index, item in enumerate(items):
        if index:
            pieces.append(f" {joint} " if index == len(items) - 1 else ", ")
        pieces.extend(item if isinstance(item, tuple) else (item,))
    return joined(pieces)


def as_items(items: Sequence[Words], joint: str = "and") -> tuple[Words, ...]:
    """The items of a list below a clause: semicolons between them, a full stop after the last."""
    last = len(items) - 1
    ends = {last: ".", last - 1: f"; {joint}"}
    return tuple(joined([*item, ends.get(n, ";")]) for n, item in enumerate(items))


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


def of_it(share: Fraction) -> str:
    """A share of something already named: `none of it`, `half of it`, `all of it`, `20% of it`."""
    plain = {Fraction(0): "none", Fraction(1, 2): "half", Fraction(1): "all"}
    return f"{plain.get(share) or percentage(share)} of it"


def in_words(name: str) -> str:
    """A name or a choice as words: `needs-no-care` is `needs no care`."""
    return name.replace("-", " ")


def quoted(name: str) -> str:
    """A choice in quotation marks: `“needs no care”`."""
    return f"“{in_words(name)}”"


def an(following: str) -> str:
    """`a` or `an`, by how the word after it begins."""
    start = following.lower()
    if start.startswith(("eu", "one", "uni", "use", "usu", "uti")):
        return "a"
    return "an" if start.startswith(("a", "e", "i", "o", "u", "heir", "hono", "hour")) else "a"


def sentence(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def weekday(day: int) -> str:
    """The day of the week: 0 is Monday."""
    return WEEKDAYS[day % 7]


def month(number_of_month: int) -> str:
    """The month of that number: 4 is April."""
    return MONTHS[number_of_month - 1]
