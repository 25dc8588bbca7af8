"""PI-19: dead zone below a threshold."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.incentives.check import Check, Finding, Said
from ocdsl.incentives.engines.curves import Curve, Point, shaped, worst_level
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.subject import Subject


def look(subject: Subject) -> list[Said]:
    """What is said of each payment that follows a number with thresholds, or a rate."""
    said = shaped(subject, lambda curve: not curve.takes, lambda curve: _finding(subject, curve))
    return said or [not_applicable("no payment follows a number with thresholds, or a rate")]


def _finding(subject: Subject, curve: Curve) -> Finding | None:
    """The values from the worst up to just below the first that pays more."""
    who = subject.title(curve.gainer)

    def story(low: Point, high: Point, rise: Point) -> str:
        return (
            f"From {curve.says(low)} to {curve.says(high)} a better result pays {who} nothing "
            f"more. At {curve.says(rise)} it is paid {pounds(rise.owed - high.owed)} more, so "
            "attention goes to whoever is near that."
        )

    return worst_level(subject, curve, story)


CHECK = Check(
    code="PI-19",
    name="Dead zone below a threshold",
    group="shape",
    actor="provider",
    severity="high",
    plain=(
        "Far below a threshold one more success pays nothing, so attention goes to those near it."
    ),
    property="Below the target, no stretch of the measure leaves what is paid the same.",
    seen=(
        "Under a standard for pupils in Chicago those in the middle gained and the weakest did "
        "not; teachers spoke of crossing off those who would never pass."
    ),
    source="Neal and Schanzenbach, Review of Economics and Statistics, 2010",
    mitigation=(
        "Pay for the distance travelled, or let the release run in a straight line from the bottom."
    ),
    how=(
        "What a payment follows, a number or the share of a group, is turned to both sides of "
        "every threshold and half way between; from the worst value up, a better one has to pay"
        " more."
    ),
    look=look,
)
