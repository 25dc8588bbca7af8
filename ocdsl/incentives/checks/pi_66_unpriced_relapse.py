"""PI-66: once it is paid, nothing follows if the person relapses."""

from __future__ import annotations

from ocdsl.base.articles import with_article
from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, SEARCHED, Check, Finding, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.mends import taken_back
from ocdsl.incentives.scenes import provider_of, singles
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.undone import costs, relapsed, undoing, worth
from ocdsl.model.contract import Outcome, Payment
from ocdsl.model.told import told
from ocdsl.syntax import phrases as ph


def look(subject: Subject) -> list[Said]:
    """What is said of each payment for an outcome that an event achieves."""
    contract = subject.contract
    paid = [p for p in contract.payments.values() if p.outcome and not p.takes]
    own = [(p, contract.outcomes[p.outcome]) for p in paid if p.outcome in contract.outcomes]
    said = [
        _said(subject, payment, outcome)
        for payment, outcome in own
        if outcome.achieved_on is not None and subject.about(payment.name)
    ]
    return said or [not_applicable("no payment is for a result that an event achieves")]


def _said(subject: Subject, payment: Payment, outcome: Outcome) -> Said:
    phrases = undoing(subject, outcome) or (_again(subject, outcome),)
    kinds = " or ".join(sorted({phrase.event.text for phrase in phrases}))
    detail = f"{with_article(kinds)} the day after the result"
    tried = 0
    others = [p for p in subject.contract.payments.values()
              if p is not payment and outcome.name in p.outcomes and not p.takes]  # fmt: skip
    for less in costs(subject, [payment, *others], outcome, phrases, 1):
        tried += 1
        if less:
            return Said(payment.name, SEARCHED, f"{detail}: it costs money", (), tried)
    if not tried:
        return Said(payment.name, NOT_CHECKED, f"no log was made with {detail}")
    finding = _finding(subject, payment, outcome, phrases[0])
    return Said(payment.name, FOUND, detail, (finding,), tried)


def _again(subject: Subject, outcome: Outcome) -> ph.EventPhrase:
    """What people of the outcome's cohort join by: coming back is a relapse."""
    return subject.contract.cohorts[outcome.cohort].joins_on


def _finding(
    subject: Subject, payment: Payment, outcome: Outcome, phrase: ph.EventPhrase
) -> Finding:
    """The result that is undone beside the one that lasts, both paid alike."""
    scene = next(s for s in singles(subject) if worth(s.paid, payment))
    whole = worth(scene.paid, payment)

    def shows(rows: Rows) -> bool:
        paid = subject.pay(rows)
        return paid is not None and worth(paid, payment) == whole

    lasting = smaller(scene.rows, shows)
    assert outcome.achieved_on is not None
    results = [row for row in lasting if row["event"] == outcome.achieved_on.event.text]
    undone = relapsed(subject, lasting, phrase, results[-1]) if results else lasting
    provider = provider_of(subject, lasting)
    return Finding(
        on=payment.name,
        where="",
        clause=payment.clauses["pays"],
        gainer=provider,
        story=(
            told(
                "{who} is paid {amount} for a result that is undone on the next day by a "
                "{event}, and no more for one that lasts. Nothing is lost by helping "
                "people for a moment.",
                who=subject.title(provider),
                amount=pounds(whole),
                event=phrase.event.text,
            )
        ),
        before=subject.played(undone),
        after=subject.played(lasting),
        nothing_for="a result that lasts",
    )


CHECK = Check(
    code="PI-66",
    name="Relapse without a price",
    group="shape",
    actor="provider",
    severity="high",
    plain="Once it is paid, nothing follows if the person relapses.",
    property="No log pays as much for a result that is undone the day after as for one that lasts.",
    seen="Families were counted as turned around after short-term changes.",
    source=(
        "National Institute of Economic and Social Research, in Civil Service World, 10 March 2017"
    ),
    mitigation="Pay in steps while it lasts, or take the payment back.",
    how=(
        "Somebody reaches a result and is paid for it; on the next day comes what undoes it or,"
        " where nothing does, what people join by. The result has to be worth less than one "
        "that lasts."
    ),
    look=look,
    mend=taken_back,
)
