"""Which periods a contract uses: weeks, months, quarters and years, and where."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields as attributes
from attrs import has

from ocdsl.model.context import PERIODS, Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def period_units(context: Context) -> Iterator[tuple[str, tree.Block]]:
    """The unit of every period that a rule names, and the block it is in."""
    for block in context.file.blocks:
        for clause in block.clauses:
            for node in nodes(clause):
                yield from ((unit, block) for unit in _units(node))


def _units(node: object) -> Iterator[str]:
    match node:
        case ph.PeriodPhrase(unit=unit):
            yield unit
        case tree.Subject(grain=grain) | tree.ForEach(grain=grain) | tree.AtMost(grain=grain):
            yield from (name.text for name in grain if name.text in PERIODS)
        case tree.Otherwise(unit=unit) if unit:
            yield unit


def nodes(node: object) -> Iterator[object]:
    """A part of the tree and all parts within it, from the outside in."""
    yield node
    if isinstance(node, tuple):
        for item in node:
            yield from nodes(item)
    kind = type(node)
    if has(kind):
        for attribute in attributes(kind):
            yield from nodes(getattr(node, attribute.name))
