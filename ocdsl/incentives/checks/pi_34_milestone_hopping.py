"""PI-34: cheap early steps are collected and the result is never reached."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-34",
    name="Milestone hopping",
    group="counting",
    actor="provider",
    severity="high",
    plain="Cheap early steps are collected and the result is never reached.",
    property=(
        "What can be earned for somebody who never reaches the result is less than what it "
        "costs to serve them."
    ),
    seen=(
        "Pilots of payment by results for drug recovery saw fewer people complete their treatment."
    ),
    source="Mason and others, Addiction, 2015",
    mitigation="Put most of the money on the result, and set early payments off against it.",
    needs="a comparison of what is paid before the result with what is paid in all",
)
