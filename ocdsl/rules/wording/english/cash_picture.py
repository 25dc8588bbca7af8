"""The providers' cash flow under what is assumed: how long they are out of pocket, and how far."""

from __future__ import annotations

from ocdsl.base.money import pounds
from ocdsl.drawing.axes import ticks
from ocdsl.drawing.plot import Axis, Mark, Plot, Series, plot_drawn
from ocdsl.drawing.shapes import Drawing
from ocdsl.model.cash_flow import CashFlow
from ocdsl.model.contract import Contract
from ocdsl.rules.wording.clauses import (
    PICTURE_WIDTH,
    Figure,
    Group,
    Paragraph,
    Ref,
    Words,
    say,
)
from ocdsl.rules.wording.language import Language
from ocdsl.rules.wording.picture_words import picture_words

_HEIGHT = 4_600
_ANCHOR = "figure.cash-flow"

_HOW = (
    "What is assumed above is reckoned through by the rules of this contract, as a trial: {people} "
    "people join, evenly spread over each period, and are served by the providers in turn. What "
    "serving one of them costs is spent evenly from the day on which help begins to the result. "
    "{picture} shows all providers together, month by month. {told}"
)
_HOW_ALONE = (
    "What is assumed above is reckoned through by the rules of this contract, as a trial: {people} "
    "people join, evenly spread over each period. What serving one of them costs is spent evenly "
    "from the day on which help begins to the result. {picture} shows it month by month. {told}"
)
_PART = " The money of one person in every {one_in} was reckoned, and counted so many times."
_LOWEST = (
    " At the most, {amount} more has been spent than has come in, at the end of month {month}."
)
_PASSES = " From month {month} on, no less has come in than was spent."
_NEVER = " At no time from then on has as much come in as was spent."
_END = "After {months} months {income} has come in and {cost} has been spent."
_NOTHING = (
    "The cash flow cannot be worked out: the contract text assumes nothing of how many "
    "people join, how many of them achieve an outcome, and what serving one of them costs."
)
_NO_COST = (
    "The cash flow cannot be worked out: the contract text does not say what serving "
    "one of those people costs."
)
_NO_LIFE = (
    "The cash flow is not worked out: no history could be made in which an outcome that "
    "is assumed is achieved."
)


def cash(contract: Contract, flow: CashFlow | None) -> tuple[Group, ...]:
    """The cash flow, or what is missing for it; nothing where nothing is paid."""
    if not any(not payment.takes for payment in contract.payments.values()):
        return ()
    if flow is not None:
        shown = Paragraph((), drawn=lambda language: (_drawn(contract, flow, language),))
    elif not contract.assumptions:
        shown = Paragraph(say(_NOTHING))
    elif all(group.cost is None for group in contract.assumptions):
        shown = Paragraph(say(_NO_COST))
    else:
        shown = Paragraph(say(_NO_LIFE))
    alone = len(contract.providers) == 1
    title = "The provider’s cash flow" if alone else "The providers’ cash flow"
    return (Group(say(title), "section.cash-flow", (shown,)),)


def _drawn(contract: Contract, flow: CashFlow, language: Language) -> Paragraph:
    told, alone = _told(flow), len(contract.providers) == 1
    caption = say(
        "What has been spent and what has come in"
        if alone
        else "What has been spent and what has come in, all providers together"
    )
    figure = Figure(
        _ANCHOR,
        picture_words(language).figure,
        language.text(caption),
        language.text(say("{caption}. {told}", caption=caption, told=told)),
        _plot(flow, language),
    )
    how = _HOW_ALONE if alone else _HOW
    text = say(how, people=f"{flow.people:,}", picture=Ref(_ANCHOR), told=told)
    if flow.one_in > 1:
        text += say(_PART, one_in=f"{flow.one_in:,}")
    return Paragraph(text, figure=figure)


def _told(flow: CashFlow) -> Words:
    """The cash flow in sentences: where it ends, how low it goes, and when it is made up."""
    text = say(
        _END, months=str(len(flow.months)), income=pounds(flow.income[-1]),
        cost=pounds(flow.cost[-1]),
    )  # fmt: skip
    amount, month = flow.lowest
    if amount:
        text += say(_LOWEST, amount=pounds(amount), month=str(month))
        text += say(_NEVER) if flow.passes is None else say(_PASSES, month=str(flow.passes))
    return text


def _plot(flow: CashFlow, language: Language) -> Drawing:
    """Two lines over the months, each named at its end, and the month in which one passes."""
    last = len(flow.months)
    income, cost = ((0, *sums) for sums in (flow.income, flow.cost))
    beside = tuple((p, pounds(p).removesuffix(".00")) for p in ticks(0, max(*income, *cost)))
    below = tuple((n, str(n)) for n in ticks(0, last))
    marks: tuple[Mark, ...] = ()
    if flow.lowest[0] and flow.passes is not None:
        text = language.text(say("Month {month}", month=str(flow.passes)))
        marks = (Mark(flow.passes, text),)
    spent, came = (language.text(say(name)) for name in ("Has been spent", "Has come in"))
    series = (
        Series(tuple(enumerate(cost)), "alarm", 45, dashed=True, name=spent),
        Series(tuple(enumerate(income)), "good", 45, name=came),
    )
    title = language.text(say("Months from the start of the term"))
    return plot_drawn(Plot(series, Axis(below, title), Axis(beside), marks), PICTURE_WIDTH, _HEIGHT)
