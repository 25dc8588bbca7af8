"""A contract's text, made fit for parsing one character for one, and places within it."""

from __future__ import annotations

import hashlib

from attrs import field, frozen

# Characters that Word and Windows put in place of plain ones. Each maps to exactly one
# character, so a place in the normalised text is the same place in the author's text.
_SPACES = "\u00a0\u202f\u2007\u2009\t\r\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\u2022"
_PLAIN = {ord(c): " " for c in _SPACES} | {ord(c): "-" for c in _DASHES}


@frozen
class Span:
    """A place in a file: `line` and `column` count from 1, `length` in characters."""

    line: int
    column: int
    length: int


NOWHERE = Span(1, 1, 0)


@frozen
class Part:
    """One file of a text that is kept in several: its path, and where it begins in the whole."""

    path: str
    first_line: int


@frozen
class Source:
    """A text: where it came from, as its author wrote it and as it is to be parsed.

    It may be kept in several files, which are read one after the other.
    """

    path: str
    text: str
    parts: tuple[Part, ...] = ()
    """The files after the first."""
    plain: str = field(init=False, repr=False)

    @plain.default
    def _normalise(self) -> str:
        return self.text.translate(_PLAIN)

    @property
    def digest(self) -> str:
        """`sha256:` and the hexadecimal digest of the text as UTF-8: names this exact contract."""
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def at(self, number: int) -> tuple[str, int]:
        """The file that line `number` of the text is in, and its number there."""
        found = [part for part in self.parts if part.first_line <= number]
        return (found[-1].path, number - found[-1].first_line + 1) if found else (self.path, number)

    def line(self, number: int) -> str:
        """The author's own text of line `number` (counted from 1), without its line end."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""

    def slice(self, span: Span) -> str:
        """The author's own text at `span`."""
        return self.line(span.line)[span.column - 1 : span.column - 1 + span.length]
