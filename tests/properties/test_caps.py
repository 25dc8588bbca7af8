"""The laws of caps in their several orders, on random logs (laws 21 and 27)."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocdsl.base.calendar import iso
from ocdsl.base.source import Source
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
def contract_of(book: str) -> Contract:
    """The contract of a casebook's first case."""
    case = next(cases(BOOKS / book))
    checked = check(Source(book, case.contract))
    assert checked.contract is not None, checked.diagnostics
    return checked.contract


def decided(contract: Contract, rows: list[Row], as_at: int) -> list[Decision]:
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contract, rows, Path(folder, "log.csv"))
        return list(evaluated(contract, [path], as_at, "reference").decisions())


def shared() -> Contract:
    return contract_of("cap-orders.md")


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
