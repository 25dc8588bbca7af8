"""Strategies for small random logs of a contract, biased to the days and values where rules turn.

`logs` gives a few people whose events lie on the edges of the contract's own windows, periods and
bands. `many_starters` gives enough people for a rate, near the edges of its bands. `crowded_months`
gives a few busy weeks of one provider; with `small_caps(contract, pence)` its caps then bind.

Every row is a dict of text, with all the columns of the contract's log. Rows are well formed, and
an evaluation accepts each of them, unless `dirty=True` asks for mistakes as well.
"""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st

from ocdsl.base.calendar import day_of, iso, period_end
from ocdsl.generators.sample_log.codes import EventCode
from ocdsl.generators.sample_log.draw import Draw
from ocdsl.generators.sample_log.life import Life
from ocdsl.generators.sample_log.story import Goal, Run, Stay
from ocdsl.generators.sample_log.wishes import tested_values
from ocdsl.model.contract import Contract
from tests.properties.log_shape import MOST_ROWS, Draws, Row, Shape, Writer, shape_of

MISTAKES = (
    "unknown event", "unknown provider", "unknown recorder", "no such date", "day first",
    "missing cell", "recorded too early", "same row", "same id", "corrects nothing",
    "withdraws a withdrawal", "withdrawn twice", "after the tail", "text in a number",
)  # fmt: skip


# ---- small logs of a few people


@st.composite
def logs(draw: Draws, contract: Contract, most_people: int = 5, dirty: bool = False) -> list[Row]:
    """0 to about 30 rows about up to five people, in any order; with mistakes if `dirty`."""
    shape = shape_of(contract)
    writer = Writer(draw, shape)
    base = _turning_day(writer, shape)
    for person in range(1, writer.number(1, most_people) + 1):
        _person(writer, shape, person, base)
    _change_rows(writer, shape)
    for _ in range(writer.number(1, 3) if dirty and writer.rows else 0):
        _mistake(writer, writer.pick(*MISTAKES))
    return list(draw(st.permutations(writer.rows)))


def _turning_day(writer: Writer, shape: Shape) -> int:
    """A day at the end of a week, month, quarter or year, of the term, or any day of its start."""
    contract = shape.contract
    day = contract.term_start + writer.number(0, min(400, contract.term_end - contract.term_start))
    unit = writer.pick("any", "week", "month", "quarter", "year", "term start", "term end")
    if unit in ("term start", "term end"):
        edge = contract.term_start if unit == "term start" else contract.term_end
        return edge + int(writer.pick(-1, 0, 1))
    if unit == "any":
        return day
    start = contract.dates.start(day, unit)
    return period_end(start, unit) + int(writer.pick(-1, 0, 0, 1))


def _person(writer: Writer, shape: Shape, person: int, base: int) -> None:
    story, provider = shape.story, writer.number(0, len(shape.schema.providers) - 1)
    who, days = (person, provider), [base + int(writer.pick(0, 0, 1, -1, 7))]
    for _ in range(writer.pick(1, 1, 1, 1, 2, 0)):
        writer.event(story.join.event, days[-1], who, _aimed(writer, story.join, who, days))
        days.append(days[-1] + int(writer.pick(0, 0, 1, 5)))
    for step in story.starts:
        if writer.pick(True, True, True, True, False):
            writer.event(step.event, days[-1], who)
    for step in story.baselines:
        if writer.pick(True, False):
            writer.event(step.event, days[-1] + int(writer.pick(0, 1)), who)
    _later_life(writer, shape, who, days)


def _later_life(writer: Writer, shape: Shape, who: tuple[int, int], days: list[int]) -> None:
    start, story = days[-1], shape.story
    for goal in story.goals:
        if writer.pick(True, True, False):
            day = _goal_day(writer, shape, goal, start)
            values = _aimed(writer, goal.step, who, days)
            if writer.event(goal.step.event, day, who, values):
                days.append(day)
    for run in story.runs:
        for _ in range(writer.pick(0, 0, 1, 1, 2)):
            _bundle(writer, run, who, start + int(writer.pick(0, 7, *shape.offsets)))
    for stay in story.stays:
        _stay(writer, shape, stay, who, start)
    for _ in range(writer.number(0, 2)):
        other = writer.number(0, len(shape.schema.providers) - 1)
        event = writer.pick(*shape.kinds, *_undoing(shape))
        day = int(writer.pick(*days)) + int(writer.pick(*shape.offsets))
        writer.event(event, day, (who[0], int(writer.pick(who[1], who[1], who[1], other))))


def _stay(writer: Writer, shape: Shape, stay: Stay, who: tuple[int, int], day: int) -> None:
    """Starts and ends of a spell, at times twice: a length that matters or a break apart."""
    for number in range(writer.pick(0, 1, 2, 3, 4, 6)):
        step = stay.start if number % 2 == writer.pick(0, 0, 0, 0, 1) else stay.end
        writer.event(step.event, day, who, _aimed(writer, step, who, [day]))
        ahead = stay.lengths if number % 2 == 0 else (stay.breaks,)
        lag = writer.pick(*(ahead or (stay.breaks,)))
        by = shape.contract.dates.later(day, lag) - day
        day = max(day + by + int(writer.pick(-1, 0, 0, 1, 7)), day)


def _undoing(shape: Shape) -> tuple[EventCode, ...]:
    """Events that undo a goal, set a person aside or take money back: drawn more often."""
    steps = [r.step for r in shape.story.recovered] + [s for s in [shape.story.aside] if s]
    return tuple(step.event for step in steps)


def _goal_day(writer: Writer, shape: Shape, goal: Goal, start: int) -> int:
    life = Life(shape.contract, shape.codes.events, Draw(0, 0), 0)
    life.days = {kind.name: start for kind in shape.kinds}
    low, high = life.range_of(goal.windows)
    low = start if low is None else low
    high = low + 60 if high is None else high
    edges = (low - 1, low, low + 1, high - 1, high, high + 1)
    return writer.number(low, high) if writer.pick(True, False) else int(writer.pick(*edges))


def _aimed(writer: Writer, step: Any, who: tuple[int, int], days: list[int]) -> dict[int, int]:
    """Mostly values that pass the step's own tests, at times any."""
    if writer.pick(True, False):
        return writer.some_values(step.event)
    stream = Draw(writer.number(0, 255), 0)
    life = Life(writer.shape.contract, writer.shape.codes.events, stream, who[1])
    return dict(tested_values(life, step.event, step.where, True))


def _bundle(writer: Writer, run: Run, who: tuple[int, int], day: int) -> None:
    """One period's events whose total is on the edge of a band, or a unit beside it."""
    edge = int(writer.pick(*run.edges)) if run.edges else run.field.high
    total = max(edge + int(writer.pick(-1, 0, 1)), run.field.low)
    count = max(int(writer.pick(1, 1, 2)), -(-total // max(run.field.high, 1)))
    for index in range(count):
        part = total // count + (total % count if index == 0 else 0)
        part = min(max(part, run.field.low), run.field.high)
        others = writer.some_values(run.step.event)
        values = {**others, run.field.column: part}
        writer.event(run.step.event, day + int(writer.pick(0, 0, 1)) * index, who, values)


# ---- corrections, withdrawals and mistakes


def _change_rows(writer: Writer, shape: Shape) -> None:
    for _ in range(writer.pick(0, 0, 1, 1, 2, 3) if writer.rows else 0):
        row = writer.pick(*writer.rows)
        if row["event_id"] in writer.closed or len(writer.rows) >= MOST_ROWS:
            continue
        writer.closed.add(row["event_id"])
        if writer.pick(True, True, False):
            _correct(writer, shape, row)
        else:
            writer.closed.add(writer.again(row, retracts=row["event_id"])["event_id"])


def _correct(writer: Writer, shape: Shape, row: Row) -> None:
    event = shape.codes.events[row["event"]]
    day = day_of(row["occurred_on"]) - int(writer.pick(0, 1, 7, *shape.offsets))
    values = writer.some_values(event)
    changes = {f.name: writer.text(f, values[f.column]) for f in event.fields}
    if event.first_day <= day and writer.pick(True, False):
        changes["occurred_on"] = iso(day)
    writer.again(row, supersedes=row["event_id"], **changes)


def _mistake(writer: Writer, mistake: str) -> None:
    """Add one row that is wrong in the named way, a copy of a good one but for that."""
    row = writer.pick(*writer.rows)
    wrong: dict[str, Row] = {
        "unknown event": {"event": row["event"] + "x"},
        "unknown provider": {"provider": "nobody"},
        "unknown recorder": {"recorded_by": "nobody"},
        "no such date": {"occurred_on": "2026-02-30"},
        "day first": {"occurred_on": "01/05/2026"},
        "missing cell": {writer.pick("person", "occurred_on", "recorded_at", "event_id"): ""},
        "recorded too early": {"recorded_at": "2020-01-01T09:00:00"},
        "same row": {**row},
        "same id": {"event_id": row["event_id"], "person": "p9"},
        "corrects nothing": {"supersedes": "e999"},
        "after the tail": {
            "occurred_on": iso(writer.shape.contract.tail_end + 1),
            "recorded_at": iso(writer.shape.contract.tail_end + 2) + "T09:00:00",
        },
        "text in a number": dict.fromkeys(writer.shape.schema.field_names, "many"),
    }
    if mistake in wrong:
        writer.again(row, **wrong[mistake])
        return
    first = writer.again(row, retracts=row["event_id"])
    named = first if mistake == "withdraws a withdrawal" else row
    writer.again(row, retracts=named["event_id"])


# ---- many people, for rates and caps


@st.composite
def many_starters(
    draw: Draws, contract: Contract, people: tuple[int, int] = (25, 45), spread: int = 182
) -> list[Row]:
    """A few rows each about 25 to 45 people of one provider who start within two quarters.

    The share who reach the outcome of the first measure lies on the edges of its bands and
    targets, or anywhere; a few have another event beside.
    """
    shape = shape_of(contract)
    writer = Writer(draw, shape)
    count = writer.number(*people)
    goal = _measured_goal(shape)
    reach = _near_a_band(writer, shape, count)
    first = _quarter_start(writer, shape)
    stride = writer.pick(1, 2, 3, 4, 5)
    extra = [writer.number(1, count) for _ in range(writer.number(0, 3))]
    rows: list[Row] = []
    for person in range(1, count + 1):
        writer.rows = []
        day = first + (person - 1) * stride % spread
        _starter(writer, shape, (person, day), goal if person <= reach else None)
        if person in extra:
            _later_life(writer, shape, (person, 0), [day])
        rows += writer.rows
    for number, row in enumerate(rows, 1):
        row["event_id"] = f"e{number:04d}"
    return rows if writer.pick(True, False) else rows[::-1]


def crowded_months(contract: Contract) -> st.SearchStrategy[list[Row]]:
    """6 to 14 people of one provider starting within a month: a small monthly cap binds."""
    return many_starters(contract, people=(6, 14), spread=31)


def small_caps(contract: Contract, pence: int) -> Contract:
    """The contract with every cap at so many pence, its text as it was."""
    caps = {name: attrs.evolve(cap, pence=pence) for name, cap in contract.caps.items()}
    return attrs.evolve(contract, caps=caps)


def _measured_goal(shape: Shape) -> Goal | None:
    wanted = [measure.outcome for measure in shape.contract.measures.values()]
    goals = {goal.name: goal for goal in shape.story.goals}
    return next((goals[name] for name in wanted if name in goals), None)


def _near_a_band(writer: Writer, shape: Shape, count: int) -> int:
    """How many of `count` people succeed: next to a band's edge in most cases."""
    withheld = [p.withholding for p in shape.contract.payments.values() if p.withholding]
    edges = {e for w in withheld for b in w.bands for e in (b.low, b.high) if e}
    near = {-(-edge * count // 10_000) + by for edge in edges for by in (-1, 0, 1)}
    choices = sorted(n for n in near if 0 <= n <= count) or [count]
    return int(writer.pick(*choices)) if writer.pick(True, True, False) else writer.number(0, count)


def _quarter_start(writer: Writer, shape: Shape) -> int:
    contract = shape.contract
    last = max(min(700, contract.term_end - contract.term_start - 182), 0)
    day = contract.term_start + writer.number(0, last)
    start = contract.dates.start(day, "quarter")
    return max(start, contract.term_start) + int(writer.pick(0, 0, 1, 30, 60, 75))


def _starter(writer: Writer, shape: Shape, who: tuple[int, int], goal: Goal | None) -> None:
    """Joins and starts on one day, and reaches the goal half way through its window."""
    person, day = who
    life = Life(shape.contract, shape.codes.events, Draw(person, 0), 0)
    join = shape.story.join
    steps = [(join.event, join.where), *((s.event, s.where) for s in shape.story.starts)]
    for event, where in steps:
        values = tested_values(life, event, where, True)
        life.happens(event, day, values)
        _plain(writer, event, day, person, dict(values))
    if goal:
        low, high = life.range_of(goal.windows)
        low = day + 1 if low is None else low
        middle = low + 30 if high is None else (low + high) // 2
        values = tested_values(life, goal.step.event, goal.step.where, True)
        _plain(writer, goal.step.event, middle, person, dict(values))


def _plain(writer: Writer, event: EventCode, day: int, person: int, values: dict[int, int]) -> None:
    """A row recorded on its own day, drawn without any choice, to keep large logs cheap."""
    if not event.first_day <= day <= event.last_day:
        return
    row = dict.fromkeys(writer.shape.schema.columns, "") | {
        "event": event.name,
        "provider": writer.shape.schema.providers[0],
        "person": f"p{person}",
        "occurred_on": iso(day),
        "recorded_at": f"{iso(day)}T09:00:00",
        "recorded_by": writer.shape.codes.recorders[event.recorders[0][0]],
    }
    row |= {f.name: writer.text(f, values[f.column]) for f in event.fields}
    writer.rows.append(row)
