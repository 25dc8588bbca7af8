"""PI-21: work stops at the cap."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-21",
    name="Work stops at the cap",
    group="shape",
    actor="provider",
    severity="critical",
    plain=(
        "Once a cap is reached a further result pays nothing, and people are turned away or "
        "made to wait."
    ),
    property="In every scope of every cap, a further result earns something, now or later.",
    seen="Hospices near the limit on their pay discharged more people alive.",
    source="Dolin and others, 2018",
    mitigation=(
        "Carry the excess forward and pay it on the last statement, or let the cap rise with "
        "the number of people."
    ),
    needs="a transform of logs that plays it",
)
