"""PI-64: proof costs more than the payment that hangs on it."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-64",
    name="Evidence that costs more than it moves",
    group="finance",
    actor="both",
    severity="medium",
    plain="Proof costs more than the payment that hangs on it.",
    property="Proof costs at most a small share of what is at risk.",
    seen="Verifying results was found complex, costly and slow in Benin.",
    source=(
        "World Bank, “Verification in results-based financing”; Institute of Public Care, "
        "“Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation="Check a sample, use records that are there anyway, and have fewer triggers.",
    needs="what each proof costs",
)
