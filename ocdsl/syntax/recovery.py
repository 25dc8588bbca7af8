"""Reads a whole text past its mistakes: one diagnostic for each, and the tree of all the rest.

A line that cannot be read is reported, replaced by a stand-in that the grammar takes in its place,
and reading goes on from there: the stack at the start of each line is kept.
"""

from __future__ import annotations

import re

from attrs import evolve

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.source import Span
from ocdsl.syntax import tree
from ocdsl.syntax.case import Case, opening
from ocdsl.syntax.explain import explain
from ocdsl.syntax.lexer import BAD, NEWLINE, Line, Token
from ocdsl.syntax.machine import START, Machine, Refusal, Stack
from ocdsl.syntax.mistakes import MOST, report
from ocdsl.syntax.probe import Probe
from ocdsl.syntax.spelling import nearest

_LISTS = {"MINUS", "VBAR"}
_ABOVE = 50
"""Lines above a mistake that can tell what a word in it means."""
_QUOTES = '"“”'
_BARE = re.compile(r"[a-z][a-z0-9-]* *[\"“”][^\"“”]*[\"“”]?")
_HEADING = re.compile(r"(\S+)(?: +([a-z][a-z0-9-]*))? *([\"“”].*)?")
_SECOND = re.compile(r"\S+ +([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?![\w-])")


class Reading:
    """One text being read. `found` are the diagnostics, `file` the tree once `run` is done.

    `starts` are the stacks at the start of the lines read so far, the last of them to be read next.
    """

    def __init__(self, machine: Machine, lines: list[Line], starts: list[Stack]) -> None:
        self.found: list[Diagnostic] = []
        self.file = tree.File(())
        self._machine = machine
        self._probe = Probe(machine)
        self._lines = lines
        self._starts = starts

    def run(self) -> None:
        """Read to the end, mending as often as needed."""
        at = len(self._starts) - 1
        while True:
            if at == len(self._lines):
                done = self._machine.finish(self._starts[at])
                if not isinstance(done, Refusal):
                    self.file = done.result
                    return
                # What is left unfinished at the end of a text given up is taken away.
                at = self._mend(at, done) if len(self.found) <= MOST else self._drop(at - 1)
                continue
            result = self._machine.read(self._starts[at], self._lines[at])
            if isinstance(result, Stack):
                del self._starts[at + 1 :]
                self._starts.append(result)
                at += 1
            elif len(self.found) < MOST:
                at = self._mend(at, result)
            else:
                self._give_up(at)

    def _give_up(self, at: int) -> None:
        line = self._lines[at]
        self.found.append(report("TooManyMistakes", line.span(), count=str(MOST)))
        del self._lines[at:]

    def _drop(self, at: int) -> int:
        del self._lines[at]
        return at

    # ---- what to do about one refusal: each way returns the line to read next

    def _mend(self, at: int, refusal: Refusal) -> int:
        wanted = self._probe.accepted(self._starts[at].states)
        if at == len(self._lines):
            return self._needs_list(at, wanted)
        line = self._lines[at]
        if line.made is not None:
            return self._drop(at)
        if line.too_long:
            return self._mend_clause(at, refusal)
        if line.content[:1] in ("-", "|"):  # a control character alone leaves no content
            return self._mend_item(at, refusal, wanted)
        return self._mend_line(at, refusal, wanted)

    def _mend_item(self, at: int, refusal: Refusal, wanted: set[str]) -> int:
        """A bullet or a row: out of place, or wrong in itself."""
        line = self._lines[at]
        if refusal.token.column > line.indent + 1:
            return self._mend_clause(at, refusal)
        return self._needs_list(at, wanted) if wanted <= _LISTS else self._stray_list(at)

    def _mend_line(self, at: int, refusal: Refusal, wanted: set[str]) -> int:
        """A line that is no bullet and no row, though it may have been meant as one."""
        if mark := self._lost_mark(at):
            line, heading = self._lines[at], self._heading(at - 1)
            start = Span(line.number, line.indent + 1, 0)
            case = evolve(self._case(at, refusal), heading=heading)
            lines = case.corrected(start, [f"{mark} "])
            where = "at the start of the line"
            self.found.append(
                case.report("MissingMark", line.span(), lines, mark=mark, where=where)
            )
            return self._stand_in(at, mark)
        if wanted <= _LISTS:
            return self._needs_list(at, wanted)
        return self._mend_heading(at, refusal)

    def _mend_clause(self, at: int, refusal: Refusal) -> int:
        self.found.append(explain(self._case(at, refusal)))
        return self._stand_in(at, self._lines[at].content[:1])

    def _mend_heading(self, at: int, refusal: Refusal) -> int:
        """A line that may be a block's heading: what it defines must not be lost."""
        line, states = self._lines[at], self._starts[at].states
        first = line.content.partition(" ")[0]
        shape = _HEADING.fullmatch(line.content)
        keyword = first if first in tree.BLOCKS else ""
        if keyword and self._fits_as_field(at, first):
            return self._mend_clause(at, refusal)
        if shape and not keyword:
            known = {*tree.BLOCKS, *self._probe.words(states)}
            close = nearest(first, known - {first})
            keyword = close if close in tree.BLOCKS else ""
        if keyword and (shape or first == keyword):
            second = _SECOND.match(line.content)
            name = second[1] if second else None
            case = evolve(self._case(at, refusal), heading=f"{keyword} {name or ''}".strip())
            self.found.append(explain(case))
            return self._repair(at, keyword, name)
        if states == START.states or self._is_new_block(at):
            return self._silence(at, refusal)
        return self._mend_clause(at, refusal)

    def _fits_as_field(self, at: int, first: str) -> bool:
        """Whether a block's word was meant as the name of an event's field."""
        line, states = self._lines[at], self._starts[at].states
        plain = line.plain.replace(first, "x" * len(first), 1)
        return self._probe.fits(states, evolve(line, plain=plain, own=plain))

    def _is_new_block(self, at: int) -> bool:
        """Whether a line with a title begins a block, though no word of the language says so.

        In the contract's own block a party has a name and a title too: there the line after it
        tells, by fitting into the contract or not.
        """
        line, states = self._lines[at], self._starts[at].states
        words, shape = self._probe.words(states), _HEADING.fullmatch(line.content)
        first = line.content.partition(" ")[0]
        bare = _BARE.fullmatch(line.content)
        if not bare and not (shape and shape[2] and shape[3] and not nearest(first, words)):
            return False
        if first in words:
            return False
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        return (
            self._block(at)[0] != "contract"
            or following is None
            or not self._probe.fits(states, following)
        )

    # ---- lists

    def _needs_list(self, at: int, wanted: set[str]) -> int:
        """The line above asks for a list that is not there."""
        above = at - 1
        line = self._lines[above]
        if _is_item(line, "|"):
            code = "NeedsRows"
        else:
            code = "NeedsTable" if "VBAR" in wanted else "NeedsList"
        self.found.append(report(code, line.span(), self._heading(above)))
        while _is_item(self._lines[above]):
            above = self._drop(above) - 1
        return self._stand_in(above, "")

    def _stray_list(self, at: int) -> int:
        """A list nobody asked for: one report for all of it."""
        line = self._lines[at]
        mark = line.content[0]
        what = "table" if mark == "|" else "list"
        self.found.append(report("ListWithoutClause", line.span(), self._heading(at), what=what))
        while at < len(self._lines) and self._lines[at].content[:1] == mark:
            del self._lines[at]
        return at

    def _lost_mark(self, at: int) -> str:
        """The mark that makes the line an item of the list above it; empty when none does."""
        line, states = self._lines[at], self._starts[at].states
        for mark in "-|":
            plain = f"{mark} {line.plain[: line.stop].strip()}"
            if self._probe.fits(states, evolve(line, plain=plain, own=plain, stop=len(plain))):
                return mark
        return ""

    # ---- stand-ins

    def _stand_in(self, at: int, look: str) -> int:
        """Put a stand-in for a reported line in its place, of the kind the grammar takes there."""
        line = self._lines[at]
        bad = Token(BAD, "", line.number, line.indent + 1)
        bar, dash = bad._replace(kind="VBAR"), bad._replace(kind="MINUS")
        cell = bad._replace(kind="CELL")
        row, heading, bullet, clause = (bar, bad, bar), (bar, cell, bar), (dash, bad), (bad,)
        order = {"|": (row, heading, clause), "-": (bullet, clause)}
        for tokens in order.get(look, (clause, bullet, row, heading)):
            states = self._starts[at].states
            for token in (*tokens, bad._replace(kind=NEWLINE)):
                states = self._probe.after(states, token.kind) or () if states else ()
            if states:
                return self._replace(at, tokens)
        del self._lines[at]
        return at

    def _repair(self, at: int, keyword: str, name: str | None) -> int:
        line = self._lines[at]
        kind = self._machine.table.words[keyword]
        first = Token(kind, keyword, line.number, line.indent + 1)
        named = Token("NAME", name or f"unnamed-{line.number}", line.number, line.indent + 1)
        title = Token("TITLE", '"?"', line.number, line.indent + 1)
        return self._replace(at, (first, named, title))

    def _replace(self, at: int, tokens: tuple[Token, ...]) -> int:
        made = (*tokens, Token(NEWLINE, "", self._lines[at].number, self._lines[at].stop + 1))
        self._lines[at] = evolve(self._lines[at], made=made)
        return at

    def _silence(self, at: int, refusal: Refusal) -> int:
        """Nothing says what block this is: one report, and its lines are not read."""
        line = self._lines[at]
        first = line.content.partition(" ")[0]
        code = "UnknownBlock" if self._names_a_kind(line) else "MissingBlockWord"
        words = ", ".join(f"`{word}`" for word in tree.OWN_BLOCKS)
        span = line.span(stop=line.indent + len(first))
        # Without a name the line would not be read either.
        meant = tree.OTHER_WORDS.get(first) if self._names_a_kind(line) else None
        lines = (line.own[: line.stop].strip().replace(first, meant, 1),) if meant else ()
        self.found.append(report(code, span, "", lines, word=first, words=words))
        stop = at + 1
        while stop < len(self._lines) and not self._begins_block(self._lines[stop]):
            stop += 1
        del self._lines[at:stop]
        return at

    def _names_a_kind(self, line: Line) -> bool:
        shape = _HEADING.fullmatch(line.content)
        return bool(shape and shape[2] and shape[3])

    def _begins_block(self, line: Line) -> bool:
        first = line.content.partition(" ")[0]
        near = any(q in line.content for q in _QUOTES) and nearest(first, tree.BLOCKS)
        return first in tree.BLOCKS or bool(near)

    # ---- where a line is

    def _case(self, at: int, refusal: Refusal) -> Case:
        line, states, start = self._lines[at], self._starts[at].states, self._begun(at)
        block, heading = self._block(at)[0], self._heading(at)
        above = tuple(self._lines[max(start, at - _ABOVE) : at])
        before = tuple(self._lines[:start])
        return Case(self._probe, line, states, refusal.token, block, heading, above, before)

    def _begun(self, at: int) -> int:
        """The number of the heading of the block that a line is in; 0 before the first."""
        for n in range(at - 1, -1, -1):
            made = self._lines[n].made
            first = made[0].text if made else self._lines[n].content.partition(" ")[0]
            if first in tree.BLOCKS:
                return n
        return 0

    def _block(self, at: int) -> tuple[str, ...]:
        """Keyword and name of the block a line is in; an empty text before the first."""
        if at == 0:
            return ("",)
        line = self._lines[self._begun(at)]
        if line.made is not None and line.made[0].text in tree.BLOCKS:
            return line.made[0].text, line.made[1].text
        first, *words = line.content.split()
        if first not in tree.BLOCKS:
            return ("",)
        return first, *(word for word in words[:1] if word[0] not in _QUOTES)

    def _heading(self, at: int) -> str:
        """`payment outcome-fee, withhold`; a line of a list has the heading of its clause."""
        clause = at
        while clause > 0 and self._lines[clause].content[:1] in ("-", "|"):
            clause -= 1
        line = self._lines[clause]
        block = " ".join(self._block(clause + 1)).strip()
        is_heading = line.content.partition(" ")[0] in tree.BLOCKS
        return block if is_heading or not block else f"{block}, {opening(line)}"


def _is_item(line: Line, marks: str = "|-") -> bool:
    """Whether a line is a row or a bullet, also one that was put in the place of another."""
    if line.made:
        return line.made[0].kind in ("VBAR", "MINUS")
    return line.content[0] in marks
