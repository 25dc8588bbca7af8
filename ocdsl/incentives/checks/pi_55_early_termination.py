"""PI-55: the contract is ended before results that are under way fall due."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ocdsl.base.calendar import in_words
from ocdsl.incentives.check import Change, Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.texts import Rewriting, rewritten
from ocdsl.incentives.mending import lines_of, pasted
from ocdsl.incentives.subject import Subject
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from ocdsl.model.told import told

_TO_START = 13
"""Weeks in which somebody who has joined may be expected to start."""


def _unless(subject: Subject) -> Said | None:
    if not any(_is_for_a_result(subject, name) for name in subject.contract.payments):
        return not_applicable("no payment is for an outcome that somebody could be on the way to")
    return None


def _is_for_a_result(subject: Subject, name: str) -> bool:
    payment = subject.contract.payments.get(name)
    return bool(payment and payment.outcome and not payment.takes)


def _changes(subject: Subject) -> Iterator[Change]:
    """The term ended when a third and two thirds of it are over."""
    start, end = subject.contract.term_start, subject.contract.term_end
    for part, whole in ((1, 3), (2, 3)):
        day = start + (end - start) * part // whole
        yield Change(told("ends the contract on {day}", day=in_words(day)), day, _ended(day))


def _ended(day: int) -> Callable[[Contract], tuple[Edit, ...]]:
    def edits(contract: Contract) -> tuple[Edit, ...]:
        line = f"  term  from {in_words(contract.term_start)} up to and including {in_words(day)}"
        return (Edit(contract.name, line, lines_of(contract, contract.clauses["term"])),)

    return edits


def _longer_tail(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """A tail as long as the longest window, and a quarter more for those who start late."""
    del finding
    contract = subject.contract
    if "tail" not in contract.clauses:
        return ()
    place = lines_of(contract, contract.clauses["tail"])
    open_ended = check(pasted(contract, [Edit(contract.name, "", place)])).contract
    if open_ended is None:
        return ()
    weeks = -(-(open_ended.tail_end - contract.term_end) // 7) + _TO_START
    line = f"  tail  {weeks} weeks, for people who joined during the term"
    return (Edit(contract.name, line, place),)


REWRITING = Rewriting(
    changes=_changes,
    tries="the term ended when a third and two thirds of it are over",
    why="People had joined, and the provider goes on to serve them as it did.",
    unless=_unless,
    counts=_is_for_a_result,
)

CHECK = Check(
    code="PI-55",
    name="Ended before the results are due",
    group="commissioner",
    actor="commissioner",
    severity="high",
    plain="The contract is ended before results that are under way fall due.",
    property="On every day, ending the contract pays at least the value of what is under way.",
    seen=(
        "The third group of the bond at HMP Peterborough was cancelled when national policy "
        "changed."
    ),
    source="Emma Tomkinson, 27 October 2014",
    mitigation="Let the tail go on for people who have joined, or pay a fee for breaking off.",
    how=(
        "The term is ended early, on two days, with everything else in the text as it is: a day "
        "after people joined, half way, and a day before the last that happens. Who had joined is "
        "served as before; what is paid for their results must not fall."
    ),
    look=rewritten(REWRITING),
    mend=_longer_tail,
)
