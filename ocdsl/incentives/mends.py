"""Lines that help against more than one entry of the catalogue, for the contract at hand."""

from __future__ import annotations

from ocdsl.incentives.check import Edit, Finding
from ocdsl.incentives.mending import lines_of
from ocdsl.incentives.subject import Subject


def once_for_each(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The outcome that is paid for, counted once for each person instead of every time."""
    contract = subject.contract
    payment = contract.payments.get(finding.on)
    outcome = payment and contract.outcomes.get(payment.outcome)
    if not outcome or not outcome.every_time:
        return ()
    achieved = lines_of(contract, outcome.clauses["achieved on"])
    first, *rest = contract.source.text.split("\n")[achieved[0] - 1 : achieved[1]]
    text = "\n".join([first.replace("on each ", "on the first ", 1), *rest])
    counts = lines_of(contract, outcome.clauses["counts"])
    return (
        Edit(outcome.name, f"  counts  once for each person in {outcome.cohort}", counts),
        Edit(outcome.name, text, achieved),
    )


def recorded_by_commissioner(subject: Subject, event: str) -> tuple[Edit, ...]:
    """A kind of event, recorded by the commissioner alone."""
    clause = subject.contract.events[event].clauses["recorded by"]
    place = lines_of(subject.contract, clause)
    return (Edit(event, "  recorded by  commissioner", place),)
