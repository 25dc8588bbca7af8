"""The search says that it does not cover what is shared by weight, and never passes it over."""

from __future__ import annotations

import pytest

from ocdsl.incentives.engines.history import NotEncodedError, Wish, history
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.operators import Line
from tests.properties.test_engines import casebook_contract


@pytest.mark.parametrize("book", ["pools.md", "weighted-scores.md"])
def test_what_rests_on_the_score_of_a_provider_is_refused(book: str) -> None:
    contract = casebook_contract(book)
    graph = lower(contract)
    wide = next(n for n in graph.nodes.values() if isinstance(n, Line) and n.frame.kind == "period")
    with pytest.raises(NotEncodedError):
        history(contract, graph, Wish({wide.earned: True}))
