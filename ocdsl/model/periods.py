"""Which periods a contract uses: weeks, months, quarters and years."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.context import PERIODS, Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def period_units(context: Context) -> frozenset[str]:
    """The units of the periods that rules name."""
    return frozenset(unit for _, _, node in context.nodes for unit in _units(node))


def _units(node: object) -> Iterator[str]:
    match node:
        case ph.PeriodPhrase(unit=unit):
            yield unit
        case tree.Subject(grain=grain) | tree.ForEach(grain=grain) | tree.AtMost(grain=grain):
            yield from (name.text for name in grain if name.text in PERIODS)
        case tree.Otherwise(unit=unit) if unit:
            yield unit
