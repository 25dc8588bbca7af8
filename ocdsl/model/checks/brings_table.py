"""The table of `brings`: its columns, and targets of what is no measure."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, is_blank
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

_COLUMNS = (("name",), ("name", "target"))


def find(context: Context) -> Iterator[Found]:
    """Every table with other columns, and every cell that cannot be what its column says."""
    for name, block in context.named["use"].items():
        if name not in context.libraries:
            continue
        blocks = context.libraries[name].blocks
        measures = {b.name.text for b in blocks if b.keyword == "measure"}
        for clause in every(block, tree.Brings):
            trail, table = heading(block, clause), clause.table
            if table.headings not in _COLUMNS:
                message = "The columns of `brings` are `name` and, for targets, `target`."
                fix = "Write `| name |` or `| name | target |` as the heading row."
                yield Found(message, table.span, trail, fix)
                continue
            for row in table.rows:
                yield from (Found(m, cell.span, trail, fix) for cell, m, fix in _row(row, measures))


def _row(row: tuple[ph.Cell, ...], measures: set[str]) -> Iterator[tuple[ph.Cell, str, str]]:
    first, *rest = row
    if not isinstance(first.content, ph.Words | ph.Name):
        yield first, "This cell names nothing of the library.", "Write the name of a block of it."
        return
    for cell in rest[:1]:
        limits = cell.content
        if is_blank(cell):
            continue
        if not (isinstance(limits, tuple) and len(limits) == 1):
            yield cell, "This cell is not a target.", "Write a limit such as `at least 85%`."
        elif first.content.text not in measures:
            message = f"`{first.content.text}` is no measure, so that it has no target."
            yield cell, message, "Leave the cell blank."


RULE = Rule(
    code="BringsTable",
    severity=Severity.ERROR,
    what="The table of `brings` has other columns, or a target where there can be none.",
    why="What a provider is held to would be read from a table that does not say it.",
    fix="Write names in the first column, and targets of measures in the second.",
    example='use wemwbs "Mental wellbeing"\n'
    "  recorded by  provider\n"
    "  brings\n"
    "    | name      | target      |\n"
    "    | wellbeing | at least 50 |\n",
    law="law 14",
    find=find,
)
