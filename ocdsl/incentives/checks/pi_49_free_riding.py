"""PI-49: in a shared result each is paid whatever it did."""

from __future__ import annotations

from ocdsl.incentives.check import Check
from ocdsl.incentives.subject import Subject


def _absent(subject: Subject) -> str:
    shared = any(split.side == "provider" for split in subject.contract.splits.values())
    return "" if shared else "no result is shared by several providers"


CHECK = Check(
    code="PI-49",
    name="Free riding",
    group="attribution",
    actor="provider",
    severity="medium",
    plain="In a shared result each is paid whatever it did.",
    property=(
        "What each provider is paid rises with its own part in the result by at least a stated "
        "share."
    ),
    seen=(
        "The question of how to put outcomes down to the input of one provider is asked in a "
        "course for commissioners."
    ),
    source="Institute of Public Care, course slides “Monitoring and Review: Part 1”",
    mitigation="Pay a part for each provider’s own contribution beside the shared one.",
    needs="each provider’s own part in a shared result",
    absent=_absent,
)
