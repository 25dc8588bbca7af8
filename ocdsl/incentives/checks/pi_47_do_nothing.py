"""PI-47: a result is paid for that the service did not bring about."""

from __future__ import annotations

from ocdsl.incentives.check import FOUND, NOT_CHECKED, PROVED, SEARCHED, Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.scenes import singles
from ocdsl.incentives.subject import Paid, Rows, Subject
from ocdsl.incentives.transforms.rows import without
from ocdsl.ledger.decision import OWED
from ocdsl.model.contract import Payment
from ocdsl.model.told import told


def look(subject: Subject) -> list[Said]:
    """What is said of each payment for an outcome."""
    payments = [p for p in subject.contract.payments.values() if p.outcome and not p.takes]
    if not payments:
        return [not_applicable("no payment is for an outcome")]
    return [_said(subject, payment) for payment in payments if subject.about(payment.name)]


def _said(subject: Subject, payment: Payment) -> Said:
    part, whole = payment.kept
    if part < whole:
        taken = f"{whole - part} in every {whole} is taken off, as what would have happened anyway"
        return Said(payment.name, PROVED, f"on every line {taken}")
    tried = 0
    for scene in singles(subject):
        rows = tuple(row for row in scene.rows if row["event"] in scene.cast.episode)
        paid = subject.pay(rows) if _pays(scene.paid, payment) else None
        tried += paid is not None
        if paid is not None and _pays(paid, payment):
            detail = "paid in full for a result without any service"
            return Said(payment.name, FOUND, detail, (_finding(subject, payment, rows),), tried)
    if not tried:
        return Said(payment.name, NOT_CHECKED, "no log was made in which it is paid")
    detail = "results without any service between the start and the result"
    return Said(payment.name, SEARCHED, detail, (), tried)


def _pays(paid: Paid, payment: Payment) -> bool:
    return any(
        d.payment == payment.name and d.status in OWED and d.amount > 0 for d in paid.decisions
    )


def _finding(subject: Subject, payment: Payment, rows: Rows) -> Finding:
    """The smallest log in which the result is paid, beside the same without the result."""

    def shows(fewer: Rows) -> bool:
        paid = subject.pay(fewer)
        return paid is not None and _pays(paid, payment)

    rows = smaller(rows, shows)
    unpaid = _without_result(subject, payment, rows)
    before, after = subject.played(unpaid), subject.played(rows)
    provider = next(d.provider for d in after.decisions if d.payment == payment.name)
    who = subject.title(provider or subject.contract.providers[0])
    return Finding(
        on=payment.name,
        where="",
        clause=payment.clauses["pays"],
        gainer=provider or subject.contract.providers[0],
        story=(
            told(
                "{who} does nothing between the start and the result, and the person "
                "improves all the same. The result is paid in full; what would have "
                "happened anyway is not taken off.",
                who=who,
            )
        ),
        before=before,
        after=after,
        gained_by="for a result that would have come anyway",
    )


def _without_result(subject: Subject, payment: Payment, rows: Rows) -> Rows:
    """The rows up to the last one without which the payment is not made."""
    for index in reversed(range(len(rows))):
        fewer = without(rows, {index})
        paid = subject.pay(fewer) if fewer else None
        if fewer and paid and not _pays(paid, payment):
            return fewer
    return ()


def _lessened(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """One result in six would have come anyway, as was reckoned for the troubled families."""
    del subject
    return (Edit(finding.on, "  less  1 in every 6, which would have happened anyway"),)


CHECK = Check(
    code="PI-47",
    name="Windfall for what would have happened",
    group="attribution",
    actor="provider",
    severity="critical",
    plain="A result is paid for that the service did not bring about.",
    property=(
        "A log in which people join, get no service and improve by themselves pays nothing for "
        "the result, or less than the full price."
    ),
    seen=(
        "The programme for troubled families had little to guard against it; in Australia 3.6 "
        "million dollars were claimed for jobs that people already had."
    ),
    source="Public Accounts Committee, 20 December 2016; The Guardian, 16 February 2019",
    mitigation="Take off what would have happened anyway, or pay only above a baseline.",
    how=(
        "All that the provider did is left out of a log, but for what joins, starts and "
        "achieves: what is still paid for the outcome was not brought about. Nothing is found "
        "where the payment is lessened by what would have happened anyway."
    ),
    look=look,
    mend=_lessened,
)
