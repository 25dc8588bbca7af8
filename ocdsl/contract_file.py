"""Finds and reads a contract's file, and the errors of whatever cannot be done."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import Part, Source

FILE_NAME = "contract.ocdsl"
VARIATIONS = "variations"
"""The folder beside `contract.ocdsl` that holds a file for each variation of it."""
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

    With `contract.ocdsl` its variations are read, in the order of their files' names; their lines
    are counted on from its last one. Raises FileError.
    """
    first, *others = read_files(path)
    text, parts = _ended(first.text) if others else first.text, []
    for other in others:
        parts.append(Part(other.path, text.count("\n") + 1))
        text += _ended(other.text)
    return Source(first.path, text, tuple(parts))


def read_files(path: str | Path) -> tuple[Source, ...]:
    """The contract's own file, then that of each of its variations. Raises FileError."""
    place = _found(Path(path))
    varied = place.name == FILE_NAME and (place.parent / VARIATIONS).is_dir()
    others = sorted((place.parent / VARIATIONS).glob("*.ocdsl")) if varied else []
    return tuple(Source(str(file), _text(file)) for file in (place, *others))


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _found(path: Path) -> Path:
    place = path
    if place.is_dir():
        if not (place / FILE_NAME).is_file():
            _refuse_file("FolderWithoutContract", f"{path} holds no {FILE_NAME}.", _NAME_ONE)
        place = place / FILE_NAME
    if not place.exists():
        _refuse_file("NoSuchFile", f"There is no {path}.", "Check its name and folder.")
    if place.suffix != ".ocdsl":
        fix = "Save its text as UTF-8 in a file ending in .ocdsl, and name that file."
        _refuse_file("NotAContract", f"{path} does not end in .ocdsl.", fix)
    return place


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
