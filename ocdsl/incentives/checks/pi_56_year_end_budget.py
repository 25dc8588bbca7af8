"""PI-56: the payer moves sign-off into another financial year, or lets room under a cap lapse."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-56",
    name="Year-end budgets",
    group="commissioner",
    actor="commissioner",
    severity="low",
    plain="The payer moves sign-off into another financial year, or lets room under a cap lapse.",
    property="For every log: what is paid in all does not depend on the day of a sign-off.",
    seen="No documented case is known to us.",
    source="",
    mitigation="Carry unused room forward, and account for what is earned.",
    needs="a transform that moves what the commissioner records to another year",
)
