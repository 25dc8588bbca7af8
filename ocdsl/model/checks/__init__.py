"""The checks, one rule a file: what each finds, why it matters and the law it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.model.checks.rule import Rule
from ocdsl.model.context import Context

RULES: tuple[Rule, ...] = ()
"""Every rule, in the order in which the reference lists them."""


def find_all(context: Context, built: bool = False) -> Iterator[Diagnostic]:
    """What the rules find: those that need the built contract when `built`, else the others."""
    for rule in RULES:
        if rule.needs_contract == built:
            yield from rule.diagnostics(context)
