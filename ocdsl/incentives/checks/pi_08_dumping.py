"""PI-08: somebody about to fail is discharged or handed over before it counts."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-08",
    name="Dumping of failing cases",
    group="selection",
    actor="provider",
    severity="high",
    plain="Somebody about to fail is discharged or handed over before it counts.",
    property=(
        "For every log: ending somebody’s service before the day of judgement never pays more "
        "than recording the failure."
    ),
    seen="Hospices discharged more people alive as they neared the limit on their pay.",
    source="Dolin and others, 2018",
    mitigation=(
        "Follow the person and not the episode: somebody who leaves counts as not achieved, but"
        " for death and removal."
    ),
    needs="a transform of logs that plays it",
)
