"""A step of a logic model with no assumption, or stages that are not in order."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every stage that follows another without an `assumes` line, or comes out of order."""
    for block in context.named["logic-model"].values():
        before: tree.FreeText | None = None
        assumed = False
        for clause in every(block, tree.FreeText):
            if clause.kind == "assumes":
                assumed = True
            elif clause.kind in tree.STAGES:
                if before is not None and clause.kind != before.kind:
                    yield from _step(block, before, clause, assumed)
                    assumed = False
                before = clause


def _step(
    block: tree.Block, before: tree.FreeText, clause: tree.FreeText, assumed: bool
) -> Iterator[Found]:
    if tree.STAGES.index(clause.kind) < tree.STAGES.index(before.kind):
        message = f"`{clause.kind}` comes after `{before.kind}`, which it should lead to."
        fix = "Put the stages in the order inputs, activities, outputs, interim, final outcomes."
        yield Found(message, clause.span, heading(block, clause), fix)
    elif not assumed:
        message = f"Nothing says what is assumed between `{before.kind}` and `{clause.kind}`."
        yield Found(message, clause.span, heading(block, clause))


RULE = Rule(
    code="UnspokenAssumption",
    severity=Severity.ADVICE,
    what="A stage of a logic model leads to the next and no line says what that rests on.",
    why="When outcomes do not come, nobody can tell whether the service or the idea has failed.",
    fix="Write an `assumes` line between the two stages.",
    example='logic-model recovery "How people recover"\n'
    "  inputs            Trained care workers\n"
    "  activities        Practice of daily tasks at home\n"
    "  outputs           Weeks of support\n"
    "  interim outcomes  People do more for themselves\n"
    "  final outcomes    People live at home without care\n"
    "  leads to          independent\n",
    law="part 2 of the language, `logic-model`",
    find=find,
    needs_contract=True,
)
