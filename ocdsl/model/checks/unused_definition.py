"""An event, field, spell, cohort, measure or card of rates that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, texts
from ocdsl.model.context import Context
from ocdsl.model.walk import uses
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every such definition that no rule names and no note explains."""
    used = {(u.what, u.of, u.name.text) for u in uses(context) if u.spot.block.keyword != "example"}
    for keyword in ("event", "spell", "cohort", "measure", "rates"):
        for block in context.named[keyword].values():
            name = block.name
            if is_standard(context, block):
                continue
            if (keyword, "", name.text) not in used and not texts(block, "note"):
                message = f"No rule uses the {keyword} `{name.text}`."
                yield Found(message, name.span, heading(block))
            elif keyword == "event":
                yield from _fields(block, used)


def is_standard(context: Context, block: tree.Block) -> bool:
    """Whether a measure is a standard that the model holds the provider to, paid on or not."""
    held = any(
        m.text != "reward for individual outcomes" for m in every(context.header, tree.Model)
    )
    return held and any(every(block, tree.Target))


def _fields(block: tree.Block, used: set[tuple[str, str, str]]) -> Iterator[Found]:
    for field in every(block, tree.FieldClause):
        unused = ("field", block.name.text, field.name.text) not in used
        if unused and not texts(block, "note"):
            message = f"No rule uses the field `{field.name.text}`"
            message += ", though its limits refuse rows." if field.limits else "."
            fix = _LIMITED if field.limits else ""
            yield Found(message, field.span, heading(block, field), fix)


_LIMITED = "Take it out, or say in a `note` what it is for: that its limits keep rows out, perhaps."


RULE = Rule(
    code="UnusedDefinition",
    severity=Severity.ADVICE,
    what="An event, a field, a spell, a cohort, a measure or a card of rates is used by no rule.",
    why="Somebody has to record it, at a cost, and no amount rests on what it says.",
    fix="Take it out, or say in a `note` what it is for.",
    example='event visit "Home visit"\n  recorded by  provider\n',
    law="what readers stumbled on",
    find=find,
    needs_contract=True,
)
