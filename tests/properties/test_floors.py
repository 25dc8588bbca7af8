"""The law of floors, on random logs: a period that has ended comes to the floor, or to more."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from ocdsl.model.contract import Contract
from tests.properties.log_shape import Row
from tests.properties.logs import logs
from tests.properties.test_adjustments import _contract, _decisions, _text
from tests.properties.test_engines import settings, slow

FLOORS = _text("floors.md")
WORDS = "£80,000.00 for each provider and year of earning"
LEAST = 400_00
SMALL = _contract(FLOORS.replace(WORDS, "£400.00 for each provider and month of earning"))


@settings(slow, max_examples=60)
@given(rows=logs(SMALL), as_at=st.integers(SMALL.term_start, SMALL.tail_end))
def test_a_period_that_has_ended_comes_to_its_floor(rows: list[Row], as_at: int) -> None:
    paid: dict[tuple[str, int], int] = defaultdict(int)
    made_up: dict[tuple[str, int], int] = {}
    for d in _decisions(SMALL, rows, as_at):
        if d.status in ("payable", "released") and not SMALL.payments[d.payment].takes:
            assert d.earned_on is not None and d.provider is not None
            place = d.provider, SMALL.dates.start(d.earned_on, "month")
            paid[place] += d.amount
            if d.payment == "yearly":
                made_up[place] = d.amount
    for place in _ended(SMALL, as_at):
        assert paid[place] >= LEAST
        assert paid[place] == LEAST or place not in made_up
    assert all(amount > 0 for amount in made_up.values())
    assert set(made_up) <= set(_ended(SMALL, as_at))


def _ended(contract: Contract, as_at: int) -> list[tuple[str, int]]:
    """Each provider and month that began in the term and has ended by the day."""
    found, start = [], contract.dates.start(contract.term_start, "month")
    while start <= contract.term_end and contract.dates.end(start, "month") <= as_at:
        found += [(provider, start) for provider in contract.providers]
        start = contract.dates.end(start, "month") + 1
    return found
