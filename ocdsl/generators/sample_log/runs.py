"""Events that go on for weeks: totals of a period near the edges of the bands they are paid by."""

from __future__ import annotations

from ocdsl.generators.sample_log.life import Life, Values
from ocdsl.generators.sample_log.shares import Living
from ocdsl.generators.sample_log.story import Run, Story
from ocdsl.generators.sample_log.wishes import tested_values

_USUAL_DAYS = 56
_MOST_IN_PERIOD = 5
_FEWEST_DAYS = 10


def go_on(life: Life, story: Story, living: Living, providers: int, begun: int) -> None:
    """Every repeated event of the story, from the day on which the person's service began."""
    for run in story.runs:
        last = _last_day(life, story, run, living, begun)
        _fill(life, run, living, (begun, last))
        if providers > 1 and life.draw.chance(living.changes_provider):
            moves_on = begun + life.draw.between(7, 40)
            _move(life, run, moves_on, (life.provider + 1) % providers)


def _last_day(life: Life, story: Story, run: Run, living: Living, begun: int) -> int:
    """The day on which the run ends: at the first goal, in the paid window, or past it."""
    _, paid_to = life.range_of(run.windows)
    high = begun + _USUAL_DAYS if paid_to is None else paid_to
    if life.draw.chance(living.overruns):
        return high + 1 + life.draw.below(21)
    goals = [life.days.get(goal.step.event.name, 0) for goal in story.goals]
    ends = [day for day in goals if begun + _FEWEST_DAYS <= day <= high]
    return min(ends) if ends else life.draw.between(min(begun + _FEWEST_DAYS, high), high)


def _fill(life: Life, run: Run, living: Living, days: tuple[int, int]) -> None:
    top = run.edges[-1] if run.edges else run.field.high
    usual = 1 + life.draw.below(top * 13 // 10)
    start = days[0]
    while start <= days[1]:
        end = life.period(start, run.unit)[1]
        total = _total(life, run, living, usual)
        _spread(life, run, total, (start, min(end, days[1])))
        start = end + 1


def _total(life: Life, run: Run, living: Living, usual: int) -> int:
    """The total of one period: near the person's usual, or on a band's edge or a unit beside it."""
    draw = life.draw
    if run.edges and draw.chance(living.band_edge):
        return max(draw.one_of(run.edges) + draw.below(3) - 1, 1)
    total = usual * (60 + draw.below(81)) // 100
    return max(total - total % run.field.step, run.field.step)


def _spread(life: Life, run: Run, total: int, days: tuple[int, int]) -> None:
    """One period's events: so many that no day holds more than the field may."""
    field, draw = run.field, life.draw
    least, most = max(field.low, 1), max(field.high, 1)
    count = max(2 + draw.below(_MOST_IN_PERIOD - 1), -(-total // most))
    chosen = draw.some_of(*days, min(count, max(total // least, 1)))
    for day, part in zip(chosen, _parts(total, len(chosen), field.step), strict=True):
        value = min(max(part, field.low), field.high)
        life.happens(run.step.event, day, _values(life, run, value))


def _parts(total: int, count: int, step: int) -> list[int]:
    """A total in about equal parts, each but the last of them in whole steps."""
    each = total // count
    each = each - each % step or each
    return [each] * (count - 1) + [total - each * (count - 1)]


def _values(life: Life, run: Run, value: int) -> Values:
    if len(run.step.event.fields) == 1:
        return ((run.field.column, value),)
    values = tested_values(life, run.step.event, run.step.where, True)
    return tuple((c, value if c == run.field.column else v) for c, v in values)


def _move(life: Life, run: Run, day: int, provider: int) -> None:
    """From `day` on the run's events are another provider's."""
    recorders = run.step.event.recorders
    life.events = [
        h._replace(provider=provider, recorder=recorders[provider][0])
        if h.event is run.step.event and h.day >= day
        else h
        for h in life.events
    ]
