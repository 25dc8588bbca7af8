"""What must hold of a contract's text, whatever it is: no traceback, plain words, in a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from ocdsl import api
from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import NOWHERE, Source
from ocdsl.contract_file import with_library
from ocdsl.model.from_syntax import check
from ocdsl.syntax import table
from ocdsl.syntax.parser import parse
from ocdsl.syntax.printer import to_text

# What only a program would say. A name of a kind of word must not be said unless the author does.
_PROGRAM = re.compile(r"Traceback|<class|<attrs|Token\(|Span\(|object at 0x|\bNoneType\b|\{\w*\}")


_OF_THE_FILE = ("FileTooLong", "EmptyFile", "NoLineEnds", "MissingClause")
"""What is said of a whole file: of one without a `contract` block, too."""


def _kinds() -> frozenset[str]:
    kept = table.load()
    kinds = {name for name, _ in kept.patterns} | set(kept.words.values())
    kinds |= {kind for state in kept.states for kind in state if kind.isupper() or kind[0] in "_$"}
    return frozenset(kind for kind in kinds if len(kind) > 2)


KINDS = _kinds()


class FaultError(Exception):
    """Something that must not be, of one input."""


def look(random: Random, text: str | bytes, folder: Path) -> int:
    """Check one text; how many diagnostics it gave. Raises FaultError for what must not be."""
    if isinstance(text, bytes):
        path = folder / "spoilt.ocdsl"
        path.write_bytes(text)
        try:
            source = api.read_contract(path)
        except api.ContractError as refusal:
            return _said(refusal.diagnostics, None)
    else:
        source = with_library(Source("spoilt.ocdsl", text))
    checked = check(source)
    count = _said(checked.diagnostics, source)
    errors = any(d.severity is Severity.ERROR for d in checked.diagnostics)
    if errors == (checked.contract is not None):
        raise FaultError("a contract with errors, or none without")
    if random.random() < 0.1:
        _printed(source)
    if checked.contract and random.random() < 0.3:
        api.run_examples(checked.contract)
    return count


def _said(found: tuple[Diagnostic, ...], source: Source | None) -> int:
    for d in found:
        for fault in _faults(d, source):
            raise FaultError(f"{fault}: {d}")
    return len(found)


def _faults(d: Diagnostic, source: Source | None) -> Iterator[str]:
    words = " ".join((d.message, d.why, d.fix))
    if not (d.message.strip() and d.why.strip() and d.fix.strip()):
        yield "says too little"
    if source is None:
        return
    if d.span == NOWHERE and d.code not in _OF_THE_FILE:
        yield "has no place"
    lines = source.text.split("\n")
    if not 1 <= d.span.line <= len(lines) or d.span.column < 1 or d.span.length < 0:
        yield "has a place outside the file"
    elif d.span.column > len(lines[d.span.line - 1]) + 2:
        yield "has a place outside its line"
    own = set(re.findall(r"[\w$]+", source.text))
    if (said := _PROGRAM.search(words)) and said[0] not in source.text:
        yield f"speaks as a program ({said[0]})"
    for word in re.findall(r"[\w$]+", words):
        if word in KINDS and word not in own:
            yield f"names a kind of the parser's ({word})"
    for line in d.corrected:
        if not line.strip():
            yield "shows an empty line"


def _printed(source: Source) -> None:
    """What was read can be printed, and reads again as the same."""
    parsed = parse(source)
    if any(d.severity is Severity.ERROR for d in parsed.diagnostics):
        return
    text = to_text(parsed.file)
    again = parse(Source(source.path, text))
    if again.diagnostics or to_text(again.file) != text:
        raise FaultError(f"printed text does not read as the same: {again.diagnostics[:1]}")
