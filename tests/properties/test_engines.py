"""The laws of an evaluation, on random logs and on every engine.

`OCDSL_RANDOM_LOGS` sets how many logs the engines must agree on; it is 2,000 when not set.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fuzz.pairs import ENGINES, said
from ocdsl.base.calendar import iso
from ocdsl.base.source import Source
from ocdsl.ledger.decision import OWED, Decision
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import cases
from tests.properties.batches import evaluated, together, with_providers, write_rows
from tests.properties.log_shape import Row
from tests.properties.logs import crowded_months, logs, many_starters, small_caps
from tests.properties.test_logs import shipped

BATCH = 50  # logs in one run of an engine
PARTS = 4  # tests that share the logs between them, for machines with several cores
LOGS = int(os.environ.get("OCDSL_RANDOM_LOGS", "2000"))
CAPS = (12_000_000, 140_000, 40_000, 10_000)
slow = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))

one_log = st.one_of(
    logs(shipped()), logs(shipped()), logs(shipped(), dirty=True), crowded_months(shipped())
)
FIRST = shipped().term_start
LAST_DAYS = [shipped().tail_end - 1, shipped().tail_end, shipped().tail_end + 400]
days = st.one_of(st.integers(FIRST, FIRST + 700), st.sampled_from(LAST_DAYS))


def drawn(count: int, share: int) -> list[list[Row]]:
    """So many random logs: one an example, for Hypothesis cannot draw fifty at once."""
    found: list[list[Row]] = []

    @seed(share)
    @settings(slow, max_examples=count, phases=(Phase.generate,))
    @given(rows=one_log)
    def collect(rows: list[Row]) -> None:
        found.append(rows)

    collect()
    return found


def differences(
    logs_of_batch: list[list[Row]], contract: Contract, as_at: int, known_at: str | None
) -> list[str]:
    """The engines that say anything but what the reference says of these logs."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contract, together(shipped(), logs_of_batch), Path(folder, "log.csv"))
        first, *others = (
            said(evaluated(contract, [path], as_at, engine, known_at)) for engine in ENGINES
        )
    return [engine for engine, other in zip(ENGINES[1:], others, strict=True) if other != first]


@pytest.mark.parametrize("share", range(PARTS))
def test_engines_agree_on_random_logs(share: int) -> None:
    chance = random.Random(share)
    found = drawn(max(LOGS // PARTS, 1), share)
    for start in range(0, len(found), BATCH):
        batch = found[start : start + BATCH]
        contract = with_providers(small_caps(shipped(), chance.choice(CAPS)), BATCH)
        as_at = chance.choice(LAST_DAYS) if chance.random() < 0.3 else FIRST + chance.randrange(700)
        known_at = chance.choice([None, iso(as_at + chance.randrange(-60, 200))])
        if differences(batch, contract, as_at, known_at):
            alone = next(b for b in batch if differences([b], contract, as_at, known_at))
            raise AssertionError(f"as at {iso(as_at)}, known at {known_at}: {alone}")


FORMS = (
    "worked-values.md", "provider-events.md", "wide-grains.md", "repeated-outcomes.md",
    "rates.md", "several-outcomes.md", "spells.md", "cap-orders.md", "cap-rooms.md",
    "cap-values.md", "limits-to-deductions.md",
    "adjustments.md", "retention.md", "each-part.md", "price-limits.md",
    "values-by-date.md", "open-spells.md", "splits.md", "waterfall.md", "floors.md",
    "weighted-scores.md", "advances.md", "rising-rates.md", "pools.md", "counted-days.md",
)  # fmt: skip
"""Casebooks whose contracts have forms that the shipped one has not."""


@cache
def casebook_contract(name: str) -> Contract:
    """The contract of a casebook's first case."""
    case = next(cases(Path(__file__).parents[1] / "conformance" / name))
    checked = check(Source(name, case.contract))
    assert checked.contract is not None, checked.diagnostics
    return checked.contract


@pytest.mark.parametrize("form", FORMS)
@settings(slow, max_examples=max(LOGS // 50, 1), phases=(Phase.generate, Phase.shrink))
@given(data=st.data())
def test_engines_agree_on_other_forms(form: str, data: st.DataObject) -> None:
    contract = casebook_contract(form)
    rows = data.draw(logs(contract, dirty=True))
    as_at = contract.term_start + data.draw(st.integers(0, 800))
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contract, rows, Path(folder, "log.csv"))
        first, *others = (said(evaluated(contract, [path], as_at, e)) for e in ENGINES)
    for other in others:
        assert other == first


@settings(slow, max_examples=15)
@given(rows=many_starters(shipped()), as_at=days)
def test_engines_agree_on_quarters_of_many_people(rows: list[Row], as_at: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(shipped(), rows, Path(folder, "log.csv"))
        first, *others = (said(evaluated(shipped(), [path], as_at, e)) for e in ENGINES)
    for other in others:
        assert other == first


@settings(slow, max_examples=10)
@given(rows=one_log, as_at=days, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(rows: list[Row], as_at: int, order: random.Random) -> None:
    mixed = list(rows)
    order.shuffle(mixed)
    with tempfile.TemporaryDirectory() as folder:
        paths = [
            write_rows(shipped(), each, Path(folder, f"{n}.csv"))
            for n, each in enumerate((rows, mixed))
        ]
        for engine in ENGINES:
            before, after = (evaluated(shipped(), [path], as_at, engine) for path in paths)
            assert said(before)["rows"] == said(after)["rows"]
            assert before.summary == after.summary
            assert before.account.reasons == after.account.reasons


@settings(slow, max_examples=10)
@given(rows=one_log, as_at=days, cut=st.integers(0, 40))
def test_a_log_in_two_files_is_the_same_log(rows: list[Row], as_at: int, cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = write_rows(shipped(), rows, Path(folder, "whole.csv"))
        halves = [
            write_rows(shipped(), half, Path(folder, f"{name}.csv"))
            for name, half in (("one", rows[:cut]), ("two", rows[cut:]))
        ]
        for engine in ENGINES:
            one = evaluated(shipped(), [whole], as_at, engine)
            two = evaluated(shipped(), halves, as_at, engine)
            assert said(one)["rows"] == said(two)["rows"]
            assert one.account.reasons == two.account.reasons


@settings(slow, max_examples=60)
@given(rows=crowded_months(shipped()), as_at=days, cap=st.sampled_from(CAPS))
def test_a_cap_is_never_exceeded(rows: list[Row], as_at: int, cap: int) -> None:
    contract = small_caps(shipped(), cap)
    paid: dict[tuple[str | None, str], int] = defaultdict(int)
    for d in _decisions(contract, rows, as_at):
        if d.status in ("payable", "released"):
            paid[d.provider, _month_credited(d)] += d.amount
    assert all(total <= cap for total in paid.values())


def _month_credited(decision: Decision) -> str:
    """The month whose room a part uses: the later month in its id, or its month of earning."""
    assert decision.earned_on is not None
    _, _, later = decision.id.partition("@")
    return later or iso(decision.earned_on)[:7]


@settings(slow, max_examples=60)
@given(
    rows=st.one_of(crowded_months(shipped()), many_starters(shipped())),
    as_at=days,
    cap=st.sampled_from(CAPS),
)
def test_withheld_money_is_conserved(rows: list[Row], as_at: int, cap: int) -> None:
    """Every earned fee is somewhere: payable, withheld, released, forfeited, carried or capped."""
    sums: dict[str, int] = defaultdict(int)
    for d in _decisions(small_caps(shipped(), cap), rows, as_at):
        unearned = d.status in ("pending", "not-due", "recovered")
        if d.payment == "outcome-fee" and not unearned:
            sums[d.id.partition("#")[0]] += d.amount
    assert set(sums.values()) <= {157_500}


@settings(slow, max_examples=40)
@given(rows=one_log, as_at=days)
def test_what_is_owed_never_goes_below_nothing(rows: list[Row], as_at: int) -> None:
    """No more is taken back of a line than became payable (ruling E13)."""
    sums: dict[str, int] = defaultdict(int)
    for d in _decisions(shipped(), rows, as_at):
        if d.status in OWED:
            sums[d.id.partition("#")[0]] += d.amount
    assert all(total >= 0 for total in sums.values())


def _decisions(contract: Contract, rows: list[Row], as_at: int) -> list[Decision]:
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contract, rows, Path(folder, "log.csv"))
        return list(evaluated(contract, [path], as_at, "reference").decisions())
