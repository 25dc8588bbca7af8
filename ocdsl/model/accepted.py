"""What an acceptance is on: findings of the search, and diagnostics."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.seen import Spot, Use
from ocdsl.syntax import tree


def uses_of_acceptance(spot: Spot, clause: tree.Finding | tree.DiagnosticCode) -> Iterator[Use]:
    """What an acceptance is on: a finding on rules of payment, a diagnostic on any block."""
    context = spot.context
    if isinstance(clause, tree.Finding):
        blocks = context.names_of("payment", "deduction", "cap", "measure", "outcome", "cohort")
        yield Use("payment, cap, measure, outcome or cohort", clause.on, blocks, spot)
    elif clause.on:
        yield Use("block", clause.on, context.names_of(*tree.BLOCKS), spot)
