"""PI-01: the provider takes, or serves first, the people who will reach the outcome anyway."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-01",
    name="Creaming",
    group="selection",
    actor="provider",
    severity="critical",
    plain="The provider takes, or serves first, the people who will reach the outcome anyway.",
    property=(
        "For every group of people, what a provider can expect to be paid covers what that "
        "group costs it, and nobody can be turned away without loss."
    ),
    seen="Creaming was found to be widespread and systematic in the Work Programme.",
    source="Rees, Whitworth and Carter, University of Birmingham, 2014",
    mitigation=(
        "Let a rule and not the provider decide who is in the cohort; count a refusal as a "
        "failure; price groups apart."
    ),
    needs="what each group of people costs and how likely it is to succeed",
)
