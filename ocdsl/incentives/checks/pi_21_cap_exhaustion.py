"""PI-21: work stops at the cap."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, SEARCHED, Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.groups import reached_on
from ocdsl.incentives.mends import excess_carried
from ocdsl.incentives.scenes import Crowd, crowds, provider_of
from ocdsl.incentives.subject import Subject
from ocdsl.ledger.decision import OWED
from ocdsl.model.told import told


def look(subject: Subject) -> list[Said]:
    """What is said of each cap on what is paid."""
    caps = [cap for cap in subject.contract.caps.values() if not cap.takes]
    if not caps:
        return [not_applicable("no cap limits what is paid")]
    reached = {crowd.cap.name: crowd for crowd in crowds(subject)}
    return [
        _said(subject, reached[cap.name])
        if cap.name in reached
        else Said(cap.name, NOT_CHECKED, "no group of people alike was made that reaches it")
        for cap in caps
        if subject.about(cap.name)
    ]


def _said(subject: Subject, crowd: Crowd) -> Said:
    """What one more is paid once as many are there as reach the cap."""
    detail = f"one more than the {crowd.copies} {crowd.of} that reach it"
    if _owed(subject, crowd, 2) != _owed(subject, crowd, 1):
        return Said(crowd.cap.name, SEARCHED, detail, (), 2)
    return Said(crowd.cap.name, FOUND, detail, (_finding(subject, crowd),), 2)


def _owed(subject: Subject, crowd: Crowd, more: int) -> int:
    paid = subject.pay(crowd.with_more(more))
    return sum(d.amount for d in paid.decisions if d.status in OWED) if paid else 0


def _finding(subject: Subject, crowd: Crowd) -> Finding:
    provider = provider_of(subject, crowd.scene.rows)
    one = subject.pay(crowd.one)
    alone = sum(d.amount for d in one.decisions if d.status in OWED) if one else 0
    clauses, reached = crowd.cap.clauses, reached_on(subject, crowd.cap)
    return Finding(
        on=crowd.cap.name,
        where="",
        clause=clauses.get("excess") or clauses.get("at most") or crowd.cap.clause,
        gainer=provider,
        story=told(
            "After {number} {of} {who} is paid nothing for one more, which alone would be worth "
            "{amount}. It gains by turning people away, or by making them wait.{reached}",
            number=crowd.copies + 1,
            of=crowd.of,
            who=subject.title(provider),
            amount=pounds(alone),
            reached=told(" {sentence}", sentence=reached) if reached else "",
        ),
        before=subject.played(crowd.with_more(1)),
        after=subject.played(crowd.with_more(2)),
        nothing_for="one more",
    )


def _carried(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    return excess_carried(subject, finding.on)


CHECK = Check(
    code="PI-21",
    name="Work stops at the cap",
    group="shape",
    actor="provider",
    severity="critical",
    plain=(
        "Once a cap is reached a further result pays nothing, and people are turned away or "
        "made to wait."
    ),
    property="In every scope of every cap, a further result earns something, now or later.",
    seen="Hospices near the limit on their pay discharged more people alive.",
    source="Dolin and others, 2018",
    mitigation=(
        "Carry the excess forward and pay it on the last statement, or let the cap rise with "
        "the number of people."
    ),
    how=(
        "As many people as reach a cap in one of its scopes, all alike and on the same days; one "
        "person more has to be paid something by the end of the contract. Where the contract "
        "assumes how many people come, the day is told in which they reach it."
    ),
    look=look,
    mend=_carried,
)
