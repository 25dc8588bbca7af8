"""Splits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ocdsl.base.calendar import Due
from ocdsl.model.build.block_parts import common, must
from ocdsl.model.contract import Payment
from ocdsl.model.dates import DateRules
from ocdsl.model.split_tables import party_in, shares_of, side_of
from ocdsl.model.splits import THE_PROVIDER, Split, SplitPart
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.split_clauses import Later, MoneyPart


def build_split(block: tree.Block, payments: Mapping[str, Payment], dates: DateRules) -> Split:
    """A `split` block; `divides all payments` names every payment that pays."""
    clause = must(block, tree.Divides)
    side = side_of(clause)
    if side is None:
        raise LookupError(f"{block.name.text} divides no side")
    paying = {name for name, payment in payments.items() if not payment.takes}
    named = {name.text for name in clause.payments} or paying
    return Split(
        **common(block),
        payments=tuple(name for name in payments if name in named),
        side=side,
        parties=tuple(_parts(clause.table.rows, dates)),
    )


def _parts(rows: Sequence[tuple[ph.Cell, ...]], dates: DateRules) -> Iterator[SplitPart]:
    so_far, in_order = 0, any(isinstance(row[1].content, MoneyPart) for row in rows)
    for row, share in zip(rows, shares_of([row[1] for row in rows]), strict=True):
        content, up_to = row[1].content, None
        if isinstance(content, MoneyPart):
            so_far = up_to = so_far + content.amount.pence
        name, due = party_in(row), _due(row[2:], dates)
        party = name.text if name else THE_PROVIDER
        yield SplitPart(party, 0 if in_order else share, up_to, due, row[0].span)


def _due(cells: Sequence[ph.Cell], dates: DateRules) -> Due | None:
    lag = cells[0].content if cells else None
    if not isinstance(lag, Later):
        return None
    return Due(dates.lag(lag.lag), "", dates.due_dates_move)
