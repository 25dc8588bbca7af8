"""How a part of a pool came about, in words: what is shared, and in what proportion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.audit.case import quoted
from ocdsl.audit.explanation import Point
from ocdsl.audit.made_by import Made
from ocdsl.audit.value_words import percent
from ocdsl.audit.worked_words import Row, parts_of_value
from ocdsl.base.money import pounds
from ocdsl.model.amounts import BandedValue, ByParts, Worked
from ocdsl.rules import operators as op
from ocdsl.rules.lowering.words import phrase_text


def pool_points(made: Made) -> Iterator[Point]:
    """What is shared among the providers, and this provider's part of it."""
    case, payment, clauses = made.case, made.payment, made.payment.clauses
    assert made.main.would_be is not None and payment.shared is not None
    part = case.node(made.main.would_be)
    assert isinstance(part, op.Allocate) and part.amount and part.weights
    row = Row(case, part.id, made.key, made.at_hand, made.outcome)
    money, price = case.value(part.amount, made.key), payment.price
    how = f"worked out as {phrase_text(price.value)}" if isinstance(price, Worked) else "the price"
    details: Iterable[str] = ()
    if isinstance(price, Worked | ByParts | BandedValue):
        details = parts_of_value(row, price.value)
    says = f"What the providers share is {how}"
    yield Point(
        f"{says}: {pounds(money)}." if money is not None else f"{says}, and nobody has a part.",
        quotes=quoted(case.contract, clauses["pays"]),
        details=tuple(f"{each}." for each in details),
    )
    own, *others = (case.value(part.weights, key) or 0 for key in _rows(made))
    says = f"It is shared in proportion to {phrase_text(payment.shared)}"
    if own + sum(others):
        share, whole = percent(own, own + sum(others)), pounds(case.value(part.id, made.key) or 0)
        says += f": {made.decision.provider} has {share} of all of it, which is {whole}"
    yield Point(
        f"{says}.",
        quotes=quoted(case.contract, clauses["shared"]),
        details=tuple(f"{each}." for each in parts_of_value(row, payment.shared)),
    )


def _rows(made: Made) -> Iterator[tuple[object, ...]]:
    """The row of the decision first, then those of the other providers."""
    yield made.key
    for name in made.case.graph.providers:
        if name != made.key[0]:
            yield (name, *made.key[1:])
