"""A line that could not be read, with all that is known of it: what the explanations look at."""

from __future__ import annotations

import re
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

    def span(self) -> Span:
        """The place of the refused token; of a missing end, the place after the last word."""
        return Span(self.token.line, self.token.column, max(1, len(self.token.text)))

    def report(self, code: str, span: Span | None = None, **words: str) -> Diagnostic:
        """The diagnostic of a mistake at a place on this line."""
        return report(code, span or self.span(), self.heading, **words)

    def spot(self, start: int, text: str) -> Span:
        """The place of some text that begins at `start` (from 0) on this line."""
        return Span(self.line.number, start + 1, max(1, len(text)))
