"""From a line of text to words and signs, one at a time, by what can stand in each place.

A word is a keyword only where the grammar expects that keyword, so `hours` can be a field's name
and a field's kind on one line. A comment is not part of its line; free text runs to its end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from attrs import frozen

from ocdsl.base.source import Source, Span
from ocdsl.syntax.table import Table
from ocdsl.syntax.terminals import sound

NEWLINE = "_NL"
BAD = "BAD"
STRAY = "STRAY"
"""A sign or a word of no known shape: no place of the grammar takes it."""
_FREE = ("PROSE", "CELL")
FREE_TEXT = (
    "note", "text", "because", "evidence", "Cymraeg", "inputs", "activities", "outputs", "interim",
    "final", "assumes", "source",
)  # fmt: skip
"""First words of the clauses that are free text."""
MOST_IN_LINE = 5_000
"""Characters a rule may have. Free text may have more."""
# A comment begins at the first `#` that is not inside a title in quotes.
_BEFORE_COMMENT = re.compile(r'(?:[^#"“”]|["“”][^"“”]*["“”]|["“”](?=[^"“”]*$))*')
_STRAY = r"[^\W\d_][\w-]*|[\d£][\w£.,/%-]*|."


class Token(NamedTuple):
    """A word, number, title or sign: its terminal, its text and its place (columns from 1)."""

    kind: str
    text: str
    line: int
    column: int

    @property
    def end(self) -> int:
        """The column after its last character."""
        return self.column + len(self.text)


@frozen
class Line:
    """One line that holds more than a comment. `stop` is where its words end, from 0."""

    number: int
    plain: str
    own: str
    """The line as its author wrote it, the same length as `plain`."""
    stop: int
    made: tuple[Token, ...] | None = None
    """Tokens to read instead of the text: the recovery's stand-in for a line it reported."""

    @property
    def indent(self) -> int:
        """Where the first word begins, from 0."""
        return len(self.plain) - len(self.plain.lstrip(" "))

    @property
    def content(self) -> str:
        """The words of the line without indentation and comment."""
        return self.plain[: self.stop].strip()

    @property
    def too_long(self) -> bool:
        """Whether the line is longer than any rule that a person could check."""
        if self.stop <= MOST_IN_LINE or self.made is not None:
            return False
        return self.content[:20].partition(" ")[0] not in FREE_TEXT

    def changed(self, start: int, stop: int, text: str) -> Line:
        """The line without its comment and with a text from `start` up to `stop` (from 0)."""
        plain, own = (t[:start] + text + t[stop : self.stop] for t in (self.plain, self.own))
        return Line(self.number, plain, own, len(plain.rstrip(" ")))

    def span(self, start: int | None = None, stop: int | None = None) -> Span:
        """The place from `start` to `stop` (from 0), or of all the line's words."""
        first = self.indent if start is None else start
        last = self.stop if stop is None else stop
        return Span(self.number, first + 1, max(last - first, 1))


def lines_of(source: Source) -> tuple[list[Line], dict[int, int]]:
    """The lines that hold words, and where (from 0) each line's comment begins."""
    lines, comments = [], {}
    own_lines = source.text.split("\n")
    for number, plain in enumerate(source.plain.split("\n"), start=1):
        stop = len(plain)
        if "#" in plain:
            stop = len((_BEFORE_COMMENT.match(plain) or [""])[0])
            if stop < len(plain):
                comments[number] = stop
        stop = len(plain[:stop].rstrip(" "))
        if stop:
            lines.append(Line(number, plain, own_lines[number - 1], stop))
    return lines, comments


class Lexer:
    """Reads tokens of a line. Holds no state of a text, so threads may share it."""

    def __init__(self, table: Table) -> None:
        shapes = [f"(?P<{name}>{shape})" for name, shape in table.patterns if name not in _FREE]
        self._any = re.compile("|".join([*shapes, f"(?P<{STRAY}>{_STRAY})"]))
        self._free = {n: re.compile(shape) for n, shape in table.patterns if n in _FREE}
        self._words = table.words

    def next(self, line: Line, at: int, expected: Collection[str]) -> Token:
        """The token at or after place `at` (from 0), where `expected` can stand.

        At the end of the line's words it is a NEWLINE.
        """
        plain, after = line.plain, at
        while at < len(plain) and plain[at] == " ":
            at += 1
        for name in _FREE:
            if name in expected and (free := self._free_text(line, at, name)):
                return free
        if at >= line.stop:
            return Token(NEWLINE, "", line.number, max(after, line.stop) + 1)
        found = self._any.match(plain, at)
        if found is None:  # pragma: no cover - the last alternative takes any character
            return Token(STRAY, plain[at], line.number, at + 1)
        kind, text = found.lastgroup or STRAY, found[0]
        if kind in ("NAME", STRAY):
            kind = self._word(text, kind, expected)
        elif not sound(kind, text) or (kind == "DIAGNOSTIC" and kind not in expected):
            kind = STRAY
        if kind == "TITLE":
            text = line.own[at : found.end()]
        return Token(kind, text, line.number, at + 1)

    def _free_text(self, line: Line, at: int, name: str) -> Token | None:
        found = self._free[name].match(line.plain, at)
        if found is None:
            return None
        text = line.own[at : at + len(found[0].rstrip())]
        return Token(name, text, line.number, at + 1)

    def _word(self, text: str, kind: str, expected: Collection[str]) -> str:
        word = self._words.get(text)
        if word is None:
            return kind
        return word if word in expected or kind not in expected else kind

    def tokens(self, line: Line) -> Iterator[Token]:
        """Every token of a line when no place is known: for explaining a mistake."""
        at = 0
        while (token := self.next(line, at, ())).kind != NEWLINE:
            yield token
            at = token.end - 1
