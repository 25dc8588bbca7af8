"""PI-54: the payer refers the hardest people and keeps the easy ones."""

from __future__ import annotations

from fractions import Fraction

from ocdsl.incentives.check import COMMISSIONER, FOUND, NOT_CHECKED, SEARCHED, Check, Finding, Said
from ocdsl.incentives.engines.simulation import BEHAVIOURS, Segment
from ocdsl.incentives.groups import (
    Needs,
    by_payment,
    chance_of,
    every_margin,
    group_log,
    money,
    of_one,
    served,
    size_of,
    worth_serving,
    yearly,
)
from ocdsl.incentives.subject import Subject
from ocdsl.model.contract import Payment
from ocdsl.model.told import told

_OF_WHOM = " of people whom the commissioner refers"


def look(subject: Subject) -> list[Said]:
    """What is said of each payment for an outcome that groups are assumed for."""
    return by_payment(subject, _said, Needs(cost=True, of=_refers, otherwise=_OF_WHOM))


def _refers(subject: Subject, payment: Payment) -> bool:
    """Whether the commissioner records what people join by."""
    contract = subject.contract
    joins = contract.cohorts[contract.outcomes[payment.outcome].cohort].joins_on
    names = {p.name for p in contract.parties if p.kind == "commissioner"} | {"commissioner"}
    return bool(names & set(contract.events[joins.event.text].recorded_by))


def _mean(own: list[Segment]) -> Fraction:
    """What serving one person is worth in the mean, each group as large as is assumed."""
    total = sum((yearly(segment) for segment in own), Fraction(0))
    worth = sum((yearly(segment) * worth_serving(segment) for segment in own), Fraction(0))
    return worth * Fraction(total.denominator, total.numerator)


def _said(subject: Subject, payment: Payment, own: list[Segment]) -> Said:
    detail = "; ".join(every_margin(segment) for segment in own)
    if len(own) < 2:
        return Said(payment.name, NOT_CHECKED, f"{detail}; one group alone has no mix")
    tried = len(own) * len(BEHAVIOURS)
    worst = min(own, key=worth_serving)
    if worth_serving(worst) < 0 <= _mean(own):
        return Said(payment.name, FOUND, detail, (_finding(subject, payment, own, worst),), tried)
    return Said(payment.name, SEARCHED, detail, (), tried)


def _finding(subject: Subject, payment: Payment, own: list[Segment], worst: Segment) -> Finding:
    """One hundred people as they are assumed to come; then as many of the hardest group alone."""
    contract = subject.contract
    total = sum((yearly(segment) for segment in own), Fraction(0))
    shares = [yearly(s) * Fraction(total.denominator, total.numerator) for s in own]
    people = size_of(*shares, *(x * chance_of(s) for x, s in zip(shares, own, strict=True)))
    sizes = [int(people * share) for share in shares]
    parts = [served(s, n, chance_of(s)) for s, n in zip(own, sizes, strict=True)]
    mixed = [part[result] for result in (0, 1) for part in parts]
    who = subject.title(next(p.name for p in contract.parties if p.kind == "commissioner"))
    before, after = (
        subject.played(group_log(subject, parts))
        for parts in (mixed, served(worst, sum(sizes), chance_of(worst)))
    )
    return Finding(
        on=payment.name,
        where="",
        clause=payment.clauses["pays"],
        gainer=COMMISSIONER,
        story=(
            told(
                "{who} refers {sum} people of the group “{group}” and keeps the others. "
                "In the mean of all groups as assumed {amount} is left for one person "
                "served; one of these {prospect}. Nothing changes the price when the mix "
                "changes.",
                who=who,
                sum=sum(sizes),
                group=worst.assumed.title,
                amount=money(_mean(own)),
                prospect=of_one(worst),
            )
        ),
        before=before,
        after=after,
        gained_by=f"by {who}",
    )


CHECK = Check(
    code="PI-54",
    name="Only hard cases referred",
    group="commissioner",
    actor="commissioner",
    severity="medium",
    plain="The payer refers the hardest people and keeps the easy ones.",
    property="The people who are referred are, in the mean, as hard to help as the price supposes.",
    seen="If people are referred only after reablement, outcome rates will be much lower.",
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation="Set a band for the mix of people, outside which the price is looked at again.",
    how=(
        "From what the contract assumes of groups, what one person of each can be expected to pay "
        "and costs. It is found where all groups together, as they are assumed to come, are worth "
        "serving and one alone is not, so that referring that one alone turns a gain into a loss."
    ),
    look=look,
    no_line="Who is referred is decided outside the contract.",
)
