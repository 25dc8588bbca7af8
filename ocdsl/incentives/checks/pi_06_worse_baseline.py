"""PI-06: the first score is set worse, so that the same later score looks like progress."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-06",
    name="Worsening the starting score",
    group="measurement",
    actor="provider",
    severity="critical",
    plain="The first score is set worse, so that the same later score looks like progress.",
    property="For every log: a worse starting value, recorded by the provider, never pays more.",
    seen=(
        "A council used the hours of the second week, which the provider itself decides, as its"
        " baseline."
    ),
    source="Social Care Institute for Excellence, guide 49",
    mitigation=(
        "Have somebody other than the provider record the starting value, or record it before "
        "the referral."
    ),
    needs="a transform of logs that plays it",
)
