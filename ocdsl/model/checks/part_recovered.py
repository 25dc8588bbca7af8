"""A part taken back of a payment that also withholds (ruling E15)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading, only
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every recovery of less than all, where a share is withheld as well."""
    for block in context.payments.values():
        recover = only(block, tree.Recover)
        held = only(block, tree.Withhold) or only(block, tree.WithholdUntil)
        if recover is None or held is None:
            continue
        if recover.share.digits < 100 * 10**recover.share.places:
            message = "What stays withheld after a part is taken back is not said by any rule yet."
            yield Found(message, recover.share.span, heading(block, recover))


RULE = Rule(
    code="PartRecovered",
    severity=Severity.ERROR,
    what="A part is taken back of a payment of which a share is withheld.",
    why="The withheld share would be lost whole, and the provider charged more than the part.",
    fix="Write `recover  100% of the payment`, or withhold nothing of it.",
    example='payment outcome-fee "Reablement outcome"\n'
    "  pays                  £1,575.00 for each independent\n"
    "  withhold              15% of the payment against reablement-rate during the quarter of "
    "the first service-start\n"
    "    | reablement-rate | released |\n"
    "    | less than 60%   | nothing  |\n"
    "    | at least 60%    | all      |\n"
    "  what is not released  is not paid\n"
    "  recover               50% of the payment on a readmission "
    "after earning, up to and including 28 days after the due-date\n"
    "  due                   30 days after the end of the month of earning\n",
    law="ruling E15",
    find=find,
)
