"""The shape that a published standard gives a file, and where a file departs from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Shape = Any
"""Names with the shape of each part, a list of one shape, or what a value has to be."""


def text(value: object) -> bool:
    """Text that says something."""
    return isinstance(value, str) and bool(value)


def number(value: object) -> bool:
    """A number as it is written; never a binary fraction."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def whole(value: object) -> bool:
    """A whole number of 0 or more."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def yes_no(value: object) -> bool:
    """True or false."""
    return isinstance(value, bool)


def day(value: object) -> bool:
    """A day as YYYY-MM-DD."""
    return isinstance(value, str) and bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value))


def one_of(*words: object) -> Shape:
    """One of these values."""
    return lambda value: value in words


def outside(found: Any, shape: Shape, place: str = "") -> Iterator[str]:
    """Where a value is not what the standard has there."""
    if isinstance(shape, dict):
        yield from _parts_outside(found, shape, place)
    elif isinstance(shape, list):
        if not isinstance(found, list) or not found:
            yield f"{place} is no list of something"
            return
        for index, part in enumerate(found):
            yield from outside(part, shape[0], f"{place}/{index}")
    elif not shape(found):
        yield f"{place} is {found!r}"


def _parts_outside(found: Any, shape: dict[str, Shape], place: str) -> Iterator[str]:
    if not isinstance(found, dict):
        yield f"{place} has no parts"
        return
    for name, part in found.items():
        if name in shape:
            yield from outside(part, shape[name], f"{place}/{name}")
        else:
            yield f"{place}/{name} is not of the standard"
