"""What a single token says: money, numbers, dates, names and titles, exactly.

A token that has the shape of a date or a number and is none (`30 February 2026`, or hundreds of
digits) is not sound: the lexer gives it no kind, so it is refused wherever it stands. A year far
from ours is a slip too: no contract begins in 202 or ends in 20026.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ocdsl.base.calendar import MONTHS, day_of
from ocdsl.base.source import Span
from ocdsl.syntax import phrases as ph

if TYPE_CHECKING:
    from ocdsl.syntax.lexer import Token

MOST_DIGITS = 15
"""Digits a number may have: all engines hold amounts as 64-bit whole numbers of pence."""


FIRST_DAY = date(1900, 1, 1).toordinal()
LAST_DAY = date(2199, 12, 31).toordinal()


def sound(kind: str, text: str) -> bool:
    """Whether text of that shape names a date that exists or a number of bearable size."""
    if kind == "DATE":
        return FIRST_DAY <= (ordinal(text) or 0) <= LAST_DAY
    if kind == "DAYMONTH":
        return ordinal(text + " 2024") is not None
    if kind in ("MONEY", "PERCENT", "WHOLE", "DECIMAL"):
        return digits_in(text) <= MOST_DIGITS
    return True


def digits_in(text: str) -> int:
    """How many digits a number has; an amount has its pence, whether they are written or not."""
    written = sum(c.isdigit() for c in text)
    return written + 2 if text.startswith("£") and "." not in text else written


def ordinal(text: str) -> int | None:
    """The day that a date in either form names; None when there is no such day."""
    try:
        if "-" in text:
            return day_of(text)
        number, month, year = text.split()
        return date(int(year), MONTHS.index(month) + 1, int(number)).toordinal()
    except ValueError:
        return None


def span_of(token: Token) -> Span:
    """The place of one token."""
    return Span(token.line, token.column, len(token.text))


def name(token: Token) -> ph.Name:
    """A name as written."""
    return ph.Name(token.text, span=span_of(token))


def title(token: Token) -> ph.Title:
    """The words between the quotes, exactly as their author wrote them."""
    return ph.Title(token.text[1:-1], span=span_of(token))


def money(token: Token) -> ph.Money:
    """Whole pence: `£300` and `£300.00` are the same amount."""
    pounds, _, pence = token.text[1:].replace(",", "").partition(".")
    return ph.Money(int(pounds) * 100 + int(pence or "0"), span=span_of(token))


def _digits(text: str) -> tuple[int, int]:
    whole, _, part = text.replace(",", "").partition(".")
    return int(whole + part), len(part)


def percent(token: Token) -> ph.Percent:
    """A percentage with the decimals it was written with."""
    return ph.Percent(*_digits(token.text[:-1]), span=span_of(token))


def number(token: Token) -> ph.Number:
    """A number with the decimals it was written with."""
    return ph.Number(*_digits(token.text), span=span_of(token))


def day(token: Token) -> ph.Day:
    """A date in either form; only dates that exist are tokens of this kind."""
    return ph.Day(ordinal(token.text) or 1, span=span_of(token))


_VALUES: Mapping[str, Callable[[Token], Any]] = {
    "NAME": name,
    "TITLE": title,
    "MONEY": money,
    "PERCENT": percent,
    "WHOLE": number,
    "DECIMAL": number,
    "DATE": day,
}


def value(part: Any) -> Any:
    """A token as the value it writes or as its text; what is already built stays as it is."""
    kind = getattr(part, "kind", None)
    if kind is None or not hasattr(part, "column"):
        return part
    make = _VALUES.get(kind)
    return make(part) if make else part.text
