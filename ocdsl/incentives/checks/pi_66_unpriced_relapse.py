"""PI-66: once it is paid, nothing follows if the person relapses."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-66",
    name="Relapse without a price",
    group="shape",
    actor="provider",
    severity="high",
    plain="Once it is paid, nothing follows if the person relapses.",
    property="No log pays as much for a result that is undone the day after as for one that lasts.",
    seen="Families were counted as turned around after short-term changes.",
    source=(
        "National Institute of Economic and Social Research, in Civil Service World, 10 March 2017"
    ),
    mitigation="Pay in steps while it lasts, or take the payment back.",
    needs="a transform that undoes a result after it was earned",
)
