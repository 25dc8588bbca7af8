"""Mistakes that a line shows by itself: dates, numbers, money, boundaries and names ill written.

They are looked for only on a line that could not be read, and only where the reading stopped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from attrs import frozen

from ocdsl.base.calendar import MONTHS
from ocdsl.base.diagnostics import Diagnostic
from ocdsl.syntax.case import Case
from ocdsl.syntax.lexer import STRAY
from ocdsl.syntax.terminals import MOST_DIGITS, ordinal, sound

_MONTH = "|".join(MONTHS)
_SHORT = "|".join(sorted({m[:3] for m in MONTHS} | {"Sept"}))
_NUMBER = r"£?\d[\d,.]*%?"

Words = dict[str, str]


@frozen
class Pattern:
    """A shape and the mistake it shows. `words` fills in the message from the match."""

    code: str
    shape: re.Pattern[str]
    words: Callable[[re.Match[str]], Words | None]
    """None when the match is no mistake after all."""


def _text(match: re.Match[str]) -> Words:
    return {"text": match[0].strip()}


def _too_long(match: re.Match[str]) -> Words | None:
    return {} if sum(c.isdigit() for c in match[0]) > MOST_DIGITS else None


def _impossible(match: re.Match[str]) -> Words | None:
    text = match[0] + (" 2024" if re.search(r"[a-z]$", match[0]) else "")
    return _text(match) if ordinal(text) is None else None


def _far(match: re.Match[str]) -> Words | None:
    return None if sound("DATE", match[0]) or ordinal(match[0]) is None else _text(match)


def _both(low: str, high: str) -> str:
    return f"`at least {low}, up to and including {high}` or `at least {low}, less than {high}`"


def _range(match: re.Match[str]) -> Words:
    low, high = match["low"], match["high"]
    return {"text": match[0], "number": f"`{high}`", "low": low, "high": high} | {
        "fixed": _both(low, high)
    }


_BOUNDS = {
    "over": "`more than {n}` or `at least {n}`",
    "above": "`more than {n}` or `at least {n}`",
    "minimum": "`at least {n}` or `more than {n}`",
    "under": "`less than {n}` or `up to and including {n}`",
    "below": "`less than {n}` or `up to and including {n}`",
    "maximum": "`up to and including {n}` or `less than {n}`",
    "up to": "`up to and including {n}` or `less than {n}`",
    "between": "`at least {n}` or `more than {n}`",
    ">": "`more than {n}`",
    "<": "`less than {n}`",
    "=": "`exactly {n}`",
    ">=": "`at least {n}`",
    "≥": "`at least {n}`",
    "<=": "`up to and including {n}`",
    "≤": "`up to and including {n}`",
}


def _bound(match: re.Match[str]) -> Words:
    number = match["n"].rstrip(",.")
    fixed = _BOUNDS[" ".join(match["word"].split())].format(n=number)
    return {"text": match[0].rstrip(",. "), "number": f"`{number}`", "fixed": fixed}


def _month(match: re.Match[str]) -> Words:
    return {"text": match[0], "fixed": f"{match[1]} {match[2].capitalize()}"}


def _lower(match: re.Match[str]) -> Words:
    return {"text": match[0], "fixed": match[0].lower().replace("_", "-")}


def _letter(match: re.Match[str]) -> Words:
    strange = next(c for c in match[0] if c.isalpha() and not c.isascii())
    name = unicodedata.name(strange, "a letter without a name").lower()
    return {"word": match[0], "letter": f"“{strange}” ({name}, U+{ord(strange):04X})"}


def _pattern(
    code: str, shape: str, words: Callable[[re.Match[str]], Words | None] = _text
) -> Pattern:
    return Pattern(code, re.compile(shape), words)


def _hidden(match: re.Match[str]) -> Words:
    return {"number": f"{ord(match[0]):04X}"}


PATTERNS: tuple[Pattern, ...] = (
    _pattern("HiddenCharacter", "[\u00ad\u200b-\u200d\u2060\x00-\x08\x0b-\x1f\x7f]", _hidden),
    _pattern("LookAlikeLetter", r"\w*(?![A-Za-z0-9_£])[^\W\d_][\w-]*", _letter),
    _pattern("SlashDate", r"(?<![\d/.-])\d{1,2}([/.-])\d{1,2}\1(\d{4}|\d{2})(?![\d/])"),
    _pattern("LowerCaseMonth", rf"\b(\d{{1,2}}) +(?!(?:{_MONTH})\b)((?i:{_MONTH}))\b", _month),
    _pattern("DateForm", rf"\b\d{{1,2}}(st|nd|rd|th)\b(?: +(?:of +)?(?:{_MONTH}))?(?: +\d{{4}})?"),
    _pattern("DateForm", rf"\b\d{{1,2}} +(?:{_SHORT})\b\.?(?: +\d{{2,4}})?"),
    _pattern("DateForm", rf"\b(?:{_MONTH}) +\d{{1,2}}\b,?(?: +\d{{4}})?"),
    _pattern("DateForm", rf"\b\d{{1,2}} +(?:\d{{4}}|{_MONTH})\b(?! +\d)"),
    _pattern("DateForm", rf"(?<!\d )\b(?:{_MONTH}) +\d{{4}}\b|\b\d{{4}}/\d\d/\d\d\b"),
    _pattern(
        "ImpossibleDate",
        rf"\b\d{{1,2}} +(?:{_MONTH})(?: +\d{{4}})?\b|\b\d{{4}}-\d\d-\d\d\b",
        _impossible,
    ),
    _pattern("FarDate", rf"\b\d{{1,2}} +(?:{_MONTH}) +\d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b", _far),
    _pattern("NumberTooLong", r"£?\d[\d,.]{14,}%?", _too_long),
    _pattern(
        "UnboundedWord",
        rf"\bbetween +(?P<low>{_NUMBER}) +(?:and|to) +(?P<high>{_NUMBER})"
        rf"|(?<![\w-])(?:from +)?(?P<low2>{_NUMBER}) +to +(?P<high2>{_NUMBER})",
        lambda m: _range(m) if m["low"] else _range_of(m),
    ),
    _pattern(
        "UnboundedWord",
        rf"\b(?P<word>over|above|under|below|up +to|between|minimum|maximum)"
        rf" +(?:of +)?(?P<n>{_NUMBER})(?!\d| *(?:{_MONTH}))",
        _bound,
    ),
    _pattern("SignForWords", rf"(?P<word>[<>]=?|[≤≥=]) *(?P<n>{_NUMBER})", _bound),
    _pattern(
        "DashRange", r"(?<![\w-])(?P<low>£?\d[\d.]*%?) ?- ?(?P<high>£?\d[\d.]*%?)(?![\w-])", _range
    ),
    _pattern("MoneyFormat", r"[£$€] *[^\s|]*"),
    _pattern(
        "PercentForm",
        r"\b(?P<n>\d+(?:\.\d+)?) *(?:per *cent|percent|pc|p\.c\.)(?!\w)",
        lambda m: {"text": m[0], "number": m["n"]},
    ),
    _pattern("Pronoun", r"\b(?:it|its|they|their|this|that)\b"),
    _pattern("NameForm", r"[A-Za-z]\w*(?:-\w+)*-(?![\w-])|[a-z]\w*--[\w-]*"),
    _pattern("DateForm", rf"\b(?:{_MONTH})\b"),
    _pattern("CapitalName", r"\b[A-Za-z][\w-]*[A-Z_][\w-]*|\b[A-Z][a-z][\w-]*", _lower),
)


def _range_of(match: re.Match[str]) -> Words:
    low, high = match["low2"], match["high2"]
    return {"text": match[0], "number": f"`{high}`", "fixed": _both(low, high)}


# These shapes are also those of words and amounts without a mistake, which the lexer knows.
_STRAY_ONLY = ("MoneyFormat", "CapitalName")
# These may be read as something else, so that the reading stops only later in the line.
_ANYWHERE = ("Pronoun",)


def find_pattern(case: Case) -> Diagnostic | None:
    """The first mistake of the table that lies where the reading of the line stopped."""
    for pattern in PATTERNS:
        if pattern.code in _STRAY_ONLY and case.token.kind != STRAY:
            continue
        for match in pattern.shape.finditer(case.code):
            words = pattern.words(match) if _stopped_at(case, pattern, match) else None
            if words is not None:
                span = case.spot(match.start(), match[0].rstrip())
                return case.report(pattern.code, span, **words)
    return None


def _stopped_at(case: Case, pattern: Pattern, match: re.Match[str]) -> bool:
    start = case.token.column - 1
    stop = start + max(1, len(case.token.text))
    within = match.start() < stop and match.end() > start
    return within or (pattern.code in _ANYWHERE and match.start() < start)
