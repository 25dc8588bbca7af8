"""PI-63: small providers cannot wait for their money."""

from __future__ import annotations

from ocdsl.base.calendar import day_of
from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, SEARCHED, Check, Edit, Finding, Said
from ocdsl.incentives.engines.lives import Lives, lives_of
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.simulation import segments
from ocdsl.incentives.groups import outcome_payments
from ocdsl.incentives.mending import lines_of
from ocdsl.incentives.subject import Subject
from ocdsl.ledger.decision import OWED
from ocdsl.model.contract import Payment
from ocdsl.model.told import told

LONGEST = 90
"""Days from a result to the day on which half of what it pays has been paid."""


def look(subject: Subject) -> list[Said]:
    """What is said of each payment for an outcome."""
    payments = outcome_payments(subject.contract)
    if not payments:
        return [not_applicable("no payment is for an outcome")]
    return [_said(subject, payment) for payment in payments if subject.about(payment.name)]


def _said(subject: Subject, payment: Payment) -> Said:
    lives = lives_of(subject, payment.outcome)
    days = None if lives is None else _wait(subject, payment, lives)
    if lives is None or days is None:
        return Said(payment.name, NOT_CHECKED, "no log was made in which it is paid")
    detail = f"half of it is paid {days} days after the result"
    if days <= LONGEST:
        return Said(payment.name, SEARCHED, detail, (), 1)
    return Said(payment.name, FOUND, detail, (_finding(subject, payment, lives, days),), 1)


def _wait(subject: Subject, payment: Payment, lives: Lives) -> int | None:
    """Days from the result until half of the payment is paid; None where nothing is.

    The result is the last event that a line rests on; of what has to last, the day of earning.
    """
    paid = subject.pay(lives.achieved)
    days = {row["event_id"]: day_of(row["occurred_on"]) for row in lives.achieved}
    lasts = subject.contract.outcomes[payment.outcome].lasting is not None
    waits = []
    for d in paid.decisions if paid else ():
        if d.payment == payment.name and d.status in OWED and d.payable_on and d.earned_on:
            event = max((days[event] for event in d.because), default=d.earned_on)
            waits.append((d.payable_on - (d.earned_on if lasts else event), d.amount))
    total, so_far = sum(amount for _, amount in waits), 0
    for wait, amount in sorted(waits) if total > 0 else ():
        so_far += amount
        if 2 * so_far >= total:
            return wait
    return None


def _finding(subject: Subject, payment: Payment, lives: Lives, days: int) -> Finding:
    """The person without the result, and with it."""
    provider = subject.contract.providers[0]
    costs = [
        s.assumed.cost
        for s in segments(subject)
        if s.assumed.cost and any(life.outcome == payment.outcome for life in s.lives)
    ]
    dearest = (
        told(" Serving one person has cost it up to {amount} by then.", amount=pounds(max(costs)))
        if costs
        else ""
    )
    return Finding(
        on=payment.name,
        where="",
        clause=payment.clauses.get("due") or payment.clauses["pays"],
        gainer=provider,
        story=(
            told(
                "{who} waits {days} days after a result until half of what it pays has "
                "come.{dearest} Small providers cannot carry that.",
                who=subject.title(provider),
                days=days,
                dearest=dearest,
            )
        ),
        before=subject.played(lives.failed),
        after=subject.played(lives.achieved),
        nothing_for=f"a result, {days} days later",
    )


def _sooner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """Due thirty days after it is earned."""
    clause = subject.contract.payments[finding.on].clauses.get("due")
    if clause is None:
        return ()
    return (Edit(finding.on, "  due  30 days after earning", lines_of(subject.contract, clause)),)


CHECK = Check(
    code="PI-63",
    name="Waiting too long for money",
    group="finance",
    actor="designer",
    severity="high",
    plain="Small providers cannot wait for their money.",
    property=(
        "The largest gap between what is spent and what is paid stays below what a provider can"
        " carry."
    ),
    seen="Charities find risk and payment in arrears hard.",
    source=(
        "Corry, 2015; Home Care Outcomes-based Commissioning Toolkit for Wales, Tool 5, June 2017"
    ),
    mitigation="Pay some at the start, or monthly on account.",
    how=(
        "In the log of somebody who achieves an outcome, the days are counted from the result "
        "until half of what it pays has been paid: no more than 90. What serving somebody costs "
        "is told where the contract assumes it."
    ),
    look=look,
    mend=_sooner,
)
