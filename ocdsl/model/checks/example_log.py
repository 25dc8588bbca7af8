"""An example whose log is not one the contract could receive (laws 15, 17 and 28)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.nearest import listed, nearest
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, is_blank, named_in
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

COLUMNS = ("date", "event", "detail", "person", "provider", "recorded")
_NEEDED = COLUMNS[:2]


def find(context: Context) -> Iterator[Found]:
    """Columns an example's log cannot have or lacks, and rows without a date, event or field."""
    for block in context.named["example"].values():
        for log in every(block, tree.Log):
            if log.table.span.line not in context.unread:
                yield from _log(context, log.table, heading(block, log))


def _log(context: Context, table: ph.Table, trail: str) -> Iterator[Found]:
    """Mistakes in the heading row; where there are none, those in the rows that could be read."""
    wrong = [Found(message, table.span, trail, fix) for message, fix in _columns(table)]
    yield from wrong
    for row in () if wrong else table.rows:
        cells = dict(zip(table.headings, row, strict=False))
        span = next((c.span for c in row if c.span.length), table.span)
        if span.line not in context.unread:
            yield from (Found(message, span, trail) for message in _row(context, cells))


def _columns(table: ph.Table) -> Iterator[tuple[str, str]]:
    strange = [name for name in table.headings if name not in COLUMNS]
    missing = [name for name in _NEEDED if name not in table.headings]
    for name in strange:
        near = nearest(name, COLUMNS)
        fix = f"Write `{near}`." if near else f"The columns can be {listed(COLUMNS)}."
        yield f"The log of an example has no column called `{name}`.", fix
    for name in dict.fromkeys(table.headings):
        if table.headings.count(name) > 1 and name not in strange:
            yield f"The column `{name}` stands twice.", f"Keep one column `{name}`."
    for name in () if strange else missing:
        yield f"The log of the example has no column `{name}`.", f"Add a column `{name}`."


def _row(context: Context, cells: dict[str, ph.Cell]) -> Iterator[str]:
    date, event, recorded = (cells.get(name) for name in ("date", "event", "recorded"))
    if date and not isinstance(date.content, ph.Day):
        yield "This row has no date."
    if event and named_in(event) is None:
        yield "This row names no event."
    if recorded and not (is_blank(recorded) or isinstance(recorded.content, ph.Day)):
        yield "This row does not say on what date it was recorded."
    yield from _recorded_early(date, recorded)
    name = named_in(event)
    yield from _detail(context, name.text if name else "", cells.get("detail"))
    for column in ("person", "provider"):
        cell = cells.get(column)
        if not is_blank(cell) and named_in(cell) is None:
            yield f"This row does not name a {column}."


def _recorded_early(date: ph.Cell | None, recorded: ph.Cell | None) -> Iterator[str]:
    days = [c.content.ordinal for c in (date, recorded) if c and isinstance(c.content, ph.Day)]
    if len(days) == 2 and days[1] < days[0]:
        yield "This event is recorded before it occurs."


def _detail(context: Context, event: str, cell: ph.Cell | None) -> Iterator[str]:
    if cell and not isinstance(cell.content, ph.Facts):
        yield "The detail of an event is written as `age is 82`."
        return
    facts = cell.content.items if cell and isinstance(cell.content, ph.Facts) else ()
    said = [fact.field.text for fact in facts]
    for name in dict.fromkeys(said):
        if said.count(name) > 1:
            yield f"`{name}` is said twice of one event."
    for name in context.fields(event):
        if name not in said:
            yield f"The event `{event}` is without its field `{name}`."


RULE = Rule(
    code="ExampleLog",
    severity=Severity.ERROR,
    what="The log of an example is not one that the contract could receive.",
    why="Such a row would be refused, so the example would show a payment nobody can earn.",
    fix="Write the row as the log would have it.",
    example='example mr-b "Mr B is referred"\n'
    "  log\n"
    "    | date          | event         | detail |\n"
    "    | 4 May 2026    | referral      |        |\n"
    "    | 6 May 2026    | service-start |        |\n"
    "  expect  start-fee £300.00\n",
    law="laws 15, 17 and 28",
    find=find,
)
