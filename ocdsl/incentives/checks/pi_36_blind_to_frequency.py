"""PI-36: after one failure nothing more is lost, so nobody cares about the second."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-36",
    name="Blind to how often",
    group="measurement",
    actor="provider",
    severity="high",
    plain="After one failure nothing more is lost, so nobody cares about the second.",
    property="After a first failure, each further one costs something.",
    seen=(
        "Of 21 probation areas 18 cut the share of people who reoffended, and only 2 of these "
        "how often they did."
    ),
    source="Civil Service World, January 2018",
    mitigation="Pair it with a measure of how often or how badly.",
    needs="a transform that adds a second failure",
)
