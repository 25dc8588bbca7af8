"""Outcomes as people reach or miss them: in time, on the last day, a day late, undone later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ocdsl.generators.sample_log.life import Life
from ocdsl.generators.sample_log.shares import Living
from ocdsl.generators.sample_log.story import Goal, Recovered, Story, items
from ocdsl.generators.sample_log.wishes import FieldTest, any_values, can_fail, tested_values
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.orders import place_of

_USUAL_DAYS = 90
"""How long a goal without a window may take."""

Achieved = Mapping[str, int]
"""The day of each goal that is reached and stays reached, by the outcome's name."""


def pursue(life: Life, story: Story, living: Living, success: int) -> Achieved:
    """Each goal in turn, reached in `success` of ten thousand cases."""
    achieved: dict[str, int] = {}
    for goal in story.goals:
        low, high = _days(life, goal)
        if life.draw.chance(success):
            day = _in_window(life, living, low, high)
            _happens(life, goal, day, True)
            _kept(life, goal, day)
            achieved[goal.name] = day
        else:
            _missed(life, goal, living, (low, high))
    return achieved


def _days(life: Life, goal: Goal) -> tuple[int, int]:
    low, high = life.range_of(goal.windows)
    begun = max(life.days.values(), default=life.contract.term_start)
    low = (begun + 1 if high is None else min(begun + 1, high)) if low is None else low
    return low, low + _USUAL_DAYS if high is None else high


def _in_window(life: Life, living: Living, low: int, high: int) -> int:
    """A day of the window, rarely in its first quarter; at times on its edge or just inside."""
    if life.draw.chance(living.boundary):
        day = life.draw.one_of((low, high, high, low + 1, high - 1))
        return day if low <= day <= high else high
    return life.draw.between(low + (high - low) // 4, high)


def _happens(life: Life, goal: Goal, day: int, passes: bool) -> None:
    """The goal's event, with values that pass the tests of both its clauses (or fail one)."""
    event, where = goal.step.event, goal.step.where
    first = tested_values(life, event, where, passes or not can_fail(event, where))
    if can_fail(event, goal.when):
        tested = dict(tested_values(life, event, goal.when, passes))
        own = {f.column for f in event.fields if f.name in _tested(goal.when)}
        first = tuple((c, tested[c] if c in own else v) for c, v in first)
    for _ in range(1, goal.step.times):
        before = life.draw.between(min(life.begun, day), day)
        life.happens(event, before, tested_values(life, event, where, True))
    life.happens(event, day, first)


def _tested(tests: ph.Tests | None) -> set[str]:
    return {t.value.field.text for t in items(tests) if isinstance(t, FieldTest)}


def _missed(life: Life, goal: Goal, living: Living, window: tuple[int, int]) -> None:
    """A goal that is not reached: too late or early, a wrong value, undone, or nothing at all."""
    day = _in_window(life, living, *window)
    match life.draw.below(10):
        case 0 | 1 | 2:
            _happens(life, goal, _outside(life, living, goal, window), True)
        case 3 | 4 if can_fail(goal.step.event, goal.step.where) or _can_fail_when(goal):
            _happens(life, goal, day, False)
        case 5 | 6 if goal.companions:
            _happens(life, goal, day, True)
            _undone(life, goal, living, day)
        case _ if life.draw.chance(5_000):
            life.happens(goal.step.event, day, any_values(life.draw, goal.step.event))


def _can_fail_when(goal: Goal) -> bool:
    return can_fail(goal.step.event, goal.when)


def _outside(life: Life, living: Living, goal: Goal, window: tuple[int, int]) -> int:
    """A day after the window (at times before it): by one day in many cases."""
    low, high = window
    by = 1 if life.draw.chance(living.just_outside) else 2 + life.draw.below(40)
    early = life.range_of(goal.windows)[0] is not None and life.draw.chance(2_000)
    return low - by if early else high + by


def _companions(goal: Goal, article: str) -> Iterator[tuple[ph.EventPhrase, ph.EventTest]]:
    for test in goal.companions:
        if isinstance(test.event, ph.EventPhrase) and test.event.article == article:
            yield test.event, test


def _companion_days(life: Life, test: ph.EventTest, own: int) -> tuple[int, int]:
    low, high = life.range_of((test.window,), own)
    low = own if low is None else low
    return low, low + _USUAL_DAYS if high is None else high


def _companion(life: Life, phrase: ph.EventPhrase, day: int) -> None:
    event = life.kinds[phrase.event.text]
    life.happens(event, day, tested_values(life, event, phrase.where, True))


def _kept(life: Life, goal: Goal, day: int) -> None:
    """What a goal needs beside it: `a visit is within 7 days after the closure`, or several."""
    for phrase, test in _companions(goal, "a"):
        _companion(life, phrase, life.draw.between(*_companion_days(life, test, day)))
    for phrase, test in _companions(goal, "the"):
        several = place_of(phrase.order)
        for _ in range(several if several > 1 else 0):
            _companion(life, phrase, _before_goal(life, test, day))


def _before_goal(life: Life, test: ph.EventTest, day: int) -> int:
    """A day on which an event counts among those that a goal needs, such as the third meeting."""
    low, high = life.range_of((test.window,), day)
    low = life.begun if low is None else low
    return life.draw.between(low, max(low, day if high is None else high))


def _undone(life: Life, goal: Goal, living: Living, day: int) -> None:
    """The event that a goal must not be followed by, in its window and often on its last day."""
    for phrase, test in _companions(goal, "no"):
        low, high = _companion_days(life, test, day)
        last = life.draw.chance(living.boundary)
        _companion(life, phrase, high if last else life.draw.between(low, high))


def near_misses(life: Life, story: Story, living: Living, achieved: Achieved) -> None:
    """Events that would have undone a goal, had they come a day or a few earlier."""
    for goal in story.goals:
        if goal.name not in achieved or not life.draw.chance(living.near_miss):
            continue
        for phrase, test in _companions(goal, "no"):
            _, high = _companion_days(life, test, achieved[goal.name])
            after = 1 if life.draw.chance(5_000) else 1 + life.draw.below(7)
            _companion(life, phrase, high + after)


def come_back(life: Life, story: Story, living: Living, achieved: Achieved) -> None:
    """Events on which payments are recovered: in the window, on its last day, and a day late."""
    for back in story.recovered:
        earned = _earned_on(life, story, back, achieved)
        if earned is None or not life.draw.chance(living.comes_after):
            continue
        due = life.contract.dates.due_on(earned, back.due)
        last = life.contract.dates.later(due, back.after_due)
        draw = life.draw
        some_day = draw.between(earned, last)
        edges = (earned + 1, due, last, last + 1) if living.comes_on_edge else ()
        day = draw.one_of((*edges, *(some_day,) * 4))
        values = tested_values(life, back.step.event, back.step.where, True)
        life.happens(back.step.event, day, values)


def _earned_on(life: Life, story: Story, back: Recovered, achieved: Achieved) -> int | None:
    """About the day on which the payment is earned: after what must not follow has not followed."""
    if not back.goal:
        return life.days.get(back.on)
    day = achieved.get(back.goal)
    if day is None:
        return None
    goal = next(goal for goal in story.goals if goal.name == back.goal)
    ends = [_companion_days(life, test, day)[1] for test in goal.companions]
    return max(day, *ends, day)
