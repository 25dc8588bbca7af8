"""PI-22: once the most has been deducted, a further fall costs nothing."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.incentives.check import Check, Finding, Said
from ocdsl.incentives.engines.curves import Curve, level, shaped
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.subject import Subject


def look(subject: Subject) -> list[Said]:
    """What is said of each deduction that follows a number with thresholds, or a rate."""
    if not any(payment.takes for payment in subject.contract.payments.values()):
        return [not_applicable("nothing is deducted")]
    said = shaped(subject, lambda curve: curve.takes, lambda curve: _finding(subject, curve))
    return said or [not_applicable("no deduction follows a number with thresholds, or a rate")]


def _finding(subject: Subject, curve: Curve) -> Finding | None:
    """The values from the worst up to just below the first that is deducted less."""
    low, high = curve.bottom[0], curve.bottom[-1]
    if not curve.is_wide(low, high):
        return None
    rise = curve.points[len(curve.bottom)]
    story = (
        f"From {curve.says(high)} down to {curve.says(low)} nothing more is deducted from "
        f"{subject.title(curve.gainer)}, however bad the service becomes. Only at "
        f"{curve.says(rise)} is it {pounds(rise.owed - high.owed)} better off."
    )
    return level(subject, curve, (low, high, rise), story)


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
    how=(
        "What a deduction follows, a number or the share of a group, is turned to both sides of "
        "every threshold and half way between, with the limits on deductions in force; a worse "
        "value has to be deducted more."
    ),
    look=look,
)
