"""Definitions that rest on each other in a circle (law 3).

The forms of this version cannot make one. The check goes by names alone, so that it holds for
every form that is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.seen import Use
from ocdsl.model.walk import uses

_DEFINES = ("event", "cohort", "outcome", "measure", "payment", "deduction", "cap")


def find(context: Context) -> Iterator[Found]:
    """Each circle of definitions once, from the block in it that comes first."""
    links = _links(context)
    for circle in circles(links):
        use = links[circle[0]][circle[1]]
        first, *others = (f"`{each.split(' ', 1)[1]}`" for each in circle)
        message = f"{first} rests on {', which rests on '.join(others)}: a circle."
        yield Found(message, use.name.span, use.spot.heading)


def _links(context: Context) -> dict[str, dict[str, Use]]:
    """The definitions each block rests on, as `keyword name`, with the use of each."""
    links: dict[str, dict[str, Use]] = {}
    for use in uses(context):
        block = use.spot.block
        if use.what in _DEFINES and block.keyword in _DEFINES and use.name.text in use.known:
            mine = f"{block.keyword} {block.name.text}"
            links.setdefault(mine, {}).setdefault(f"{use.what} {use.name.text}", use)
    return links


def circles(links: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Each set of names that lead back to themselves: the shortest way round, both ends named."""
    told: set[frozenset[str]] = set()
    for name in links:
        circle = _way_round(name, links)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield circle


def _way_round(start: str, links: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for after in links.get(way[-1], ()):
            if after == start:
                return (*way, start)
            if after not in seen:
                seen.add(after)
                ways.append((*way, after))
    return ()


RULE = Rule(
    code="CircularDefinition",
    severity=Severity.ERROR,
    what="Definitions rest on each other in a circle.",
    why="Neither can be worked out before the other, so nothing that rests on them can be paid.",
    fix="Take one of the names out of the circle.",
    example="",
    law="law 3",
    find=find,
)
