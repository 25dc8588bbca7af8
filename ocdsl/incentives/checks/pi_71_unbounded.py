"""PI-71: there is no cap, and a better result than expected breaks the budget."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, PROVED, Check, Finding, Said
from ocdsl.incentives.mends import limited
from ocdsl.incentives.scenes import crowd, singles
from ocdsl.incentives.subject import Subject
from ocdsl.ledger.decision import OWED
from ocdsl.model.caps import Cap
from ocdsl.model.contract import Payment

PEOPLE = 50
"""How many people alike show that nothing stops what is paid."""


def look(subject: Subject) -> list[Said]:
    """What is said of the payments that caps cover together, and of each that none covers."""
    contract = subject.contract
    caps = [
        c for c in contract.caps.values() if c.pence and not c.takes and "person" not in c.grain
    ]
    covered = {name for cap in caps for name in cap.payments}
    paid = [p for p in contract.payments.values() if not p.takes and not p.fills]
    said = [_said(subject, p) for p in paid if p.name not in covered and subject.about(p.name)]
    if caps:
        most = sum(cap.pence * _scopes(subject, cap) for cap in caps)
        names = ", ".join(name for name in contract.payments if name in covered)
        detail = f"for every log: {names} come to {pounds(most)} at most"
        on = subject.only if subject.only in covered else caps[0].name
        said.append(Said(on, PROVED, detail))
    return said


def _scopes(subject: Subject, cap: Cap) -> int:
    """How many scopes a cap has until the tail ends: one for each provider and period."""
    contract, count = subject.contract, 1
    if cap.unit:
        day, count = contract.term_start, 0
        while day <= contract.tail_end:
            day, count = contract.dates.end(day, cap.unit) + 1, count + 1
    return count * (len(contract.providers) if "provider" in cap.grain else 1)


def _said(subject: Subject, payment: Payment) -> Said:
    for scene in singles(subject):
        lines = [d for d in scene.paid.decisions if d.payment == payment.name]
        if sum(d.amount for d in lines if d.status in OWED) > 0:
            finding = _finding(subject, payment, scene.rows)
            if finding.gain > 0:
                return Said(payment.name, FOUND, "no cap covers it", (finding,), 1)
            detail = f"no cap covers it, and {PEOPLE} people alike are paid no more than one"
            return Said(payment.name, NOT_CHECKED, detail)
    return Said(payment.name, NOT_CHECKED, "no cap covers it, and no log was made that is paid")


def _finding(subject: Subject, payment: Payment, rows: tuple[dict[str, str], ...]) -> Finding:
    before, after = (
        subject.played(crowd(subject, [(rows, people)], rows[0]["event"])) for people in (1, PEOPLE)
    )
    return Finding(
        on=payment.name,
        where="",
        clause=payment.clauses["pays"],
        gainer=subject.contract.providers[0],
        story=(
            f"No cap limits {payment.name}: what comes to {pounds(before.owed)} for one comes to "
            f"{pounds(after.owed)} for {PEOPLE}, and so on."
        ),
        before=before,
        after=after,
        gained_by=f"by {PEOPLE} in place of one",
    )


CHECK = Check(
    code="PI-71",
    name="Unbounded liability",
    group="finance",
    actor="commissioner",
    severity="high",
    plain="There is no cap, and a better result than expected breaks the budget.",
    property="What can be paid is limited, and the limit is a number.",
    seen=(
        "In Essex 10.8% of days were in care where 27% was the target: results can go far "
        "beyond a plan."
    ),
    source="Social Finance, Essex Edge of Care bond",
    mitigation="Set a cap for the contract, and say what becomes of the excess.",
    how=(
        "Each payment is looked for under a cap in money for the contract, or for each provider"
        " or period: the most that all those can come to is added up."
    ),
    look=look,
    mend=limited,
)
