"""What is said when something that was asked for cannot be done."""

from __future__ import annotations

from ocdsl.base.diagnostics import Diagnostic, Severity


def question(message: str, fix: str) -> Diagnostic:
    """The mistake of whoever asked, with what to do instead."""
    return problem("CannotBeDone", message, fix)


def problem(code: str, message: str, fix: str) -> Diagnostic:
    """The error of what cannot be done, under a code of its own."""
    return Diagnostic(code, Severity.ERROR, message, "", fix)
