"""A payment shared among providers, or a total of what was forfeited, that cannot be worked out."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.model.quantities import Known, Mixed, Quantity, in_words, quantity_of
from ocdsl.model.values_read import known_in, measured
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def find(context: Context) -> Iterator[Found]:
    """Every pool that is no pool, every weight that is none, every total of nothing forfeited."""
    for block in context.named["payment"].values():
        for clause in every(block, tree.SharedAmong):
            grain = context.wide_grain(block)
            if only(block, tree.OnDay):
                message = "A pool is shared when its period has ended, and not on a day before."
                yield Found(message, clause.span, heading(block, clause), "Leave out `on`.")
            elif grain is None or "provider" in grain:
                message = "This payment is not for a period, or the contract, of all providers."
                fix = "Write `for each year`, or another period, or `for the contract`."
                yield Found(message, clause.span, heading(block, clause), fix)
            else:
                yield from _weight(context, block, clause, ("provider", *grain))
    for where, on, value in context.parts(ph.Forfeited):
        yield from _forfeited(context, where, on, value)


def _weight(
    context: Context, block: tree.Block, clause: tree.SharedAmong, grain: tuple[str, ...]
) -> Iterator[Found]:
    try:
        found = quantity_of(clause.weight, _known(context, block, grain))
    except Mixed as mixed:
        yield Found(mixed.message, clause.span, heading(block, clause), mixed.fix)
        return
    text = text_of(clause.weight)
    message = ""
    if isinstance(clause.weight, ph.Scalar):
        message, fix = f"`{text}` is the same for every provider.", "Name a measure of each."
    elif found and found.kind not in ("money", "percentage", "number"):
        message, fix = f"`{text}` is {in_words(found)}, and has no size.", "Name a number."
    elif found and found.is_fraction:
        message = f"`{text}` is a quotient, which has no last decimal place."
        fix = "Round its measure first: `rounding  half up to 6 decimal places`."
    if message:
        yield Found(message, clause.span, heading(block, clause), fix)


def _known(context: Context, block: tree.Block, grain: tuple[str, ...]) -> Known:
    """What names mean among the providers: the measures of each of them, too."""
    measures, otherwise = context.wide_measures(grain), known_in(context, block)

    def known(value: ph.FieldAt) -> Quantity | None:
        measure = None if value.at else measures.get(value.field.text)
        return measured(context, measure) if measure else otherwise(value)

    return known


def _forfeited(
    context: Context, block: tree.Block, clause: tree.Clause, value: ph.Forfeited
) -> Iterator[Found]:
    name = value.payment.text
    payment, grain = context.named["payment"].get(name), context.wide_grain(block)
    message = ""
    if grain is None or "provider" in grain or isinstance(clause, tree.SharedAmong):
        message = "What is forfeited is totalled for a period, or the contract, of all providers."
        fix = "Write it in a measure that is `for each  year`."
    elif payment and not (only(payment, tree.Withhold) or only(payment, tree.WithholdUntil)):
        message = f"Nothing of `{name}` is withheld, so nothing is ever forfeited."
        fix = "Name a payment of which a part is withheld."
    elif payment and context.wide_grain(payment) is not None:
        message = f"`{name}` is for no person, outcome or event."
        fix = "Name a payment for each person, outcome or event."
    elif payment and _all_released(payment):
        message = f"What is withheld of `{name}` is all released on its day, and never forfeited."
        fix = "Name a payment whose part waits for a measure or an outcome, or is taken back."
    if message:
        place = value.span if value.span.length else clause.span
        yield Found(message, place, heading(block, clause), fix)


def _all_released(payment: tree.Block) -> bool:
    """Whether a part is withheld until a day alone, and nothing takes the payment back."""
    until = only(payment, tree.WithholdUntil)
    return until is not None and isinstance(until.until, ph.Day) and not only(payment, tree.Recover)


RULE = Rule(
    code="PoolShares",
    severity=Severity.ERROR,
    what="A payment cannot be shared so among the providers, or what is forfeited not totalled so.",
    why="Money would be shared by what nobody has, or there would be none to share.",
    fix="Share a payment of a period by a number that each provider has.",
    example='payment start-fee "Start fee"\n'
    "  pays    £300.00 for each provider and quarter\n"
    "  shared  among providers in proportion to reablement-rate\n"
    "  due     30 days after the end of the month of earning\n",
    law="laws 20 and 21",
    find=find,
)
