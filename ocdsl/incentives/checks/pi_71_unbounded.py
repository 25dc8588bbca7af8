"""PI-71: there is no cap, and a better result than expected breaks the budget."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, PROVED, Check, Finding, Said
from ocdsl.incentives.engines.bounds import most_for_one, most_in_all, times
from ocdsl.incentives.engines.capped import limits_all, scopes_of
from ocdsl.incentives.mends import limited
from ocdsl.incentives.scenes import crowd, singles
from ocdsl.incentives.subject import Subject
from ocdsl.ledger.decision import OWED
from ocdsl.model.caps import Cap
from ocdsl.model.contract import Payment
from ocdsl.model.told import told

PEOPLE = 50
"""How many people alike show that nothing stops what is paid."""


def look(subject: Subject) -> list[Said]:
    """What is said of the payments that caps cover, of each other one, and of one person."""
    contract = subject.contract
    caps = [
        c for c in contract.caps.values()
        if c.pence and not c.takes and "person" not in c.grain and limits_all(c)
    ]  # fmt: skip
    covered = {name for cap in caps for name in cap.payments}
    paid = [p for p in contract.payments.values() if not p.takes]
    said = [_said(subject, p) for p in paid if p.name not in covered and subject.about(p.name)]
    if caps:
        said.append(_under_caps(subject, caps, covered))
    return [*said, *_of_one_person(subject)]


def _under_caps(subject: Subject, caps: Sequence[Cap], covered: Collection[str]) -> Said:
    """The most that the payments under caps come to together."""
    scopes = [scopes_of(subject, cap) for cap in caps]
    most = sum(cap.pence * count for cap, count in zip(caps, scopes, strict=True))
    names = ", ".join(name for name in subject.contract.payments if name in covered)
    each = [times(count, cap.pence) for cap, count in zip(caps, scopes, strict=True)]
    come = "comes" if len(covered) == 1 else "come"
    worked_out = f" ({', '.join(each)})" if each != [pounds(most)] else ""
    detail = f"for every log: {names} {come} to {pounds(most)} at most{worked_out}"
    on = subject.only if subject.only in covered else caps[0].name
    return Said(on, PROVED, detail)


def _of_one_person(subject: Subject) -> list[Said]:
    """What one person brings at most, and what is taken for one, where the solver knows a limit."""
    payments = [p for p in subject.contract.payments.values() if _is_for_people(subject, p)]
    most = None if subject.only else most_for_one(subject, [p for p in payments if not p.takes])
    if most is None or not most.pence:
        return []
    detail = f"for every log: one person brings {pounds(most.pence)} at most ({most.says})"
    taken = most_for_one(subject, [p for p in payments if p.takes])
    if taken is None:
        detail += ", and what is taken for one has no limit"
    elif taken.pence:
        detail += f", and {pounds(taken.pence)} at most is taken for one"
    else:
        detail += f", and {pounds(0)} at least"
    return [Said("", PROVED, detail)]


def _is_for_people(subject: Subject, payment: Payment) -> bool:
    """Whether each of its lines is about a person."""
    event = subject.contract.events.get(payment.event)
    return payment.grain is None and (event is None or event.about == "person")


def _said(subject: Subject, payment: Payment) -> Said:
    """A limit that the solver finds, or else people alike who are paid more and more."""
    most = most_in_all(subject, payment)
    if most is not None:
        detail = (
            f"for every log: {payment.name} comes to {pounds(most.pence)} at most ({most.says})"
        )
        return Said(payment.name, PROVED, detail)
    why = _why(subject, payment)
    for scene in singles(subject):
        lines = [d for d in scene.paid.decisions if d.payment == payment.name]
        if sum(d.amount for d in lines if d.status in OWED) > 0:
            finding = _finding(subject, payment, scene.rows)
            if finding.gain > 0:
                return Said(payment.name, FOUND, why, (finding,), 1)
            detail = f"{why}, and {PEOPLE} people alike are paid no more than one"
            return Said(payment.name, NOT_CHECKED, detail)
    return Said(payment.name, NOT_CHECKED, f"{why}, and no log was made that is paid")


def _why(subject: Subject, payment: Payment) -> str:
    """Why it has no limit, and what one person brings at most where that has one."""
    later = [c.name for c in subject.contract.caps.values() if payment.name in c.payments
             and not limits_all(c)]  # fmt: skip
    why = f"{later[0]} only puts off what is over it" if later else "no cap covers it"
    one = most_for_one(subject, [payment]) if _is_for_people(subject, payment) else None
    return f"{why}; one person brings {pounds(one.pence)} at most" if one else why


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
            told(
                "No cap limits {payment}: what comes to {amount} for one comes to "
                "{amount_2} for {people}, and so on.",
                payment=payment.name,
                amount=pounds(before.owed),
                amount_2=pounds(after.owed),
                people=PEOPLE,
            )
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
        "The solver shows that a cap in money limits all that is paid under it, period after "
        "period, and the limits are added up. For a payment under none it looks for the most that "
        "one line comes to, and how often it can be made: that is a limit for what is paid for "
        "each provider or period, and for what one person brings. Where it knows none for all "
        "people together, fifty people alike are paid beside one."
    ),
    look=look,
    mend=limited,
)
