"""A total or a number where there is one person or event, and no period for it (law 20)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Span
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.comparisons import is_total_of_cells
from ocdsl.model.context import Context
from ocdsl.model.nodes import nodes
from ocdsl.model.own_values import Own, elsewhere
from ocdsl.model.seen import Spot
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of

Taken = ph.Total | ph.NumberOf | ph.Forfeited


def find(context: Context) -> Iterator[Found]:
    """Every total, extreme or number outside what is for each provider, period or the contract."""
    for block, clause, value in _taken(context):
        if not (isinstance(clause, tree.AtMost) or _has_a_period(context, block, clause, value)):
            message = (
                f"`{text_of(value)}` is taken over a period, and this is for one person or event."
            )
            yield Found(message, _place(value, clause), heading(block, clause))
    for block, clause, total in context.parts(ph.Total):
        yield from _of_measure(context, block, clause, total)


def _taken(context: Context) -> Iterator[tuple[tree.Block, tree.Clause, Taken]]:
    yield from context.parts(ph.Total)
    yield from context.parts(ph.NumberOf)
    yield from context.parts(ph.Forfeited)


def _has_a_period(context: Context, block: tree.Block, clause: tree.Clause, value: Taken) -> bool:
    """Whether it stands in what is for a provider or a period, and picks no single event."""
    spot = Spot(context, block, clause)
    if isinstance(clause, tree.PaysByBand) and clause.quantity is value:
        return is_total_of_cells(spot, value) or context.wide_grain(block) is not None
    picks = (n.where for n in nodes(clause) if isinstance(n, ph.EventPhrase) and n.where)
    inside = any(each is value for where in picks for each in nodes(where))
    return context.wide_grain(block) is not None and not inside


def _of_measure(
    context: Context, block: tree.Block, clause: tree.Clause, total: ph.Total
) -> Iterator[Found]:
    """What is totalled is worked out for each event from what that event records."""
    event = total.what.at.event.text if total.what.at else ""
    name = total.what.field.text
    measure = context.worked_out(event).get(name)
    if measure is None or context.field(event, name) or only(measure, tree.IsValue) is None:
        return
    others = next(elsewhere(Own(context, event), ph.FieldAt(total.what.field)), "")
    if others:
        message = f"`{name}` rests on {others}, and each `{event}` is totalled by what it records."
        fix = f"Let the `{event}` record it as a field, or take it out of `{name}`."
        yield Found(message, _place(total, clause), heading(block, clause), fix)


def _place(value: Taken, clause: tree.Clause) -> Span:
    return value.span if value.span.length else clause.span


RULE = Rule(
    code="TotalElsewhere",
    severity=Severity.ERROR,
    what="A total or a number is taken where there is one person or event, and no period.",
    why="It is not said over what time it counts, and the sum would be another on every day.",
    fix="Pay for each provider and period, or let an event record the number as a field.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays  £10.00 × the number of support-day in older-people for each independent\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 20",
    find=find,
)
