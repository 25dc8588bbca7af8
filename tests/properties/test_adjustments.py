"""Laws of the adjustments of a payment, on random logs."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ocdsl.base.source import Source
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import cases
from tests.properties.log_shape import Row
from tests.properties.logs import logs
from tests.properties.test_engines import evaluated, slow, write_rows

_CASEBOOK = Path(__file__).parents[1] / "conformance"


def _text(name: str) -> str:
    """The contract of a casebook's first case."""
    return next(cases(_CASEBOOK / name)).contract


def _contract(text: str) -> Contract:
    checked = check(Source("varied", text))
    assert checked.contract is not None, checked.diagnostics
    return checked.contract


def _without(text: str, *beginnings: str) -> str:
    """The text without the lines that begin so."""
    kept = (line for line in text.splitlines(True) if not line.strip().startswith(beginnings))
    return "".join(kept)


def _decisions(contract: Contract, rows: list[Row], as_at: int) -> list[Decision]:
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contract, rows, Path(folder, "log.csv"))
        return list(evaluated(contract, [path], as_at, "reference").decisions())


def _earned(found: list[Decision]) -> dict[str, int]:
    """The pence earned of each line, whatever has become of them."""
    sums: dict[str, int] = defaultdict(int)
    for d in found:
        if d.status not in ("pending", "not-due", "recovered"):
            sums[d.id.partition("#")[0]] += d.amount
    return sums


KEPT = _contract(_text("retention.md"))
PAID_AT_ONCE = _contract(
    _without(_text("retention.md"), "withhold", "what is not released").replace(
        "reward for individual outcomes", "standards"
    )
)


@settings(slow, max_examples=40)
@given(rows=logs(KEPT), day=st.integers(0, 800))
def test_what_is_kept_back_is_always_somewhere(rows: list[Row], day: int) -> None:
    """Payable, withheld, released and forfeited are together the price, on every day (law 27)."""
    as_at = KEPT.term_start + day
    kept, paid = (_decisions(contract, rows, as_at) for contract in (KEPT, PAID_AT_ONCE))
    assert _earned(kept) == _earned(paid)
    assert as_at < KEPT.tail_end or all(d.status != "withheld" for d in kept)
