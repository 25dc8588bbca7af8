"""An exact amount that cannot be shared over a statement to the penny (ruling E7)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from ocdsl.base.diagnostics import Severity
from ocdsl.base.money import pounds
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.constants import constant_of
from ocdsl.model.context import Context
from ocdsl.model.nodes import nodes
from ocdsl.model.quantities import Mixed, Quantity, quantity_of
from ocdsl.model.values_read import known_in
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of

_FINEST = 100_000
"""The most parts of a penny that all engines can share out exactly."""


def find(context: Context) -> Iterator[Found]:
    """Where statements are rounded: every amount without a fixed part of a penny, or kept back."""
    rounding = only(context.header, tree.Rounding)
    if rounding is None or "statement" not in rounding.text:
        return
    together = 1
    for block in context.payments.values():
        parts = _parts_of_a_penny(context, block)
        if parts is None:
            yield _divided(context, block)
            continue
        together = lcm(together, parts)
        if parts > 1:
            yield from _kept_back(block)
    if together > _FINEST and context.header:
        message = f"The amounts together need {together:,} parts of a penny."
        yield Found(message, rounding.span, heading(context.header, rounding))


def _parts_of_a_penny(context: Context, block: tree.Block) -> int | None:
    """Into how many parts of a penny an amount can fall; None where values divide it."""
    less, pays = only(block, tree.Less), only(block, tree.Pays)
    of = less.of.digits if less else 1
    amounts = [pays.amount] if pays else []
    amounts += [limit.amount for limit in every(block, tree.PriceLimit)]
    parts = 1
    for amount in (a for a in amounts if not isinstance(a, ph.Scalar)):
        try:
            found = quantity_of(amount, known_in(context, block))
        except Mixed:
            continue  # reported where the value is
        if found and found.is_fraction:
            return None
        parts = lcm(parts, lcm(found.scale, 100) // 100 if found else 1)
    return max(of, 1) * parts


def _divided(context: Context, block: tree.Block) -> Found:
    """An amount that divides: by the log, or by a number that the contract says."""
    clause = only(block, tree.Pays)
    place, where = clause.span if clause else block.span, heading(block, clause)
    quotient = next(_quotients(block), None)
    if quotient is None or constant_of(quotient.right) is None:
        message = f"How fine a part of a penny `{block.name.text}` can come to depends on the log."
        return Found(message, place, where, _IN_A_MEASURE)
    message = f"`{text_of(quotient)}` divides, and a statement shares out no quotient."
    fix = f"{_IN_A_MEASURE[:-1]}, or round each payment line."
    worth = constant_of(quotient)
    if worth is not None and quantity_of(quotient, known_in(context, block)) == _DIVIDED_MONEY:
        pence = worth * 100
        figure = pounds(int(pence)) if pence.denominator == 1 else f"£1.00 × {_decimal(worth)}"
        fix = f"Write what it comes to: `{figure}`."
    return Found(message, place, where, fix)


_IN_A_MEASURE = "Divide in a `measure` that says `rounding  half up to 2 decimal places`."
_DIVIDED_MONEY = Quantity("money", 1, is_fraction=True)


def _quotients(block: tree.Block) -> Iterator[ph.Arithmetic]:
    """Every division in an amount of a payment, the outermost first."""
    amounts = [pays.amount for pays in every(block, tree.Pays)]
    amounts += [limit.amount for limit in every(block, tree.PriceLimit)]
    found = (node for amount in amounts for node in nodes(amount))
    return (node for node in found if isinstance(node, ph.Arithmetic) and node.sign == "÷")


def _decimal(number: Fraction) -> str:
    """A number that has at most four decimal places, as it is written."""
    whole, part = divmod(number * 10_000, 10_000)
    return f"{int(whole):,}.{int(part):04d}".rstrip("0").rstrip(".")


def _kept_back(block: tree.Block) -> Iterator[Found]:
    """A share of what is not whole pence yet has no rule."""
    for clause in block.clauses:
        part = isinstance(clause, tree.Recover) and (
            clause.share.digits < 100 * 10**clause.share.places
        )
        if part or isinstance(clause, tree.Withhold | tree.WithholdUntil):
            message = f"No rule says what a share of `{block.name.text}` is before its statement."
            fix = "Write `rounding  half up to the penny on each payment line`."
            yield Found(message, clause.span, heading(block, clause), fix)


RULE = Rule(
    code="PartOfAPenny",
    severity=Severity.ERROR,
    what="Statements are rounded, and an amount has no fixed part of a penny that it falls into.",
    why="The pennies of a statement could not be shared over its lines without losing one.",
    fix="Round each payment line, or write amounts that are not divided by values of the log.",
    example=(
        'contract reablement-at-home "Reablement at Home"\n'
        "  model         standards\n"
        '  commissioner  vale "Vale Council"\n'
        '  provider      alder-care "Alder Care Ltd"\n'
        "  term          from 1 April 2026 up to and including 31 March 2029\n"
        "  tail          60 weeks, for people who joined during the term\n"
        "  currency      GBP\n"
        "  rounding      half up to the penny on each statement, shared over its lines\n"
        "\n"
        'payment outcome-fee "Reablement outcome"\n'
        "  pays                  £1,575.00 for each independent\n"
        "  less                  1 in every 6, which would have happened anyway\n"
        "  withhold              15% of the payment against reablement-rate during the quarter of "
        "the first service-start\n"
        "    | reablement-rate | released |\n"
        "    | less than 60%   | nothing  |\n"
        "    | at least 60%    | all      |\n"
        "  what is not released  is not paid\n"
        "  due                   30 days after the end of the month of earning\n"
    ),
    law="ruling E7",
    find=find,
)
