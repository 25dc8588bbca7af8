"""Mistakes of a text or a tree as a whole, beside those of single lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.source import NOWHERE, Source, Span
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.mistakes import report

_KEYWORDS = {
    tree.By: "by", tree.PaysByBand: "pays", tree.Withhold: "withhold", tree.Log: "log",
    tree.Divides: "divides",
    tree.Brings: "brings", tree.IsValue: "is",
}  # fmt: skip
MOST_BYTES = 5_000_000
# Marks, embeddings, overrides and isolates that turn the direction of writing (law 1).
_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def unreadable(source: Source) -> Diagnostic | None:
    """The reason not to read a text at all: it is empty, far too long or has no lines."""
    size = len(source.text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        return report("FileTooLong", NOWHERE, size=f"{size:,}")
    if "\n" not in source.text and "\r" in source.text.strip():
        return report("NoLineEnds", NOWHERE)
    lines = (line.strip() for line in source.plain.split("\n"))
    if all(not line or line.startswith("#") for line in lines):
        return report("EmptyFile", NOWHERE)
    return None


def hidden_controls(source: Source) -> dict[int, Diagnostic]:
    """By line, the first hidden character on it that turns the direction of writing."""
    found: dict[int, Diagnostic] = {}
    if _CONTROL.search(source.text):
        for number, line in enumerate(source.text.split("\n"), start=1):
            if match := _CONTROL.search(line):
                span = Span(number, match.start() + 1, 1)
                found[number] = report("HiddenControl", span, number=f"{ord(match[0]):04X}")
    return found


def uneven(file: tree.File, reported: Collection[int]) -> Iterator[Diagnostic]:
    """Rows with more or fewer cells than their table has headings, and titles without words.

    A table whose heading row is on a `reported` line is left alone.
    """
    for block in file.blocks:
        heading = f"{block.keyword} {block.name.text}"
        if not block.title.text.strip():
            yield report("EmptyTitle", block.title.span, heading)
        for clause in block.clauses:
            if isinstance(clause, tree.Party) and not clause.title.text.strip():
                yield report("EmptyTitle", clause.title.span, f"{heading}, {clause.kind}")
            table = getattr(clause, "table", None)
            if table and table.span.line not in reported:
                yield from _rows(table, f"{heading}, {_KEYWORDS[type(clause)]}")


def _rows(table: ph.Table, heading: str) -> Iterator[Diagnostic]:
    wanted, lengths = len(table.headings), {len(row) for row in table.rows}
    if len(lengths) == 1 and len(table.rows) > 1 and wanted not in lengths:
        words = {"count": _counted(wanted, "heading"), "wanted": _counted(lengths.pop(), "cell")}
        yield report("UnevenHeading", table.span, heading, (), **words)
        return
    for row in table.rows:
        if len(row) != wanted:
            first, last = row[0].span, row[-1].span
            span = Span(first.line, first.column, last.column + last.length - first.column)
            words = {"count": _counted(len(row), "cell"), "wanted": str(wanted)}
            yield report("UnevenRow", span, heading, (), **words)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
