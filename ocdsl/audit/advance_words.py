"""What a line has repaid of an advance, or what is left of one at the end, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.audit.case import quoted
from ocdsl.audit.explanation import Point
from ocdsl.audit.made_by import Made
from ocdsl.audit.value_words import percent
from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.model.amounts import Flat
from ocdsl.rules import operators as op


def repaid_answer(made: Made) -> str:
    """The one sentence on a negative line that repays an advance."""
    d, back = made.decision, set_off_against(made)
    day = in_words(d.payable_on) if d.payable_on else ""
    if d.payment == back.cap:
        whom = f" from {d.provider}" if d.provider else ""
        return (
            f"{pounds(-d.amount)} of {back.cap} is due back{whom} on {day}, because no payment had "
            "repaid it when the contract ended."
        )
    return (
        f"{pounds(-d.amount)} of what is paid{made.whom} is set off on {day}, because {d.payment} "
        f"repays {back.cap}."
    )


def set_off_against(made: Made) -> op.Apportion:
    """The operator that took a negative line from an advance."""
    nodes = made.case.graph.nodes.values()
    found = (n for n in nodes if isinstance(n, op.Apportion) and n.back)
    return next(n for n in found if n.clause.line == made.decision.clause)


def repaid_points(made: Made) -> Iterator[Point]:
    """The running total before and after the line, and what that repays (ruling E25)."""
    if made.decision.status != "repaid":
        return
    back, contract, amount = set_off_against(made), made.case.contract, -made.decision.amount
    advance = contract.payments[back.cap]
    assert isinstance(advance.price, Flat) and advance.advance is not None
    clauses = [advance.clauses["repaid"]]
    if made.decision.payment == back.cap:
        clauses.append(advance.clauses["at the end"])
        says = f"{pounds(advance.price.pence - amount)} of it was repaid: {pounds(amount)} is left."
    else:
        totals = made.case.facts.running(back.of, made.decision.id.split(":")[0])
        assert totals is not None
        share = percent(*Fraction(*advance.advance.share).as_integer_ratio())
        says = (
            f"It takes the running total of what repays {back.cap} from {pounds(totals.before)} to "
            f"{pounds(totals.after)}; {share} of that, at most {pounds(advance.price.pence)}, is "
            f"repaid so far, {pounds(amount)} of it by this line."
        )
    quotes = tuple(quote for clause in clauses for quote in quoted(contract, clause))
    yield Point(says, quotes=quotes)
