"""The pictures of what a graded payment comes to: a chart for each of its tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import evolve

from ocdsl.base.money import pounds
from ocdsl.model.amounts import Banded, BandedValue, ByParts
from ocdsl.model.contract import Payment
from ocdsl.model.graded import Graded, graded
from ocdsl.model.register import Chart
from ocdsl.rules.wording.clauses import Figure, Paragraph, Ref, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.charts import alone, alternative
from ocdsl.rules.wording.english.phrases import worked_out
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.rules.wording.language import Language
from ocdsl.rules.wording.picture_words import picture_words

_SHOWN = (
    "{picture} shows it. A thick line is a stretch on which nothing changes, a dashed one a jump."
)
_UNITS = {"percentage": "%", "hours": " hours", "days": " days", "money": "£"}


def graded_drawn(voice: Voice, payment: Payment, by: Collection[str]) -> Paragraph:
    """A clause with a chart for each table of the payment that is by one of these."""
    return Paragraph((), drawn=lambda language: tuple(_clauses(voice, payment, by, language)))


def _clauses(
    voice: Voice, payment: Payment, by: Collection[str], language: Language
) -> Iterator[Paragraph]:
    for table in graded(voice.contract, payment):
        if table.by in by:
            figure = _figure(voice, payment, table, language)
            keyword = "withhold" if table.by == "measure" else "pays"
            text = say(_SHOWN, picture=Ref(figure.anchor))
            yield Paragraph(text, clauses_of(payment, keyword), figure=figure)


def _figure(voice: Voice, payment: Payment, table: Graded, language: Language) -> Figure:
    of, name = _of(voice, payment, table), voice.term(payment.name)
    title = say("What is taken as {payment}, by {of}" if payment.takes else
                "What is paid as {payment}, by {of}", payment=name, of=of)  # fmt: skip
    if table.by == "measure":
        title = say(
            "How much of the {whole} withheld from {payment} is released, by {of}",
            whole=pounds(table.whole), payment=name, of=of,
        )  # fmt: skip
    unit, shape = _UNITS.get(table.kind, ""), table.shape
    chart = Chart(
        payment.name, language.text(of), unit, table.places, table.points, shape.jumps, shape.flats
    )
    told = language.text(alternative(chart, title))
    shown = evolve(chart, unit=language.text(alone(unit)))
    anchor = f"figure.{payment.name}.{table.by}"
    return Figure(anchor, picture_words(language).figure, language.text(title), told, shown)


def _of(voice: Voice, payment: Payment, table: Graded) -> Words:
    """What it is graded by: `the total of hours in the week`, or a measure by its title."""
    price = payment.price
    if table.by == "measure" and payment.withholding is not None:
        return (voice.term(payment.withholding.measure),)
    if isinstance(price, Banded):
        field, period = w.in_words(price.field), w.unit(price.unit)
        return say("the total of {field} in the {period}", field=field, period=period)
    assert isinstance(price, BandedValue | ByParts)
    return worked_out(voice, price.value)
