"""PI-17: money paid at the start is kept by a provider that leaves without results."""

from __future__ import annotations

from ocdsl.incentives.check import Check
from ocdsl.incentives.subject import Subject


def _absent(subject: Subject) -> str:
    payments = subject.contract.payments.values()
    early = any(payment.advance or payment.on for payment in payments)
    return "" if early else "nothing is paid in advance, or on a start"


CHECK = Check(
    code="PI-17",
    name="Taking the advance and leaving",
    group="timing",
    actor="provider",
    severity="high",
    plain="Money paid at the start is kept by a provider that leaves without results.",
    property="On no day has a provider that stops been paid more than it has spent.",
    seen=(
        "The Transforming Rehabilitation contracts paid a foundation fee that had to be clawed "
        "back; companies forecast losses of £443 million and were paid more."
    ),
    source="Justice Committee, 2014; Public Accounts Committee, 2019",
    mitigation="Set an advance off against what is earned, and have the balance repaid.",
    needs="what the service costs by day, and a transform that ends a provider’s service",
    absent=_absent,
)
