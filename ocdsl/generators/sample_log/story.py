"""What people of a contract may live through, read from its cohorts, outcomes and payments."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from ocdsl.base.calendar import Due, Lag
from ocdsl.generators.sample_log.codes import Codes, EventCode, FieldCode
from ocdsl.model.amounts import Banded
from ocdsl.model.contract import Contract, Outcome, Payment
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.orders import place_of


@frozen
class Step:
    """An event that happens, and the tests on its own fields that the contract makes of it."""

    event: EventCode
    where: ph.Tests | None = None
    times: int = 1
    """How often it happens before it is the one that the contract names, such as the third."""


@frozen
class Goal:
    """An event that achieves an outcome, and what the contract asks of it."""

    name: str
    step: Step
    when: ph.Tests | None
    windows: tuple[ph.Window, ...]
    """Windows in which the event itself must lie."""
    companions: tuple[ph.EventTest, ...]
    """Tests of other events near it: `no readmission is within 28 days after the closure`."""


@frozen
class Recovered:
    """Money for a goal (or, with none, for `on`) that is taken back on an event."""

    goal: str
    on: str
    step: Step
    due: Due
    after_due: Lag


@frozen
class Run:
    """An event that goes on for weeks because a payment goes by band of a field's total."""

    step: Step
    field: FieldCode
    edges: tuple[int, ...]
    unit: str
    windows: tuple[ph.Window, ...]
    """Windows in which the paid periods start or end."""


@frozen
class Stay:
    """A spell: what starts and ends it, the breaks it ignores, and the lengths that matter."""

    start: Step
    end: Step
    breaks: Lag
    lengths: tuple[Lag, ...]


@frozen
class Story:
    """The life of one cohort's people: events in the order in which they come about."""

    join: Step
    start: str
    """The event whose provider the person belongs to."""
    starts: tuple[Step, ...]
    baselines: tuple[Step, ...]
    goals: tuple[Goal, ...]
    recovered: tuple[Recovered, ...]
    runs: tuple[Run, ...]
    aside: Step | None
    stays: tuple[Stay, ...] = ()
    unmentioned: tuple[Step, ...] = ()
    """Events that no rule names."""


def stories(contract: Contract, codes: Codes) -> tuple[Story, ...]:
    """A story for each cohort, in the order of the contract; one without rules if it has none."""
    steps = tuple(Step(event) for event in codes.events.values())
    found = [_Reading(contract, codes, name).story() for name in contract.cohorts]
    found = found or [Story(s, s.event.name, (), (), (), (), (), None) for s in steps[:1]]
    named = {name for story in found for name in _named(story)}
    rest = tuple(step for step in steps if step.event.name not in named)
    return tuple(evolve(story, unmentioned=rest) for story in found)


def _named(story: Story) -> Iterator[str]:
    """The events of a story, and those that undo its goals."""
    goals = (goal.step for goal in story.goals)
    others = (step for part in (story.recovered, story.runs) for step in (p.step for p in part))
    for step in (story.join, *story.starts, *story.baselines, *goals, *others):
        yield step.event.name
    for test in (test for goal in story.goals for test in goal.companions):
        yield from [test.event.event.text] if isinstance(test.event, ph.EventPhrase) else []
    yield from [story.aside.event.name] if story.aside else []
    yield from (step.event.name for stay in story.stays for step in (stay.start, stay.end))


class _Reading:
    """Reads one cohort's story out of the contract."""

    def __init__(self, contract: Contract, codes: Codes, cohort: str) -> None:
        self.contract, self.codes = contract, codes
        self.cohort = contract.cohorts[cohort]
        own = [o for o in contract.outcomes.values() if o.cohort == cohort]
        self.outcomes = [o for o in own if o.achieved_on is not None]
        self.lasting = [o.lasting for o in own if o.lasting is not None]
        self.payments = [p for p in contract.payments.values() if p.cohort == cohort]
        self.join = self._step(self.cohort.joins_on)

    def story(self) -> Story:
        goals = _in_order([self._goal(outcome) for outcome in self.outcomes])
        starts = self._starts({goal.step.event.name for goal in goals})
        known = {self.join.event.name, *(s.event.name for s in starts)}
        aside = self.cohort.sets_aside
        return Story(
            join=self.join,
            start=self.cohort.belongs_to.event.text,
            starts=starts,
            baselines=self._baselines(known),
            goals=goals,
            recovered=tuple(self._recovered()),
            runs=tuple(self._run(p, p.price) for p in self.payments if isinstance(p.price, Banded)),
            aside=self._step(aside) if aside else None,
            stays=tuple(self._stays()),
        )

    def _step(self, phrase: ph.EventPhrase) -> Step:
        times = place_of(phrase.order)
        return Step(self.codes.events[phrase.event.text], phrase.where, times)

    def _stays(self) -> Iterator[Stay]:
        """The spells of the contract: nobody's alone, but paid for or tested for this cohort."""
        for spell in self.contract.spells.values():
            lengths = [x.lag for x in self.lasting if x.spell == spell.name]
            paid = [p for p in self.contract.payments.values() if p.spell == spell.name]
            lengths += [p.periods.lag for p in paid if p.periods]
            start, end = self._step(spell.starts_on), self._step(spell.ends_on)
            yield Stay(start, end, spell.breaks, tuple(lengths))

    def _goal(self, outcome: Outcome) -> Goal:
        assert outcome.achieved_on is not None
        step = self._step(outcome.achieved_on)
        tests = [*items(step.where), *items(outcome.when)]
        timed = [t for t in tests if isinstance(t, ph.EventTest)]
        own = [t for t in timed if _is_the(t.event, step.event.name)]
        others = [t for t in timed if t not in own and isinstance(t.event, ph.EventPhrase)]
        windows = tuple(t.window for t in own)
        return Goal(outcome.name, step, outcome.when, windows, tuple(others))

    def _starts(self, achieved: set[str]) -> tuple[Step, ...]:
        """Events that others are measured from, in the order of the contract's events."""
        measures = [m for m in self.contract.measures.values() if m.cohort == self.cohort.name]
        phrases = [self.cohort.belongs_to, *(m.moment for m in measures)]
        phrases += [p.on for p in self.payments if p.on]
        named = {p.event.text for p in (*phrases, *self._moments())}
        named -= {self.join.event.name, *achieved}
        return tuple(Step(event) for event in self.codes.events.values() if event.name in named)

    def _moments(self) -> Iterator[ph.EventPhrase]:
        for test in self._tests():
            moment = (
                getattr(test.window, "moment", None) if isinstance(test, ph.EventTest) else None
            )
            if isinstance(moment, ph.EventPhrase) and moment.order:
                yield moment

    def _tests(self) -> Iterator[ph.Test]:
        for outcome in self.outcomes:
            yield from items(outcome.achieved_on.where if outcome.achieved_on else None)
            yield from items(outcome.when)
        for payment in self.payments:
            yield from items(payment.when)

    def _baselines(self, known: set[str]) -> tuple[Step, ...]:
        """Events whose first values others are compared with."""
        phrases = [v.at for test in self._tests() for v in _values(test) if v.at and v.at.order]
        names = dict.fromkeys(phrase.event.text for phrase in phrases)
        return tuple(Step(self.codes.events[n]) for n in names if n not in known)

    def _recovered(self) -> Iterator[Recovered]:
        for payment in self.payments:
            back = payment.recovery
            if back:
                on = payment.on.event.text if payment.on else ""
                step = self._step(back.event)
                yield Recovered(payment.outcome, on, step, payment.due, back.after_due)

    def _run(self, payment: Payment, price: Banded) -> Run:
        step = self._step(price.event)
        field = step.event.field(price.field)
        if field is None:
            raise LookupError(price.field)
        tests = [t for t in items(payment.when) if isinstance(t, ph.EventTest)]
        windows = tuple(t.window for t in tests if isinstance(t.event, ph.PeriodPhrase))
        ends = {end for band in price.bands for end in (band.low, band.high) if end}
        return Run(step, field, tuple(sorted(ends)), price.unit, windows)


def items(tests: ph.Tests | None) -> tuple[ph.Test, ...]:
    """The tests one by one; none for None."""
    return tests.items if tests else ()


def _is_the(event: ph.EventPhrase | ph.PeriodPhrase, name: str) -> bool:
    """Whether a phrase is the picked event of that name, such as `the closure`."""
    picked = isinstance(event, ph.EventPhrase) and event.article == "the"
    return picked and isinstance(event, ph.EventPhrase) and event.event.text == name


def _values(test: ph.Test) -> Iterator[ph.FieldAt]:
    if isinstance(test, ph.EventTest | ph.Lasted):
        return
    yield test.value
    for limit in test.limits if isinstance(test, ph.LimitTest) else ():
        if isinstance(limit.value, ph.FieldAt):
            yield limit.value
        if isinstance(limit.value, ph.PointsAbove):
            yield limit.value.value


def _in_order(goals: list[Goal]) -> tuple[Goal, ...]:
    """Goals with those that others are measured from first, else as the contract has them."""
    waiting, ordered = list(goals), list[Goal]()
    while waiting:
        names = {g.step.event.name for g in waiting}
        free = [g for g in waiting if not (_measured_from(g) & names - {g.step.event.name})]
        chosen = (free or waiting)[0]
        waiting.remove(chosen)
        ordered.append(chosen)
    return tuple(ordered)


def _measured_from(goal: Goal) -> set[str]:
    moments = [getattr(window, "moment", None) for window in goal.windows]
    return {m.event.text for m in moments if isinstance(m, ph.EventPhrase)}
