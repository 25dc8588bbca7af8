"""The histories of people: who joins when, with which provider, and what comes of it."""

from __future__ import annotations

from ocdsl.generators.sample_log.codes import Codes
from ocdsl.generators.sample_log.draw import WHOLE, Draw
from ocdsl.generators.sample_log.goals import come_back, near_misses, pursue
from ocdsl.generators.sample_log.life import Happening, Life
from ocdsl.generators.sample_log.runs import go_on
from ocdsl.generators.sample_log.shares import Living
from ocdsl.generators.sample_log.stays import stay
from ocdsl.generators.sample_log.story import Story
from ocdsl.generators.sample_log.wishes import any_values, can_fail, tested_values
from ocdsl.model.contract import Contract

_QUARTER_DAYS = 91
_SWINGS = 19
_SWING = 100
"""A quarter's success is up to 9 swings of 1% better or worse than the provider's usual."""


class People:
    """Makes the history of one person after another, each from a stream of its own."""

    def __init__(
        self, contract: Contract, codes: Codes, stories: tuple[Story, ...], living: Living
    ) -> None:
        self.contract, self.codes, self.stories = contract, codes, stories
        self.providers = len(codes.schema.providers)
        self.living = living

    def history(self, draw: Draw) -> list[Happening]:
        """What happens to one person, in no particular order of days."""
        provider, on_limits = self._provider(draw), self.living.limit_edge
        life = Life(self.contract, self.codes.events, draw, provider, on_limits)
        story = draw.one_of(self.stories)
        if self._joins(life, story) and not draw.chance(self.living.never_starts):
            self._is_served(life, story)
        for step in story.unmentioned:
            if draw.chance(self.living.unmentioned):
                life.happens(step.event, self._some_day(life), any_values(draw, step.event))
        return life.events

    def _provider(self, draw: Draw) -> int:
        """Each provider after the first has somewhat fewer people than the one before."""
        weights = [4 * self.providers - index for index in range(self.providers)]
        place = draw.below(sum(weights))
        index = 0
        while place >= weights[index]:
            place -= weights[index]
            index += 1
        return index

    def _joins(self, life: Life, story: Story) -> bool:
        """The joining events; False when the person never becomes eligible."""
        draw, join, where = life.draw, story.join.event, story.join.where
        day = self._joining_day(draw)
        eligible = not (can_fail(join, where) and draw.chance(self.living.ineligible))
        life.happens(join, day, tested_values(life, join, where, eligible))
        again = draw.chance(5_000) if not eligible else draw.chance(self.living.joins_again)
        if again:
            day += 1 + draw.below(200)
            life.happens(join, day, tested_values(life, join, where, True))
        if not eligible and again:
            life.days[join.name] = day
        # Some of those who do not qualify are served all the same, and must not be paid for.
        return eligible or again or draw.chance(3_000)

    def _joining_day(self, draw: Draw) -> int:
        first, last = self.contract.term_start, self.contract.term_end
        if draw.chance(self.living.outside_term):
            beside = 1 if draw.chance(5_000) else 1 + draw.below(20)
            return first - beside if draw.chance(5_000) else last + beside
        if draw.chance(100):
            return draw.one_of((first, last))
        return draw.between(first, last)

    def _is_served(self, life: Life, story: Story) -> None:
        draw = life.draw
        for step in story.starts:
            day = max(life.days.values(), default=self.contract.term_start)
            day += draw.below(3) if draw.chance(6_000) else draw.below(15)
            life.happens(step.event, day, any_values(draw, step.event))
        for step in story.baselines:
            if draw.chance(9_000):
                values = any_values(draw, step.event)
                life.happens(step.event, self._begun(life, story) + draw.below(4), values)
        achieved = pursue(life, story, self.living, self._success(life))
        go_on(life, story, self.living, self.providers, self._begun(life, story))
        stay(life, story, self.living, self._begun(life, story))
        near_misses(life, story, self.living, achieved)
        come_back(life, story, self.living, achieved)
        self._is_set_aside(life, story)

    def _begun(self, life: Life, story: Story) -> int:
        joined = life.days.get(story.join.event.name, self.contract.term_start)
        return life.days.get(story.start, joined)

    def _success(self, life: Life) -> int:
        """How likely an outcome is, by provider and quarter, in ten thousand."""
        living, last = self.living, max(self.providers - 1, 1)
        usual = living.success_first
        usual += (living.success_last - living.success_first) * life.provider // last
        day = min(life.days.values(), default=self.contract.term_start)
        quarter = (day - self.contract.term_start) // _QUARTER_DAYS
        swing = (quarter * 7 + life.provider * 5) % _SWINGS - _SWINGS // 2
        return min(max(usual + swing * _SWING, 0), WHOLE)

    def _is_set_aside(self, life: Life, story: Story) -> None:
        aside = story.aside
        if aside is None or not life.draw.chance(self.living.set_aside):
            return
        day = self._begun(life, story) + 1 + life.draw.below(100)
        life.ends_on(day, story.join.event)
        life.happens(aside.event, day, tested_values(life, aside.event, aside.where, True))

    def _some_day(self, life: Life) -> int:
        return min(life.days.values(), default=self.contract.term_start) + life.draw.below(120)
