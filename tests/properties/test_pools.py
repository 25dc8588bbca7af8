"""What a pool never does: give away more or less than there is to share."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.properties.logs import logs
from tests.properties.test_engines import casebook_contract, slow
from tests.properties.test_splits import decisions


@settings(slow, max_examples=60, phases=(Phase.generate, Phase.shrink))
@given(data=st.data())
def test_what_was_forfeited_is_shared_to_the_penny(data: st.DataObject) -> None:
    contract = casebook_contract("pools.md")
    rows = data.draw(logs(contract))
    as_at = contract.term_start + data.draw(st.integers(0, 900))
    lost: dict[int, int] = defaultdict(int)
    shared: dict[int, int] = defaultdict(int)
    for d in decisions(contract, rows, as_at):
        if d.status == "forfeited" and d.earned_on is not None:
            lost[contract.dates.start(d.earned_on, "year")] += d.amount
        if d.payment == "pool-share" and d.status == "payable" and d.earned_on is not None:
            shared[contract.dates.start(d.earned_on, "year")] += d.amount
    assert all(pence == lost[year] for year, pence in shared.items())
