"""Evidence that is described and never tested."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every outcome with `evidence` and without `needs`."""
    for block in context.named["outcome"].values():
        for clause in every(block, tree.FreeText):
            if clause.kind == "evidence" and only(block, tree.NeedsRecorded) is None:
                message = "The evidence is described, and nothing says by when it is recorded."
                yield Found(message, clause.span, heading(block, clause))


RULE = Rule(
    code="EvidenceNotTested",
    severity=Severity.ADVICE,
    what="An outcome describes its evidence, and no line tests what is recorded.",
    why="A sentence cannot be evaluated: the payment does not wait for the evidence it speaks of.",
    fix="Add `needs  the … to be recorded within 28 days` and `otherwise  not achieved`.",
    example='outcome still-independent "Assessed"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment where independence is at least 50\n"
    "  evidence  Form signed by the assessor\n"
    "  note      No payment depends on it.\n",
    law="law 12, and what readers stumbled on",
    find=find,
    needs_contract=True,
)
