"""A test that asks for something not known where it stands (laws 12 and 13)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.not_about_a_person import whom_about
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, only
from ocdsl.model.context import Context, subject_of
from ocdsl.model.open_spells import is_open
from ocdsl.model.own_values import Own, elsewhere
from ocdsl.model.seen import Asked
from ocdsl.model.walk import walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

_DURING_TERM = "Test the event's own fields, or that it is during the term."


def find(context: Context) -> Iterator[Found]:
    """Every test that its place cannot answer."""
    for seen in walk(context):
        if not isinstance(seen, Asked) or context.has_unread(seen.spot.block):
            continue
        if seen.kind == "counts":
            yield from _counts(seen)
            continue
        if seen.tests.how == "some" and not 0 < seen.tests.least <= len(seen.tests.items):
            message = f"At least {seen.tests.least} of {len(seen.tests.items)} can never hold."
            if not seen.tests.least:
                message = "At least 0 of a list always holds."
            yield _found(seen, seen.tests, message, "Ask for a number of tests that there are.")
        for test in seen.tests.items:
            if isinstance(test, ph.EventTest):
                yield from _event_test(seen, test)
            elif is_open(seen.spot.context.named["spell"], test):
                yield from _open(seen, test)
            elif isinstance(test, ph.Lasted):
                yield from _lasted(seen, test)
            else:
                yield from _value(seen, test)


def _found(asked: Asked, at: ph.Test | ph.Tests | ph.Window, message: str, fix: str) -> Found:
    return Found(message, at.span, asked.spot.heading, fix)


def _is_simple(asked: Asked) -> bool:
    """Whether the place knows only the event itself: not an outcome's event, and not a `when`.

    Which event is the first of each choice is settled by what these events record themselves.
    """
    if asked.kind == "achieved on":
        counts = only(asked.spot.block, tree.Counts)
        return counts is not None and len(counts.grain) > 1
    return not asked.kind.startswith("when")


def _event_test(asked: Asked, test: ph.EventTest) -> Iterator[Found]:
    is_period = isinstance(test.event, ph.PeriodPhrase)
    if is_period != (test.verb != "is"):
        message = "A period starts and ends; an event is in a window."
        yield _found(
            asked, test, message, "Write `the week ends within …`, or `the … is within …`."
        )
    elif isinstance(test.event, ph.PeriodPhrase):
        yield from _period(asked, test, test.event)
    yield from _window(asked, test.window)


def _period(asked: Asked, test: ph.EventTest, period: ph.PeriodPhrase) -> Iterator[Found]:
    subject = subject_of(asked.spot.block)
    grain = {name.text for name in subject.grain} if subject else set()
    if asked.kind == "when of a period" and grain - {"person", "provider", *PERIODS}:
        return  # what stands in place of the period is no name, and that has been reported
    if asked.kind != "when of a period" or period.of or period.unit not in grain:
        message = f"`the {period.unit}` means nothing here: nothing is paid for each {period.unit}."
        yield _found(asked, test, message, "Test an event, or pay for each period.")


def _window(asked: Asked, window: ph.Window) -> Iterator[Found]:
    if isinstance(window, ph.During) and window.period == ph.PeriodPhrase("term"):
        return
    if _is_simple(asked):
        message = "This clause picks an event by itself alone; no window may stand here."
        yield _found(asked, window, message, _DURING_TERM)
    elif isinstance(window, ph.During):
        yield from _whole_period(asked, window, window.period)
    elif isinstance(window.moment, ph.EndOf):
        yield from _whole_period(asked, window, window.moment.period)
    elif isinstance(window.moment, ph.Special):
        yield _found(asked, window, _COUNTED_FROM, _COUNT_IT)


_COUNTED_FROM = "A window of a test is counted from an event or a date."
_COUNT_IT = "Count it from `the first` event or from a date."


def _whole_period(asked: Asked, window: ph.Window, period: ph.PeriodPhrase) -> Iterator[Found]:
    """A period in a window is the term, or that of an event or a date."""
    if period.unit == "term" and period.of:
        message = "There is one term only: it is not that of an event."
        yield _found(asked, window, message, "Write `the term`.")
    elif isinstance(period.of, ph.Special | ph.EndOf):
        yield _found(asked, window, _COUNTED_FROM, _COUNT_IT)
    elif period.unit != "term" and period.of is None and not _is_counted(asked, window):
        message = f"`the {period.unit}` does not say which {period.unit}."
        fix = f"Write `the {period.unit} of` and an event or a date, or `the term`."
        yield _found(asked, window, message, fix)


def _is_counted(asked: Asked, window: ph.Window) -> bool:
    """Whether the window is of an event without a person, which has a check of its own."""
    context, block = asked.spot.context, asked.spot.block
    tests = (t for t in asked.tests.items if isinstance(t, ph.EventTest) and t.window is window)
    return context.wide_grain(block) is not None and any(
        isinstance(t.event, ph.EventPhrase) and whom_about(context, t.event.event.text)
        for t in tests
    )


def _open(asked: Asked, test: ph.Test) -> Iterator[Found]:
    """An open spell is a person's, asked for on the day when all else has settled."""
    context, block = asked.spot.context, asked.spot.block
    if block.keyword not in ("payment", "deduction") or not asked.kind.startswith("when"):
        message = "Whether a spell is open is asked on the day when a payment is earned."
        yield _found(asked, test, message, "Ask it in the `when` of a payment or a deduction.")
    elif asked.tests.how in ("or", "any", "some"):
        message = "A spell is open on the day when all else is met: in a choice of tests no day is."
        yield _found(asked, test, message, "Write it below `all of`, or alone.")
    elif context.wide_grain(block) is not None or whom_about(context, context.each_event(block)):
        message = "A spell is one person's, and this is for no person."
        yield _found(asked, test, message, "Pay for each person, outcome or event of a person.")


def _lasted(asked: Asked, test: ph.Lasted) -> Iterator[Found]:
    """Whether a spell has lasted is asked of a person, or of each spell that is paid for."""
    context, block = asked.spot.context, asked.spot.block
    subject = subject_of(block)
    if not asked.kind.startswith("when"):
        message = "This clause picks an event by what it records, and not by a spell."
        yield _found(asked, test, message, "Test the spell in a `when`.")
    elif context.wide_grain(block) is not None or whom_about(context, context.each_event(block)):
        message = "A spell is one person's, and this is for no person."
        yield _found(asked, test, message, "Pay for each person, outcome or event of a person.")
    elif subject and subject.periods and subject.grain[0].text == test.spell.text:
        message = f"The periods of `{test.spell.text}` are paid for one by one, as they come."
        fix = "Test it in a payment for each of them as a whole, or for an outcome."
        yield _found(asked, test, message, fix)


def _value(asked: Asked, test: ph.LimitTest | ph.ChoiceTest) -> Iterator[Found]:
    if test.value.at and not asked.kind.startswith("when"):
        message = "This clause picks an event by its own fields, not by those of another event."
        yield _found(asked, test, message, _DURING_TERM)
        return
    if isinstance(test, ph.LimitTest) and not asked.kind.startswith("when"):
        yield from _worked_out(asked, test)
    for limit in test.limits if isinstance(test, ph.LimitTest) else ():
        if _is_measure(asked, limit.value):
            continue
        if isinstance(limit.value, ph.FieldAt | ph.PointsAbove) and _is_simple(asked):
            message = "This clause picks an event by itself: no other event's value is known here."
            yield _found(asked, test, message, "Compare the field with a plain value.")
        elif asked.kind == "achieved on" and _own_field(asked, limit.value):
            message = "This clause compares an event with itself."
            yield _found(
                asked, test, message, "Say at which other event, such as `at the first …`."
            )


def _is_measure(asked: Asked, value: ph.Value) -> bool:
    """Whether a value is a measure that is worked out for each of the events that are picked."""
    context, hand = asked.spot.context, asked.spot.hand
    if not isinstance(value, ph.FieldAt) or value.at or context.field(hand, value.field.text):
        return False
    return value.field.text in context.worked_out(hand)


def _worked_out(asked: Asked, test: ph.LimitTest) -> Iterator[Found]:
    """A value that is worked out to pick an event is so from what that event records."""
    worked = (v for v in (test.value, *(x.value for x in test.limits))
              if _is_measure(asked, v) or isinstance(v, _WORKED_OUT))  # fmt: skip
    for value in worked:
        own = Own(asked.spot.context, asked.spot.hand, not _is_simple(asked))
        others = next(elsewhere(own, value), "")
        if others:
            message = f"This clause picks an event by what it records, and not by {others}."
            fix = f"Let the `{own.event}` record it as a field."
            if asked.kind == "achieved on":
                fix = f"Test it in a `when`, or let the `{own.event}` record it as a field."
            yield _found(asked, test, message, fix)


_WORKED_OUT = (ph.Arithmetic, ph.ShareOf, ph.PercentageOf)
"""Totals and numbers have a check of their own, and so has what changes by date."""


def _own_field(asked: Asked, value: ph.Value) -> bool:
    """Whether a value is a field of the very event that is being picked."""
    inner = value.value if isinstance(value, ph.PointsAbove) else value
    if not isinstance(inner, ph.FieldAt) or inner.at:
        return False
    return asked.spot.context.field(asked.spot.hand, inner.field.text) is not None


def _counts(asked: Asked) -> Iterator[Found]:
    block, items = asked.spot.block, asked.tests.items
    unit = next(
        (n.text for each in every(block, tree.ForEach) for n in each.grain if n.text in PERIODS),
        "quarter",
    )
    test = items[0] if items else None
    fits = (
        len(items) == 1
        and isinstance(test, ph.EventTest)
        and isinstance(test.event, ph.EventPhrase)
        and test.window == ph.During(ph.PeriodPhrase(unit))
    )
    if not fits and block.keyword == "measure":
        message = "People are counted in a measure by the period of one event."
        fix = f"Write `where the first service-start is during the {unit}`, with your event."
        yield _found(asked, asked.tests, message, fix)


RULE = Rule(
    code="TestOutOfReach",
    severity=Severity.ERROR,
    what="A test asks for something that is not known where it stands.",
    why="A test that cannot be answered is neither passed nor failed, and the payment hangs on it.",
    fix="Test what the clause is about.",
    example='cohort older-people "Older people referred for reablement"\n'
    "  counts      once for each person\n"
    "  joins on    the first referral where "
    "the referral is within 2 weeks before the first service-start\n"
    "  belongs to  provider at the first service-start\n",
    law="laws 12 and 13",
    find=find,
)
