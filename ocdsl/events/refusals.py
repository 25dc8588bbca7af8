"""Refused rows and unreadable files, as values: what is wrong and what to write instead.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# Characters that show as nothing or as a plain space, or that turn the direction of a line.
HIDDEN_CHARACTERS = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff]"
)
_SHOWN = 40


class Refusal(NamedTuple):
    """One row that is not used, and why (law 17). `row` counts the data rows from 1."""

    file: str
    row: int
    event_id: str
    code: str
    """Stable and named for the mistake, such as `UnknownProvider`."""
    message: str
    fix: str


class FileProblem(NamedTuple):
    """A file that cannot be read as a log at all: nothing is evaluated."""

    file: str
    code: str
    message: str
    fix: str


class RowRefused(Exception):  # noqa: N818 - a refusal is an outcome, not an error
    """Raised inside the checks of one row; never leaves this package."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.fix = fix


class FileRefused(Exception):  # noqa: N818 - a refusal is an outcome, not an error
    """Raised while a file is read that is no log; becomes a FileProblem."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.fix = fix


def shown(text: str) -> str:
    """A value as a message quotes it: shortened, hidden characters as `\\u202e`."""
    short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    plain = HIDDEN_CHARACTERS.sub(lambda found: f"\\u{ord(found[0]):04x}", short)
    return f'"{plain}"'


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None when none is like it."""
    found = difflib.get_close_matches(name[:200], list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def listed(names: Sequence[str], last: str = "or") -> str:
    """Names as a sentence lists them: `a, b or c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def name_fix(name: str, known: Sequence[str]) -> str:
    """What to write in place of an unknown name."""
    like = nearest(name, known)
    return f"Write {like}." if like else f"Write {listed(known)}."
