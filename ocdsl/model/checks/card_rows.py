"""A card of rates that does not give one rate for each choice (law 14)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Span
from ocdsl.model.card_tables import OTHERWISE, RATES, choices_of, named_in_row, quantity_of_card
from ocdsl.model.cards import OUTCOME, YEAR
from ocdsl.model.checks.nearest import listed, nearest
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


@frozen
class _Card:
    """A card with what each of its columns can be."""

    block: tree.Block
    by: tree.By
    choices: tuple[tuple[str, ...], ...]

    def found(self, message: str, place: Span, fix: str = "") -> Found:
        """A mistake at a place in the card; at its clause where there is none."""
        span = place if place.length else self.by.span
        return Found(message, span, heading(self.block, self.by), fix)


def find(context: Context) -> Iterator[Found]:
    """Every column that cannot be looked in, and every choice without one rate of its own."""
    for block in context.named["rates"].values():
        for by in every(block, tree.By):
            card = _Card(block, by, tuple(choices_of(context, block, c) for c in by.columns))
            problems = list(_columns(context, card))
            yield from problems or _table(card)


def _columns(context: Context, card: _Card) -> Iterator[Found]:
    columns = card.by.columns
    if len(columns) > 2:
        message = f"A card has one or two columns to look in, and this has {len(columns)}."
        yield card.found(message, columns[2].span, "Make a card for each choice of the third.")
    for column, choices in zip(columns, card.choices, strict=True):
        name = column.field.text
        if name == OUTCOME and column.at:
            message = "`outcome` is the one that is paid for, whatever the event."
            yield card.found(message, column.span, "Write `outcome`.")
        elif name == OUTCOME and not choices:
            message = f"No payment for an outcome is made by `{card.block.name.text}`."
            yield card.found(message, column.span, "Write `pays` with it and `for each` outcome.")
        elif not choices and name != YEAR and _is_known(context, column):
            message = f"`{name}` has no list of choices, so it picks no row."
            yield card.found(message, column.span, "Name a field that is `one of` some choices.")


def _is_known(context: Context, column: ph.FieldAt) -> bool:
    """Whether there is such a field: one that is not known has a check of its own."""
    events = [column.at.event.text] if column.at else context.named["event"]
    return any(context.field(event, column.field.text) for event in events)


def _table(card: _Card) -> Iterator[Found]:
    table, columns = card.by.table, card.by.columns
    names = [column.field.text for column in columns]
    if not all(card.choices):
        return
    if table.headings[0] != names[0]:
        message = f"The first column is headed `{table.headings[0]}`, and is by `{names[0]}`."
        yield card.found(message, table.span, f"Write `| {names[0]} |` at the head of it.")
    if len(columns) == 1 and len(table.headings) != 2:
        message = f"A card by `{names[0]}` alone has two columns: that and the rate."
        yield card.found(message, table.span, f"Write `| {names[0]} | rate |` and two cells a row.")
        return
    places = [(named_in_row(row), row[0].span) for row in table.rows]
    yield from _complete(card, names[0], card.choices[0], places)
    if len(columns) == 2:
        heads = [(head, table.span) for head in table.headings[1:]]
        yield from _complete(card, names[1], card.choices[1], heads)
    yield from _cells(card)


def _complete(
    card: _Card, name: str, choices: tuple[str, ...], written: list[tuple[str, Span]]
) -> Iterator[Found]:
    """One row, or one column, for each choice: no more and no fewer."""
    seen: set[str] = set()
    for word, place in written:
        if word in seen:
            message = f"`{word}` stands in this card twice: which rate holds?"
            yield card.found(message, place, "Leave one of them.")
        elif not word:
            message = f"This row does not begin with one of the choices of `{name}`."
            yield card.found(message, place, f"Write one of {listed(choices, 'or')}.")
        elif word not in (*choices, OTHERWISE):
            near = nearest(word, choices)
            fix = f"Write `{near}`, if that is what is meant." if near else ""
            message = f"`{word}` is not one of the choices of `{name}`."
            yield card.found(message, place, fix or f"Write one of {listed(choices, 'or')}.")
        seen.add(word)
    lacking = [choice for choice in choices if choice not in seen]
    if lacking and OTHERWISE not in seen:
        message = f"There is no rate for {listed(lacking, 'or')} of `{name}`."
        yield card.found(message, card.by.table.span, "Add it, or a last one for `otherwise`.")
    if OTHERWISE in seen and not lacking:
        place = next(place for word, place in written if word == OTHERWISE)
        message = f"`{OTHERWISE}` stands for nothing: every choice of `{name}` is there."
        yield card.found(message, place, "Take it out.")


def _cells(card: _Card) -> Iterator[Found]:
    cells = [cell for row in card.by.table.rows for cell in row[1:]]
    bad = [cell for cell in cells if not isinstance(cell.content, RATES)]
    for cell in bad:
        message = "This cell of the card holds no rate."
        yield card.found(message, cell.span, _rate_of(cell))
    if cells and not bad and quantity_of_card(card.block) is None:
        message = "The rates of this card are not of one kind."
        yield card.found(message, card.by.table.span, "Write amounts, percentages or numbers only.")


def _rate_of(cell: ph.Cell) -> str:
    """What to write in place of a cell that holds no rate."""
    if isinstance(cell.content, ph.Duration):
        number = cell.content.count
        return (
            f"Write the number, `{number}`. It is a plain number, to which no field of `days` is "
            "added: declare that as `whole number`."
        )
    return "Write an amount, a percentage or a number."


RULE = Rule(
    code="CardRows",
    severity=Severity.ERROR,
    what="A card of rates does not give one rate for each choice.",
    why="Somebody would be paid for by a rate that the contract does not have, or has twice.",
    fix="Write one row for each choice.",
    example='rates reason-rate "Rates by reason"\n'
    "  by  reason\n"
    "    | reason       | rate    |\n"
    "    | needs-no-car | £100.00 |\n"
    "    | otherwise    | £50.00  |\n",
    law="law 14",
    find=find,
)
