"""How long after the events that start them a block's windows stay open (ruling E22)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context, outcome_paid
from ocdsl.model.kinds import days_in
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

LONGEST = {"day": 0, "week": 6, "month": 30, "quarter": 91, "year": 365}
"""The most days that can be left of a period after the day in it that matters."""


@frozen
class Reach:
    """The last day a window can touch, in days after the events that start it."""

    days: int
    heading: str
    span: Span


def tail_days(context: Context) -> int:
    """Days of the tail: as the contract says, or else its longest window."""
    tail = only(context.header, tree.Tail)
    return days_in(tail.duration) if tail else max((r.days for r in reaches(context)), default=0)


def reaches(context: Context) -> Iterator[Reach]:
    """The reach of every outcome and payment that has a window."""
    for keyword in ("outcome", "payment"):
        for block in context.named[keyword].values():
            yield from _windows(block)
            yield from _recoveries(context, block)


def _windows(block: tree.Block) -> Iterator[Reach]:
    for clause, test in timed_tests(block):
        days = _window_days(test.window) + _start_days(block, test.window)
        if days:
            yield Reach(days, heading(block, clause), test.span)


def _recoveries(context: Context, block: tree.Block) -> Iterator[Reach]:
    for clause in every(block, tree.Recover):
        due, limit = only(block, tree.Due), clause.window.limit.value
        days = outcome_days(context, block) + (due_days(due) if due else 0)
        if isinstance(limit, ph.Duration):
            yield Reach(days + days_in(limit), heading(block, clause), clause.window.span)


def due_days(due: tree.Due) -> int:
    """The most days that can pass between earning and the due date."""
    unit = due.moment.period.unit if isinstance(due.moment, ph.EndOf) else "day"
    return days_in(due.lag) + LONGEST.get(unit, 0)


def outcome_days(context: Context, block: tree.Block) -> int:
    """The most days to the earning of what a payment pays for, after the events that start it."""
    outcome = context.named["outcome"].get(outcome_paid(block))
    blocks = (block, outcome) if outcome else (block,)
    return max((r.days for b in blocks for r in _windows(b)), default=0)


def timed_tests(block: tree.Block) -> Iterator[tuple[tree.Clause, ph.EventTest]]:
    """Every test of an event against a window in a block's `achieved on` and `when` clauses."""
    for clause in block.clauses:
        tests = _tests_of(clause)
        yield from ((clause, t) for t in tests if isinstance(t, ph.EventTest))


def _tests_of(clause: tree.Clause) -> tuple[ph.Test, ...]:
    if isinstance(clause, tree.AchievedOn):
        return clause.event.where.items if clause.event.where else ()
    return clause.tests.items if isinstance(clause, tree.When) else ()


def _start_days(block: tree.Block, window: ph.Window) -> int:
    """Days before the window's own start, when it starts at the event the block has picked."""
    moment = getattr(window, "moment", None)
    if not isinstance(moment, ph.EventPhrase) or moment.order:
        return 0
    return max(
        (
            _window_days(test.window)
            for _, test in timed_tests(block)
            if _is_about(test.event, moment) and not _is_about(_moment(test.window), moment)
        ),
        default=0,
    )


def _moment(window: ph.Window) -> object:
    return getattr(window, "moment", None)


def _is_about(phrase: object, event: ph.EventPhrase) -> bool:
    """Whether a phrase is the block's own picked event, `the closure`."""
    return (
        isinstance(phrase, ph.EventPhrase)
        and phrase.article == "the"
        and not phrase.order
        and phrase.event == event.event
    )


def _window_days(window: ph.Window) -> int:
    match window:
        case ph.Within(duration, "after"):
            return days_in(duration)
        case ph.Distance(limits, "after"):
            values = (limit.value for limit in limits)
            return max((days_in(v) for v in values if isinstance(v, ph.Duration)), default=0)
        case _:
            return 0
