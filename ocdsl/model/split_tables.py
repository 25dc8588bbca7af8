"""The table of a split in the tree: which parties it names, and what its cells hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocdsl.model.clauses import named_in
from ocdsl.model.context import Context
from ocdsl.model.seen import Spot, Use
from ocdsl.model.splits import SIDES, Side
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

REST, PROVIDER = "the rest", "the provider"
_PARTIES: dict[Side, tuple[str, ...]] = {
    "payer": ("commissioner", "role"),
    "provider": ("provider",),
    "payee": ("role",),
}


def side_of(clause: tree.Divides) -> Side | None:
    """Which side a split divides; None where its first column is headed by something else."""
    return SIDES.get(clause.table.headings[0])


def is_in_order(clause: tree.Divides) -> bool:
    """Whether parties are paid one after the other, as money is paid."""
    return clause.table.headings[1:2] == ("part",)


def parties_known(context: Context, side: Side) -> tuple[str, ...]:
    """The names that may stand in the first column of a table that divides a side."""
    return tuple(p.name.text for p in context.parties(*_PARTIES[side]))


def party_in(row: Sequence[ph.Cell]) -> ph.Name | None:
    """The party that a row names; None for the provider itself, and where it names none."""
    name = named_in(row[0]) if row else None
    return None if name is None or " " in name.text else name


def is_words(cell: ph.Cell, words: str) -> bool:
    """Whether a cell holds these words and no others."""
    return isinstance(cell.content, ph.Words) and cell.content.text == words


def shares_of(cells: Sequence[ph.Cell]) -> list[int]:
    """The share of each row in whole parts of one number; `the rest` is what is left of it."""
    found = [cell.content for cell in cells]
    places = max((c.places for c in found if isinstance(c, ph.Percent)), default=0)
    shares = [
        c.digits * 10 ** (places - c.places) if isinstance(c, ph.Percent) else 0 for c in found
    ]
    rest = 100 * 10**places - sum(shares)
    return [s if isinstance(c, ph.Percent) else rest for c, s in zip(found, shares, strict=True)]


def uses_of_split(spot: Spot, clause: tree.Divides) -> Iterator[Use]:
    """The payments that a split divides, and the parties that it names."""
    payments = (*spot.context.names["payment"], *spot.context.names["deduction"])
    yield from (Use("payment", name, payments, spot) for name in clause.payments)
    side = side_of(clause)
    for row in clause.table.rows:
        name = party_in(row)
        if side and name:
            what = _PARTIES[side][-1]
            yield Use(what, name, parties_known(spot.context, side), spot)
