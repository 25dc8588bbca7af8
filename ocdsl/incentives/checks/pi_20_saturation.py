"""PI-20: above the highest band a better result pays no more."""

from __future__ import annotations

from ocdsl.incentives.check import Check, Finding, Said
from ocdsl.incentives.engines.curves import Curve, Point, best_level
from ocdsl.incentives.engines.dials import shaped
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.subject import Subject
from ocdsl.model.told import told


def look(subject: Subject) -> list[Said]:
    """What is said of each payment that follows a number with thresholds, or a rate."""
    said = shaped(subject, lambda curve: not curve.takes, lambda curve: _finding(subject, curve))
    return said or [not_applicable("no payment follows a number with thresholds, or a rate")]


def _finding(subject: Subject, curve: Curve) -> Finding | None:
    """The values from the first that is paid best up to the best."""
    who = subject.title(curve.gainer)

    def story(low: Point, high: Point, below: Point) -> str:
        del below
        return told(
            "At {at} {who} is paid the most there is. Up to {at_2} a better result "
            "pays nothing more.",
            at=curve.says(low),
            who=who,
            at_2=curve.says(high),
        )

    return best_level(subject, curve, story)


CHECK = Check(
    code="PI-20",
    name="Coasting at the top",
    group="shape",
    actor="provider",
    severity="medium",
    plain="Above the highest band a better result pays no more.",
    property="For every value of what a table pays by, there is a higher one that pays more.",
    seen=(
        "In the contract of British general practice 52% of the gap between performance and pay"
        " came from upper limits below 100%."
    ),
    source="BMC Health Services Research 2008, volume 8, article 131",
    mitigation="Set the top band at what the best can reach, and pay a small rate beyond it.",
    how=(
        "What a payment follows, a number or the share of a group, is turned to both sides of "
        "every threshold and half way between; up to the best value, a better one has to pay "
        "more."
    ),
    look=look,
    no_line=(
        "How good the best can be, and what a better result is worth, is not in the contract."
    ),
)
