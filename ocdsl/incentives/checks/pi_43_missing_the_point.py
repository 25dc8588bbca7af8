"""PI-43: a target is met in a way that does harm, such as sending people home too soon."""

from __future__ import annotations

from ocdsl.incentives.check import FOUND, NOT_CHECKED, PROVED, Check, Finding, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.mends import taken_back
from ocdsl.incentives.scenes import singles
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import without
from ocdsl.incentives.undone import costs, relapsed, undoing, undoing_of, worth
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


DAYS = (1, 2, 7, 14, 28, 56, 91, 182, 364)
"""How long after the result the harm is tried."""


def _said(subject: Subject, payment: Payment, outcome: Outcome) -> Said:
    own, measures = undoing_of(payment, outcome), sorted(_measures(payment))
    counters = [*sorted({phrase.event.text for phrase in own}), *measures]
    idle = bool(own) and not measures and _is_idle(subject, payment, outcome)
    if counters and not idle:
        detail = f"for every log: {' and '.join(counters)} can undo it or take the money back"
        return Said(payment.name, PROVED, detail)
    if outcome.achieved_on is None:
        detail = "it is achieved by lasting, and nothing says what would show harm meanwhile"
        return Said(payment.name, NOT_CHECKED, detail)
    kind = outcome.achieved_on.event.text
    for scene in singles(subject):
        if worth(scene.paid, payment) and any(row["event"] == kind for row in scene.rows):
            detail = "no event and no measure stands against it"
            if idle:
                detail = f"{' and '.join(counters)} costs nothing of it on any day that was tried"
            return Said(payment.name, FOUND, detail, (_finding(subject, payment, scene.rows),), 1)
    return Said(payment.name, NOT_CHECKED, "no log was made in which it is paid")


def _is_idle(subject: Subject, payment: Payment, outcome: Outcome) -> bool:
    """Whether what undoes a result leaves all that is paid for it, whenever it comes.

    Such as what is taken back after earning, of a result that is known on the last day alone.
    """
    if outcome.achieved_on is None:
        return False
    phrases = undoing_of(payment, outcome)
    tried = False
    for days in DAYS:
        for less in costs(subject, [payment], outcome, phrases, days):
            if less:
                return False
            tried = True
    return tried


def _measures(payment: Payment) -> set[str]:
    """The measures that have to be met for a payment."""
    return {
        test.value.field.text
        for test in nodes(payment.when)
        if isinstance(test, ph.ChoiceTest) and is_met(test)
    }


def _finding(subject: Subject, payment: Payment, rows: Rows) -> Finding:
    """Somebody without the result beside the same person with it, harmed on the next day."""
    outcome = subject.contract.outcomes[payment.outcome]
    assert outcome.achieved_on is not None
    kind = outcome.achieved_on.event.text

    def shows(fewer: Rows) -> bool:
        paid = subject.pay(fewer)
        result = any(row["event"] == kind for row in fewer)
        return result and paid is not None and bool(worth(paid, payment))

    rows = smaller(rows, shows)
    place, result = next((i, row) for i, row in enumerate(rows) if row["event"] == kind)
    harm, joins = undoing(subject, outcome), subject.contract.cohorts[outcome.cohort].joins_on
    provider = result["provider"] or subject.contract.providers[0]
    return Finding(
        on=payment.name,
        where="",
        clause=payment.clauses["pays"],
        gainer=provider,
        story=_story(subject.title(provider), kind, harm[0].event.text if harm else ""),
        before=subject.played(without(rows, {place}) or ()),
        after=subject.played(relapsed(subject, rows, harm[0] if harm else joins, result)),
        gained_by="for a result that does harm",
    )


def _story(who: str, kind: str, event: str) -> str:
    """What happens; `event` is what shows harm elsewhere in the contract, empty for none."""
    if event:
        return told(
            "{who} brings about {kind:a}, and the person is harmed by it: {event:a} follows on "
            "the next day. The payment is made, and nothing of it is kept or taken back.",
            who=who,
            kind=kind,
            event=event,
        )
    return told(
        "{who} brings about {kind:a}, and the person is harmed by it and comes "
        "back on the next day. The payment is made: nothing stands against it.",
        who=who,
        kind=kind,
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
        "that has to be met. An event has to cost money in some log: it is tried from a day to a "
        "year after the result. Where there is none, a log shows that harm is paid all the same."
    ),
    look=look,
    mend=taken_back,
)
