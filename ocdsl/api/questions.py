"""What is said when something that was asked for cannot be done."""

from __future__ import annotations

from ocdsl.base.diagnostics import Diagnostic, Severity


def question(message: str, fix: str) -> Diagnostic:
    """The mistake of whoever asked, with what to do instead."""
    return Diagnostic("CannotBeDone", Severity.ERROR, message, "", fix)
