"""The laws of caps in their several orders, on random logs (laws 21 and 27)."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.pairs import ENGINES, said
from ocdsl.base.calendar import iso, period_start
from ocdsl.base.money import decimal_text, half_up
from ocdsl.base.source import Source
from ocdsl.events.from_model import schema_of
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import cases
from tests.properties.batches import evaluated, write_rows
from tests.properties.log_shape import Row
from tests.properties.logs import crowded_months, logs

BOOKS = Path(__file__).parents[1] / "conformance"
slow = settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@cache
def contract_of(book: str, title: str = "") -> Contract:
    """The contract of the first case of a casebook whose title begins so."""
    case = next(case for case in cases(BOOKS / book) if case.title.startswith(title))
    checked = check(Source(book, case.contract))
    assert checked.contract is not None, checked.diagnostics
    return checked.contract


def decided(contract: Contract, rows: list[Row], as_at: int) -> list[Decision]:
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contract, rows, Path(folder, "log.csv"))
        return list(evaluated(contract, [path], as_at, "reference").decisions())


def shared() -> Contract:
    return contract_of("cap-orders.md")


def two_caps() -> Contract:
    return contract_of("caps.md", "A line that two caps cut")


some_logs = st.one_of(logs(shared()), crowded_months(shared()))
days = st.integers(shared().term_start, shared().tail_end + 30)


@slow
@given(rows=some_logs, as_at=days)
def test_room_that_is_shared_is_never_exceeded_and_no_penny_is_lost(
    rows: list[Row], as_at: int
) -> None:
    room: dict[tuple[str | None, str], int] = defaultdict(int)
    whole: dict[str, int] = defaultdict(int)
    for d in decided(shared(), rows, as_at):
        if d.payment == "start-fee" and d.status not in ("not-due", "pending"):
            assert d.earned_on is not None
            whole[d.id.partition("#")[0]] += d.amount
            if d.status == "payable":
                room[d.provider, iso(d.earned_on)[:7]] += d.amount
    assert all(total <= 100_00 for total in room.values())
    assert set(whole.values()) <= {80_00}


@slow
@given(rows=some_logs, as_at=days)
def test_each_person_has_the_better_of_two_in_full(rows: list[Row], as_at: int) -> None:
    bonuses: dict[str | None, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for d in decided(shared(), rows, as_at):
        if d.payment.endswith("-bonus"):
            bonuses[d.person][d.status].append(d.amount)
    for of in bonuses.values():
        paid, left = of["payable"], of["capped"]
        assert len(paid) <= 1
        assert not left or max(left) <= paid[0]


def kept_room() -> Contract:
    return contract_of("cap-rooms.md", "Half")


def rolling() -> Contract:
    return contract_of("cap-rooms.md", "E33")


@st.composite
def claims(draw: st.DrawFn) -> list[Row]:
    """Claims of two providers on days of three years, many of them at the edge of a month."""
    rows: list[Row] = []
    for number in range(draw(st.integers(1, 25))):
        start = period_start(draw(st.integers(0, 1185)) + rolling().term_start, "month", 0, 4)
        day = min(start + draw(st.sampled_from((0, 9, 27))), rolling().tail_end)
        rows.append(dict.fromkeys(schema_of(rolling()).columns, "") | {
            "event_id": f"c{number:02d}", "event": "claim", "occurred_on": iso(day),
            "provider": draw(st.sampled_from(("alder-care", "bryn-support"))),
            "recorded_at": f"{iso(day)}T09:00:00", "recorded_by": "commissioner",
            "amount": decimal_text(draw(st.integers(0, 15_000)), 2),
        })  # fmt: skip
    return rows


def let_through(contract: Contract, rows: list[Row]) -> dict[str | None, list[tuple[int, int]]]:
    """For each provider the day and the pence of what is payable; each claim is all there."""
    paid: dict[str | None, list[tuple[int, int]]] = defaultdict(list)
    whole: dict[str, int] = defaultdict(int)
    for d in decided(contract, rows, contract.tail_end):
        if d.status in ("payable", "capped"):
            assert d.earned_on is not None
            whole[d.id.partition("#")[0]] += d.amount
            if d.status == "payable":
                paid[d.provider].append((d.earned_on, d.amount))
    claimed = {f"claims/{r['event_id']}": int(r["amount"].replace(".", "")) for r in rows}
    assert whole == {name: pence for name, pence in claimed.items() if name in whole}
    return paid


@slow
@given(rows=claims())
def test_no_twelve_months_hold_more_than_their_limit(rows: list[Row]) -> None:
    for lines in let_through(rolling(), rows).values():
        months = [_month(day) for day, _ in lines]
        for last in months:
            span = (pence for month, (_, pence) in zip(months, lines, strict=True)
                    if last - 12 < month <= last)  # fmt: skip
            assert sum(span) <= 12_00


def _month(day: int) -> int:
    year, month, _ = iso(day).split("-")
    return int(year) * 12 + int(month)


@slow
@given(rows=claims())
def test_a_year_has_its_room_and_half_of_what_the_year_before_left(rows: list[Row]) -> None:
    for lines in let_through(kept_room(), rows).values():
        before = None
        for year in range(2026, 2030):
            paid = sum(pence for day, pence in lines if (_month(day) - 4) // 12 == year)
            carried = 0 if before is None else half_up(max(100_00 - before, 0), 2)
            assert paid <= 100_00 + carried
            before = paid


@slow
@given(rows=claims(), as_at=st.integers(rolling().term_start, rolling().tail_end + 30))
def test_engines_agree_on_rooms(rows: list[Row], as_at: int) -> None:
    for contract in (rolling(), kept_room(), contract_of("cap-rooms.md", "Pro rata")):
        with tempfile.TemporaryDirectory() as folder:
            path = write_rows(contract, rows, Path(folder, "log.csv"))
            first, *others = (said(evaluated(contract, [path], as_at, e)) for e in ENGINES)
        for other in others:
            assert other == first


def budgets() -> Contract:
    return contract_of("cap-values.md")


@slow
@given(rows=logs(budgets()), as_at=st.integers(budgets().term_start, budgets().tail_end))
def test_nobody_is_paid_more_than_the_budget_recorded(rows: list[Row], as_at: int) -> None:
    contract = budgets()
    paid: dict[tuple[str | None, int], int] = defaultdict(int)
    for d in decided(contract, rows, as_at):
        if d.status == "payable":
            assert d.earned_on is not None
            paid[d.person, (_month(d.earned_on) - 4) // 12] += d.amount
    most: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["event"] == "plan" and row["budget"]:
            most[row["person"]] = max(most[row["person"]], int(row["budget"].replace(".", "")))
    assert all(total <= most[person or ""] for (person, _), total in paid.items())


@slow
@given(
    rows=crowded_months(two_caps()), as_at=st.integers(two_caps().term_start, two_caps().tail_end)
)
def test_every_part_that_caps_make_of_a_line_has_its_own_id(rows: list[Row], as_at: int) -> None:
    found = decided(two_caps(), rows, as_at)
    assert len({d.id for d in found}) == len(found)
    whole: dict[str, int] = defaultdict(int)
    for d in found:
        if d.payment == "joining" and d.status in ("payable", "capped"):
            whole[d.id.partition("#")[0]] += d.amount
    assert set(whole.values()) <= {100_00}


def credits() -> Contract:
    return contract_of("limits-to-deductions.md", "E33")


@st.composite
def months_of_service(draw: st.DrawFn) -> list[Row]:
    """Months of two providers, well and poorly available, with charges of odd pence."""
    rows: list[Row] = []
    for number in range(draw(st.integers(1, 20))):
        day = period_start(credits().term_start + draw(st.integers(0, 700)), "month", 0, 4)
        day += draw(st.sampled_from((0, 27)))
        rows.append(dict.fromkeys(schema_of(credits()).columns, "") | {
            "event_id": f"m{number:02d}", "event": "month-end", "occurred_on": iso(day),
            "provider": draw(st.sampled_from(("alder-care", "bryn-support"))),
            "recorded_at": f"{iso(day)}T09:00:00", "recorded_by": "commissioner",
            "charge": decimal_text(draw(st.integers(0, 2_000)), 2),
            "availability": draw(st.sampled_from(("97", "98", "99.79", "99.8", "100"))),
        })  # fmt: skip
    return rows


@slow
@given(rows=months_of_service(), as_at=st.integers(0, 760))
def test_no_more_than_a_tenth_of_twelve_months_is_taken(rows: list[Row], as_at: int) -> None:
    until = credits().term_start + as_at
    charged: dict[tuple[str, int], int] = defaultdict(int)
    for row in rows:
        if row["occurred_on"] <= iso(until):
            month = int(row["occurred_on"][:4]) * 12 + int(row["occurred_on"][5:7])
            charged[row["provider"], month] += int(row["charge"].replace(".", ""))
    taken: dict[tuple[str, int], int] = defaultdict(int)
    for d in decided(credits(), rows, until):
        if d.payment.endswith("-service") and d.status == "payable":
            assert d.earned_on is not None
            taken[d.provider or "", _month(d.earned_on)] -= d.amount
    for (provider, month), pence in taken.items():
        months = [(provider, month - before) for before in range(12)]
        assert pence <= half_up(charged[provider, month], 10)
        limit = half_up(sum(charged.get(each, 0) for each in months), 10)
        assert sum(taken.get(each, 0) for each in months) <= limit
