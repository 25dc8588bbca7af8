"""PI-33: somebody leaves with an outcome, comes back, and is paid for again."""

from __future__ import annotations

from ocdsl.incentives.check import Check

CHECK = Check(
    code="PI-33",
    name="Churn",
    group="counting",
    actor="provider",
    severity="critical",
    plain="Somebody leaves with an outcome, comes back, and is paid for again.",
    property=(
        "For every log: the same person joining and starting again, with the same result, never"
        " pays more."
    ),
    seen="Employment services in Australia recycled people through temporary jobs.",
    source="Four Corners, Australian Broadcasting Corporation, 23 February 2015",
    mitigation=(
        "Count once for each person, limit what is paid for each, and take a payment back on a "
        "relapse."
    ),
    needs="a transform of logs that plays it",
)
