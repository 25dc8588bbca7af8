"""PI-02: parking."""

from __future__ import annotations

from ocdsl.incentives.check import FOUND, SEARCHED, Check, Edit, Finding, Said
from ocdsl.incentives.engines.simulation import BEHAVIOURS, PARKS, SERVES, Segment
from ocdsl.incentives.groups import (
    Needs,
    by_payment,
    chance_of,
    dearer,
    every_margin,
    group_log,
    groups_of,
    of_one,
    parked,
    served,
    size_of,
)
from ocdsl.incentives.subject import Subject
from ocdsl.model.contract import Payment
from ocdsl.model.told import told


def look(subject: Subject) -> list[Said]:
    """What is said of each payment for an outcome that groups are assumed for."""
    return by_payment(subject, _said, Needs(cost=True))


def _said(subject: Subject, payment: Payment, own: list[Segment]) -> Said:
    detail = "; ".join(every_margin(segment) for segment in own)
    tried = len(own) * len(BEHAVIOURS)
    worst = max(own, key=lambda segment: segment.more_by(PARKS))
    if worst.more_by(PARKS) > 0 and worst.prospects[PARKS].pay > 0:
        return Said(payment.name, FOUND, detail, (_finding(subject, payment, worst),), tried)
    return Said(payment.name, SEARCHED, detail, (), tried)


def _finding(subject: Subject, payment: Payment, segment: Segment) -> Finding:
    """As many people served as have whole numbers of results; then started and left."""
    people = size_of(chance_of(segment), chance_of(segment, anyway=True))
    served_log = group_log(subject, served(segment, people, chance_of(segment)))
    provider = subject.contract.providers[0]
    return Finding(
        on=payment.name,
        where="",
        clause=payment.clauses["pays"],
        gainer=provider,
        story=(
            told(
                "{who} starts {people} people of the group “{group}” and then does "
                "nothing for them. One who is served {prospect}; one who is left "
                "{prospect_2}.",
                who=subject.title(provider),
                people=people,
                group=segment.assumed.title,
                prospect=of_one(segment, SERVES),
                prospect_2=of_one(segment, PARKS),
            )
        ),
        before=subject.played(served_log),
        after=subject.played(group_log(subject, parked(segment, people))),
        gained_by="by doing nothing",
        saved=people * (segment.assumed.cost or 0),
    )


def _priced(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The least price of the result by which serving leaves as much as doing nothing."""
    own = groups_of(subject, subject.contract.payments[finding.on])
    worst = max(own, key=lambda segment: segment.more_by(PARKS))
    likelier = chance_of(worst) - (chance_of(worst, anyway=True) if worst.lives[0].lucky else 0)
    return dearer(subject, worst, worst.more_by(PARKS), likelier)


CHECK = Check(
    code="PI-02",
    name="Parking",
    group="selection",
    actor="provider",
    severity="critical",
    plain=(
        "A fee is taken at the start, and hard cases then get no service, for the outcome is "
        "worth less than the effort."
    ),
    property="For every group and stage, a little more effort is worth at least what it costs.",
    seen=(
        "In the Work Programme nine payment groups were too crude to stop it; groups that were "
        "harder to help were priced higher and still did worse."
    ),
    source=(
        "Work and Pensions Committee, 2013; Gamage and Martins, Queen Mary University of "
        "London, working paper 87, 2018"
    ),
    mitigation=(
        "Pay little or nothing at the start, make a minimum service a condition, and pay for "
        "progress."
    ),
    how=(
        "From what the contract assumes of groups, what one person of each can be expected to pay "
        "and costs when the provider serves, and when it takes what is paid for starting and does "
        "nothing. It is found where doing nothing is paid for, and leaves more."
    ),
    look=look,
    mend=_priced,
)
