"""Lines that help against more than one entry of the catalogue, for the contract at hand."""

from __future__ import annotations

from collections.abc import Iterable

from ocdsl.base.articles import with_article
from ocdsl.base.money import pounds
from ocdsl.incentives.cast import provider_may_record
from ocdsl.incentives.check import Edit, Finding
from ocdsl.incentives.mending import block_line, lines_of
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.undone import undoing


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


def recorded_by_commissioner(subject: Subject, events: Iterable[str]) -> tuple[Edit, ...]:
    """Of these kinds of event, those that a provider may record, recorded by the commissioner."""
    contract = subject.contract
    own = sorted(event for event in set(events) if provider_may_record(contract, event))
    places = ((e, lines_of(contract, contract.events[e].clauses["recorded by"])) for e in own)
    return tuple(Edit(event, "  recorded by  commissioner", place) for event, place in places)


def excess_carried(subject: Subject, cap_name: str) -> tuple[Edit, ...]:
    """The excess of a cap for each period carried forward, and paid with the last statement."""
    cap = subject.contract.caps[cap_name]
    if cap.carries or not cap.unit or "excess" not in cap.clauses:
        return ()
    text = "  excess      carried forward\n  at the end  is paid on the last statement"
    return (Edit(cap.name, text, lines_of(subject.contract, cap.clauses["excess"])),)


def said_otherwise(subject: Subject, block: str, old: str, new: str) -> tuple[Edit, ...]:
    """The lines of a block in which some words are replaced by others; none when none has them."""
    lines = subject.contract.source.text.split("\n")
    first = block_line(subject.contract, block)
    last = next(
        (n for n in range(first, len(lines)) if not lines[n].startswith(" ")), len(lines)
    )  # fmt: skip
    return tuple(
        Edit(block, lines[n].replace(old, new), (n + 1, n + 1))
        for n in range(first, last)
        if old in lines[n]
    )


def taken_back(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The payment for an outcome taken back when the person joins again soon after."""
    contract = subject.contract
    payment = contract.payments[finding.on]
    outcome = contract.outcomes[payment.outcome]
    if payment.recovery or undoing(subject, outcome):
        return ()
    kind = contract.cohorts[outcome.cohort].joins_on.event.text
    line = (
        f"  recover  100% of the payment on {with_article(kind)} after earning, "
        "up to and including 28 days after the due-date"
    )
    return (Edit(payment.name, line),)


def touched(finding: Finding) -> set[str]:
    """The kinds of event of which the two logs of a finding do not have the same rows."""
    before, after = ([tuple(sorted(row.items())) for row in log.rows]
                     for log in (finding.before, finding.after))  # fmt: skip
    alone = [row for row in before if row not in after] + [
        row for row in after if row not in before
    ]
    return {dict(row)["event"] for row in alone}


def by_the_commissioner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """What the provider changed in the log, recorded by the commissioner instead."""
    return recorded_by_commissioner(subject, touched(finding))


def by_somebody_else(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """What the commissioner changed in the log, recorded by a role of its own instead."""
    contract = subject.contract
    names = {"commissioner", subject.schema.commissioner}
    kinds = {k for k in touched(finding) if names & set(contract.events[k].recorded_by)}
    if "referee" in {p.name for p in contract.parties} or not kinds:
        return ()
    places = ((kind, contract.events[kind].clauses["recorded by"]) for kind in sorted(kinds))
    return (
        Edit(contract.name, '  role  referee "Independent referee"'),
        *(Edit(kind, "  recorded by  referee", lines_of(contract, at)) for kind, at in places),
    )


def limited(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """A cap over a payment, at a hundred times what one log of it comes to."""
    most = max(finding.before.owed, 1) * 100
    cap = (
        f'\ncap most-of-{finding.on} "The most that {finding.on} comes to"\n'
        f"  over     {finding.on}\n  at most  {pounds(most)} for the contract\n"
        "  order    earliest earned first, the last in part\n  excess   is not paid"
    )
    return (Edit(finding.on, cap),)
