"""A long time between the service and its payment."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.practice.places import at_payment
from ocdsl.model.checks.practice.results import paid
from ocdsl.model.checks.practice.sources import STEPS
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import only
from ocdsl.model.context import Context
from ocdsl.model.reach import due_of, last_earning, term_end
from ocdsl.syntax import tree

LONGEST = 183
"""Days: half a year."""


def find(context: Context) -> Iterator[Found]:
    """Every payment for an outcome that can take longer than that to be due, without a note."""
    for _, payment in paid(context.built):
        block, end = context.named["payment"][payment.name], term_end(context)
        due = only(block, tree.Due)
        day = last_earning(context, block)
        days = (context.dates.due_on(day, due_of(context, due)) if due else day) - end
        if days > LONGEST and not payment.notes:
            message = f"`{payment.name}` can be due as long as {days} days after the term ends."
            yield at_payment(payment, message, "due")


RULE = Rule(
    code="LongWaitForMoney",
    severity=Severity.ADVICE,
    what="More than half a year can pass between the service and the payment for its outcome, "
    "and no note says so.",
    why="A provider pays its staff meanwhile; a small one may fail before the money comes.",
    fix="Pay a part earlier, shorten the window, or say in a `note` of the payment how the "
    "wait is borne.",
    example='payment year-fee "Still independent"\n'
    "  pays  £200.00 for each still-independent\n"
    "  due   30 days after the end of the month of earning\n",
    law=f"{STEPS}, section 4, develop specification, Model 2",
    find=find,
    needs_contract=True,
    requirement="R-033",
    subject="Time-lags between delivery, achievement and payment",
)
