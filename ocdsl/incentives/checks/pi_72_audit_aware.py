"""PI-72: quality rises only where it is checked."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-72",
    name="Effort for the audit",
    group="measurement",
    actor="provider",
    severity="medium",
    plain="Quality rises only where it is checked.",
    property="Which cases are checked cannot be known before they are claimed.",
    seen="About 2.1% of the claims for troubled families were checked.",
    source="Freedom of information answer reported by A Kind of Trouble, February 2015",
    mitigation="Draw the cases at random after they are claimed.",
    needs="how cases are chosen for a check",
)
