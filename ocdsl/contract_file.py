"""Finds and reads a contract's file, and the errors of whatever cannot be done."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import Source

FILE_NAME = "contract.ocdsl"
LARGEST_FILE = 5_000_000
"""Bytes of a contract's text; the longest real specifications have a tenth of it."""


class ContractError(Exception):
    """Raised when something cannot be done; `diagnostics` says what is wrong and how to mend it."""

    def __init__(self, diagnostics: Iterable[Diagnostic], source: Source | None = None) -> None:
        """`source` is the contract that the places in `diagnostics` are in, if they are in one."""
        self.diagnostics = tuple(diagnostics)
        self.source = source
        super().__init__(" ".join(d.message for d in self.diagnostics))


class FileError(ContractError):
    """A file that is not there, or is not what it should be."""


class LogError(ContractError):
    """A log that cannot be read as one, or a time that cannot be understood."""


class QuestionError(ContractError):
    """Something was asked for that there is none of, such as a decision's id."""


def read_contract(path: str | Path) -> Source:
    """The text of a contract: a file ending in `.ocdsl`, or a folder that holds `contract.ocdsl`.

    Raises FileError.
    """
    place = Path(path)
    if place.is_dir():
        if not (place / FILE_NAME).is_file():
            _refuse_file("FolderWithoutContract", f"{path} holds no {FILE_NAME}.", _NAME_ONE)
        place = place / FILE_NAME
    if not place.exists():
        _refuse_file("NoSuchFile", f"There is no {path}.", "Check its name and folder.")
    if place.suffix != ".ocdsl":
        fix = "Save its text as UTF-8 in a file ending in .ocdsl, and name that file."
        _refuse_file("NotAContract", f"{path} does not end in .ocdsl.", fix)
    return Source(str(place), _text(place))


_NAME_ONE = "Name a file ending in .ocdsl."
_WHY_NO_FILE = "Nothing can be worked out without it."


def _text(place: Path) -> str:
    try:
        with place.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as failure:
        reason = f"{place} cannot be read: {failure.strerror}."
        _refuse_file("UnreadableFile", reason, "Check who may read it.")
    if len(content) > LARGEST_FILE:
        reason = f"{place} has more than {LARGEST_FILE:,} bytes: it is no contract."
        _refuse_file("TooLarge", reason, _NAME_ONE)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as mistake:
        line = content.count(b"\n", 0, mistake.start) + 1
        reason = (
            f"{place} is not UTF-8 text: line {line} holds the byte {content[mistake.start]:02X}."
        )
        _refuse_file("NotUtf8", reason, "Save it again as UTF-8 text.")


def _refuse_file(code: str, message: str, fix: str) -> NoReturn:
    raise FileError([Diagnostic(code, Severity.ERROR, message, _WHY_NO_FILE, fix)])
