"""PI-01: the provider takes, or serves first, the people who will reach the outcome anyway."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.check import (
    FOUND,
    NOT_APPLICABLE,
    NOT_CHECKED,
    SEARCHED,
    Check,
    Edit,
    Finding,
    Said,
)
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.engines.simulation import BEHAVIOURS, Segment, segments
from ocdsl.incentives.groups import (
    Needs,
    by_payment,
    chance_of,
    dearer,
    every_margin,
    group_log,
    groups_of,
    of_one,
    served,
    size_of,
    worth_serving,
)
from ocdsl.incentives.mends import said_otherwise
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import without
from ocdsl.model.contract import Payment
from ocdsl.model.told import PERSON, told
from ocdsl.syntax.phrase_text import text_of


def look(subject: Subject) -> list[Said]:
    """What is said of people who will fail, and of each payment by the groups that are assumed.

    When what helps has been tried on a contract that assumes nothing, the groups are left out.
    """
    said = pairs(RELATION)(subject)
    if said[0].status == NOT_APPLICABLE or (subject.only and not segments(subject)):
        return said
    groups = by_payment(subject, _said, Needs(cost=True))
    return [*said, *(part for part in groups if part.status != NOT_APPLICABLE)]


def _unless(subject: Subject) -> Said | None:
    if not subject.contract.cohorts:
        return not_applicable("the contract is about nobody who could be turned away")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    """Each person who achieves nothing is never started with."""
    achievers = {person for people in scene.paid.achieved.values() for person in people}
    own = list(scene.by_provider)
    for person in scene.people:
        rows = [(index, row) for index, row in own if row["person"] == person]
        if person in achievers or not any(row["event"] in scene.cast.starts for _, row in rows):
            continue
        fewer = without(scene.rows, {index for index, _ in rows})
        if fewer:
            says = told(
                "does not start with {person}, who would not have achieved anything", person=PERSON
            )
            yield Way(fewer, rows[0][1]["provider"], says, person)


RELATION = Relation(
    ways=_ways,
    tries="people who would achieve nothing turned away",
    why="The person gets no service at all.",
    unless=_unless,
)

# ---- groups that are told apart


def _said(subject: Subject, payment: Payment, own: list[Segment]) -> Said:
    on = payment.name
    detail = "; ".join(every_margin(segment) for segment in own)
    tried = len(own) * len(BEHAVIOURS)
    worst, best = (pick(own, key=worth_serving) for pick in (min, max))
    if worth_serving(worst) < 0 < worth_serving(best):
        return Said(on, FOUND, detail, (_finding(subject, on, worst, best),), tried)
    if len(own) < 2:
        one = f"{detail}; one group alone leaves nothing to choose from: tell it apart from another"
        return Said(on, NOT_CHECKED, one)
    return Said(on, SEARCHED, detail, (), tried)


def _finding(subject: Subject, on: str, worst: Segment, best: Segment) -> Finding:
    """People of both groups served, as many achieving as is expected; then the easier ones."""
    people = size_of(chance_of(worst), chance_of(best))
    easier, harder = (served(s, people, chance_of(s)) for s in (best, worst))
    turned_away = ((worst.lives[0].refused, people),)
    provider = subject.contract.providers[0]
    return Finding(
        on=on,
        where="",
        clause=subject.contract.payments[on].clauses["pays"],
        gainer=provider,
        story=(
            told(
                "{who} serves {people} people of the group “{group}” and turns away "
                "{people} of “{group_2}”, at the same price. One of the first "
                "{prospect}; one of the others {prospect_2}.",
                who=subject.title(provider),
                people=people,
                group=best.assumed.title,
                group_2=worst.assumed.title,
                prospect=of_one(best),
                prospect_2=of_one(worst),
            )
        ),
        before=subject.played(group_log(subject, (*easier, *harder))),
        after=subject.played(group_log(subject, (*easier, *turned_away))),
        gained_by="by turning the harder group away",
        saved=people * (worst.assumed.cost or 0),
    )


def _priced(subject: Subject, on: str) -> tuple[Edit, ...]:
    """The least price at which the group that loses does not."""
    own = groups_of(subject, subject.contract.payments[on])
    worst = min(own, key=worth_serving)
    return dearer(subject, worst, -worth_serving(worst), chance_of(worst))


# ---- what helps


def _helps(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """A price that covers the group that loses; a rate counted from the day people join."""
    if finding.saved:
        return _priced(subject, finding.on)
    payment = subject.contract.payments.get(finding.on)
    if payment is None or payment.withholding is None:
        return ()
    measure = subject.contract.measures[payment.withholding.measure]
    joins = subject.contract.cohorts[measure.cohort].joins_on.event.text
    old, new = text_of(measure.moment), f"the first {joins}"
    return (
        *said_otherwise(subject, measure.name, old, new),
        *said_otherwise(subject, payment.name, f"of {old}", f"of {new}"),
    )


CHECK = Check(
    code="PI-01",
    name="Creaming",
    group="selection",
    actor="provider",
    severity="critical",
    plain="The provider takes, or serves first, the people who will reach the outcome anyway.",
    property=(
        "For every group of people, what a provider can expect to be paid covers what that "
        "group costs it, and nobody can be turned away without loss."
    ),
    seen="Creaming was found to be widespread and systematic in the Work Programme.",
    source="Rees, Whitworth and Carter, University of Birmingham, 2014",
    mitigation=(
        "Let a rule and not the provider decide who is in the cohort; count a refusal as a "
        "failure; price groups apart."
    ),
    how=(
        "Nobody who will fail is started: all that the provider records of people who achieve "
        "nothing is left out, alone and in groups just below the thresholds of rates. Where the "
        "contract assumes what groups cost and achieve, it is worked out what one person of each "
        "is worth when the provider serves; parks (takes what is paid for starting, and does "
        "nothing); refuses; begins four weeks late; records two episodes; leaves half way. A group "
        "that loses beside one that earns at the same price is found."
    ),
    look=look,
    mend=_helps,
)
