"""A line that could not be read, with all that is known of it: what the explanations look at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from attrs import frozen

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.source import Span
from ocdsl.syntax.lexer import NEWLINE, Line, Token
from ocdsl.syntax.mistakes import report
from ocdsl.syntax.probe import Probe, States, Step

_TITLE = re.compile(r'["“”][^"“”]*["“”]')
_OPENINGS = (
    "what is not released",
    "recorded by",
    "joins on",
    "belongs to",
    "sets aside",
    "for each",
    "at the end",
    "at most",
    "as at",
    "due dates",
    "working days",
)


def opening(line: Line) -> str:
    """The words that name a clause: its first word, or all of `what is not released`."""
    words = " ".join(line.content.split())
    for several in _OPENINGS:
        if words == several or words.startswith(several + " "):
            return several
    return words.partition(" ")[0]


@frozen(slots=False)  # the cached properties need a dictionary
class Case:
    """A refused line: `states` are those before it, `token` is the first that cannot stand."""

    probe: Probe
    line: Line
    states: States
    token: Token
    block: str
    """Keyword of the block it is in; empty before the first block."""
    heading: str
    above: tuple[Line, ...] = ()
    """The lines of the block above it."""
    before_block: tuple[Line, ...] = ()
    """The lines of the text above that block."""

    @cached_property
    def steps(self) -> list[Step]:
        """The line's tokens with the states before each; the last is the refused one."""
        return self.probe.trace(self.states, self.line)

    @cached_property
    def before(self) -> States:
        """The states before the refused token."""
        return self.steps[-1].states

    @property
    def at_end(self) -> bool:
        """Whether the line stops too soon."""
        return self.token.kind == NEWLINE

    @cached_property
    def code(self) -> str:
        """The line's words with titles and the comment blanked, places unmoved."""
        line = _TITLE.sub(lambda m: '"' + " " * (len(m[0]) - 2) + '"', self.line.plain)
        return line[: self.line.stop]

    @property
    def keyword(self) -> str:
        """The block's keyword when the line is a block's heading; otherwise empty."""
        first = self.line.content.partition(" ")[0]
        return first if first in self.probe.blocks else ""

    @property
    def last_word(self) -> str:
        """The word before the refused token; empty at the start of the line."""
        return self.steps[-2].token.text if len(self.steps) > 1 else ""

    def block_above(self, keyword: str, name: str) -> list[str]:
        """The lines of a block of the text above, without its heading; none where it is not."""
        found: list[str] = []
        inside = False
        for line in self.before_block:
            words = line.content.split()
            if words[:1] and words[0] in self.probe.blocks and words[0] == line.own.split(" ")[0]:
                inside = words[:2] == [keyword, name]
            elif inside:
                found.append(line.content)
        return found

    def span(self) -> Span:
        """The place of the refused token; of a missing end, the place after the last word."""
        return Span(self.token.line, self.token.column, max(1, len(self.token.text)))

    def report(
        self, code: str, span: Span | None = None, corrected: tuple[str, ...] = (), **words: str
    ) -> Diagnostic:
        """The diagnostic of a mistake at a place on this line.

        What the word `fixed` says, or each of the texts that it gives in backquotes, is tried in
        that place, and the line is shown as it then reads.
        """
        place, fixed = span or self.span(), words.get("fixed", "")
        if fixed and not corrected and (fixed[0] == "`" or "`" not in fixed):
            corrected = self.corrected(place, re.findall("`([^`]+)`", fixed) or [fixed])
        if not all(self._is_even(line) for line in corrected):
            corrected = ()
        return report(code, place, self.heading, corrected, **words)

    def _is_even(self, line: str) -> bool:
        """Whether a corrected line, if a row, has as many cells as the row above it."""
        row = self.above[-1].content if self.above else ""
        return not (line[0] == row[:1] == "|") or line.count("|") == row.count("|")

    def corrected(self, span: Span, texts: Iterable[str]) -> tuple[str, ...]:
        """The line with each of the texts in that place; none unless it then fits with each."""
        lines = [self._with(span, text) or self._with(span, f"is {text}") for text in texts]
        return tuple(lines) if all(lines) else ()

    def _with(self, span: Span, text: str) -> str:
        """The line with a text in that place; empty unless it then fits where it stands."""
        start, stop = span.column - 1, min(span.column - 1 + span.length, self.line.stop)
        changed = self.line.changed(start, stop, text)
        return changed.own.strip() if self.probe.fits(self.states, changed) else ""

    def spot(self, start: int, text: str) -> Span:
        """The place of some text that begins at `start` (from 0) on this line."""
        return Span(self.line.number, start + 1, max(1, len(text)))
