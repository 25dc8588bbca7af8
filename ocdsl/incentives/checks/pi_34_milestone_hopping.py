"""PI-34: cheap early steps are collected and the result is never reached."""

from __future__ import annotations

from fractions import Fraction

from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, SEARCHED, Check, Edit, Finding, Said
from ocdsl.incentives.engines.lives import Lives
from ocdsl.incentives.engines.simulation import Segment, pence_of
from ocdsl.incentives.groups import Needs, by_payment, group_log, money, most_paid
from ocdsl.incentives.mends import said_otherwise
from ocdsl.incentives.subject import Subject
from ocdsl.model.amounts import Flat
from ocdsl.model.contract import Payment
from ocdsl.model.told import told


def look(subject: Subject) -> list[Said]:
    """What is said of the last result that is paid for in each group that is assumed."""
    return by_payment(subject, _said, Needs(cost=True))


def _said(subject: Subject, payment: Payment, own: list[Segment]) -> Said:
    left = {segment.assumed.name: _left(subject, segment) for segment in own}
    told = ", ".join(f"{s.assumed.title} {money(left[s.assumed.name])}" for s in own)
    detail = f"what is left of one person who is served and never reaches the last result: {told}"
    worst = max(own, key=lambda segment: left[segment.assumed.name])
    if left[worst.assumed.name] <= 0:
        return Said(payment.name, SEARCHED, detail, (), len(own))
    finding = _finding(subject, worst)  # on the early step that pays most, not on the result
    return Said(finding.on, FOUND, detail, (finding,), len(own))


def _last(segment: Segment) -> Lives:
    """What may happen to one person as to the result that comes last."""
    return max(segment.lives, key=lambda lives: lives.comes)


def _left(subject: Subject, segment: Segment) -> Fraction:
    paid = pence_of(subject, _last(segment).failed) or Fraction(0)
    return paid - (segment.assumed.cost or 0)


def _finding(subject: Subject, segment: Segment) -> Finding:
    """Nobody started; then one person served, all but the last result reached."""
    lives, contract = _last(segment), subject.contract
    before, after = (
        subject.played(group_log(subject, ((rows, 1),))) for rows in (lives.refused, lives.failed)
    )
    on = most_paid(after.decisions)
    cost = segment.assumed.cost or 0
    provider = contract.providers[0]
    return Finding(
        on=on,
        where="",
        clause=contract.payments[on].clauses["pays"],
        gainer=provider,
        story=(
            told(
                "{who} serves one person of the group “{group}” for {amount}, as is "
                "assumed, and is paid {amount_2} although “{outcomes}” is never reached. "
                "It can live on the early steps alone.",
                who=subject.title(provider),
                group=segment.assumed.title,
                amount=pounds(cost),
                amount_2=pounds(after.owed),
                outcomes=contract.outcomes[lives.outcome].title,
            )
        ),
        before=before,
        after=after,
        gained_by="without the last result",
        saved=-cost,
    )


def _less_early(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The largest of the early payments lessened by what it leaves, where it has one price."""
    payment = subject.contract.payments[finding.on]
    if not isinstance(payment.price, Flat) or payment.price.pence <= finding.gain:
        return ()
    old, new = pounds(payment.price.pence), pounds(payment.price.pence - finding.gain)
    return said_otherwise(subject, payment.name, old, new)[:1]


CHECK = Check(
    code="PI-34",
    name="Milestone hopping",
    group="counting",
    actor="provider",
    severity="high",
    plain="Cheap early steps are collected and the result is never reached.",
    property=(
        "What can be earned for somebody who never reaches the result is less than what it "
        "costs to serve them."
    ),
    seen=(
        "Pilots of payment by results for drug recovery saw fewer people complete their treatment."
    ),
    source="Mason and others, Addiction, 2015",
    mitigation="Put most of the money on the result, and set early payments off against it.",
    how=(
        "From what the contract assumes of groups: one person of each is served and reaches all "
        "but the last result. What is paid for that may not be more than what serving the person "
        "costs."
    ),
    look=look,
    mend=_less_early,
)
