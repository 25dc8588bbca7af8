"""The laws of dates: months from the anchor, working days by number, and the engines agreeing."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.pairs import ENGINES, said
from ocdsl.base.calendar import LAST_DAY, PERIODS, RUN_ON, Lag, WorkingDays, iso, later
from ocdsl.base.holidays import holiday_calendar
from ocdsl.base.source import Source
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from tests.properties.batches import evaluated, write_rows
from tests.properties.log_shape import Row

FIRST, LAST = date(2019, 1, 1).toordinal(), date(2040, 12, 31).toordinal()
ENGLAND = holiday_calendar("england-and-wales").working
days = st.integers(FIRST, LAST)
rules = st.sampled_from((LAST_DAY, RUN_ON))
numbers = st.integers(-400, 400)
lags = st.one_of(
    st.builds(Lag, numbers),
    st.builds(Lag, numbers, st.just("month"), rules),
    st.builds(Lag, numbers, st.just("working day"), st.just("england-and-wales")),
)


@given(days, numbers)
def test_adding_days_and_taking_them_off_changes_nothing(day: int, number: int) -> None:
    assert later(later(day, Lag(number), ENGLAND), Lag(-number), ENGLAND) == day


@given(days, days, lags)
def test_a_later_day_never_ends_sooner(one: int, other: int, lag: Lag) -> None:
    first, second = sorted((one, other))
    assert later(first, lag, ENGLAND) <= later(second, lag, ENGLAND)


@given(days, numbers, numbers, lags)
def test_a_longer_length_never_ends_sooner(day: int, one: int, other: int, lag: Lag) -> None:
    first, second = (lag._replace(number=number) for number in sorted((one, other)))
    assert later(day, first, ENGLAND) <= later(day, second, ENGLAND)


@given(days, numbers, rules)
def test_months_are_counted_from_the_anchor(day: int, number: int, rule: str) -> None:
    """The same day of the month where there is one, for every number of months: no drift."""
    anchor = date.fromordinal(day)
    months = anchor.year * 12 + anchor.month - 1 + number
    last = _last_day(months)
    expected = last if rule == LAST_DAY else last + date.resolution
    if anchor.day <= last.day:
        expected = last.replace(day=anchor.day)
    assert date.fromordinal(later(day, Lag(number, "month", rule), ENGLAND)) == expected


def _last_day(months: int) -> date:
    return date((months + 1) // 12, (months + 1) % 12 + 1, 1) - date.resolution


@given(days, st.integers(-80, 80))
def test_working_days_are_those_one_meets_one_by_one(day: int, number: int) -> None:
    found, left, step = day, abs(number), 1 if number > 0 else -1
    while left:
        found += step
        left -= ENGLAND.is_working(found)
    assert later(day, Lag(number, "working day"), ENGLAND) == found


@given(days)
def test_a_day_that_moves_moves_to_a_working_day_and_no_further(day: int) -> None:
    moved = ENGLAND.on_or_after(day)
    assert moved >= day and ENGLAND.is_working(moved)
    assert not any(ENGLAND.is_working(between) for between in range(day, moved))


@given(st.sets(st.integers(1, 400), max_size=40), st.integers(1, 500), st.integers(-60, 60))
def test_any_set_of_holidays_will_do(holidays: set[int], day: int, number: int) -> None:
    working = WorkingDays(holidays)
    found = working.later(day, number)
    if number > 0:
        assert sum(map(working.is_working, range(day + 1, found + 1))) == number
    elif number < 0 and found > 0:
        assert sum(map(working.is_working, range(found, day))) == -number


# ---- the engines


CONTRACT = """contract random-dates "Random dates"
  model         reward for individual outcomes
  commissioner  vale "Vale Council"
  provider      alder "Alder Care"
  term          from 1 January 2024 up to and including 31 December 2027
  tail          {tail}, for people who joined during the term
  currency      GBP
  rounding      half up to the penny on each payment line
  weeks         start on {weekday}
  years         start on 1 {month}
  months        {month_end} a month that is too short
  working days  follow england-and-wales
  due dates     {due_dates}

event start "First visit"
  recorded by  provider

event finish "Last visit"
  recorded by  provider

event setback "Setback"
  recorded by  provider

cohort people "People"
  counts      once for each person
  joins on    the first start
  belongs to  provider at the first start
"""
BLOCKS = """
outcome done-{n} "Done {n}"
  counts     once for each person in people
  achieved   on the first finish
  when       the finish is {window}
  needs      the finish to be recorded within {recorded}
  otherwise  not achieved

payment fee-{n} "Fee {n}"
  pays     £{n}.00 for each done-{n}
  recover  100% of the payment on a setback after earning, {limit} {after_due} after the due-date
  due      {due} after {moment}
"""
UNITS = ("day", "week", "month", "quarter", "year", "working day")


def _length(number: int, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")


_some = {"day": 40, "week": 8, "month": 6, "quarter": 3, "year": 2, "working day": 30}
lengths = st.sampled_from(UNITS).flatmap(
    lambda unit: st.integers(0, _some[unit]).map(lambda number: _length(number, unit))
)
_two = st.sampled_from(UNITS).flatmap(
    lambda unit: st.lists(st.integers(0, _some[unit]), min_size=2, max_size=2, unique=True).map(
        lambda two: tuple(_length(n, unit) for n in sorted(two))
    )
)
_period = st.sampled_from(PERIODS)
_event = st.just("the first start") | st.dates(date(2024, 1, 1), date(2028, 12, 31)).map(
    lambda d: d.isoformat()
)
_moments = _event | st.builds("the end of the {} of {}".format, _period, _event)
windows = st.one_of(
    st.builds("within {} {} {}".format, lengths, st.sampled_from(("after", "before")), _moments),
    st.builds(
        "{0} {1[0]}, {2} {1[1]} {3} {4}".format,
        st.sampled_from(("at least", "more than")),
        _two,
        st.sampled_from(("up to and including", "less than")),
        st.sampled_from(("after", "before")),
        _moments,
    ),
    st.builds("exactly {} after {}".format, lengths, _moments),
    st.builds("{} {}".format, st.sampled_from(("before", "on or before", "after")), _moments),
    st.builds("during the {} of {}".format, _period, _event),
)


@st.composite
def contracts(draw: st.DrawFn) -> str:
    """A contract of six payments, each with a window, a lag and a recovery of its own."""
    pick = lambda *options: draw(st.sampled_from(options))  # noqa: E731 - short, and used below
    text = CONTRACT.format(
        tail=pick("2 years", "18 months", "100 weeks"),
        weekday=pick("Monday", "Thursday", "Sunday"),
        month=pick("January", "April", "September"),
        month_end=pick(LAST_DAY + " of", RUN_ON),
        due_dates=pick("may fall on any day", "move to the next working day"),
    )
    blocks = [
        BLOCKS.format(
            n=n,
            window=draw(windows),
            recorded=draw(lengths),
            limit=pick("up to and including", "less than"),
            after_due=draw(lengths),
            due=draw(lengths),
            moment=pick("earning", f"the end of the {draw(_period)} of earning"),
        )
        for n in range(1, 7)
    ]
    return text + "".join(blocks)


# Days about which lengths come out otherwise: month-ends, leap days, Easter and Christmas.
_EDGES = [
    date.fromisoformat(text).toordinal() + by
    for text in ("2024-02-29", "2025-01-31", "2027-03-28", "2026-12-25", "2027-12-27", "2027-05-31")
    for by in range(-3, 4)
]
_TERM = date(2024, 1, 1).toordinal(), date(2027, 12, 31).toordinal()
_start_days = st.sampled_from(_EDGES) | st.integers(*_TERM)
as_ats = st.integers(_TERM[0], _TERM[1] + 900)


@st.composite
def people(draw: st.DrawFn) -> list[Row]:
    """The events of forty people, about the edges of what is short."""
    rows: list[Row] = []
    for person in range(40):
        start = draw(_start_days)
        finish = draw(st.sampled_from(_EDGES)) if draw(st.booleans()) else start + draw(_near)
        for event, day in (("start", start), ("finish", finish), ("setback", finish + draw(_near))):
            recorded = day + draw(st.integers(0, 9)) if event == "finish" else day
            rows.append(_row(len(rows), event, f"p{person:02d}", (day, recorded)))
    return rows


_near = st.integers(-70, 200)


def _row(number: int, event: str, person: str, when: tuple[int, int]) -> Row:
    return {
        "event_id": f"e{number:03d}", "event": event, "provider": "alder", "person": person,
        "occurred_on": iso(when[0]), "recorded_at": iso(when[1]), "recorded_by": "alder",
        "supersedes": "", "retracts": "",
    }  # fmt: skip


def _built(text: str) -> Contract | None:
    checked = check(Source("random.ocdsl", text))
    wrong = [d for d in checked.diagnostics if d.severity.name == "ERROR"]
    # Two limits that leave no day are refused; every other mistake would be one of this test.
    assert all(d.code == "NeverTrue" for d in wrong), wrong
    return checked.contract


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(contracts(), people(), as_ats)
def test_engines_agree_on_random_dates_and_rules(text: str, rows: list[Row], as_at: int) -> None:
    contract = _built(text)
    if contract is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contract, rows, Path(folder, "log.csv"))
        first, *others = (said(evaluated(contract, [path], as_at, e)) for e in ENGINES)
    for other in others:
        assert other == first


def test_the_random_contracts_pay_something() -> None:
    """Else the engines would agree on nothing at all."""
    statuses: set[str] = set()

    @settings(deadline=None, max_examples=8, database=None, suppress_health_check=list(HealthCheck))
    @given(contracts(), people())
    def collect(text: str, rows: list[Row]) -> None:
        if contract := _built(text):
            with tempfile.TemporaryDirectory() as folder:
                path = write_rows(contract, rows, Path(folder, "log.csv"))
                result = evaluated(contract, [path], contract.tail_end, "reference")
                statuses.update(d.status for d in result.decisions())

    collect()
    assert {"payable", "not-due", "recovered"} <= statuses


@pytest.mark.parametrize("number", range(1, 49))
def test_the_thirty_first_comes_back_every_time_there_is_one(number: int) -> None:
    """Repeated addition would stay on the 28th for ever after the first February."""
    day = later(date(2027, 1, 31).toordinal(), Lag(number, "month", LAST_DAY), ENGLAND)
    assert date.fromordinal(day + 1).day == 1
