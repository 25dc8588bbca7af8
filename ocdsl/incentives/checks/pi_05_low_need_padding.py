"""PI-05: people who were hardly at risk are enrolled so that more of them succeed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from ocdsl.incentives.cast import cast_of, provider_may_record
from ocdsl.incentives.check import (
    FOUND,
    NOT_CHECKED,
    PROVED,
    SEARCHED,
    Check,
    Edit,
    Finding,
    Said,
)
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.engines.simulation import PARKS, Segment
from ocdsl.incentives.groups import (
    Needs,
    by_payment,
    chance_of,
    group_log,
    groups_of,
    lacks,
    money,
    outcome_payments,
    parked,
    percent,
    size_of,
)
from ocdsl.incentives.mending import lines_of
from ocdsl.incentives.mends import recorded_by_commissioner
from ocdsl.incentives.scenes import Scene, by_provider
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import named
from ocdsl.model.contract import Payment
from ocdsl.model.told import PERSON, told

_ANYWAY = "for results that would have come anyway"


def look(subject: Subject) -> list[Said]:
    """What is said of the groups that are assumed; where they are not told, of people enrolled."""
    if said := _unless(subject):
        return [said]
    needs = Needs(anyway=True)
    if lacks(subject, needs):
        return pairs(RELATION)(subject)
    parts = by_payment(subject, _said, needs)
    payments = outcome_payments(subject.contract)
    if all(groups_of(subject, payment) for payment in payments):
        return parts
    told = {part.on for part in parts}
    return [*parts, *(_but(part, told) for part in pairs(RELATION)(subject))]


def _but(said: Said, told: set[str]) -> Said:
    """What is said of people enrolled, but for the payments of which groups are told."""
    findings = tuple(finding for finding in said.findings if finding.on not in told)
    if said.status == FOUND and not findings:
        return evolve(said, status=SEARCHED, findings=())
    return evolve(said, findings=findings)


def _unless(subject: Subject) -> Said | None:
    joins = cast_of(subject).joins
    if not joins or not subject.contract.outcomes:
        return not_applicable("nobody joins the contract to achieve an outcome")
    if not any(provider_may_record(subject.contract, event) for event in joins):
        kinds = " or ".join(sorted(joins))
        return proved(f"for every log: people join by {kinds} alone, which no provider may record")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    """Each achiever has a double who is enrolled as well, and gets no service."""
    achievers = {person for people in scene.paid.achieved.values() for person in people}
    for person in sorted(achievers):
        own = tuple(row for _, row in scene.of(person) if row["event"] in scene.cast.episode)
        joins = [row for row in own if row["event"] in scene.cast.joins]
        if joins and by_provider(joins[0]):
            double = f"{person}-too"
            says = told("enrols {person}, who does well without any service", person=PERSON)
            yield Way((*scene.rows, *named(own, double)), own[0]["provider"], says, double)


RELATION = Relation(
    ways=_ways,
    tries="people of low need enrolled by the provider",
    why="The person would have been as well without it.",
    unless=_unless,
)

# ---- groups that are told apart


def _anyway(segment: Segment) -> Fraction:
    """The part of a group's results that would come without the service."""
    served, alone = chance_of(segment), chance_of(segment, anyway=True)
    ratio = Fraction(alone.numerator * served.denominator, alone.denominator * served.numerator)
    return min(ratio, Fraction(1))


def _said(subject: Subject, payment: Payment, own: list[Segment]) -> Said:
    worst = max(own, key=_anyway)
    taken = 1 - Fraction(*payment.kept)
    detail = (
        f"{percent(_anyway(worst))} of the results of “{worst.assumed.title}” would come anyway, "
        f"as is assumed, and {percent(taken)} of each payment is taken off for that"
    )
    if _anyway(worst) <= taken:
        return Said(payment.name, PROVED, f"for every log, of the groups assumed: {detail}")
    finding = _finding(subject, payment, worst)
    if finding is None:
        return Said(payment.name, NOT_CHECKED, f"{detail}; no log was made that shows it")
    return Said(payment.name, FOUND, detail, (finding,), 1)


def _finding(subject: Subject, payment: Payment, segment: Segment) -> Finding | None:
    """A group that nobody starts; then the same people enrolled, and nothing done for them."""
    alone = chance_of(segment, anyway=True)
    people = size_of(alone)
    won = int(people * alone)
    none = ((segment.lives[0].refused, people),)
    before, after = (
        subject.played(group_log(subject, parts)) for parts in (none, parked(segment, people))
    )
    if after.owed <= before.owed or not segment.lives[0].lucky:
        return None
    provider = subject.contract.providers[0]
    each = segment.prospects[PARKS].pay
    return Finding(
        on=payment.name,
        where="",
        clause=payment.clauses["pays"],
        gainer=provider,
        story=(
            told(
                "{who} enrols {people} people of the group “{group}” who need little. "
                "{won} of them would reach the outcome without any service, as the "
                "contract assumes, and they do. Each of the {people} can be expected to "
                "pay {amount} for nothing.",
                who=subject.title(provider),
                people=people,
                group=segment.assumed.title,
                won=won,
                amount=money(each),
            )
        ),
        before=before,
        after=after,
        gained_by=_ANYWAY,
    )


def _lessened(subject: Subject, on: str) -> tuple[Edit, ...]:
    """As much taken off as would have happened anyway in the group where that is most."""
    payment = subject.contract.payments[on]
    part = _anyway(max(groups_of(subject, payment), key=_anyway))
    if part >= 1:
        return ()
    words = f"{part.numerator} in every {part.denominator}, which would have happened anyway"
    clause = payment.clauses.get("less")
    place = lines_of(subject.contract, clause) if clause else None
    return (Edit(payment.name, f"  less  {words}", place),)


# ---- what helps


def _helps(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """What would have come anyway taken off, where it is told; else the commissioner enrols."""
    if finding.gained_by == _ANYWAY:
        return _lessened(subject, finding.on)
    return recorded_by_commissioner(subject, cast_of(subject).joins)


CHECK = Check(
    code="PI-05",
    name="Padding with people of low need",
    group="selection",
    actor="provider",
    severity="critical",
    plain="People who were hardly at risk are enrolled so that more of them succeed.",
    property=(
        "Adding somebody who would have achieved the outcome anyway pays no more than what is "
        "expected of such people."
    ),
    seen=(
        "In Utah’s pre-school bond 109 of 110 children avoided special education, by a screen "
        "that was never a valid prediction."
    ),
    source="New York Times, 4 November 2015",
    mitigation=(
        "Let an objective rule decide who is eligible, take off what would have happened "
        "anyway, and have somebody else sign the cohort off."
    ),
    how=(
        "Somebody who achieves the outcome without any service is enrolled, where the provider may "
        "record what people join by. Where the contract assumes how many of each group would "
        "achieve it anyway, that part of the results may be no more than what the payment is "
        "lessened by."
    ),
    look=look,
    mend=_helps,
)
