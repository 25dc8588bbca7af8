"""PI-59: the person and the provider agree on easy goals."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-59",
    name="Soft goals",
    group="user",
    actor="user and provider",
    severity="high",
    plain="The person and the provider agree on easy goals.",
    property="For every log: an easier goal, agreed by those who gain, never pays more.",
    seen=(
        "Outcomes have to be real, relevant and achievable, says a design tool, and goals "
        "genuine and realistic, says a guide."
    ),
    source=(
        "Home Care Outcomes-based Commissioning Toolkit for Wales, Tool 22, June 2017; Home "
        "Care Outcomes-based Commissioning Toolkit for Wales, Tool 5, June 2017"
    ),
    mitigation="Have an assessor agree the goals, and weight them by how hard they are.",
    needs="a field that holds a goal, and a transform that makes it easier",
)
