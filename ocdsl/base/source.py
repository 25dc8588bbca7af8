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
class Source:
    """One file: where it came from, the text as its author wrote it and the text to parse."""

    path: str
    text: str
    plain: str = field(init=False, repr=False)

    @plain.default
    def _normalise(self) -> str:
        return self.text.translate(_PLAIN)

    @property
    def digest(self) -> str:
        """`sha256:` and the hexadecimal digest of the text as UTF-8: names this exact contract."""
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def line(self, number: int) -> str:
        """The author's own text of line `number` (counted from 1), without its line end."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""

    def slice(self, span: Span) -> str:
        """The author's own text at `span`."""
        return self.line(span.line)[span.column - 1 : span.column - 1 + span.length]
