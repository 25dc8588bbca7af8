"""PI-54: the payer refers the hardest people and keeps the easy ones."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-54",
    name="Only hard cases referred",
    group="commissioner",
    actor="commissioner",
    severity="medium",
    plain="The payer refers the hardest people and keeps the easy ones.",
    property="The people who are referred are, in the mean, as hard to help as the price supposes.",
    seen="If people are referred only after reablement, outcome rates will be much lower.",
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation="Set a band for the mix of people, outside which the price is looked at again.",
    needs="how hard to help the people are for whom the price was set",
)
