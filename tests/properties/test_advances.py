"""The law of advances, on random logs: their share so far comes back, and in the end all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.log_shape import Row
from tests.properties.logs import logs
from tests.properties.test_adjustments import _contract, _decisions, _text
from tests.properties.test_engines import settings, slow

SMALL = _contract(_text("advances.md").replace("50% of each", "33% of each"))
ADVANCE = 50_000_00


@settings(slow, max_examples=60)
@given(rows=logs(SMALL), as_at=st.integers(SMALL.term_start, SMALL.tail_end + 60))
def test_what_repays_an_advance_is_its_share_so_far(rows: list[Row], as_at: int) -> None:
    paid, repaid, balance = 0, 0, 0
    for d in _decisions(SMALL, rows, as_at):
        if d.payment == "visit-fee" and d.status in ("payable", "released"):
            paid += d.amount
        elif d.status == "repaid":
            assert d.amount < 0
            repaid -= d.amount if d.payment == "visit-fee" else 0
            balance -= d.amount if d.payment == "mobilisation" else 0
    assert repaid == min(ADVANCE, paid * 33 // 100)
    assert repaid + balance == (ADVANCE if as_at >= SMALL.tail_end else repaid)
