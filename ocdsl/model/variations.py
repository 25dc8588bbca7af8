"""Variations: the contract's blocks as they stand from each date on, and what each one changes.

A variation is a dated text that adds blocks or puts others in their place (law 26). It is read
after the contract, in the same text or in a file of its own; all that follows its heading is of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from ocdsl.model.clauses import only
from ocdsl.syntax import tree

if TYPE_CHECKING:
    from ocdsl.model.context import Context
    from ocdsl.model.contract import Clause, Contract

VARIATION = "variation"


@frozen
class Text:
    """The blocks of the contract as they stand from a variation on, or as it was signed."""

    variation: tree.Block | None
    file: tree.File
    replaced: tuple[tuple[tree.Block, tree.Block], ...] = ()
    """Each block that gave way, and the one that took its place."""
    added: tuple[tree.Block, ...] = ()

    @property
    def start(self) -> int | None:
        """The first day on which it is in force; None for the text as signed, or without a date."""
        clause = only(self.variation, tree.FromDay)
        return clause.day.ordinal if clause else None

    @property
    def changed(self) -> frozenset[str]:
        """The names of the blocks that are not as they were before it."""
        return frozenset(
            block.name.text
            for block in (*self.added, *(new for old, new in self.replaced if old != new))
        )


@frozen
class Version:
    """A checked text of the contract, from its first day to the day before the next."""

    name: str
    """The variation's name; empty for the contract as it was signed."""
    title: str
    start: int | None
    end: int | None
    """The last day on which it is in force; None for the last version."""
    contract: Contract
    text: Text
    clause: Clause
    because: str = ""

    @property
    def changed(self) -> frozenset[str]:
        """The names of the blocks that are not as they were before it."""
        return self.text.changed


def texts_of(file: tree.File) -> tuple[Text, ...]:
    """The text as signed, and that of each variation over the one before it."""
    signed, variations = _parted(file.blocks)
    headings = tuple(variation for variation, _ in variations)
    found = [Text(None, tree.File((*signed, *headings)))]
    for variation, own in variations:
        before = found[-1].file.blocks
        found.append(_over(variation, before, own))
    return tuple(found)


def _parted(
    blocks: Iterable[tree.Block],
) -> tuple[list[tree.Block], list[tuple[tree.Block, list[tree.Block]]]]:
    """The blocks as signed, and those of each variation."""
    signed: list[tree.Block] = []
    variations: list[tuple[tree.Block, list[tree.Block]]] = []
    for block in blocks:
        if block.keyword == VARIATION:
            variations.append((block, []))
        else:
            (variations[-1][1] if variations else signed).append(block)
    return signed, variations


def _over(variation: tree.Block, before: tuple[tree.Block, ...], own: list[tree.Block]) -> Text:
    """The blocks of a variation in the place of those of their kind and name, or after them all."""
    mine = {_key(block): block for block in reversed(own)}
    names = [_key(block) for block in before]
    there = [block for block in own if _key(block) in names]
    kept = [
        one for block in before for one in ([b for b in own if _key(b) == _key(block)] or [block])
    ]
    added = [block for block in own if block not in there]
    pairs = ((block, mine[_key(block)]) for block in before if _key(block) in mine)
    return Text(variation, tree.File((*kept, *added)), tuple(pairs), tuple(added))


def _key(block: tree.Block) -> tuple[str, str]:
    return ("payment" if block.keyword == "deduction" else block.keyword), block.name.text


def rests_on(context: Context) -> Mapping[str, frozenset[str]]:
    """For each payment, the blocks that it rests on, itself and theirs among them.

    An advance names the payments that repay it, and is the same whatever becomes of these.
    """
    from ocdsl.model.walk import uses

    named = {block.name.text for block in context.file.blocks}
    links: dict[str, set[str]] = {}
    for use in uses(context):
        own, other = use.spot.block.name.text, use.name.text
        if other in named and not (own in context.payments and other in context.payments):
            links.setdefault(own, set()).add(other)
    return {payment: frozenset(_reached(payment, links)) for payment in context.payments}


def _reached(start: str, links: Mapping[str, Iterable[str]]) -> Iterator[str]:
    seen, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        yield name
        new = set(links.get(name, ())) - seen
        seen |= new
        waiting.extend(new)


def varied(contexts: Iterable[Context]) -> frozenset[str]:
    """The payments that do not rest on the same words in every version of a contract."""
    found: set[str] = set()
    for context in contexts:
        changed = context.text.changed if context.text else frozenset()
        if changed:
            found |= {name for name, on in rests_on(context).items() if on & changed}
    return frozenset(found)
