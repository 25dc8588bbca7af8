"""PI-39: only happy people are asked, or answers are steered."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-39",
    name="Coached surveys",
    group="measurement",
    actor="provider",
    severity="high",
    plain="Only happy people are asked, or answers are steered.",
    property="For every log: leaving out the lowest answers never pays more.",
    seen="Hospitals reported 96% seen in four hours where patients said 77%.",
    source="Bevan and Hood, Public Administration, 2006",
    mitigation="Have somebody else ask, and ask for a least share of answers.",
    needs="a transform that leaves out the lowest answers",
)
