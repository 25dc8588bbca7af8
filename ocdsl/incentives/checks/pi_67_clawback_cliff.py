"""PI-67: a relapse a day inside the window loses all, and a day outside nothing."""

from __future__ import annotations

from ocdsl.incentives.check import NOT_CHECKED, Check, Said
from ocdsl.incentives.engines.edge import edges
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.undone import undone


def look(subject: Subject) -> list[Said]:
    """What is said of each payment that is taken back on an event."""
    payments = subject.contract.payments
    recovered = {p.recovery.event: p for p in payments.values() if p.recovery}
    if not recovered:
        return [not_applicable("nothing that was paid is taken back")]
    found = [each for each in undone(subject) if each.phrase in recovered]
    if not found:
        return [Said("", NOT_CHECKED, "no log was made in which a payment is taken back")]
    return edges(subject, found, lambda each, on: payments[on].clauses["recover"])


CHECK = Check(
    code="PI-67",
    name="Cliff in what is taken back",
    group="shape",
    actor="provider",
    severity="medium",
    plain="A relapse a day inside the window loses all, and a day outside nothing.",
    property="What is taken back falls with time, and nowhere jumps.",
    seen="No documented case is known to us.",
    source="",
    mitigation="Let what is taken back fall step by step.",
    how=(
        "Somebody reaches a result and is paid for; what takes the money back comes on each day"
        " after that. The last day that counts, and the next, may differ by a tenth of what is "
        "lost at first."
    ),
    look=look,
    no_line=(
        "What is taken back is one share up to one day: the language has no share that falls "
        "with time."
    ),
)
