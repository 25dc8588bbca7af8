"""Amounts by band of a rate: they jump when one person more of a group achieves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, PROVED, Finding, Said
from ocdsl.incentives.engines.steps import Jump, jumps
from ocdsl.incentives.scenes import WHOLE, crowd, success_and_failure
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.model.amounts import Band, BandedValue
from ocdsl.model.contract import Clause, Contract, Measure, Payment
from ocdsl.syntax.phrases import FieldAt

_MOST_PEOPLE = 200


def rate_of(contract: Contract, payment: Payment) -> Measure | None:
    """The measure by whose rate a whole amount goes; None where it goes by something else."""
    price = payment.price
    if isinstance(price, BandedValue) and isinstance(price.value, FieldAt) and not price.value.at:
        return contract.measures.get(price.value.field.text)
    return None


def amounts_by_rate(subject: Subject) -> Iterator[Said]:
    """What is said of each payment and deduction whose amount goes by band of a rate."""
    for payment in subject.contract.payments.values():
        measure = rate_of(subject.contract, payment)
        if measure is not None and subject.about(payment.name):
            yield _said(subject, payment, measure)


def _said(subject: Subject, payment: Payment, measure: Measure) -> Said:
    bands = _bands(payment)
    found = jumps(bands, WHOLE, "pence")
    if not found:
        return Said(payment.name, PROVED, "for every rate from 0% to 100%: no jump of the amount")
    told = " and ".join(percent(jump.threshold) for jump in found)
    findings = tuple(f for jump in found if (f := _finding(subject, payment, measure, jump)))
    if not findings:
        detail = f"it jumps at {told}, but no log was made that reaches there"
        return Said(payment.name, NOT_CHECKED, detail)
    return Said(payment.name, FOUND, f"it jumps at {told} and nowhere else", findings)


def _bands(payment: Payment) -> Sequence[Band]:
    assert isinstance(payment.price, BandedValue)
    return payment.price.bands


def percent(threshold: int) -> str:
    """A rate's limit in words: `70%`, `62.50%`."""
    whole, part = divmod(threshold, 100)
    return f"{whole}.{part:02d}%" if part else f"{whole}%"


def _finding(subject: Subject, payment: Payment, measure: Measure, jump: Jump) -> Finding | None:
    """The fewest people of whom one more crosses this threshold and no other."""
    pair = success_and_failure(subject, measure)
    group = _fewest(_bands(payment), jump.threshold, measure.least_people)
    if pair is None or group is None:
        return None
    people, achieve = group
    moment = measure.moment.event.text
    logs: list[Rows] = [
        crowd(subject, [(pair[0], won), (pair[1], people - won)], moment)
        for won in (achieve, achieve + 1)
    ]
    before, after = (subject.played(rows) for rows in logs)
    counts = (achieve, achieve + 1)
    if after.owed < before.owed:
        before, after, counts = after, before, (achieve + 1, achieve)
    if after.owed == before.owed:
        return None
    provider = subject.contract.providers[0]
    return Finding(
        on=payment.name,
        where=f"at {percent(jump.threshold)} of {measure.title.lower()}",
        clause=_row_clause(payment, jump),
        gainer=provider,
        story=(
            f"{subject.title(provider)} has {people} people. When {counts[1]} of them achieve "
            f"“{subject.contract.outcomes[measure.outcome].title}” instead of {counts[0]}, it is "
            f"left with {pounds(after.owed - before.owed)} more. One person decides it, by luck or "
            "by arrangement."
        ),
        before=before,
        after=after,
        gained_by="by crossing the threshold alone",
    )


def _fewest(bands: Sequence[Band], threshold: int, least: int) -> tuple[int, int] | None:
    """People, and how many of them are one too few: in the rows on both sides of the threshold."""
    limits = sorted({n for b in bands for n in (b.low, b.high) if n is not None})
    below = max((n for n in limits if n < threshold), default=0)
    above = min((n for n in limits if n > threshold), default=WHOLE + 1)
    for people in range(max(least, 2), _MOST_PEOPLE + 1):
        one_more = -(-threshold * people // WHOLE)
        low, high = (one_more - 1) * WHOLE, one_more * WHOLE
        if one_more > 1 and below * people <= low and high < above * people:
            return people, one_more - 1
    return None


def _row_clause(payment: Payment, jump: Jump) -> Clause:
    """The row of the table that begins at the threshold."""
    clause = payment.clauses.get("pays") or payment.clauses["takes"]
    row = next((b for b in _bands(payment) if b.low == jump.threshold), None)
    return Clause(clause.block, clause.keyword, row.span) if row else clause
