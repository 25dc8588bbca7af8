"""Parses a contract's text into its tree, with every mistake reported at once; never raises."""

from __future__ import annotations

from functools import cache

from attrs import evolve, frozen

from ocdsl.base.collecting import uncollected
from ocdsl.base.diagnostics import Diagnostic, in_order
from ocdsl.base.source import Source, Span
from ocdsl.syntax import table, tree
from ocdsl.syntax.build_clauses import BUILDERS
from ocdsl.syntax.lexer import Lexer, Line, lines_of
from ocdsl.syntax.machine import START, Machine, Refusal
from ocdsl.syntax.mistakes import MOST, report
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
    with uncollected():
        read, mistakes = _read(lines)
    hidden = hidden_controls(source)
    found = [d for d in mistakes if d.span.line not in hidden]
    found += [*hidden.values(), *uneven(read, {d.span.line for d in found})]
    file = evolve(read, comments=_comments(source, read, comments))
    return Parsed(file, _first(in_order(found)))


def _first(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Of very many mistakes the first, and word that there are more."""
    if len(found) > MOST + 1:
        more = report("TooManyMistakes", found[MOST].span, count=str(MOST))
        return (*found[:MOST], more)
    return tuple(found)


def _read(lines: list[Line]) -> tuple[tree.File, list[Diagnostic]]:
    """The tree of the lines; a text without a mistake is read without what explains mistakes."""
    starts = [START]
    for line in lines:
        result = machine().read(starts[-1], line)
        if isinstance(result, Refusal):
            break
        starts.append(result)
    else:
        done = machine().finish(starts[-1])
        if not isinstance(done, Refusal):
            return done.result, []
    # Imported here: explaining takes a third of the time that starting the program takes.
    from ocdsl.syntax.recovery import Reading

    reading = Reading(machine(), lines, starts)
    reading.run()
    return reading.file, reading.found


def _comments(source: Source, file: tree.File, starts: dict[int, int]) -> tuple[tree.Comment, ...]:
    """The comments of the file; in free text `#` is text."""
    free = {
        clause.span.line
        for block in file.blocks
        for clause in block.clauses
        if isinstance(clause, tree.FreeText)
    }
    lines = source.text.split("\n")
    return tuple(_comment(lines[n - 1], n, at) for n, at in starts.items() if n not in free)


def _comment(line: str, number: int, start: int) -> tree.Comment:
    span = Span(number, start + 1, len(line.rstrip()) - start)
    return tree.Comment(line[start + 1 :].strip(), not line[:start].strip(), span=span)
