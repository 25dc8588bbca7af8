"""PI-65: there are so many outcomes that none is worth the effort."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-65",
    name="Too many outcomes",
    group="finance",
    actor="designer",
    severity="medium",
    plain="There are so many outcomes that none is worth the effort.",
    property=(
        "There are at most four paid outcomes, and each carries at least a tenth of the money."
    ),
    seen="A course for commissioners advises no more than three or four.",
    source="Institute of Public Care, course slides “Monitoring and Review: Part 1”",
    mitigation="Merge them, or choose.",
    needs="how much of the money each outcome can be expected to pay",
)
