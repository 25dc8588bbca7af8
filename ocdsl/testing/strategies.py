"""Hypothesis strategies: logs of a contract, and logs that somebody has changed."""

from __future__ import annotations

from itertools import islice

from hypothesis import assume
from hypothesis import strategies as st

from ocdsl.generators.sample_log import SmallLogs
from ocdsl.incentives.checks import relations
from ocdsl.incentives.engines.pairs import gained
from ocdsl.incentives.scenes import scene_of
from ocdsl.incentives.transforms.rows import Rows, named
from ocdsl.model.contract import Contract
from ocdsl.model.told import PERSON
from ocdsl.testing.claims import Changed, subject_of

_SEEDS = 2**31 - 1
_MOST_WAYS = 60
"""Ways of changing one log from which one is drawn."""


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


def changes(contract: Contract, entry: str, most: int) -> st.SearchStrategy[Changed]:
    """A log, and the same as an entry of the catalogue has somebody change it.

    Raises ValueError for an entry that is not looked for by pairs of logs.
    """
    if entry not in relations():
        known = ", ".join(relations())
        raise ValueError(f"{entry} is not looked for by changes of a log. These are: {known}.")
    relation, subject = relations()[entry], subject_of(contract)

    @st.composite
    def change(draw: st.DrawFn) -> Changed:
        scene = scene_of(subject, draw(logs(contract, most)))
        assume(scene is not None)
        assert scene is not None
        ways = list(islice(relation.ways(scene), _MOST_WAYS))
        assume(ways)
        way = draw(st.sampled_from(ways))
        paid = subject.pay(way.rows)
        assume(paid is not None)
        assert paid is not None
        return Changed(
            before=scene.rows,
            after=way.rows,
            gainer=way.gainer,
            says=way.says.replace(PERSON, way.person),
            gain=gained(scene, way, paid) - relation.allowed(scene, way),
        )

    return change()


def _together(parts: list[Rows]) -> Rows:
    return tuple(row for n, part in enumerate(parts, 1) for row in named(part, f"p{n:02d}"))
