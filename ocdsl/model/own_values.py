"""What of a value an event does not record itself: another event, or a card (law 13)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.model.clauses import every
from ocdsl.model.context import Context
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of

_MOST_MEASURES = 50
"""Measures that may rest on each other: a circle is another check's to report."""


@frozen
class Own:
    """The event whose own values are meant; `others` says that values at named events count too."""

    context: Context
    event: str
    others: bool = False


def elsewhere(own: Own, value: object, depth: int = 0) -> Iterator[str]:
    """Each part of a value that is not of the event itself, in words.

    Its own fields are, what it records at its own rate in a card by its own choices, what changes
    by date, and a measure that is worked out for each event of the kind from these alone. A total
    has a check of its own.
    """
    for node in nodes(value):
        if isinstance(node, ph.FieldAt) and node.at:
            yield from () if own.others else (f"`{text_of(node)}`",)
        elif isinstance(node, ph.FieldAt) and not own.context.field(own.event, node.field.text):
            yield from _of_name(own, node.field.text, depth)


def _of_name(own: Own, name: str, depth: int) -> Iterator[str]:
    context = own.context
    measure = context.worked_out(own.event).get(name)
    if measure is not None and depth < _MOST_MEASURES:
        for clause in every(measure, tree.IsValue):
            yield from elsewhere(own, clause.value, depth + 1)
    card = context.named["rates"].get(name)
    if measure is None and card is not None and not _is_own(context, own.event, card):
        yield f"the card `{name}`"


def _is_own(context: Context, event: str, card: tree.Block) -> bool:
    """Whether a card has one rate for each choice of the event's own fields, for all time."""
    columns = [column for by in every(card, tree.By) for column in by.columns]
    rises = any(every(card, tree.Rises))
    return not rises and all(
        column.at is None and context.field(event, column.field.text) for column in columns
    )
