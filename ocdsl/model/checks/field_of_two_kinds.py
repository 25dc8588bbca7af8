"""Two events with a field of one name and different kinds (law 15)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every field whose name an earlier event gives to a field of another kind."""
    seen: dict[str, tuple[str, str]] = {}
    for block in context.named["event"].values():
        for field in every(block, tree.FieldClause):
            kind, event = seen.setdefault(field.name.text, (field.kind, block.name.text))
            if kind != field.kind and event != block.name.text:
                message = (
                    f"`{field.name.text}` is of the kind `{field.kind}` here "
                    f"and of the kind `{kind}` in the event `{event}`."
                )
                yield Found(message, field.span, heading(block, field))


RULE = Rule(
    code="FieldOfTwoKinds",
    severity=Severity.ERROR,
    what="Two events have a field of the same name, of different kinds.",
    why="A log has one column for each field, and a column cannot hold pounds in one row "
    "and hours in the next without somebody adding them up.",
    fix="Give one of the two fields another name.",
    example='event assessment "Independence assessment"\n'
    "  recorded by   assessor\n"
    "  independence  score, at least 0, up to and including 100, higher is better\n"
    "  hours         score, at least 0, up to and including 10\n",
    law="law 15",
    find=find,
)
