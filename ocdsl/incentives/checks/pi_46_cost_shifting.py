"""PI-46: savings are made by moving cost to hospitals, carers or another budget."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-46",
    name="Costs moved to others",
    group="multitask",
    actor="provider",
    severity="high",
    plain="Savings are made by moving cost to hospitals, carers or another budget.",
    property="What is best for the provider never raises what all parties spend together.",
    seen=(
        "Fines for delayed discharge moved people into care homes; readmissions moved to "
        "emergency rooms."
    ),
    source="Community Care, 28 October 2004; Wadhera and others, BMJ 2019",
    mitigation="Pool budgets, measure the whole system, and ask carers.",
    needs="what others pay for each event",
)
