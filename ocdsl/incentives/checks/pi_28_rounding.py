"""PI-28: splitting a claim gains through rounding up, or through the least that a line pays."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-28",
    name="Rounding",
    group="shape",
    actor="provider",
    severity="low",
    plain="Splitting a claim gains through rounding up, or through the least that a line pays.",
    property=(
        "For every log: a quantity recorded in two rows pays the same as in one, but for a "
        "penny a line."
    ),
    seen="No public case was seen: it follows from arithmetic.",
    source="",
    mitigation="Round once, on the statement.",
    needs="a transform that records one quantity in two rows",
)
