"""A result that providers share, where what comes before counts whole lines (law 23)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context, subject_of
from ocdsl.model.split_tables import is_in_order, side_of
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every split between providers of what has a provider, a cap or a rounding of each."""
    for block in context.named["split"].values():
        for clause in every(block, tree.Divides):
            if side_of(clause) != "provider":
                continue
            named = [name.text for name in clause.payments] or list(context.named["payment"])
            for message, fix in _problems(context, named):
                yield Found(message, clause.span, heading(block, clause), fix)


def _problems(context: Context, payments: list[str]) -> Iterator[tuple[str, str]]:
    for name in payments:
        payment = context.payments.get(name)
        subject = subject_of(payment) if payment else None
        if subject and any(word.text == "provider" for word in subject.grain):
            message = f"`{name}` is for each provider already."
            yield message, "Divide a payment for each person, outcome or event."
        if payment and only(payment, tree.SharedAmong):
            yield f"`{name}` is shared among the providers already.", "Leave it out."
    for cap in context.named["cap"].values():
        at_most, over = only(cap, tree.AtMost), only(cap, tree.Over)
        of_each = at_most and any(word.text == "provider" for word in at_most.grain)
        covered = {word.text for word in over.payments} if over else set()
        if of_each and (not covered or covered & set(payments)):
            message = f"The cap `{cap.name.text}` is for each provider, and of whole lines."
            yield message, "Let the cap be for each person, or for the contract."
    for split in context.named["split"].values():
        for clause in every(split, tree.Divides):
            divided = {word.text for word in clause.payments} or set(context.named["payment"])
            if is_in_order(clause) and divided & set(payments):
                message = f"`{split.name.text}` passes whole lines on in order."
                yield message, "Divide other payments between the providers."
    rounding = only(context.header, tree.Rounding)
    if rounding and "statement" in rounding.text:
        message = "Each provider's statement is rounded, before its lines are shared."
        yield message, "Write `rounding  half up to the penny on each payment line`."


RULE = Rule(
    code="SharedCredit",
    severity=Severity.ERROR,
    what="A result is shared between providers where a cap or a rounding is of each of them.",
    why="The whole of it would use the room, or the pennies, of one of them alone.",
    fix="Limit and round such payments for all providers together.",
    example='split credit "Whose result it is"\n'
    "  divides  outcome-fee\n"
    "    | provider     | share    |\n"
    "    | alder-care   | 60%      |\n"
    "    | bryn-support | the rest |\n",
    law="law 23",
    find=find,
)
