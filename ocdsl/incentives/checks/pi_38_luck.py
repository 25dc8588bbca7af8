"""PI-38: small groups swing by chance, and people chosen at their worst improve anyway."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-38",
    name="Paying for luck",
    group="statistical",
    actor="both",
    severity="high",
    plain="Small groups swing by chance, and people chosen at their worst improve anyway.",
    property=(
        "With no true effect a payment is unlikely, and with the intended effect a missed "
        "payment is."
    ),
    seen=(
        "The bond at HMP Peterborough judged groups of 1,000; the Shared Savings Program asks "
        "for a least rate of savings."
    ),
    source="Civil Society, 7 August 2014; 42 CFR 425.610",
    mitigation=(
        "Ask for a least number of people, pool small groups, and release in a straight line."
    ),
    needs="how likely people are to succeed, with the service and without",
)
