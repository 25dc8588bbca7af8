"""PI-44: more service is given because volume is paid for."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-44",
    name="More service than is needed",
    group="multitask",
    actor="provider",
    severity="high",
    plain="More service is given because volume is paid for.",
    property="Where the result is the same, one more unit of service pays no more than it costs.",
    seen="Home-health therapy and stays in long-term hospitals grew to where payment rose.",
    source=(
        "United States Senate Finance Committee, report on Medicare home-health therapy, 2011; "
        "Kim and others, Health Affairs 2015"
    ),
    mitigation="Do not pay for input above need, and limit what is paid for each person.",
    needs="a transform that adds a unit of service",
)
