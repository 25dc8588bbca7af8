"""PI-45: needed care refused."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-45",
    name="Needed care refused",
    group="multitask",
    actor="provider",
    severity="high",
    plain=(
        "Under a price for a population, or the cost of care homes, needed admissions are resisted."
    ),
    property=(
        "What an admission that is justified takes from the provider is limited, and somebody "
        "else decides on it."
    ),
    seen=(
        "No documented case was verified; the risk is described where the provider bears the "
        "cost of residential care."
    ),
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation=(
        "Share the risk within a corridor, limit the loss for each person, and have an "
        "independent assessor decide."
    ),
    needs="what an admission costs, and who decides on it",
)
