"""PI-60: people are pushed home, or kept from services."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-60",
    name="Pressure on people and carers",
    group="user",
    actor="provider",
    severity="critical",
    plain="People are pushed home, or kept from services.",
    property=(
        "Where pay rises because somebody is somewhere or gets less, dignity, choice or carers "
        "are a condition."
    ),
    seen="An older person was talked into a care home while on drugs.",
    source="Commission for Social Care Inspection, in Community Care, 28 October 2004",
    mitigation="Make rights a condition, offer advocacy, and count complaints.",
    needs="measures of dignity, choice and carers, tied to the payments",
)
