"""PI-61: what is at risk is less than the provider’s margin, or than the effort costs."""

from __future__ import annotations

from fractions import Fraction

from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, SEARCHED, Check, Edit, Finding, Said
from ocdsl.incentives.engines.lives import Lives, lives_of
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.simulation import pence_of
from ocdsl.incentives.groups import outcome_payments, percent
from ocdsl.incentives.mends import said_otherwise
from ocdsl.incentives.subject import Subject
from ocdsl.model.amounts import Flat
from ocdsl.model.contract import Payment
from ocdsl.model.told import told

LEAST = Fraction(3, 100)
"""The least part of what somebody brings in all that a result has to be."""


def look(subject: Subject) -> list[Said]:
    """What is said of the result that is worth most in each cohort."""
    payments = outcome_payments(subject.contract)
    if not payments:
        return [not_applicable("no payment is for an outcome")]
    best: dict[str, tuple[Fraction, Payment]] = {}
    for payment in payments:
        cohort = subject.contract.outcomes[payment.outcome].cohort
        share = _share(subject, payment)
        if share is not None and (cohort not in best or share > best[cohort][0]):
            best[cohort] = (share, payment)
    if not best:
        return [Said("", NOT_CHECKED, "no log was made in which a result is achieved")]
    return [_said(subject, p, share) for share, p in best.values() if subject.about(p.name)]


def _share(subject: Subject, payment: Payment) -> Fraction | None:
    """The part of what is paid for one person that the result makes; None without a log of it."""
    lives = lives_of(subject, payment.outcome)
    if lives is None:
        return None
    failed, achieved = _paid(subject, lives)
    return (achieved - failed) * Fraction(1, int(achieved)) if achieved > 0 else Fraction(0)


def _paid(subject: Subject, lives: Lives) -> tuple[Fraction, Fraction]:
    failed, achieved = (pence_of(subject, rows) for rows in (lives.failed, lives.achieved))
    return failed or Fraction(0), achieved or Fraction(0)


def _said(subject: Subject, payment: Payment, share: Fraction) -> Said:
    detail = f"{percent(share)} of what one person brings in all hangs on the result"
    if share >= LEAST:
        return Said(payment.name, SEARCHED, detail, (), 1)
    lives = lives_of(subject, payment.outcome)
    assert lives is not None
    provider = subject.contract.providers[0]
    before, after = (subject.played(rows) for rows in (lives.failed, lives.achieved))
    finding = Finding(
        on=payment.name,
        where="",
        clause=payment.clauses["pays"],
        gainer=provider,
        story=(
            told(
                "{who} is paid {amount} for one person who reaches “{outcomes}”, and "
                "{amount_2} for the same person without it: {share} is at risk. It loses "
                "next to nothing by letting the result go.",
                who=subject.title(provider),
                amount=pounds(after.owed),
                outcomes=subject.contract.outcomes[payment.outcome].title,
                amount_2=pounds(before.owed),
                share=percent(share),
            )
        ),
        before=before,
        after=after,
        nothing_for="the result",
    )
    return Said(payment.name, FOUND, detail, (finding,), 1)


def _put_at_risk(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The least price at which the result is a part of the whole that counts."""
    payment = subject.contract.payments[finding.on]
    if not isinstance(payment.price, Flat):
        return ()
    wanted = finding.before.owed * LEAST * Fraction(1, 1 - LEAST)
    more = wanted - finding.gain
    price = payment.price.pence - (-more.numerator // more.denominator)
    return said_otherwise(subject, payment.name, pounds(payment.price.pence), pounds(price))[:1]


CHECK = Check(
    code="PI-61",
    name="Too little at risk",
    group="finance",
    actor="designer",
    severity="medium",
    plain="What is at risk is less than the provider’s margin, or than the effort costs.",
    property="What can be lost is at least what it costs to earn it.",
    seen="The share at risk in probation was doubted to matter beside the fee for service.",
    source="National Council for Voluntary Organisations, 26 June 2013",
    mitigation="Put more at risk, on fewer outcomes.",
    how=(
        "What one person brings in all, with the result and without: of the results that are paid "
        "for in a cohort, the one that is worth most has to make at least 3% of the whole."
    ),
    look=look,
    mend=_put_at_risk,
)
