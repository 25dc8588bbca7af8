"""A few of the pairs of `make pairs`, and that each form of the language is drawn for them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from fuzz.dice import Dice
from fuzz.forms import Forms
from fuzz.pairs import Pairs, run
from fuzz.random_contracts import Drawn, draw
from fuzz.random_logs import draw_log
from ocdsl import api
from ocdsl.rules.operators import OPERATORS
from ocdsl.syntax import tree

SHARES = 4
COUNT = int(os.environ.get("OCDSL_RANDOM_PAIRS", "60"))
MOST_CONTRACTS = 1_500
"""So many may be drawn until each form has been; some 500 are enough."""

NEVER: Mapping[str, str] = {
    r"\bBAD\b|bad$": "stands for a line that cannot be read",
    r"^start:$": "an empty file has no contract",
    r"^(?!party|area)(\w+): \w+ NAME TITLE _NL$": "a block of every kind has to say something",
    r"^at_most: AT MOST field_at .* IN ANY": "what is recorded is no limit for a span of months",
    r"^counted: NAME __counted": "what counts once for each of several is people in a cohort",
    r"^dated: change$": "with one date nothing changes",
    r"^field: NAME kind (__field_star_\d+ )?COMMA smallest_change": "it says no way",
}
"""Forms that the grammar reads and the checker always refuses, each with the reason."""


@pytest.mark.parametrize("share", range(SHARES))
def test_engines_agree_on_random_contracts(share: int, tmp_path: Path) -> None:
    pairs = Pairs(1_000 + share, tmp_path, tmp_path / "kept")
    run(pairs, COUNT // SHARES)
    assert not pairs.tally.failures, "\n".join(pairs.tally.failures)
    assert pairs.tally.decisions > COUNT // SHARES


def contracts(seed: int) -> Iterator[Drawn]:
    """Drawn contracts, as many as there may be."""
    dice = Dice(seed)
    return (draw(dice) for _ in range(MOST_CONTRACTS))


def never(form: str) -> str:
    """Why no contract can have a form; empty when one can."""
    return next((reason for pattern, reason in NEVER.items() if re.search(pattern, form)), "")


def test_each_form_of_the_grammar_is_drawn() -> None:
    """A form that comes into the grammar comes into the random contracts too."""
    forms, refused, taken = Forms(), 0, 0
    lacking: list[str] = []
    for drawn in contracts(1):
        forms.count(drawn.contract.source.text)
        refused, taken = refused + len(drawn.refused), taken + 1
        lacking = [form for form in forms.missing() if not never(form)]
        if not lacking:
            break
    assert not lacking, "no drawn contract has: " + "; ".join(lacking)
    assert not [form for form in forms.counts if never(form)], "can be drawn, and is excused"
    assert refused < taken, "most contracts are refused: the forms are not those of the language"


def test_every_excuse_is_for_a_form_of_the_grammar() -> None:
    names = Forms().names
    idle = [p for p in NEVER if not any(re.search(p, name) for name in names)]
    assert not idle


def test_each_operator_is_lowered_to() -> None:
    lacking = {operator.__name__ for operator in OPERATORS}
    for drawn in contracts(2):
        nodes = api.graph_of(drawn.contract).nodes.values()
        lacking -= {type(node).__name__ for node in nodes}
        if not lacking:
            return
    assert not lacking


def test_the_forms_of_a_text_are_counted() -> None:
    forms = Forms()
    forms.count('cap most "Most"\n  order  pro rata\n  excess  is not paid\n')
    assert forms.counts["cap_order: PRO RATA"] == 1
    assert forms.counts["_cap_clause: excess"] == 1
    assert "cap_order: HIGHEST FIRST" in forms.missing()
    assert {name for name in forms.names if name.startswith("_block: ")} == {
        f"_block: {block.replace('-', '_')}" for block in tree.BLOCKS
    }
    with pytest.raises(ValueError, match="line 1 cannot be read"):
        forms.count("cap most\n")


def test_the_same_seed_draws_the_same(tmp_path: Path) -> None:
    def drawn() -> tuple[str, list[bytes]]:
        dice = Dice(3)
        contract = draw(dice).contract
        logs = [draw_log(dice, contract, tmp_path) for _ in range(3)]
        return contract.source.text, [path.read_bytes() for path in logs[-1]]

    assert drawn() == drawn()
