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
from ocdsl.base.money import pounds
from ocdsl.base.source import Span
from ocdsl.syntax.case import Case
from ocdsl.syntax.lexer import STRAY
from ocdsl.syntax.limits_said import (
    JOINED_LIMITS,
    LIMIT_SLIPS,
    RANGE_SLIPS,
    SIDE_SLIPS,
    joined_said,
    limit_said,
    range_said,
    side_said,
)
from ocdsl.syntax.terminals import MOST_DIGITS, digits_in, ordinal, sound

_MONTH = "|".join(MONTHS)
_SHORT = "|".join(sorted({m[:3] for m in MONTHS} | {"Sept"}))

Words = dict[str, str]


@frozen
class Pattern:
    """A shape and the mistake it shows. `words` fills in the message from the match."""

    code: str
    shape: re.Pattern[str]
    words: Callable[[re.Match[str]], Words | None]
    """None when the match is no mistake after all."""
    where_it_fits: bool = False
    """Whether it shows the mistake only where the line, mended, can be read."""


_IN_NUMBERS = r"(?<![\d/.-])(?P<a>\d{1,2})([/.-])(?P<b>\d{1,2})\2(?P<year>\d{4}|\d{2})(?![\d/])"


def _text(match: re.Match[str]) -> Words:
    return {"text": match[0].strip()}


def _too_long(match: re.Match[str]) -> Words | None:
    return {} if digits_in(match[0]) > MOST_DIGITS else None


_NAMED_MONTH = re.compile(rf"({'|'.join(MONTHS)}|{_SHORT})", re.IGNORECASE)
_WHOLE_DATE = "the day, the month in full and the year, as in `1 April 2026`"


def _two_days(match: re.Match[str]) -> Words | None:
    """A date in numbers that can be two days, the British reading first."""
    days = _days(match)
    fixed = " or ".join(f"`{day}`" for day in days)
    return {"text": match[0], "fixed": fixed} if len(days) > 1 else None


def _one_day(match: re.Match[str]) -> Words:
    """A date in numbers that is one day, or none."""
    days = _days(match)
    return {"text": match[0], "fixed": f"`{days[0]}`" if days else _WHOLE_DATE}


def _days(match: re.Match[str]) -> list[str]:
    first, second = int(match["a"]), int(match["b"])
    year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
    pairs = dict.fromkeys([(first, second), (second, first)])
    texts = [f"{day} {MONTHS[month - 1]} {year}" for day, month in pairs if 1 <= month <= 12]
    return [text for text in texts if ordinal(text) is not None]


def _date(match: re.Match[str]) -> Words:
    """A date in words of another form: the day it says, when it says the whole of one."""
    text = match[0].strip()
    month, numbers = _NAMED_MONTH.search(text), re.findall(r"\d+", text)
    full = [m for m in MONTHS if month and m.lower().startswith(month[1].lower()[:3])]
    days = [n for n in numbers if len(n) <= 2]
    years = [n for n in numbers if len(n) == 4]
    if text[:4].isdigit() and len(numbers) == 3:
        full, years, days = [MONTHS[(int(numbers[1]) - 1) % 12]], numbers[:1], numbers[2:]
    if full and len(days) == len(years) == 1:
        written = f"{int(days[0])} {full[0]} {years[0]}"
        if ordinal(written) is not None:
            return {"text": text, "fixed": f"`{written}`"}
    return {"text": text, "fixed": _WHOLE_DATE}


def _money(match: re.Match[str]) -> Words:
    """Money in another form: pounds and pence where there is no doubt how many."""
    text = match[0].rstrip(".,")
    shape = re.fullmatch(
        r"(?P<sign>[£$€] *)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<p>\d{1,2}))?(?P<by>[km]?)"
        r"(?: +(?:pounds?|GBP))?",
        text,
        re.IGNORECASE,
    )
    known = shape and not text.startswith(("$", "€")) and len(shape["n"]) <= MOST_DIGITS - 2
    if not shape or not known or (shape["by"] and shape["p"] and len(shape["p"]) > 2):
        return {"text": text, "fixed": "pounds and pence, as in `£1,575.00`"}
    pence = int(shape["n"].replace(",", "")) * 100 + int(f"{shape['p'] or ''}00"[:2])
    pence *= {"k": 1_000, "m": 1_000_000}.get(shape["by"].lower(), 1)
    return {"text": text, "fixed": f"`{pounds(pence)}`"}


def _impossible(match: re.Match[str]) -> Words | None:
    text = match[0] + (" 2024" if re.search(r"[a-z]$", match[0]) else "")
    return _text(match) if ordinal(text) is None else None


def _far(match: re.Match[str]) -> Words | None:
    return None if sound("DATE", match[0]) or ordinal(match[0]) is None else _text(match)


def _month(match: re.Match[str]) -> Words:
    return {"text": match[0], "fixed": f"{match[1]} {match[2].capitalize()}"}


def _lower(match: re.Match[str]) -> Words:
    return {"text": match[0], "fixed": match[0].lower().replace("_", "-")}


# Letters of other scripts that look like one of ours.
_LOOKS = str.maketrans("асеорхуіјѕԁһкмнтвαορνικτυ", "aceopxyijsdhkmhtbaopvikty")


def _letter(match: re.Match[str]) -> Words | None:
    strange = next((c for c in match[0] if c.isalpha() and not c.isascii()), "")
    if not strange:
        return None
    name = unicodedata.name(strange, "a letter without a name").lower()
    plain = unicodedata.normalize("NFKD", match[0].translate(_LOOKS))
    fixed = "".join(c for c in plain if not unicodedata.combining(c))
    letter = f"“{strange}” ({name}, U+{ord(strange):04X})"
    return {"word": match[0], "letter": letter, "fixed": fixed if fixed.isascii() else ""}


def _pattern(
    code: str, shape: str, words: Callable[[re.Match[str]], Words | None] = _text
) -> Pattern:
    return Pattern(code, re.compile(shape), words)


def _hidden(match: re.Match[str]) -> Words:
    return {"number": f"{ord(match[0]):04X}"}


# What people write for the four signs of a sum, between two blanks.
_SIGNS = {
    r"\*|[xX]|times|multiplied +by": "×",
    "/|:|divided +by": "÷",
    "minus": "-",
    "plus": "+",
}


def _sign(match: re.Match[str]) -> Words:
    meant = next(sign for shape, sign in _SIGNS.items() if re.fullmatch(shape, match["text"]))
    return {"text": match["text"], "fixed": f"`{meant}`"}


PATTERNS: tuple[Pattern, ...] = (
    _pattern("HiddenCharacter", "[\u00ad\u200b-\u200d\u2060\x00-\x08\x0b-\x1f\x7f]", _hidden),
    _pattern("LookAlikeLetter", r"\w[\w-]*", _letter),
    _pattern("SlashDate", _IN_NUMBERS, _two_days),
    _pattern("DateForm", _IN_NUMBERS, _one_day),
    _pattern("LowerCaseMonth", rf"\b(\d{{1,2}}) +(?!(?:{_MONTH})\b)((?i:{_MONTH}))\b", _month),
    _pattern(
        "DateForm", rf"\b\d{{1,2}}(st|nd|rd|th)\b(?: +(?:of +)?(?:{_MONTH}))?(?: +\d{{4}})?", _date
    ),
    _pattern("DateForm", rf"\b\d{{1,2}} +(?:{_SHORT})\b\.?(?: +\d{{2,4}})?", _date),
    _pattern("DateForm", rf"\b(?:{_MONTH}) +\d{{1,2}}\b,?(?: +\d{{4}})?", _date),
    _pattern("DateForm", rf"\b\d{{1,2}} +(?:\d{{4}}|{_MONTH})\b(?! +\d)", _date),
    _pattern("DateForm", rf"(?<!\d )\b(?:{_MONTH}) +\d{{4}}\b|\b\d{{4}}/\d\d/\d\d\b", _date),
    _pattern(
        "ImpossibleDate",
        rf"\b\d{{1,2}} +(?:{_MONTH})(?: +\d{{4}})?\b|\b\d{{4}}-\d\d-\d\d\b",
        _impossible,
    ),
    _pattern("FarDate", rf"\b\d{{1,2}} +(?:{_MONTH}) +\d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b", _far),
    _pattern("NumberTooLong", r"£?\d[\d,.]{12,}%?", _too_long),
    *(_pattern(code, shape, range_said) for code, shape in RANGE_SLIPS[:1]),
    _pattern("LimitWords", JOINED_LIMITS, joined_said),
    *(_pattern(code, shape, limit_said) for code, shape in LIMIT_SLIPS),
    *(Pattern(code, re.compile(shape), side_said, True) for code, shape in SIDE_SLIPS),
    *(_pattern(code, shape, range_said) for code, shape in RANGE_SLIPS[1:]),
    _pattern("MoneyFormat", r"[£$€] *[^\s|]*", _money),
    _pattern("MoneyInWords", r"(?<![\w.,])\d[\d,.]*[km]?(?: +(?i:pounds?|GBP)(?!\w))", _money),
    _pattern(
        "PercentForm",
        r"\b(?P<n>\d+(?:\.\d+)?) *(?:per *cent|percent|pc|p\.c\.)(?!\w)",
        lambda m: {"text": m[0], "number": m["n"]},
    ),
    Pattern(
        "SignOfArithmetic", re.compile(rf"(?<!\S)(?P<text>{'|'.join(_SIGNS)})(?!\S)"), _sign, True
    ),
    _pattern("NameForm", r"[A-Za-z]\w*(?:-\w+)*-(?![\w-])|[a-z]\w*--[\w-]*"),
    _pattern("DateForm", rf"\b(?:{_MONTH})\b", _date),
    _pattern("CapitalName", r"\b[A-Za-z][\w-]*[A-Z_][\w-]*|\b[A-Z][a-z][\w-]*", _lower),
)


# These shapes are also those of words and amounts without a mistake, which the lexer knows.
_STRAY_ONLY = ("MoneyFormat", "CapitalName")


def find_pattern(case: Case) -> Diagnostic | None:
    """The first mistake of the table that lies where the reading of the line stopped."""
    for pattern in PATTERNS:
        if pattern.code in _STRAY_ONLY and case.token.kind != STRAY:
            continue
        if pattern.code == "DateForm" and _is_dated(case):
            continue
        # `at most 120,000` in a cap: its words are right, and money is what is missing.
        if pattern.code == "LimitWords" and "MONEY" in case.probe.accepted(case.before):
            continue
        for match in pattern.shape.finditer(case.code):
            words = pattern.words(match) if _stopped_at(case, match) else None
            if words is not None:
                group = "text" if "text" in match.groupdict() else 0
                span = case.spot(match.start(group), match[group].rstrip())
                words = _fitting(case, span, pattern.code, words)
                found = case.report(pattern.code, span, (), **words)
                if found.corrected or not pattern.where_it_fits:
                    return found
    return None


def _fitting(case: Case, span: Span, code: str, words: Words) -> Words:
    """The words of a limit as its place takes them: a cap says `at most`, a floor `at least`.

    Of a word that leaves two readings open both are shown, though only one can be said there.
    """
    offered = re.findall("`([^`]+)`", words.get("fixed", ""))
    fits = [text for text in offered if case.corrected(span, [text])]
    if not fits and offered and offered[0].startswith("up to and including "):
        at_most = offered[0].replace("up to and including", "at most")
        fits = [at_most] if case.corrected(span, [at_most]) else []
    elif code != "LimitWords":
        return words
    return {**words, "fixed": " or ".join(f"`{text}`" for text in fits)} if fits else words


def _is_dated(case: Case) -> bool:
    """Whether what stopped the reading is a date, well written."""
    dates = re.finditer(rf"\b\d{{1,2}} +(?:{_MONTH}) +\d{{4}}\b", case.code)
    return any(ordinal(date[0]) is not None and _stopped_at(case, date) for date in dates)


def _stopped_at(case: Case, match: re.Match[str]) -> bool:
    """Whether the reading stopped in a match, or at the end of a line that ends with it."""
    start = case.token.column - 1
    stop = start + max(1, len(case.token.text))
    ends_it = case.at_end and match.end() == start and match.groupdict().get("n")
    return match.start() < stop and (match.end() > start or bool(ends_it and _ends_late(match)))


def _ends_late(match: re.Match[str]) -> bool:
    """Whether the word of a limit is the last of it: `planned or more`."""
    return match.end("word") == match.end()
