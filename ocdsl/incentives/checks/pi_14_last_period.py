"""PI-14: the last period."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-14",
    name="The last period",
    group="timing",
    actor="provider",
    severity="high",
    plain=(
        "Near the end of a contract a result can no longer come in time to be paid, so the last"
        " people get less."
    ),
    property=(
        "Whoever joins on the last day can still earn all that somebody who joined on the first"
        " day can."
    ),
    seen="No documented case is known to us.",
    source="",
    mitigation="Let the tail be at least as long as the longest way from joining to the result.",
    needs="a transform of logs that plays it",
)
