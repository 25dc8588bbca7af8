"""Mistakes as values: what is wrong, where, why it matters and one way to mend it (law 5)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from attrs import frozen

from ocdsl.base.source import NOWHERE, Span


class Severity(IntEnum):
    """How much a diagnostic matters; its number is the exit status it leads to."""

    ADVICE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """The severity as printed: `advice`, `warning` or `error`."""
        return self.name.lower()


def block_of(heading: str) -> str:
    """The name of the block in a heading trail: `payment outcome-fee, withhold`."""
    return heading.partition(",")[0].partition(" ")[2]


@frozen
class Diagnostic:
    """One mistake. `code` is stable and named for the mistake (`OverlappingBands`)."""

    code: str
    severity: Severity
    message: str
    """One sentence: what is wrong."""
    why: str
    """Why it matters, in money or service."""
    fix: str
    """One thing to write or do instead."""
    span: Span = NOWHERE
    heading: str = ""
    """The heading trail, such as `payment outcome-fee, withhold`; empty outside any block."""
    source: str = ""
    """What asks for it, when that is good practice and not the language: a document, section."""
    corrected: tuple[str, ...] = ()
    """The line as it should read, ready to copy; one for each reading that it may have."""

    @property
    def block(self) -> str:
        """The name of the block it is in, from the heading trail; empty outside any block."""
        return block_of(self.heading)


@frozen
class Accepted:
    """A diagnostic that the contract takes on itself, and its reason for that."""

    diagnostic: Diagnostic
    because: str


def exit_status(diagnostics: Iterable[Diagnostic]) -> int:
    """0 when clean (advice included), 1 with warnings, 2 with errors."""
    return max((int(d.severity) for d in diagnostics), default=0)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sorted by place, then by code; good practice comes after what the language asks for."""
    return sorted(diagnostics, key=_order)


def _order(d: Diagnostic) -> tuple[int, int, int, str, str]:
    """Of good practice, warnings come before advice: the whole contract is the place of most."""
    rank = len(Severity) - d.severity if d.source else 0
    return rank, d.span.line, d.span.column, d.code, d.message
