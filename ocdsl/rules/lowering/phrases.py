"""Lowers the phrases every block shares: events, moments, windows and tests."""

from __future__ import annotations

from attrs import evolve, frozen

from ocdsl.base.calendar import Lag
from ocdsl.model.contract import Clause, Field
from ocdsl.rules.frames import event_frame
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.days import BEYOND, back, lag_of, period_edge, shift, stepped
from ocdsl.rules.meant import PHRASE
from ocdsl.rules.operators import (
    PERSON,
    Arith,
    Combine,
    Compare,
    Frame,
    NodeId,
    Pick,
    Select,
)
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.orders import place_of

Bound = NodeId | int | None


@frozen
class Scope:
    """Where a phrase stands: its clause, the frame it is judged at, what `the closure` means."""

    builder: Builder
    clause: Clause
    picked: tuple[tuple[str, NodeId], ...] = ()
    """Events the block has picked, by name: what `the closure` refers to."""
    frame: Frame = PERSON
    outcome: str = ""
    """The outcome that is paid for; empty where none is."""
    day: NodeId = ""
    """The day that picks what changes by date; empty for that of the event or period at hand."""
    events: NodeId = ""
    """Which events of the kind have a row, at the frame of events; empty for all of them."""

    @property
    def hand(self) -> str:
        """The event whose fields a bare name means; empty where there is none."""
        if self.frame.kind == "event":
            return self.frame.name.removeprefix("event:")
        return self.picked[0][0] if self.picked else ""

    def picks(self, event: str, node: NodeId) -> Scope:
        """The scope in which `the EVENT` is this picked event."""
        return evolve(self, picked=((event, node), *self.picked))

    def declared(self, event: str, name: str) -> Field | None:
        """The field `name` of `event`, or None for the fields every event has."""
        return self.builder.contract.events[event].field(name)


# ---- events


def pick(
    scope: Scope,
    phrase: ph.EventPhrase,
    window: ph.Window | None = None,
    between: tuple[Bound, Bound] = (None, None),
) -> NodeId:
    """The event that a phrase names, for each row of the scope's frame.

    It lies in `window` and `between` two days, where they are given; where these differ from row
    to row of a finer frame, there is one for each of those rows.
    """
    event = phrase.event.text
    if phrase.article == "the" and not phrase.order:
        return dict(scope.picked)[event]
    inner, windows = _split_where(phrase)
    person = evolve(scope, frame=PERSON)
    start, end = bounds(person, tuple(windows) + ((window,) if window else ()))
    low = _tightest(scope, [between[0], start], "max")
    high = _tightest(scope, [between[1], end], "min")
    frame = finest(scope, low, high)
    low, high = (scope.builder.at(frame, bound) for bound in (low, high))
    return scope.builder.add(
        Pick, f"{phrase.order or 'first'}-{event}", scope.clause, frame,
        source=select(person, event, inner), which="last" if phrase.order == "last" else "first",
        low=low, high=high, place=place_of(phrase.order),
        says=scope.builder.words(PHRASE, phrase=phrase),
    )  # fmt: skip


def finest(scope: Scope, *nodes: Bound) -> Frame:
    """The finest frame among the scope's own and those of some nodes."""
    frames = [scope.frame, *(scope.builder.frame(n) for n in nodes if isinstance(n, str))]
    return next((frame for frame in frames if frame != PERSON), PERSON)


def select(scope: Scope, event: str, keep: ph.Tests | None) -> NodeId:
    """The visible events of a kind that pass the tests on their own fields."""
    frame = event_frame(event)
    condition = event_tests(evolve(scope, frame=frame), event, keep) if keep else None
    return scope.builder.add(Select, event, scope.clause, frame, event=event, keep=condition)


def field_of(scope: Scope, picked: NodeId, event: str, name: str) -> NodeId:
    """A field of a picked event, such as its `occurred_on`."""
    hint = f"{picked.split('.', 1)[1]}-{name.replace('_', '-')}"
    frame = scope.builder.frame(picked)
    return scope.builder.add(
        Select, hint, scope.clause, frame, event=event, field=name, of=picked,
        says=scope.builder.says(picked),
    )  # fmt: skip


def day_of_event(scope: Scope, phrase: ph.EventPhrase) -> NodeId:
    """The day on which the event that a phrase names occurred."""
    return field_of(scope, pick(scope, phrase), phrase.event.text, "occurred_on")


def _split_where(phrase: ph.EventPhrase) -> tuple[ph.Tests | None, list[ph.Window]]:
    """The tests on an event's fields, and the windows that all of its tests ask for."""
    tests = phrase.where
    if tests is None or tests.how not in ("one", "and", "all"):
        return tests, []
    windows = [t.window for t in tests.items if isinstance(t, ph.EventTest)]
    rest = tuple(t for t in tests.items if not isinstance(t, ph.EventTest))
    return (evolve(tests, items=rest) if rest else None), windows


# ---- windows


def bounds(scope: Scope, windows: tuple[ph.Window, ...]) -> tuple[Bound, Bound]:
    """The first and the last day that lie in every window; None where there is no limit."""
    lows: list[Bound] = []
    highs: list[Bound] = []
    for window in windows:
        low, high = _window(scope, window)
        lows.append(low)
        highs.append(high)
    return _tightest(scope, lows, "max"), _tightest(scope, highs, "min")


def _tightest(scope: Scope, days: list[Bound], op: str) -> Bound:
    """The latest of some first days, or the earliest of some last days; None where none is set."""
    fixed = [d for d in days if isinstance(d, int)]
    frame = finest(scope, *days)
    named = [scope.builder.at(frame, d) for d in days if isinstance(d, str)]
    nodes = list(dict.fromkeys(named))
    limit = (max if op == "max" else min)(fixed) if fixed else None
    result: Bound = nodes[0] if nodes else limit
    for node in nodes[1:]:
        result = scope.builder.add(
            Arith, f"{op}-day", scope.clause, frame, op=op, left=result, right=node
        )
    if nodes and limit is not None:
        result = scope.builder.add(
            Arith, f"{op}-day", scope.clause, frame, op=op, left=result, by=limit
        )
    return result


def _window(scope: Scope, window: ph.Window) -> tuple[Bound, Bound]:
    if isinstance(window, ph.During):
        return _during(scope, window.period)
    moment = moment_day(scope, window.moment)
    if isinstance(window, ph.Within):
        lag = lag_of(scope, window.duration)
        after = window.side == "after"
        other = shift(scope, moment, lag if after else back(lag))
        return (moment, other) if after else (other, moment)
    if isinstance(window, ph.Relative):
        return {
            "before": (None, shift(scope, moment, Lag(-1))),
            "on or before": (None, moment),
            "after": (shift(scope, moment, Lag(1)), None),
            "on or after": (moment, None),
        }[window.word]
    return _distance(scope, window, moment)


def _distance(scope: Scope, window: ph.Distance, moment: NodeId | int) -> tuple[Bound, Bound]:
    near, far = moment, None
    for limit in window.limits:
        assert isinstance(limit.value, ph.Duration)
        lag = lag_of(scope, limit.value)
        edge, step = lag, Lag(BEYOND.get(limit.word, 0))
        if window.side == "before":
            edge, step = back(lag), back(step)
        day = stepped(scope, moment, edge, step)
        if limit.word in ("at least", "exactly", "more than"):
            near = day
        if limit.word in ("up to and including", "exactly", "less than"):
            far = day
    return (near, far) if window.side == "after" else (far, near)


def _during(scope: Scope, period: ph.PeriodPhrase) -> tuple[Bound, Bound]:
    if period.unit == "term":
        return scope.builder.calendar.term_start, scope.builder.calendar.term_end
    assert isinstance(period.of, ph.EventPhrase | ph.Day)
    day = moment_day(scope, period.of)
    if isinstance(day, int):
        dates = scope.builder.contract.dates
        return dates.start(day, period.unit), dates.end(day, period.unit)
    start, end = (period_edge(scope, day, period.unit, edge) for edge in ("start", "end"))
    return start, end


def moment_day(scope: Scope, moment: ph.Moment) -> NodeId | int:
    """The day of a moment: a date, or the day of an event."""
    if isinstance(moment, ph.Day):
        return moment.ordinal
    if isinstance(moment, ph.EndOf) and moment.period.unit == "term":
        return scope.builder.calendar.term_end
    if isinstance(moment, ph.EndOf):
        assert moment.period.of is not None
        return shift(scope, moment_day(scope, moment.period.of), Lag(0), moment.period.unit)
    assert isinstance(moment, ph.EventPhrase)
    return day_of_event(scope, moment)


# ---- tests of a value, or of a day


def within(scope: Scope, day: NodeId, window: tuple[Bound, Bound], says: str) -> NodeId:
    """The condition that a day lies in a window, at the scope's frame."""
    low, high = (scope.builder.at(scope.frame, bound) for bound in window)
    hint = f"{day.split('.', 1)[1]}-in-time"
    return scope.builder.add(
        Compare, hint, scope.clause, scope.frame, rel="within", left=day, low=low, high=high,
        says=says,
    )  # fmt: skip


def value_at_hand(scope: Scope, value: ph.FieldAt) -> tuple[str, NodeId]:
    """The event and the node of `age at the first referral`, or of the block's own event."""
    if value.at is not None:
        event, picked = value.at.event.text, pick(scope, value.at)
    else:
        event, picked = next((e, p) for e, p in scope.picked if scope.declared(e, value.field.text))
    return event, field_of(scope, picked, event, value.field.text)


def value_test(
    scope: Scope, item: ph.LimitTest | ph.ChoiceTest, value: NodeId, declared: Field | None
) -> NodeId:
    """A test of a value at the scope's frame; `declared` gives its decimal places."""
    add, frame = scope.builder.add, scope.frame
    says = scope.builder.words(PHRASE, phrase=item)
    hint = f"{value.split('.', 1)[1]}-test"
    if isinstance(item, ph.ChoiceTest):
        rel = "none of" if item.negated else "one of"
        names = _as_held(declared, tuple(c.text for c in item.choices))
        return add(
            Compare, hint, scope.clause, frame, rel=rel, left=value, choices=names, says=says
        )
    places = declared.places or 0 if declared else 0
    conditions = []
    for limit in item.limits:
        than, right = _limit_value(scope, limit.value, places)
        word = _AS_LOW.get(limit.word, limit.word) if _is_below(limit) else limit.word
        conditions.append(
            add(Compare, hint, scope.clause, frame, rel=word, left=value, than=than,
                right=right, says=says)
        )  # fmt: skip
    return scope.builder.all_of(hint, scope.clause, tuple(conditions), says)


# How a limit reads when it is so many points below: at least 5 below is 5 below or lower.
_AS_LOW = {"at least": "up to and including", "more than": "less than"}


def _is_below(limit: ph.Limit) -> bool:
    return isinstance(limit.value, ph.PointsAbove) and limit.value.side == "below"


def _as_held(declared: Field | None, names: tuple[str, ...]) -> tuple[str | int, ...]:
    """Choices as a log holds them: `yes` and `no` are 1 and 0."""
    if declared is None or declared.kind != "yes or no":
        return names
    return tuple(int(name == "yes") for name in names)


def _limit_value(scope: Scope, value: ph.Value, places: int) -> tuple[int | None, NodeId | None]:
    """The right side of a limit: a scaled whole number, or a node at the scope's frame."""
    person = evolve(scope, frame=PERSON)
    if isinstance(value, ph.FieldAt):
        return None, scope.builder.at(scope.frame, value_at_hand(person, value)[1])
    if isinstance(value, ph.PointsAbove):
        base = scope.builder.at(scope.frame, value_at_hand(person, value.value)[1])
        op = "+" if value.side == "above" else "-"
        points = scaled(value.points, places)
        hint = f"{base.split('.', 1)[1]}-{value.side}-{points}"
        return None, scope.builder.add(
            Arith, hint, scope.clause, scope.frame, op=op, left=base, by=points
        )
    return scaled(value, places), None


def scaled(value: ph.Value, places: int) -> int:
    """A literal as a whole number of the smallest unit of its field: 2.5 hours is 250."""
    if isinstance(value, ph.Money):
        return value.pence
    if isinstance(value, ph.Day):
        return value.ordinal
    assert isinstance(value, ph.Number | ph.Percent)
    return value.digits * int(10 ** (places - value.places))


# ---- tests at the frame of an event


def event_tests(scope: Scope, event: str, phrase: ph.Tests) -> NodeId:
    """The condition on each event of a kind that a `where` states, at the frame of its events."""
    conditions = tuple(_on_event(scope, event, item) for item in phrase.items)
    least = {"one": len(conditions), "and": len(conditions), "all": len(conditions)}.get(
        phrase.how, phrase.least or 1
    )
    if len(conditions) == 1:
        return conditions[0]
    return scope.builder.add(
        Combine, f"{event}-where", scope.clause, scope.frame, of=conditions, least=least
    )


def _on_event(scope: Scope, event: str, item: ph.Test) -> NodeId:
    if isinstance(item, ph.EventTest):
        day = event_field(scope, "occurred_on")
        window = bounds(evolve(scope, frame=PERSON), (item.window,))
        return within(scope, day, window, scope.builder.words(PHRASE, phrase=item))
    assert not isinstance(item, ph.Lasted)  # a check sees to that
    name = item.value.field.text
    if isinstance(item, ph.LimitTest) and _is_worked_out(scope, event, item):
        return scope.builder.judge(scope, item)
    return value_test(scope, item, event_field(scope, name), scope.declared(event, name))


def _is_worked_out(scope: Scope, event: str, item: ph.LimitTest) -> bool:
    """Whether a side of the test is more than a field, or a number that is written."""
    values = (item.value, *(limit.value for limit in item.limits))
    return any(
        not scope.declared(value.at.event.text if value.at else event, value.field.text)
        if isinstance(value, ph.FieldAt)
        else not isinstance(value, ph.Scalar | ph.PointsAbove)
        for value in values
    )


def event_field(scope: Scope, name: str) -> NodeId:
    """A field of each event, at the frame of events."""
    hint = f"{scope.hand}-{name.replace('_', '-')}"
    return scope.builder.add(
        Select, hint, scope.clause, scope.frame, event=scope.hand, field=name,
        of=scope.events or None,
    )  # fmt: skip
