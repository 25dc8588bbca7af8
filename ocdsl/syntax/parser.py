"""Parses a contract's text into its tree, with every mistake reported at once; never raises."""

from __future__ import annotations

from functools import cache

from attrs import evolve, frozen

from ocdsl.base.diagnostics import Diagnostic, in_order
from ocdsl.base.source import Source, Span
from ocdsl.syntax import table, tree
from ocdsl.syntax.build_clauses import BUILDERS
from ocdsl.syntax.lexer import Lexer, lines_of
from ocdsl.syntax.machine import Machine
from ocdsl.syntax.recovery import Reading
from ocdsl.syntax.whole import hidden_controls, uneven, unreadable


@frozen
class Parsed:
    """The tree of what could be read, and what is wrong with the rest."""

    file: tree.File
    diagnostics: tuple[Diagnostic, ...]


@cache
def machine() -> Machine:
    """The one reader of contracts. It holds no state of a text, so threads may share it."""
    kept = table.load()
    return Machine(kept, Lexer(kept), BUILDERS)


def parse(source: Source) -> Parsed:
    """The tree of a contract's text and its mistakes, each line's once; never raises."""
    if reason := unreadable(source):
        return Parsed(tree.File(()), (reason,))
    lines, comments = lines_of(source)
    reading = Reading(machine(), lines)
    reading.run()
    hidden = hidden_controls(source)
    found = [d for d in reading.found if d.span.line not in hidden]
    found += [*hidden.values(), *uneven(reading.file, {d.span.line for d in found})]
    file = evolve(reading.file, comments=_comments(source, reading.file, comments))
    return Parsed(file, tuple(in_order(found)))


def _comments(source: Source, file: tree.File, starts: dict[int, int]) -> tuple[tree.Comment, ...]:
    """The comments of the file; in free text `#` is text."""
    free = {
        clause.span.line
        for block in file.blocks
        for clause in block.clauses
        if isinstance(clause, tree.FreeText)
    }
    return tuple(
        _comment(source, number, start) for number, start in starts.items() if number not in free
    )


def _comment(source: Source, number: int, start: int) -> tree.Comment:
    line = source.line(number)
    span = Span(number, start + 1, len(line.rstrip()) - start)
    return tree.Comment(line[start + 1 :].strip(), not line[:start].strip(), span=span)
