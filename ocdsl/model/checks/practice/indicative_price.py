"""A price from the discussion paper, as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.base.money import pounds
from ocdsl.model.amounts import Banded, BandedValue, Flat
from ocdsl.model.checks.nearest import sentence_list
from ocdsl.model.checks.practice.places import at_payment, says, section, spoken
from ocdsl.model.checks.practice.sources import PAPER
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.contract import Payment

INDICATIVE = (7_500, 15_000, 32_000, 157_500)
"""Pence: £75, £150 and £320 for a week at three levels, £1,575 for an episode of reablement."""
_TOLD = "indicative|local|work(?:ed|s)? out|calculat"


def find(context: Context) -> Iterator[Found]:
    """Every payment at an indicative price without a note about it."""
    contract = context.built
    about_all = spoken(section(contract, "money"))
    for payment in contract.payments.values():
        told = says(" ".join((about_all, *payment.notes)).lower(), _TOLD)
        at_paper = sorted(set(_prices(payment)) & set(INDICATIVE))
        if at_paper and not told:
            price = sentence_list([pounds(pence) for pence in at_paper])
            message = f"`{payment.name}` pays {price}, which the paper gives as indicative only."
            yield at_payment(payment, message, "pays")


def _prices(payment: Payment) -> list[int]:
    """What a payment pays, in pence: its price, or that of each band."""
    match payment.price:
        case Flat(pence=pence):
            return [pence]
        case Banded(bands=bands) | BandedValue(bands=bands):
            return [band.pence for band in bands]
        case _:
            return []


RULE = Rule(
    code="IndicativePrice",
    severity=Severity.ADVICE,
    what="A price is one of the indicative ones of the discussion paper, and no note says that "
    "it was worked out locally.",
    why="The paper says its figures are only indicative: where care costs more, providers lose "
    "on everyone they help.",
    fix="Work the price out from local costs, or say in a `note` or in `section money` how it "
    "was found.",
    example='payment start-fee "Start fee"\n'
    "  pays  £75.00 for each person in older-people\n"
    "  on    the first service-start\n"
    "  due   30 days after the end of the month of earning\n",
    law=f"{PAPER}, section 8.2, note 10",
    find=find,
    needs_contract=True,
    care_at_home=True,
    requirement="R-021",
    subject="Indicative prices are worked out locally",
    without=("section money",),
)
