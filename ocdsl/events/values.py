"""Cells of a log to exact values: days, moments, scaled numbers, choices and ids.

Standard library only: the emitted evaluator carries this file whole. Each function here takes the
text of one cell and either returns its value or raises RowRefused with what to write instead.
"""

from __future__ import annotations

import re
from datetime import date

from ocdsl.base.calendar import day_of, in_words, iso
from ocdsl.base.money import decimal_text, half_up
from ocdsl.events.refusals import HIDDEN_CHARACTERS, RowRefused, listed, shown
from ocdsl.events.schema import FieldSchema

DAY_MICROSECONDS = 86_400_000_000
LONGEST_ID = 200
# Wide enough for any public budget, narrow enough that a scaled value fits 64 bits on every engine.
LONGEST_NUMBER = 12

_DATE_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_CLOCK = re.compile(r"[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?")
_OFFSET = re.compile(r".*:[0-9.]+ ?(Z|z|UTC|GMT|BST|[+-][0-9]{2}(:?[0-9]{2})?)", re.DOTALL)
_NUMBER = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
LIMIT_HOLDS = {
    "at least": int.__ge__,
    "more than": int.__gt__,
    "less than": int.__lt__,
    "up to and including": int.__le__,
    "exactly": int.__eq__,
}
"""Whether a number is within a limit, by the limit's word."""


def read_id(column: str, text: str) -> str:
    """An id or a person's name as it stands: not empty, at most 200 characters, nothing hidden."""
    # Plain ASCII is told apart first because it is nearly every row, and quick to recognise.
    plain = text.isascii() and text.isprintable()
    if (
        0 < len(text) <= LONGEST_ID
        and text[0] != " " != text[-1]
        and (plain or not HIDDEN_CHARACTERS.search(text))
    ):
        return text
    raise _bad_id(column, text)


def _bad_id(column: str, text: str) -> RowRefused:
    if not text:
        return missing(column)
    if len(text) > LONGEST_ID:
        message = f"{column} has {len(text):,} characters; at most {LONGEST_ID} are read."
        return RowRefused("TooLong", message, "Write a shorter name.")
    if HIDDEN_CHARACTERS.search(text):
        message = f"{column} {shown(text)} holds a character that cannot be seen."
        return RowRefused(
            "HiddenCharacter", message, "Type it again, with visible characters only."
        )
    message = f"{column} {shown(text)} has a space at its start or its end."
    stripped = text.strip(" ")
    fix = f"Write {shown(stripped)}." if stripped else f"Fill in {column}, or leave it empty."
    return RowRefused("SpaceAround", message, fix)


def missing(column: str, of: str = "") -> RowRefused:
    """The refusal of an empty cell; `of` names the event that needs it."""
    needs = f"{of} needs it" if of else "every event needs it"
    return RowRefused("MissingValue", f"{column} is empty; {needs}.", f"Fill in {column}.")


def read_day(column: str, text: str) -> int:
    """An ISO date (`2026-04-01`) as a day's ordinal (law 9)."""
    try:
        return day_of(text)
    except ValueError:
        raise _bad_day(column, text) from None


def _bad_day(column: str, text: str) -> RowRefused:
    if not text:
        return missing(column)
    day_first = _DAY_FIRST.fullmatch(text)
    if day_first:
        return _day_first(column, text, *map(int, day_first.groups()))
    if _DATE_SHAPE.fullmatch(text):
        message = f"{column} {shown(text)} does not exist in the calendar."
        return RowRefused("NoSuchDate", message, "Write the day it was, such as 2026-04-01.")
    message = f"{column} {shown(text)} is not a date."
    return RowRefused("NotADate", message, "Write year, month and day, such as 2026-04-01.")


def _day_first(column: str, text: str, first: int, second: int, year: int) -> RowRefused:
    readings = [(year, second, first), (year, first, second)]
    days = list(dict.fromkeys(d for d in map(_existing_day, readings) if d is not None))
    if not days:
        message = f"{column} {shown(text)} is no date, whichever way it is read."
        return RowRefused("NoSuchDate", message, "Write the day it was, such as 2026-04-01.")
    message = f"{column} {shown(text)} can be read as {listed([in_words(d) for d in days])}."
    fix = f"Write {listed([f'{iso(d)} for {in_words(d)}' for d in days])}."
    if len(days) == 1:
        message = f"{column} {shown(text)} is not written as year, month and day."
    return RowRefused("DateDayFirst", message, fix)


def _existing_day(reading: tuple[int, int, int]) -> int | None:
    try:
        return date(*reading).toordinal()
    except ValueError:
        return None


def read_moment(column: str, text: str) -> int:
    """A local date and time (`2026-04-01T09:30:00`) as microseconds since ordinal day 0.

    A date alone is its midnight; seconds and up to six decimals of them may be left out.
    """
    clock = _CLOCK.fullmatch(text[10:])
    if not _DATE_SHAPE.fullmatch(text[:10]) or not (clock or len(text) == 10):
        raise _bad_moment(column, text)
    start = read_day(column, text[:10]) * DAY_MICROSECONDS
    return start + _microseconds(column, text, clock.groups()) if clock else start


def _microseconds(column: str, text: str, parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    if hours > 23 or minutes > 59 or seconds > 59:
        message = f"{column} {shown(text)} has a time that does not exist."
        raise RowRefused("NoSuchTime", message, "Write a time from 00:00:00 to 23:59:59.")
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + int((parts[3] or "").ljust(6, "0"))


def _bad_moment(column: str, text: str) -> RowRefused:
    if _OFFSET.fullmatch(text):
        message = f"{column} {shown(text)} carries an offset from Greenwich."
        fix = "Write local time without an offset, such as 2026-04-01T09:30:00."
        return RowRefused("TimeWithOffset", message, fix)
    day_first = _DAY_FIRST.match(text)
    if day_first or not text:
        return _bad_day(column, day_first[0] if day_first else text)
    message = f"{column} {shown(text)} is not a date and time."
    return RowRefused("NotATime", message, "Write it as 2026-04-01T09:30:00.")


def read_field(field: FieldSchema, event: str, text: str) -> int | str:
    """The value of a declared field: scaled whole number, day, 1 or 0, or the choice's name."""
    if not text:
        raise missing(field.name, event)
    if field.places is not None:
        return _within_limits(field, text, _scaled(field, field.places, text))
    if field.kind == "date":
        return read_day(field.name, text)
    if field.kind == "yes or no":
        return _yes_or_no(field, text)
    if text in field.choices:
        return field.choices[field.choices.index(text)]
    message = f"{field.name} {shown(text)} is not one of the contract's choices."
    raise RowRefused("NotAChoice", message, f"Write {listed(field.choices)}.")


def _yes_or_no(field: FieldSchema, text: str) -> int:
    if text in ("yes", "no"):
        return int(text == "yes")
    message = f"{field.name} {shown(text)} is neither yes nor no."
    raise RowRefused("NotYesOrNo", message, "Write yes or no.")


def _scaled(field: FieldSchema, places: int, text: str) -> int:
    found = _NUMBER.fullmatch(text)
    if not found:
        raise _bad_number(field, text)
    sign, whole, part = found[1], found[2], found[3] or ""
    if len(whole) > LONGEST_NUMBER:
        message = f"{field.name} {shown(text)} is too large."
        fix = f"Write at most {LONGEST_NUMBER} digits before the point."
        raise RowRefused("NumberTooLarge", message, fix)
    if len(part) > places:
        raise _too_many_places(field, places, text)
    size = int(whole + part.ljust(places, "0"))
    return -size if sign else size


def _bad_number(field: FieldSchema, text: str) -> RowRefused:
    message = f"{field.name} {shown(text)} is not a plain number."
    fix = "Write digits only, with a point before any decimal places."
    if _GROUPED.fullmatch(text):
        fix = f"Leave out the commas: {text.replace(',', '')}."
    elif _NUMBER.fullmatch(text.strip(" £%")):
        fix = f"Write {text.strip(' £%')} alone, without spaces or signs."
    return RowRefused("NotANumber", message, fix)


def _too_many_places(field: FieldSchema, places: int, text: str) -> RowRefused:
    code = "MoneyPlaces" if field.kind == "money" else "TooManyPlaces"
    allowed = {0: "none", 2: "at most two", 4: "at most four"}[places]
    message = f"{field.name} {shown(text)} has too many decimal places: {field.kind} has {allowed}."
    fix = "Write the figure as rounded where it was measured."
    if field.kind == "percentage" and text.lstrip("-").startswith("0."):
        of_100 = _rounded(text, 100)
        fix = f"Write {of_100} for {of_100}%, or {_rounded(text, 1)} for {text}%."
    return RowRefused(code, message, fix)


def _rounded(text: str, times: int) -> str:
    """A number, so many times over, in the places that a percentage has: `0.884`, 100 is 88.4."""
    size, part = int(text.lstrip("-").replace(".", "")), text.partition(".")[2]
    written = decimal_text(half_up(size * times * 100, int(10 ** len(part))), 2)
    return ("-" if text.startswith("-") else "") + written.rstrip("0").rstrip(".")


def _within_limits(field: FieldSchema, text: str, value: int) -> int:
    for word, limit in field.limits:
        if not LIMIT_HOLDS[word](value, limit):
            message = (
                f"{field.name} {shown(text)} is outside the contract's limits: {_limits(field)}."
            )
            raise RowRefused("OutsideLimits", message, "Write the figure that was measured.")
    return value


def _limits(field: FieldSchema) -> str:
    words = []
    for word, limit in field.limits:
        number = decimal_text(limit, field.places or 0)
        words.append(f"{word} {number.rstrip('0').rstrip('.') if '.' in number else number}")
    return ", ".join(words)
