"""PI-15: the provider of before does badly in the year that sets the baseline."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-15",
    name="A low baseline year",
    group="timing",
    actor="provider",
    severity="medium",
    plain="The provider of before does badly in the year that sets the baseline.",
    property="Doing better in the year of the baseline never lowers what is paid in all years.",
    seen=(
        "Targets set from last year’s results led managers to hold performance below what was "
        "possible."
    ),
    source="Bevan and Hood, Public Administration, 2006",
    mitigation=(
        "Take several years, or other providers, as the baseline, and fix it before it is known"
        " what it is for."
    ),
    needs="a baseline that is worked out from an earlier year of the same provider",
)
