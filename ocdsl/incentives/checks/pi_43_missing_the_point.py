"""PI-43: a target is met in a way that does harm, such as sending people home too soon."""

from __future__ import annotations

from ocdsl.incentives.check import FOUND, NOT_CHECKED, PROVED, Check, Finding, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.mends import taken_back
from ocdsl.incentives.scenes import singles
from ocdsl.incentives.subject import Paid, Rows, Subject
from ocdsl.incentives.transforms.rows import without
from ocdsl.incentives.undone import relapsed, undoing
from ocdsl.ledger.decision import OWED
from ocdsl.model.contract import Outcome, Payment
from ocdsl.model.nodes import nodes
from ocdsl.model.open_spells import is_met
from ocdsl.model.told import told
from ocdsl.syntax import phrases as ph


def look(subject: Subject) -> list[Said]:
    """What is said of each payment for an outcome."""
    contract = subject.contract
    paid = [p for p in contract.payments.values() if p.outcome and not p.takes]
    own = [(p, contract.outcomes[p.outcome]) for p in paid if p.outcome in contract.outcomes]
    said = [_said(subject, p, outcome) for p, outcome in own if subject.about(p.name)]
    return said or [not_applicable("no payment is for an outcome")]


def _said(subject: Subject, payment: Payment, outcome: Outcome) -> Said:
    counters = sorted({phrase.event.text for phrase in undoing(subject, outcome)})
    counters += sorted(_measures(payment))
    if counters:
        detail = f"for every log: {' and '.join(counters)} can undo it or take the money back"
        return Said(payment.name, PROVED, detail)
    if outcome.achieved_on is None:
        detail = "it is achieved by lasting, and nothing says what would show harm meanwhile"
        return Said(payment.name, NOT_CHECKED, detail)
    kind = outcome.achieved_on.event.text
    for scene in singles(subject):
        if _worth(scene.paid, payment) and any(row["event"] == kind for row in scene.rows):
            detail = "no event and no measure stands against it"
            return Said(payment.name, FOUND, detail, (_finding(subject, payment, scene.rows),), 1)
    return Said(payment.name, NOT_CHECKED, "no log was made in which it is paid")


def _measures(payment: Payment) -> set[str]:
    """The measures that have to be met for a payment, or that it is withheld against."""
    return {
        test.value.field.text
        for test in nodes(payment.when)
        if isinstance(test, ph.ChoiceTest) and is_met(test)
    }


def _worth(paid: Paid, payment: Payment) -> int:
    return sum(d.amount for d in paid.decisions if d.payment == payment.name and d.status in OWED)


def _finding(subject: Subject, payment: Payment, rows: Rows) -> Finding:
    """Somebody without the result beside the same person with it, harmed on the next day."""
    outcome = subject.contract.outcomes[payment.outcome]
    assert outcome.achieved_on is not None
    kind = outcome.achieved_on.event.text

    def shows(fewer: Rows) -> bool:
        paid = subject.pay(fewer)
        result = any(row["event"] == kind for row in fewer)
        return result and paid is not None and bool(_worth(paid, payment))

    rows = smaller(rows, shows)
    place, result = next((i, row) for i, row in enumerate(rows) if row["event"] == kind)
    joins = subject.contract.cohorts[outcome.cohort].joins_on
    provider = result["provider"] or subject.contract.providers[0]
    return Finding(
        on=payment.name,
        where="",
        clause=payment.clauses["pays"],
        gainer=provider,
        story=(
            told(
                "{who} brings about a {kind}, and the person is harmed by it and comes "
                "back on the next day. The payment is made: nothing stands against it.",
                who=subject.title(provider),
                kind=kind,
            )
        ),
        before=subject.played(without(rows, {place}) or ()),
        after=subject.played(relapsed(subject, rows, joins, result)),
        gained_by="for a result that does harm",
    )


CHECK = Check(
    code="PI-43",
    name="Target met, point missed",
    group="multitask",
    actor="provider",
    severity="critical",
    plain="A target is met in a way that does harm, such as sending people home too soon.",
    property=(
        "Every outcome that is paid for has a counter-measure, whose failure withholds or takes"
        " back the money."
    ),
    seen=(
        "As delayed discharges halved, emergency readmissions of people over 75 rose from 7.1% "
        "to 8.2%."
    ),
    source="Community Care, 13 July 2004",
    mitigation="Pair each paid outcome with what would show harm, as a condition.",
    how=(
        "Each paid outcome needs an event that undoes it or takes its money back, or a measure "
        "that has to be met. Where there is none, a log shows that harm is paid all the same."
    ),
    look=look,
    mend=taken_back,
)
