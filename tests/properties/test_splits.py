"""What a split never does: lose a penny, or take back from a party more than it had (E34)."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ocdsl.base.money import allocate
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.decision_ids import undivided
from ocdsl.model.contract import Contract
from tests.properties.log_shape import Row
from tests.properties.logs import logs
from tests.properties.test_engines import casebook_contract, evaluated, slow, write_rows

BOOKS = ("splits.md", "waterfall.md")


def decisions(contract: Contract, rows: list[Row], as_at: int) -> list[Decision]:
    """What the reference decides of a log."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contract, rows, Path(folder, "log.csv"))
        return list(evaluated(contract, [path], as_at, "reference").decisions())


@pytest.mark.parametrize("book", BOOKS)
@settings(slow, max_examples=40, phases=(Phase.generate, Phase.shrink))
@given(data=st.data())
def test_the_parts_of_a_line_are_always_the_line(book: str, data: st.DataObject) -> None:
    contract = casebook_contract(book)
    rows = data.draw(logs(contract))
    as_at = contract.term_start + data.draw(st.integers(0, 800))
    sums: dict[str, int] = defaultdict(int)
    for d in decisions(contract, rows, as_at):
        sums[undivided(d.id)] += d.amount
    whole = decisions(attrs.evolve(contract, splits={}), rows, as_at)
    assert sums == {d.id: d.amount for d in whole}


@pytest.mark.parametrize("book", BOOKS)
@settings(slow, max_examples=40, phases=(Phase.generate, Phase.shrink))
@given(data=st.data())
def test_no_party_gives_back_more_than_it_had(book: str, data: st.DataObject) -> None:
    contract = casebook_contract(book)
    rows = data.draw(logs(contract))
    as_at = contract.term_start + data.draw(st.integers(0, 800))
    left: dict[tuple[str, str | None, str | None], int] = defaultdict(int)
    for d in decisions(contract, rows, as_at):
        if d.status in ("payable", "released", "recovered") and d.amount:
            line = undivided(d.id).replace(":recovered", "")
            left[line, d.payer, d.payee] += d.amount
    assert all(amount >= 0 for line, amount in left.items() if not line[0].startswith("missed/"))


@given(had=st.lists(st.integers(0, 10**9), min_size=1, max_size=6), part=st.integers(0, 10**10))
def test_a_part_of_a_line_takes_no_more_from_each_than_it_had(had: list[int], part: int) -> None:
    """By largest remainder a share of the whole never passes the whole, even at the odd penny."""
    taken = allocate(min(part, sum(had)), had)
    assert sum(taken) == min(part, sum(had))
    assert all(back <= mine for back, mine in zip(taken, had, strict=True))
