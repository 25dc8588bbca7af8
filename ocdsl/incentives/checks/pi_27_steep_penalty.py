"""PI-27: a failure costs more than the person was ever worth, so whoever is at risk is refused."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-27",
    name="A penalty that scares away",
    group="shape",
    actor="provider",
    severity="high",
    plain="A failure costs more than the person was ever worth, so whoever is at risk is refused.",
    property=(
        "No person’s deductions come to more than that person’s payments, and a hard case still"
        " pays."
    ),
    seen="Fines for delayed discharge led some councils to use care homes as the quick way out.",
    source="Community Care, 28 October 2004",
    mitigation="Limit deductions for each person and period, and let them be in proportion.",
    needs="a comparison of each person’s deductions with their payments",
)
