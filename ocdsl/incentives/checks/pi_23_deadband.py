"""PI-23: drift inside a deadband."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-23",
    name="Drift inside a deadband",
    group="shape",
    actor="provider",
    severity="low",
    plain=(
        "Between two thresholds nothing is gained or lost, and performance drifts to the lower one."
    ),
    property="No band between two others pays the same over more than the measure usually varies.",
    seen="No documented case is known to us.",
    source="",
    mitigation="Make the band narrow, and publish results inside it.",
    needs="how much the measure varies from period to period",
)
