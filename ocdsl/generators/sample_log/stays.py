"""Spells as people live them: that last to the day or end just before it, with breaks."""

from __future__ import annotations

from ocdsl.base.calendar import Lag
from ocdsl.generators.sample_log.draw import WHOLE
from ocdsl.generators.sample_log.life import Life
from ocdsl.generators.sample_log.shares import Living
from ocdsl.generators.sample_log.story import Stay, Step, Story
from ocdsl.generators.sample_log.wishes import tested_values

_MOST = 4
_USUAL_DAYS = 60


def stay(life: Life, story: Story, living: Living, begun: int) -> None:
    """A few stretches of each spell of the story; the last of them may never end."""
    for each in story.stays:
        day = life.days.get(each.start.event.name, begun + life.draw.below(14))
        for _ in range(1 + life.draw.below(_MOST)):
            if each.start.event.name not in life.days or day != life.days[each.start.event.name]:
                _happens(life, each.start, day)
            if life.draw.chance(2_500):
                break
            day = _end(life, each, living, day)
            _happens(life, each.end, day)
            day = _return(life, each, living, day)


def _end(life: Life, stay: Stay, living: Living, start: int) -> int:
    """The day a stretch ends: often just before, on or after a length that matters."""
    if not stay.lengths or life.draw.chance(WHOLE - living.spell_edge):
        return start + life.draw.below(_USUAL_DAYS)
    lag = life.draw.one_of(stay.lengths)
    times = 1 + life.draw.below(3)
    target = _later(life, start, lag._replace(number=lag.number * times))
    return max(target + life.draw.below(4) - 2, start)


def _return(life: Life, stay: Stay, living: Living, end: int) -> int:
    """The day the next stretch starts: within the break that is ignored, or just beyond it."""
    longest = _later(life, end, stay.breaks)
    return (
        max(longest + life.draw.below(4) - 2, end)
        if life.draw.chance(living.spell_edge)
        else longest + 20
    )


def _later(life: Life, day: int, lag: Lag) -> int:
    return life.contract.dates.later(day, lag)


def _happens(life: Life, step: Step, day: int) -> None:
    life.happens(step.event, day, tested_values(life, step.event, step.where, True))
