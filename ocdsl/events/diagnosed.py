"""Unreadable files as diagnostics, the one form in which the tool reports mistakes."""

from __future__ import annotations

from collections.abc import Iterable

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.events.refusals import FileProblem

_WHY = "Payments are worked out only when every row of the log can be accounted for."


def as_diagnostics(problems: Iterable[FileProblem]) -> list[Diagnostic]:
    """An error for each file that cannot be read: nothing is evaluated, exit status 2."""
    return [
        Diagnostic(p.code, Severity.ERROR, f"{p.file}: {p.message}", _WHY, p.fix) for p in problems
    ]
