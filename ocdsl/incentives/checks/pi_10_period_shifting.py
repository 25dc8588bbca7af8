"""PI-10: a result is held back or brought forward because of a cap or a target of the period."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-10",
    name="Shifting between periods",
    group="timing",
    actor="provider",
    severity="high",
    plain="A result is held back or brought forward because of a cap or a target of the period.",
    property=(
        "For every log: the same events a few days later or earlier, in another period, pay the"
        " same."
    ),
    seen=(
        "Salespeople who moved deals round the end of a quarter cost their firm 6% to 8% of "
        "revenue."
    ),
    source="Larkin, Journal of Labor Economics, 2014",
    mitigation="Carry the excess of a period forward, or let the limit be of any twelve months.",
    needs="a transform of logs that plays it",
)
