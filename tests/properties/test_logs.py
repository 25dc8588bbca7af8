"""The random logs of the property tests are what they say: well formed, varied, repeatable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from ocdsl.base.source import Source
from ocdsl.events.corrections import settle
from ocdsl.events.from_model import schema_of
from ocdsl.events.refusals import RowRefused
from ocdsl.events.rows import Event, RowChecker
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from tests.properties.log_shape import Row
from tests.properties.logs import crowded_months, logs, many_starters, small_caps

SHIPPED = Path(__file__).parents[2] / "contracts" / "reablement-at-home" / "contract.ocdsl"
quick = settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@cache
def shipped() -> Contract:
    checked = check(Source(str(SHIPPED), SHIPPED.read_text(encoding="utf-8")))
    assert checked.contract is not None, checked.diagnostics
    return checked.contract


def accepted(rows: list[Row]) -> tuple[list[Event], list[str]]:
    """The events of a log, and the codes of the rows refused."""
    schema = schema_of(shipped())
    checker = RowChecker(schema, schema.columns)
    events, codes = [], []
    for number, row in enumerate(rows, 1):
        try:
            events.append(checker.check("log.csv", number, [row[c] for c in schema.columns]))
        except RowRefused as refusal:
            codes.append(refusal.code)
    settled = settle(events, ())
    return settled.events, codes + [r.code for r in settled.refusals]


@quick
@given(rows=logs(shipped()))
def test_small_logs_hold_nothing_that_is_refused(rows: list[Row]) -> None:
    assert len(rows) <= 30
    assert accepted(rows)[1] == []


@quick
@given(rows=many_starters(shipped()))
def test_large_logs_hold_nothing_that_is_refused(rows: list[Row]) -> None:
    assert accepted(rows)[1] == []
    starts = [row for row in rows if row["event"] == "service-start"]
    assert Counter(row["provider"] for row in starts)["alder-care"] >= 25
    assert 24 <= len({row["person"] for row in rows}) <= 45


@quick
@given(rows=crowded_months(shipped()))
def test_crowded_months_are_small(rows: list[Row]) -> None:
    assert accepted(rows)[1] == []
    assert len({row["person"] for row in rows}) <= 14


def drawn(strategy: st.SearchStrategy[list[Row]], count: int = 60) -> list[list[Row]]:
    """So many examples of a strategy, always the same ones."""
    found: list[list[Row]] = []

    @seed(7)
    @settings(quick, max_examples=count)
    @given(rows=strategy)
    def collect(rows: list[Row]) -> None:
        found.append(rows)

    run: Callable[[], None] = collect
    run()
    return found


def test_the_same_seed_draws_the_same_logs() -> None:
    assert drawn(logs(shipped())) == drawn(logs(shipped()))


def test_dirty_logs_show_every_kind_of_mistake() -> None:
    codes = Counter(
        c for rows in drawn(logs(shipped(), dirty=True), 300) for c in accepted(rows)[1]
    )
    expected = {
        "UnknownEvent", "UnknownProvider", "NoSuchDate", "DateDayFirst", "MissingValue",
        "RecordedBeforeItOccurred", "DuplicateRow", "DuplicateId", "CorrectsUnknownEvent",
        "CorrectsARetraction", "AlreadyCorrected", "AfterTheTail",
    }  # fmt: skip
    assert expected <= set(codes)


def test_small_logs_reach_what_property_tests_need() -> None:
    found: Counter[str] = Counter()
    for rows in drawn(logs(shipped()), 300):
        kinds = Counter((row["person"], row["event"]) for row in rows)
        found["several referrals"] += any(n > 1 for (_, e), n in kinds.items() if e == "referral")
        found["corrected"] += any(row["supersedes"] for row in rows)
        found["withdrawn"] += any(row["retracts"] for row in rows)
        found["set aside"] += any(row["reason"] in ("died", "moved-away") for row in rows)
        found["achieved"] += any(row["reason"] == "needs-no-care" for row in rows)
        found["readmitted"] += any(row["event"] == "readmission" for row in rows)
        found["supported"] += any(row["hours"] for row in rows)
        days = Counter((row["person"], row["occurred_on"]) for row in rows)
        found["two on a day"] += any(count > 1 for count in days.values())
    assert len(found) == 8
    assert min(found.values()) >= 15, found


def test_small_caps_change_the_caps_alone() -> None:
    small = small_caps(shipped(), 100_000)
    assert {cap.pence for cap in small.caps.values()} == {100_000}
    assert small.payments == shipped().payments
