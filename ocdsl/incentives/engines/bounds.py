"""The most that a payment comes to in any log, and the most that one person brings: the solver.

Each amount is taken as large as any log makes it, and as often as any log has it. Where that has
a limit, the limit holds in every log; it need not be reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from ocdsl.base.money import pounds
from ocdsl.incentives.engines.every_log import EveryLog
from ocdsl.incentives.engines.once import (
    asked,
    earned,
    greatest,
    impossible,
    lines_of,
    times_for_one,
)
from ocdsl.incentives.subject import Subject
from ocdsl.model.contract import Payment
from ocdsl.rules.line_operators import Line

TOGETHER = 8
"""So many lines are looked at together; what more of them come to is added up."""


@frozen
class Most:
    """How much at most: whole pence, and how it is come by."""

    pence: int
    says: str
    """Such as `6 times £2,730.00`."""


def most_at_once(subject: Subject, line: Line) -> int | None:
    """The most pence that one line comes to in any log; None where the solver knows no limit."""
    log = asked(subject)
    with log.read_at("the row"):
        amount, met = _size(log, line), earned(log, line)
    found = greatest(log, amount, [met])
    if found is None:
        return 0 if impossible(log, [met]) else None
    # The pennies of a statement that is rounded as one may fall on any of its lines.
    return int(found) + subject.contract.rounds_statements


def _size(log: EveryLog, line: Line) -> Any:
    """What a line comes to; of a deduction, what it takes."""
    amount = log.value(line.would_be or line.amount)[0]
    return log.z3.If(amount < 0, -amount, amount)


def most_in_all(subject: Subject, payment: Payment) -> Most | None:
    """The most that a payment for each provider or period comes to, or one that no log earns.

    None where it has no limit.
    """
    lines = lines_of(subject, payment.name)
    if payment.grain is None:
        never = all(most_at_once(subject, line) == 0 for line in lines)
        return Most(0, "no log earns it") if never else None
    total, parts = 0, []
    for line in lines:
        each, rows = most_at_once(subject, line), rows_in_all(subject, payment, line)
        if each is None:
            return None
        total += rows * each
        parts.append(times(rows, each))
    return Most(total, " and ".join(parts)) if parts else None


def rows_in_all(subject: Subject, payment: Payment, line: Line) -> int:
    """How many rows a payment has for the providers and the periods that begin in the term."""
    contract, unit = subject.contract, line.frame.unit
    count, day = 1, contract.term_start
    if unit:
        count = 0
        while day <= contract.term_end:
            day, count = contract.dates.end(day, unit) + 1, count + 1
    by_provider = "provider" in line.frame.keys and payment.shared is None
    return count * (len(contract.providers) if by_provider else 1)


def most_for_one(subject: Subject, payments: Sequence[Payment]) -> Most | None:
    """The most that one person brings by some payments together; None where it has no limit.

    What is paid once for each person is looked at together: outcomes that shut each other out are
    never added up.
    """
    once, parts, total = [], [], 0
    for payment in payments:
        for line in lines_of(subject, payment.name):
            if line.frame.kind == "person":
                once.append(line)
                continue
            each, often = most_at_once(subject, line), times_for_one(subject, line)
            if each is None or often is None:
                return None
            total += each * often
            parts.append(f"{payment.name} {times(often, each)}")
    together = _once_for_one(subject, once)
    if together is None:
        return None
    own = [f"{_named(once)} {pounds(together)}"] if once else []
    return Most(total + together, "; ".join((*own, *parts)))


def _once_for_one(subject: Subject, lines: Sequence[Line]) -> int | None:
    """The most that lines for each person come to together, for one of them."""
    each = [most_at_once(subject, line) for line in lines]
    known = [pence for pence in each if pence is not None]
    if len(known) < len(lines) or len(lines) > TOGETHER:
        return sum(known) if len(known) == len(lines) else None
    log = asked(subject)
    z3, amounts = log.z3, []
    with log.read_at("the person"):
        for line in lines:
            amount = _size(log, line)
            amounts.append(z3.If(earned(log, line), amount, 0))
    found = greatest(log, z3.Sum(amounts), []) if amounts else 0
    if found is None:
        return sum(known)
    return int(found) + len(lines) * subject.contract.rounds_statements


def _named(lines: Sequence[Line]) -> str:
    names = list(dict.fromkeys(line.payment for line in lines))
    return ", ".join(names) if len(names) <= 4 else f"{len(names)} payments made once"


def times(count: int, pence: int) -> str:
    """An amount so many times over, in words."""
    return pounds(pence) if count == 1 else f"{count:,} times {pounds(pence)}"
