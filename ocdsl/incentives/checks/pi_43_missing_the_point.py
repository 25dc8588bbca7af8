"""PI-43: a target is met in a way that does harm, such as sending people home too soon."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-43",
    name="Target met, point missed",
    group="multitask",
    actor="provider",
    severity="critical",
    plain="A target is met in a way that does harm, such as sending people home too soon.",
    property=(
        "Every outcome that is paid for has a counter-measure, whose failure withholds or takes"
        " back the money."
    ),
    seen=(
        "As delayed discharges halved, emergency readmissions of people over 75 rose from 7.1% "
        "to 8.2%."
    ),
    source="Community Care, 13 July 2004",
    mitigation="Pair each paid outcome with what would show harm, as a condition.",
    needs="a reading of the conditions of each paid outcome",
)
