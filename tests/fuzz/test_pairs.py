"""A few of the pairs of `make pairs`: random contracts with random logs, alike on every engine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fuzz.pairs import Pairs, run

SHARES = 4
COUNT = int(os.environ.get("OCDSL_RANDOM_PAIRS", "80"))


@pytest.mark.parametrize("share", range(SHARES))
def test_engines_agree_on_random_contracts(share: int, tmp_path: Path) -> None:
    pairs = Pairs(1_000 + share, tmp_path, tmp_path / "kept")
    run(pairs, COUNT // SHARES)
    assert not pairs.tally.failures, "\n".join(pairs.tally.failures)
    assert pairs.tally.decisions > COUNT // SHARES


def test_most_contracts_put_together_are_taken(tmp_path: Path) -> None:
    """Otherwise the forms are no longer those of the language."""
    from fuzz.random_contracts import draw
    from fuzz.dice import Dice

    dice = Dice(5)
    drawn = [draw(dice) for _ in range(60)]
    assert sum(len(each.refused) for each in drawn) < len(drawn)
