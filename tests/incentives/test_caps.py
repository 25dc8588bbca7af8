"""What caps do is outside the solver: it says so, and never answers as if there were none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl.base.source import Source
from ocdsl.incentives.engines.history import NotEncodedError, Wish, history
from ocdsl.model.from_syntax import check
from ocdsl.rules.lowering.from_model import lower
from tests.conformance.casebook import cases
from tests.incentives.planted import contract_with, verdicts

BOOKS = Path(__file__).parents[1] / "conformance"


@pytest.mark.parametrize(
    ("book", "title", "node", "said"),
    [
        ("cap-orders.md", "", "one-bonus.running-total", "Cumulate"),
        ("cap-orders.md", "", "starts.shares-of-room", "Allocate"),
        ("cap-orders.md", "", "starts.paid-under-cap", "Apportion"),
        ("cap-rooms.md", "", "yearly.room-of-year", "Roll"),
        ("cap-rooms.md", "E33", "yearly.room-of-month", "Roll"),
        (
            "cap-values.md", "", "own-budget.last-plan-budget",
            "Pick of what is recorded as the limit of a cap",
        ),
    ],
)  # fmt: skip
def test_a_rule_of_a_cap_is_refused_by_its_name(
    book: str, title: str, node: str, said: str
) -> None:
    case = next(case for case in cases(BOOKS / book) if case.title.startswith(title))
    contract = check(Source(book, case.contract)).contract
    assert contract is not None
    graph = lower(contract)
    assert node in graph.nodes
    with pytest.raises(NotEncodedError, match=f"^{said}$"):
        history(contract, graph, Wish({node: True}))


def test_a_cap_that_is_shared_changes_no_verdict_on_a_price() -> None:
    """The steps of a price are judged before any cap; what is gained is paid by the evaluator."""
    shared = (
        "  order       earliest earned first, the last in part\n"
        "  excess      carried forward\n"
        "  at the end  lapses\n",
        "  order       pro rata\n  excess      is not paid\n",
    )
    plain, changed = contract_with(), contract_with(shared)
    said = [
        {code: (v.status, v.detail) for code, v in verdicts(each, "PI-18", "PI-24").items()}
        for each in (plain, changed)
    ]
    assert said[0] == said[1]
