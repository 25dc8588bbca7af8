"""PI-19: dead zone below a threshold."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-19",
    name="Dead zone below a threshold",
    group="shape",
    actor="provider",
    severity="high",
    plain=(
        "Far below a threshold one more success pays nothing, so attention goes to those near it."
    ),
    property="Below the target, no stretch of the measure leaves what is paid the same.",
    seen=(
        "Under a standard for pupils in Chicago those in the middle gained and the weakest did "
        "not; teachers spoke of crossing off those who would never pass."
    ),
    source="Neal and Schanzenbach, Review of Economics and Statistics, 2010",
    mitigation=(
        "Pay for the distance travelled, or let the release run in a straight line from the bottom."
    ),
    needs="a transform of logs that plays it",
)
