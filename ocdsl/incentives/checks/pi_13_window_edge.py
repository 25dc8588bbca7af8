"""PI-13: what would undo a result is put off, or comes, the day after the last that counts."""

from __future__ import annotations

from ocdsl.incentives.check import NOT_CHECKED, Check, Said
from ocdsl.incentives.engines.edge import edges
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.undone import Undone, undoing, undone
from ocdsl.model.contract import Clause


def look(subject: Subject) -> list[Said]:
    """What is said of each payment for a result that an event undoes."""
    found = undone(subject)
    if found:
        return edges(subject, found, lambda each, on: _clause(subject, each, on))
    if any(undoing(subject, outcome) for outcome in subject.contract.outcomes.values()):
        return [Said("", NOT_CHECKED, "no log was made in which a result is undone")]
    return [not_applicable("no event undoes a result or takes money back")]


def _clause(subject: Subject, each: Undone, on: str) -> Clause:
    """What takes the money back, or else what undoes the result."""
    recover = subject.contract.payments[on].clauses.get("recover")
    return recover or Clause(each.outcome, "when", each.phrase.span)


CHECK = Check(
    code="PI-13",
    name="Harm just after the window",
    group="timing",
    actor="provider",
    severity="high",
    plain="What would undo a result is put off, or comes, the day after the last that counts.",
    property=(
        "For every log: an event that undoes a result costs about as much the day after its "
        "window as on the last day of it."
    ),
    seen=(
        "Under the readmissions programme of the United States, whose window is 30 days, "
        "returns to hospital rose once stays for observation and emergencies are counted."
    ),
    source="Wadhera and others, BMJ 2019",
    mitigation="Pay part of the result later, or let what is taken back fall with time.",
    how=(
        "Somebody reaches a result, and what undoes it comes on each day after that until it "
        "costs nothing any more: the last day that counts, and the next, may differ by a tenth "
        "of what is lost at first."
    ),
    look=look,
    no_line=(
        "Any window has a last day. Watching what comes just after it is work for those who "
        "manage the contract."
    ),
)
