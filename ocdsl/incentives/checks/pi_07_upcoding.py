"""PI-07: somebody is put into a dearer band than their need calls for."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-07",
    name="Upcoding",
    group="measurement",
    actor="provider",
    severity="critical",
    plain="Somebody is put into a dearer band than their need calls for.",
    property=(
        "For every log: a dearer label, recorded by the provider and with all else the same, "
        "never pays more."
    ),
    seen=(
        "Coding was thought to add about 50 billion dollars, or 13%, to Medicare Advantage in "
        "2024; the Shared Savings Program limits a rise of risk scores to 3%."
    ),
    source="University of Southern California Schaeffer Center, 3 February 2025; 42 CFR 425.610",
    mitigation="Let an independent assessor record the band, and limit how far the mix may drift.",
    needs="a transform of logs that plays it",
)
