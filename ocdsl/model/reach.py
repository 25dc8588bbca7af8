"""How long after the events that start them a block's windows stay open (ruling E22)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from ocdsl.base.calendar import Due, Lag
from ocdsl.base.source import Span
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context, outcomes_paid
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

FAR_OFF = date(2900, 1, 1).toordinal()
"""The last day that is counted to: what is longer is a slip, and ends here."""
_WITHOUT_TERM = date(2000, 1, 1).toordinal()
"""Counted from where no term is known: any day will do that has days on both sides."""


@frozen
class Reach:
    """The last day a window can touch when what starts it comes on the last day of the term."""

    last: int
    heading: str
    span: Span
    beyond: int = 0
    """Days by which what the window asks for comes later: 1 for `more than 52 weeks after`."""


def term_end(context: Context) -> int:
    """The last day of the term; a day of no meaning, when the contract says none."""
    term = only(context.header, tree.Term)
    return term.end.ordinal if term else _WITHOUT_TERM


def later(context: Context, day: int, lag: Lag) -> int:
    """The day so long after a day; a length that is too long to be right ends somewhere far off."""
    return min(context.dates.later(day, lag), FAR_OFF)


def tail_end(context: Context) -> int:
    """The last day of the tail: as the contract says, or else of its longest window."""
    tail, end = only(context.header, tree.Tail), term_end(context)
    if tail:
        return later(context, end, context.dates.lag(tail.duration))
    return max((r.last for r in reaches(context)), default=end)


def reaches(context: Context) -> Iterator[Reach]:
    """The reach of every outcome and payment that has a window."""
    for block in context.named["outcome"].values():
        yield from _spells(context, block)
    for block in (*context.named["outcome"].values(), *context.payments.values()):
        yield from _windows(context, block)
        yield from _recoveries(context, block)
        yield from _retentions(context, block)


def _retentions(context: Context, block: tree.Block) -> Iterator[Reach]:
    """Until when something can be kept back: a day, or so long after the last day of earning."""
    for clause in every(block, tree.WithholdUntil):
        if isinstance(clause.until, ph.Day):
            yield Reach(clause.until.ordinal, heading(block, clause), clause.until.span)
    for at_end in every(block, tree.NotReleased):
        if at_end.within:
            last = later(context, last_earning(context, block), context.dates.lag(at_end.within))
            yield Reach(last, heading(block, at_end), at_end.within.span)


def _spells(context: Context, block: tree.Block) -> Iterator[Reach]:
    """A spell that begins on the last day of the term has as long to last as any other."""
    for clause in every(block, tree.AchievedWhen):
        lag = context.dates.lag(clause.lasted.duration)
        last = later(context, term_end(context), lag)
        yield Reach(last, heading(block, clause), clause.lasted.span)


def _windows(context: Context, block: tree.Block) -> Iterator[Reach]:
    end = term_end(context)
    for clause, test in timed_tests(block):
        last = _window_end(context, test.window, _start(context, block, test.window))
        if last > end:
            yield Reach(last, heading(block, clause), test.span, _beyond(test.window))


def _beyond(window: ph.Window) -> int:
    """1 where a window begins on the day after its length, as no limit ends it."""
    words = [limit.word for limit in window.limits] if isinstance(window, ph.Distance) else []
    return int(words == ["more than"])


def _recoveries(context: Context, block: tree.Block) -> Iterator[Reach]:
    for clause in every(block, tree.Recover):
        due, limit = only(block, tree.Due), clause.window.limit.value
        day = last_earning(context, block)
        if isinstance(limit, ph.Duration):
            day = min(context.dates.due_on(day, due_of(context, due)), FAR_OFF) if due else day
            last = later(context, day, context.dates.lag(limit))
            yield Reach(last, heading(block, clause), clause.window.span)


def due_of(context: Context, due: tree.Due) -> Due:
    """When a payment is due, as its `due` clause and the `due dates` line say."""
    end_of = due.moment.period.unit if isinstance(due.moment, ph.EndOf) else ""
    return Due(context.dates.lag(due.lag), end_of, context.dates.due_dates_move)


def last_earning(context: Context, block: tree.Block) -> int:
    """The last day on which what a payment pays for is earned, if it starts in the term."""
    named = context.named["outcome"]
    blocks = (block, *(named[name] for name in outcomes_paid(block) if name in named))
    found = (r.last for b in blocks for r in _windows(context, b))
    return max(found, default=term_end(context))


def timed_tests(block: tree.Block) -> Iterator[tuple[tree.Clause, ph.EventTest]]:
    """Every test of an event against a window in a block's `achieved on` and `when` clauses."""
    for clause in block.clauses:
        tests = _tests_of(clause)
        yield from ((clause, t) for t in tests if isinstance(t, ph.EventTest))


def _tests_of(clause: tree.Clause) -> tuple[ph.Test, ...]:
    if isinstance(clause, tree.AchievedOn):
        return clause.event.where.items if clause.event.where else ()
    return clause.tests.items if isinstance(clause, tree.When) else ()


def _start(context: Context, block: tree.Block, window: ph.Window) -> int:
    """The last day on which a window starts: later, when that is the event the block has picked."""
    moment, end = _moment(window), term_end(context)
    if not isinstance(moment, ph.EventPhrase) or moment.order:
        return end
    return max(
        (
            _window_end(context, test.window, end)
            for _, test in timed_tests(block)
            if _is_about(test.event, moment) and not _is_about(_moment(test.window), moment)
        ),
        default=end,
    )


def _moment(window: ph.Window) -> object:
    """What a window starts at: the event or the date, or the one whose period it is about."""
    moment = window.period if isinstance(window, ph.During) else window.moment
    moment = moment.period if isinstance(moment, ph.EndOf) else moment
    return moment.of if isinstance(moment, ph.PeriodPhrase) else moment


def _is_about(phrase: object, event: ph.EventPhrase) -> bool:
    """Whether a phrase is the block's own picked event, `the closure`."""
    return (
        isinstance(phrase, ph.EventPhrase)
        and phrase.article == "the"
        and not phrase.order
        and phrase.event == event.event
    )


def _window_end(context: Context, window: ph.Window, day: int) -> int:
    """The last day of a window that starts on a day; that day where the window runs backwards."""
    lag, moment = context.dates.lag, getattr(window, "moment", None)
    if isinstance(moment, ph.EndOf) and moment.period.unit != "term":
        day = context.dates.end(day, moment.period.unit)
    match window:
        case ph.During(period) if period.unit != "term":
            return context.dates.end(day, period.unit)
        case ph.Within(duration, "after"):
            return later(context, day, lag(duration))
        case ph.Distance(limits, "after"):
            values = (limit.value for limit in limits)
            lags = (lag(v) for v in values if isinstance(v, ph.Duration))
            return max((later(context, day, each) for each in lags), default=day)
        case _:
            return day
