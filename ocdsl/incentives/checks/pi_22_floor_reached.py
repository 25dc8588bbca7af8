"""PI-22: once the most has been deducted, a further fall costs nothing."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-22",
    name="Nothing more to lose",
    group="shape",
    actor="provider",
    severity="high",
    plain="Once the most has been deducted, a further fall costs nothing.",
    property="Whatever has been deducted, a worse service is deducted more, or ends the contract.",
    seen=(
        "The regulator of water in England and Wales sets a limit on the penalties of each company."
    ),
    source="Ofwat, price review of 2014",
    mitigation=(
        "Say that the contract may be ended, or others step in, before the limit is reached."
    ),
    needs="a transform of logs that plays it",
)
