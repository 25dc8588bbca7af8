"""PI-31: two commissioners pay for the same person and outcome."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-31",
    name="Double funding",
    group="counting",
    actor="provider",
    severity="high",
    plain="Two commissioners pay for the same person and outcome.",
    property=(
        "Over all contracts, what is paid for one person’s outcome is at most its declared value."
    ),
    seen=(
        "Payments for troubled families were made for results that could not be put down to the"
        " programme."
    ),
    source="Public Accounts Committee, 20 December 2016",
    mitigation="Keep one register of people for all contracts, and have other funding declared.",
    needs="the other contracts, and one name for each person in all of them",
)
