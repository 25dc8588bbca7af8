"""PI-09: a service is stretched to the day from which a larger payment is due."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-09",
    name="Stretching to a threshold day",
    group="timing",
    actor="provider",
    severity="critical",
    plain="A service is stretched to the day from which a larger payment is due.",
    property="For every length of service, a day more pays no more than a day’s work is worth.",
    seen=(
        "Long-term hospitals discharged 16% to 20% of patients on the “magic day” and 1% to 2% "
        "on the day before it."
    ),
    source="Kim and others, Health Affairs 2015; Eliason and others, NBER working paper 22598",
    mitigation="Pay by the day, or let the payment rise gently with time, or pay for the result.",
    needs="a transform of logs that plays it",
)
