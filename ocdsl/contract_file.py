"""Finds and reads a contract's file, and the errors of whatever cannot be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from attrs import frozen

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import Part, Source
from ocdsl.model.library import LIBRARY, asked_for, sections_of, shipped
from ocdsl.syntax.parser import parse
from ocdsl.syntax.printer import to_text

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


@frozen
class LibraryText:
    """A text of the library that ships: its name and title, what pins it, and all of it."""

    name: str
    title: str
    digest: str
    text: str


class LogError(ContractError):
    """A log that cannot be read as one, or a time that cannot be understood."""


class QuestionError(ContractError):
    """Something was asked for that there is none of, such as a decision's id."""


def read_contract(path: str | Path) -> Source:
    """The text of a contract: a file ending in `.ocdsl`, or a folder that holds `contract.ocdsl`.

    With `contract.ocdsl` its variations are read, in the order of their files' names, and then
    what it uses of the library; their lines are counted on from its last one. Raises FileError.
    """
    return with_library(read_own(path))


def read_own(path: str | Path) -> Source:
    """The text of a contract and its variations, nothing of the library. Raises FileError."""
    first, *others = read_files(path)
    return _joined(first, others)


def with_library(source: Source) -> Source:
    """A contract's text with the texts of the library that it uses and does not hold after it.

    A file of that name in the folder `library` beside the contract comes before the one that
    ships. What is found in neither place is left for the checks to say. Raises FileError.
    """
    names = asked_for(source)
    if not names:
        return source
    beside, known = Path(source.path).parent / LIBRARY, shipped()
    own = {name: beside / f"{name}.ocdsl" for name in names}
    files = [own[name] if own[name].is_file() else known.get(name) for name in names]
    return _joined(source, [Source(str(file), _text(file)) for file in files if file])


def library_texts() -> tuple[LibraryText, ...]:
    """Every text of the library that ships, in the order of their names."""
    return tuple(_library_text(name, file) for name, file in shipped().items())


def _library_text(name: str, file: Path) -> LibraryText:
    source = Source(str(file), _text(file))
    section = sections_of(source, parse(source).file)[name]
    return LibraryText(name, section.heading.title.text, section.digest, source.text)


def _joined(first: Source, others: Sequence[Source]) -> Source:
    """One text after the other; each file keeps its own lines."""
    text, parts = _ended(first.text) if others else first.text, list(first.parts)
    for other in others:
        parts.append(Part(other.path, text.count("\n") + 1))
        text += _ended(other.text)
    return Source(first.path, text, tuple(parts))


def format_text(contract: str | Path | Source) -> str:
    """The contract's text in the one layout, every word and comment kept (law 2).

    What it uses of the library is no part of it. Raises ContractError when a line of it cannot be
    read, for then its layout is not known.
    """
    source = contract if isinstance(contract, Source) else read_own(contract)
    parsed = parse(source)
    if any(d.severity is Severity.ERROR for d in parsed.diagnostics):
        raise ContractError(parsed.diagnostics, source)
    return to_text(parsed.file)


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
