"""The checks, one rule a file: what each finds, why it matters and the law it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.model.checks import (
    bare_number,
    clause_twice,
    idle_clause,
    missing_clause,
    name_twice,
    never_true,
    points_on_scores,
    shared_name,
    too_many_places,
    unknown_name,
    wrong_type,
)
from ocdsl.model.checks.rule import Rule
from ocdsl.model.context import Context

RULES: tuple[Rule, ...] = (
    unknown_name.RULE,
    name_twice.RULE,
    shared_name.RULE,
    missing_clause.RULE,
    clause_twice.RULE,
    idle_clause.RULE,
    wrong_type.RULE,
    bare_number.RULE,
    too_many_places.RULE,
    points_on_scores.RULE,
    never_true.RULE,
)
"""Every rule, in the order in which the reference lists them."""


def find_all(context: Context, built: bool = False) -> Iterator[Diagnostic]:
    """What the rules find: those that need the built contract when `built`, else the others."""
    for rule in RULES:
        if rule.needs_contract == built:
            yield from rule.diagnostics(context)
