"""The checks, one rule a file: what each finds, why it matters and the law it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.model.checks import (
    band_columns,
    band_gap,
    bare_number,
    carrying_cap,
    circular_definition,
    clause_twice,
    dead_band,
    due_date,
    event_not_picked,
    example_log,
    grain,
    header_not_held,
    idle_clause,
    missing_clause,
    missing_example,
    model_and_payments,
    months_are_not_days,
    name_twice,
    never_true,
    no_event_at_hand,
    out_of_reach,
    overlapping_bands,
    period_mismatch,
    points_on_scores,
    recovery_window,
    share_over_all,
    shared_name,
    straight_line,
    stray_number,
    tail_by_default,
    tail_too_short,
    term_backwards,
    too_large,
    too_many_places,
    total_grain,
    unknown_finding,
    unknown_name,
    unpaid_outcome,
    unused_definition,
    unused_header,
    whose,
    window_without_end,
    wrong_article,
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
    whose.RULE,
    grain.RULE,
    total_grain.RULE,
    no_event_at_hand.RULE,
    event_not_picked.RULE,
    wrong_article.RULE,
    out_of_reach.RULE,
    window_without_end.RULE,
    months_are_not_days.RULE,
    due_date.RULE,
    recovery_window.RULE,
    share_over_all.RULE,
    period_mismatch.RULE,
    band_columns.RULE,
    band_gap.RULE,
    overlapping_bands.RULE,
    dead_band.RULE,
    straight_line.RULE,
    carrying_cap.RULE,
    circular_definition.RULE,
    term_backwards.RULE,
    header_not_held.RULE,
    too_large.RULE,
    model_and_payments.RULE,
    unknown_finding.RULE,
    example_log.RULE,
    tail_too_short.RULE,
    unused_header.RULE,
    stray_number.RULE,
    tail_by_default.RULE,
    unused_definition.RULE,
    unpaid_outcome.RULE,
    missing_example.RULE,
)
"""Every rule, in the order in which the reference lists them."""


def find_all(context: Context, built: bool = False) -> Iterator[Diagnostic]:
    """What the rules find: those that need the built contract when `built`, else the others."""
    for rule in RULES:
        if rule.needs_contract == built:
            yield from rule.diagnostics(context)
