"""Hypothesis strategies for logs of a contract: what happens to people, one after the other."""

from __future__ import annotations

from hypothesis import strategies as st

from ocdsl.generators.sample_log import SmallLogs
from ocdsl.incentives.transforms.rows import Rows, named
from ocdsl.model.contract import Contract

_SEEDS = 2**31 - 1


def histories(contract: Contract) -> st.SearchStrategy[Rows]:
    """What happens to one person, or to one provider: another history for each seed."""
    maker = SmallLogs(contract.as_it_stands)

    def history(seed: int) -> Rows:
        return next(iter(maker.histories(1, seed)), ())

    return st.integers(1, _SEEDS).map(history)


def logs(contract: Contract, most: int) -> st.SearchStrategy[Rows]:
    """Several histories in one log. Raises ValueError when `most` is less than one."""
    if most < 1:
        raise ValueError(f"A log has one person at least, not {most}.")
    return st.lists(histories(contract), min_size=1, max_size=most).map(_together)


def _together(parts: list[Rows]) -> Rows:
    return tuple(row for n, part in enumerate(parts, 1) for row in named(part, f"p{n:02d}"))
