"""PI-47: a result is paid for that the service did not bring about."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-47",
    name="Windfall for what would have happened",
    group="attribution",
    actor="provider",
    severity="critical",
    plain="A result is paid for that the service did not bring about.",
    property=(
        "A log in which people join, get no service and improve by themselves pays nothing for "
        "the result, or less than the full price."
    ),
    seen=(
        "The programme for troubled families had little to guard against it; in Australia 3.6 "
        "million dollars were claimed for jobs that people already had."
    ),
    source="Public Accounts Committee, 20 December 2016; The Guardian, 16 February 2019",
    mitigation="Take off what would have happened anyway, or pay only above a baseline.",
    needs="a transform of logs that plays it",
)
