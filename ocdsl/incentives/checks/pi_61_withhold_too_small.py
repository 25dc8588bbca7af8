"""PI-61: what is at risk is less than the provider’s margin, or than the effort costs."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-61",
    name="Too little at risk",
    group="finance",
    actor="designer",
    severity="medium",
    plain="What is at risk is less than the provider’s margin, or than the effort costs.",
    property="What can be lost is at least what it costs to earn it.",
    seen="The share at risk in probation was doubted to matter beside the fee for service.",
    source="National Council for Voluntary Organisations, 26 June 2013",
    mitigation="Put more at risk, on fewer outcomes.",
    needs="the provider’s margin and what the effort costs",
)
