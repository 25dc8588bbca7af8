"""PI-30: one real change earns two or more payments."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-30",
    name="Double counting across outcomes",
    group="counting",
    actor="provider",
    severity="high",
    plain="One real change earns two or more payments.",
    property=(
        "No event that is recorded once is paid for by two payments, unless the contract says "
        "that both are meant."
    ),
    seen=(
        "A framework for home care measures daily living, self-care, mobility, confidence and "
        "health each by the fall in hours or visits."
    ),
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation="Say which payment stands back when the other is earned, or let weights sum to one.",
    needs="a comparison of what each event is paid by",
)
