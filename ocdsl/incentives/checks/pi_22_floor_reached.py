"""PI-22: once the most has been deducted, a further fall costs nothing."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.incentives.check import Check, Finding, Said
from ocdsl.incentives.engines.curves import Curve, Point, worst_level
from ocdsl.incentives.engines.dials import shaped
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.subject import Subject
from ocdsl.model.told import told


def look(subject: Subject) -> list[Said]:
    """What is said of each deduction that follows a number with thresholds, or a rate."""
    if not any(payment.takes for payment in subject.contract.payments.values()):
        return [not_applicable("nothing is deducted")]
    said = shaped(subject, lambda curve: curve.takes, lambda curve: _finding(subject, curve))
    return said or [not_applicable("no deduction follows a number with thresholds, or a rate")]


def _finding(subject: Subject, curve: Curve) -> Finding | None:
    """The values from the worst up to just below the first that is deducted less."""
    who = subject.title(curve.gainer)

    def story(low: Point, high: Point, rise: Point) -> str:
        return told(
            "From {at} down to {at_2} nothing more is deducted from {who}, however "
            "bad the service becomes. Only at {at_3} is it {amount} better off.",
            at=curve.says(high),
            at_2=curve.says(low),
            who=who,
            at_3=curve.says(rise),
            amount=pounds(rise.owed - high.owed),
        )

    return worst_level(subject, curve, story)


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
        "What a deduction follows, a number or the share of a group, is turned to both sides of"
        " every threshold and half way between, with the limits on deductions in force; a worse"
        " value has to be deducted more."
    ),
    look=look,
    no_line=(
        "Who steps in, and when the contract may be ended, is for its free text: no payment "
        "can say it."
    ),
)
