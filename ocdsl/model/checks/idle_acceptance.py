"""An acceptance of a diagnostic that the contract does not give."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks import area_claimed_twice
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every `diagnostic` clause that silences nothing of what was found.

    What is only found beside another contract may be accepted all the same.
    """
    found = {(d.code, block) for d in context.found or () for block in ("", d.block)}
    for block in context.named["accept"].values() if context.found is not None else ():
        for clause in every(block, tree.DiagnosticCode):
            on = clause.on.text if clause.on else ""
            found_beside = clause.code == area_claimed_twice.RULE.code and not context.beside
            if (clause.code, on) not in found and not found_beside:
                where = f" on `{on}`" if on else ""
                message = f"No `{clause.code}` is found{where}, so nothing is accepted here."
                yield Found(message, clause.span, heading(block, clause))


RULE = Rule(
    code="IdleAcceptance",
    severity=Severity.WARNING,
    what="A diagnostic is accepted that `ocdsl check` does not give.",
    why="A reason that answers nothing is read as a weakness of the contract, and hides that it "
    "was mended.",
    fix="Take the block out, or name the code and the block as `ocdsl check` prints them.",
    example='accept no-gap "Outcomes without a fee"\n'
    "  diagnostic  UnpaidOutcome on independent\n"
    "  because     The fee is paid later.\n",
    law="part 2 of the language, `accept`",
    find=find,
    needs_contract=True,
)
