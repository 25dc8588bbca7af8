"""A share of a payment that is more than all of it, or none of it."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every share withheld or recovered that is not more than 0% and at most 100%."""
    for block in context.payments.values():
        for clause in block.clauses:
            if isinstance(clause, tree.Withhold | tree.WithholdUntil | tree.Recover):
                share = clause.share
                if not 0 < share.digits <= 100 * 10**share.places:
                    message = f"`{text_of(share)}` of a payment is not a part of it."
                    yield Found(message, share.span, heading(block, clause))


RULE = Rule(
    code="ShareOfPayment",
    severity=Severity.ERROR,
    what="A share of a payment is nothing, or more than all of it.",
    why="More would be kept or taken back than was ever paid.",
    fix="Write more than 0%, up to and including 100%.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays     £1,575.00 for each independent\n"
    "  recover  150% of the payment on a readmission "
    "after earning, up to and including 28 days after the due-date\n"
    "  due      30 days after the end of the month of earning\n",
    law="laws 7 and 27",
    find=find,
)
