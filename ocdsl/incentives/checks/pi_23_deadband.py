"""PI-23: drift inside a deadband."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.incentives.check import Check, Finding, Said
from ocdsl.incentives.engines.curves import Curve, Point, middle_level
from ocdsl.incentives.engines.dials import shaped
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.subject import Subject
from ocdsl.model.told import told


def look(subject: Subject) -> list[Said]:
    """What is said of each payment that follows a number with thresholds, or a rate."""
    said = shaped(subject, lambda curve: True, lambda curve: _finding(subject, curve))
    return said or [not_applicable("no payment follows a number with thresholds, or a rate")]


def _finding(subject: Subject, curve: Curve) -> Finding | None:
    """The widest stretch between two rises that is paid alike."""
    who = subject.title(curve.gainer)

    def story(low: Point, high: Point, rise: Point) -> str:
        return told(
            "Between {at} and {at_2} {who} neither gains nor loses, and drifts to "
            "the worse end. Only at {at_3} is it {amount} better off.",
            at=curve.says(low),
            at_2=curve.says(high),
            who=who,
            at_3=curve.says(rise),
            amount=pounds(rise.owed - high.owed),
        )

    return middle_level(subject, curve, story)


CHECK = Check(
    code="PI-23",
    name="Drift inside a deadband",
    group="shape",
    actor="provider",
    severity="low",
    plain=(
        "Between two thresholds nothing is gained or lost, and performance drifts to the lower one."
    ),
    property="No band between two others pays the same over more than the measure usually varies.",
    seen="No documented case is known to us.",
    source="",
    mitigation="Make the band narrow, and publish results inside it.",
    how=(
        "What a payment follows, a number or the share of a group, is turned to both sides of "
        "every threshold and half way between: no stretch between two rises may be paid alike."
    ),
    look=look,
    no_line=(
        "How wide a band must be depends on how exact the measure is, which the contract does "
        "not say."
    ),
)
