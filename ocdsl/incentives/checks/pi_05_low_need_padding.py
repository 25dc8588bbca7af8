"""PI-05: people who were hardly at risk are enrolled so that more of them succeed."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-05",
    name="Padding with people of low need",
    group="selection",
    actor="provider",
    severity="critical",
    plain="People who were hardly at risk are enrolled so that more of them succeed.",
    property=(
        "Adding somebody who would have achieved the outcome anyway pays no more than what is "
        "expected of such people."
    ),
    seen=(
        "In Utah’s pre-school bond 109 of 110 children avoided special education, by a screen "
        "that was never a valid prediction."
    ),
    source="New York Times, 4 November 2015",
    mitigation=(
        "Let an objective rule decide who is eligible, take off what would have happened "
        "anyway, and have somebody else sign the cohort off."
    ),
    needs="a transform of logs that plays it",
)
