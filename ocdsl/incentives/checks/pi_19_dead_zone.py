"""PI-19: dead zone below a threshold."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import pounds
from ocdsl.incentives.check import Check, Edit, Finding, Said
from ocdsl.incentives.engines.curves import Curve, Point, worst_level
from ocdsl.incentives.engines.dials import shaped
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.subject import Subject
from ocdsl.model.amounts import Band, ByParts
from ocdsl.model.contract import Clause, Payment
from ocdsl.model.told import told


def look(subject: Subject) -> list[Said]:
    """What is said of each payment that follows a number with thresholds, or a rate."""
    said = shaped(subject, lambda curve: not curve.takes, lambda curve: _finding(subject, curve))
    return said or [not_applicable("no payment follows a number with thresholds, or a rate")]


def _finding(subject: Subject, curve: Curve) -> Finding | None:
    """The values from the worst up to just below the first that pays more."""
    who = subject.title(curve.gainer)

    def story(low: Point, high: Point, rise: Point) -> str:
        return told(
            "From {at} to {at_2} a better result pays {who} nothing more. At {at_3} "
            "it is paid {amount} more, so attention goes to whoever is near that.",
            at=curve.says(low),
            at_2=curve.says(high),
            who=who,
            at_3=curve.says(rise),
            amount=pounds(rise.owed - high.owed),
        )

    return worst_level(subject, curve, story) or _dip(subject, curve)


def _low_rows(payment: Payment | None) -> Iterator[tuple[Band, Band, Band]]:
    """Each row that pays less for one more than the row before it and a row after it."""
    rows = payment.price.bands if payment and isinstance(payment.price, ByParts) else ()
    for index in range(1, len(rows)):
        before, row = rows[index - 1], rows[index]
        dearer = next((r for r in rows[index + 1 :] if r.pence > row.pence), None)
        if dearer and 0 < row.pence < before.pence:
            yield before, row, dearer


def _dip(subject: Subject, curve: Curve) -> Finding | None:
    """The values in a row that pays less for one more than those on both sides of it."""
    payment = subject.contract.payments.get(curve.block)
    for before, row, dearer in _low_rows(payment):
        inside = [p for p in curve.points if (row.low or 0) <= p.at <= (row.high or p.at)]
        if len(inside) < 2 or payment is None:
            continue
        low, high = inside[0], inside[-1]
        logs = [subject.played(point.rows) for point in (low, high)]
        return Finding(
            on=curve.block,
            where=told("at {at}", at=curve.says(low)),
            clause=Clause(curve.block, "pays", row.span),
            gainer=curve.gainer,
            story=(
                told(
                    "From {at} to {at_2} one more pays {who} {amount}, which is less "
                    "than the {amount_2} before and the {amount_3} after. Effort stops "
                    "there, or waits until what comes is counted where more is paid.",
                    at=curve.says(low),
                    at_2=curve.says(high),
                    who=subject.title(curve.gainer),
                    amount=pounds(row.pence),
                    amount_2=pounds(before.pence),
                    amount_3=pounds(dearer.pence),
                )
            ),
            before=logs[0],
            after=logs[1],
            nothing_for="the better result",
        )
    return None


def _as_before(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """A row that pays less than those on both sides of it, at the rate of the row before."""
    for before, row, _ in _low_rows(subject.contract.payments.get(finding.on)):
        line = subject.contract.source.line(row.span.line)
        text = line.replace(pounds(row.pence), pounds(before.pence))
        if row.span.line == finding.clause.line and text != line:
            return (Edit(finding.on, text, (row.span.line, row.span.line)),)
    return ()


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
        " more. No part may have a lower rate than those on both sides of it."
    ),
    look=look,
    mend=_as_before,
)
