"""The table of a split that does not say what each party's part is (law 21)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Span
from ocdsl.model.checks.nearest import listed
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, is_blank
from ocdsl.model.context import Context
from ocdsl.model.split_tables import (
    PROVIDER,
    REST,
    is_in_order,
    is_words,
    party_in,
    shares_of,
    side_of,
)
from ocdsl.model.splits import SIDES, Side
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.split_clauses import Later, MoneyPart


@frozen
class _Table:
    """A split's table, and where it stands."""

    block: tree.Block
    clause: tree.Divides
    side: Side

    def found(self, message: str, place: Span, fix: str = "") -> Found:
        """A mistake at a cell; at the table where the cell is blank."""
        span = place if place.length else self.clause.table.span
        return Found(message, span, heading(self.block, self.clause), fix)

    @property
    def rows(self) -> tuple[tuple[ph.Cell, ...], ...]:
        """Its rows."""
        return self.clause.table.rows


def find(context: Context) -> Iterator[Found]:
    """Every split whose columns, rows or parts do not divide a payment."""
    for block in context.named["split"].values():
        for clause in every(block, tree.Divides):
            if context.has_unread(block):
                continue
            yield from _headings(block, clause)
            side = side_of(clause)
            if side and _is_even(clause):
                table = _Table(block, clause, side)
                problems = list(_parties(table))
                yield from problems or _parts(context, table)


def _is_even(clause: tree.Divides) -> bool:
    """Whether each row has its cells: of one that has not, something is said already."""
    width = len(clause.table.headings)
    return _columns(clause) and all(len(row) == width for row in clause.table.rows)


def _columns(clause: tree.Divides) -> bool:
    """Whether the second and third columns are those that the first may have beside it."""
    first, *rest = clause.table.headings
    if first == "passed on to":
        return tuple(rest) in (("share",), ("share", "due"), ("part",), ("part", "due"))
    return rest == ["share"]


def _headings(block: tree.Block, clause: tree.Divides) -> Iterator[Found]:
    table, place = clause.table, heading(block, clause)
    if table.headings[0] not in SIDES:
        message = f"`{table.headings[0]}` does not say which side of the payment is divided."
        fix = f"Head the first column {listed(tuple(SIDES), 'or')}."
        yield Found(message, table.span, place, fix)
    elif not _columns(clause):
        message = f"A table by `{table.headings[0]}` does not have these columns."
        passed = "`| passed on to | share | due |`, or `part` for `share`"
        fix = (
            passed if table.headings[0] == "passed on to" else f"`| {table.headings[0]} | share |`"
        )
        yield Found(message, table.span, place, f"Write {fix}.")


def _parties(table: _Table) -> Iterator[Found]:
    # One payer alone is who pays it; a result, or what is passed on, is shared with somebody.
    if len(table.rows) < 2 and not (table.rows and table.side == "payer"):
        message = "A payment is divided between two parties at least, and this table has one."
        yield table.found(message, table.clause.table.span, "Add a row for the other.")
    seen: set[str] = set()
    for row in table.rows:
        name, own = party_in(row), is_words(row[0], PROVIDER)
        word = PROVIDER if own else name.text if name else ""
        if not word or (own and table.side != "payee"):
            message = "This row does not begin with the name of a party."
            yield table.found(message, row[0].span, "Write the name that its line has.")
        elif word in seen:
            message = f"`{word}` stands in this table twice: which part is its own?"
            yield table.found(message, row[0].span, _ONE_ROW)
        seen.add(word)


def _parts(context: Context, table: _Table) -> Iterator[Found]:
    cells = [row[1] for row in table.rows]
    in_order = is_in_order(table.clause)
    yield from _in_order(context, table, cells) if in_order else _shares(table, cells)
    for row in table.rows:
        due = row[2] if len(row) > 2 else None
        if due and not (isinstance(due.content, Later) or is_blank(due)):
            message = "This cell does not say how much later the part is due."
            yield table.found(message, due.span, "Write `14 days later`, or leave it blank.")


def _shares(table: _Table, cells: Sequence[ph.Cell]) -> Iterator[Found]:
    bad = [c for c in cells if not (isinstance(c.content, ph.Percent) or is_words(c, REST))]
    for cell in bad:
        message = "This cell does not say which share the party has."
        yield table.found(message, cell.span, "Write a percentage, or `the rest` in the last row.")
    early = next((c for c in cells[:-1] if is_words(c, REST)), None)
    if early:
        message = "`the rest` is what the other rows leave, so it comes last."
        yield table.found(message, early.span, "Move the row to the end of the table.")
    if bad or early:
        return
    shares, last = shares_of(cells), cells[-1]
    rest = is_words(last, REST)
    if min(shares) <= 0:
        odd = cells[min(range(len(cells)), key=lambda i: shares[i])]
        message = "The other rows leave nothing for this one." if rest else "Nothing is no share."
        yield table.found(message, odd.span, "Write shares that come to 100%, each more than 0%.")
    elif not rest and shares_of([*cells, _THE_REST])[-1]:
        message = "The shares do not come to 100%."
        yield table.found(message, last.span, "Write `the rest` in the last row.")


_THE_REST = ph.Cell(ph.Words(REST))


def _in_order(context: Context, table: _Table, cells: Sequence[ph.Cell]) -> Iterator[Found]:
    for number, cell in enumerate(cells):
        last, part = number == len(cells) - 1, cell.content
        wanted = "the next" if number else "the first"
        if last:
            right, example = is_words(cell, REST), "`the rest`"
        else:
            right = isinstance(part, MoneyPart) and f"the {part.order}" == wanted
            example = f"`{wanted} £50,000.00`"
        if not right:
            message = "This cell does not say which part of the money the party has."
            yield table.found(message, cell.span, f"Write {example}.")
        elif isinstance(part, MoneyPart) and not part.amount.pence:
            message = "No money is no part of it."
            yield table.found(message, cell.span, "Write an amount, or take the row out.")
    yield from _second(context, table)
    taken = [n for n in table.clause.payments if n.text in context.named["deduction"]]
    for name in taken:
        message = f"`{name.text}` takes money, and what is passed on in order is money paid."
        yield table.found(message, name.span, "Leave it out.")


def _second(context: Context, table: _Table) -> Iterator[Found]:
    """All money so far is counted once: a contract has one split in which parties take turns."""
    first = next(
        block
        for block in context.named["split"].values()
        if any(is_in_order(clause) for clause in every(block, tree.Divides))
    )
    if first is not table.block:
        message = f"`{first.name.text}` passes money on in order already."
        yield table.found(
            message, table.clause.span, "Put all of it into one table, or use shares."
        )


_ONE_ROW = (
    "Add the two parts up, in one row; where another party comes between them, give the second "
    "part to a `role` of its own."
)

RULE = Rule(
    code="SplitTable",
    severity=Severity.ERROR,
    what="The table of a split does not give each party one part, or its parts are not the whole.",
    why="Some of the money would be paid by nobody, or to nobody, or twice.",
    fix="Write a row for each party, with a share, and `the rest` in the last.",
    example='split who-pays "Who pays"\n'
    "  divides  outcome-fee\n"
    "    | payer        | share |\n"
    "    | vale         | 60%   |\n"
    "    | health-board | 30%   |\n",
    law="laws 14 and 21",
    find=find,
)
