"""PI-16: doing well this year raises next year’s target."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-16",
    name="Ratchet",
    group="dynamic",
    actor="provider",
    severity="high",
    plain="Doing well this year raises next year’s target.",
    property="Doing better in one year never lowers what is paid over all years.",
    seen=(
        "Ratchets were seen in Soviet planning and in the targets of the English health "
        "service; the Shared Savings Program changed how it sets benchmarks so that savers are "
        "not punished."
    ),
    source="Bevan and Hood, Public Administration, 2006; 42 CFR 425.610",
    mitigation="Fix targets for several years, or set them from others’ results.",
    needs="a transform of logs that plays it",
)
