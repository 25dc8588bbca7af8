"""PI-58: somebody fears to lose help, or to be charged, once they are better."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-58",
    name="Improvement hidden by the person",
    group="user",
    actor="user",
    severity="high",
    plain="Somebody fears to lose help, or to be charged, once they are better.",
    property=(
        "Where a result ends somebody’s help, the word of that person is not the only proof of it."
    ),
    seen=(
        "People decline home care whose charges they cannot afford; that they hide improvement "
        "was not verified."
    ),
    source="Luke Clements, “Abolishing home care charges”",
    mitigation="Promise a way back, and accept other proof.",
    needs="what a result means for the person’s own charges and entitlement",
)
