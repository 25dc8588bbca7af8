"""PI-50: the lead provider keeps the fees and passes on hard cases and risk."""

from __future__ import annotations

from ocdsl.incentives.check import Check
from ocdsl.incentives.subject import Subject


def _absent(subject: Subject) -> str:
    passed_on = any(split.side == "payee" for split in subject.contract.splits.values())
    return "" if passed_on else "nothing that is paid is passed on to others"


CHECK = Check(
    code="PI-50",
    name="Sub-contractors squeezed",
    group="supply chain",
    actor="prime",
    severity="medium",
    plain="The lead provider keeps the fees and passes on hard cases and risk.",
    property=(
        "Of each payment at least a stated share is passed on, and of the risk no more than that."
    ),
    seen="In the Work Programme fewer people were referred to sub-contractors than had been said.",
    source="Public Accounts Committee, statement of 23 January 2012",
    mitigation="Set terms for passing on, and publish how pay flows.",
    needs="the terms on which each part is passed on, and what the sub-contractors do",
    absent=_absent,
)
