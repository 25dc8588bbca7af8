"""Prints a tree in the one layout: the inverse of the parser (laws 2 and 6).

Two spaces before a clause, the rules of a block under each other, four spaces before bullets and
tables, a blank line between blocks. Lines are never wrapped: a clause is one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ocdsl.syntax import tree
from ocdsl.syntax.clause_text import ClauseText, clause_text
from ocdsl.syntax.phrase_text import text_of
from ocdsl.syntax.phrases import Cell, Table


@frozen
class _Line:
    """A printed line, and the source line whose comments belong to it."""

    text: str
    source: int
    kind: str
    """`block`, `clause`, `free` (its `#` would be text) or `item` (a bullet or a row)."""


_INDENT = {"block": "", "clause": "  ", "free": "  ", "item": "    "}


def to_text(file: tree.File) -> str:
    """The whole file in the one layout, ending with a line end; empty for an empty file."""
    printed: list[str] = []
    comments = list(file.comments)
    for line in (line for block in file.blocks for line in _block(block)):
        if line.kind == "block" and printed:
            printed.append("")
        printed += [_INDENT[line.kind] + text for text in _above(comments, line)]
        printed.append(_INDENT[line.kind] + line.text + _beside(comments, line))
    if comments and printed:
        printed.append("")
    printed += [_comment(comment) for comment in comments]
    return "".join(line + "\n" for line in printed)


# ---- comments: those written before a line stay above it, the one on the line stays beside it


def _above(comments: list[tree.Comment], line: _Line) -> list[str]:
    texts = []
    while comments and comments[0].span.line < line.source:
        texts.append(_comment(comments.pop(0)))
    return texts


def _beside(comments: list[tree.Comment], line: _Line) -> str:
    first = comments[0] if comments else None
    if first and first.span.line == line.source and not first.own_line and line.kind != "free":
        return "  " + _comment(comments.pop(0))
    return ""


def _comment(comment: tree.Comment) -> str:
    return f"# {comment.text}".rstrip()


# ---- blocks, clauses, bullets and tables


def _block(block: tree.Block) -> Iterator[_Line]:
    heading = f"{block.keyword} {text_of(block.name)} {text_of(block.title)}"
    yield _Line(heading, block.span.line, "block")
    clauses = [(clause, clause_text(clause)) for clause in block.clauses]
    width = max((len(text.keyword) for _, text in clauses), default=0)
    for clause, text in clauses:
        kind = "free" if isinstance(clause, tree.FreeText) else "clause"
        words = f"{text.keyword:<{width}}  {text.rest}".rstrip() if text.rest else text.keyword
        yield _Line(words, clause.span.line, kind)
        yield from _below(text)


def _below(text: ClauseText) -> Iterator[_Line]:
    for test in text.tests:
        yield _Line(f"- {text_of(test)}", test.span.line, "item")
    if text.table:
        yield from _table(text.table)


def _table(table: Table) -> Iterator[_Line]:
    rows = [list(table.headings), *([text_of(cell) for cell in row] for row in table.rows)]
    count = max(len(row) for row in rows)
    widths = [max(len(row[n]) for row in rows if n < len(row)) for n in range(count)]
    sources = [table.span.line, *(_source(row) for row in table.rows)]
    for row, source in zip(rows, sources, strict=True):
        yield _Line(_row(row, widths), source, "item")


def _row(cells: Iterable[str], widths: list[int]) -> str:
    padded = (f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=False))
    return "| " + " | ".join(padded) + " |"


def _source(row: tuple[Cell, ...]) -> int:
    return max((cell.span.line for cell in row), default=1)
