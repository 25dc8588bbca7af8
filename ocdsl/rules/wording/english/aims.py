"""How the service is meant to work, whether payment suits it, and what is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.money import pounds
from ocdsl.model.aims import FEATURES, LogicModel, Suitability
from ocdsl.model.assumptions import Assumption, Chance
from ocdsl.model.cash_flow import CashFlow
from ocdsl.model.contract import Clause
from ocdsl.rules.wording.clauses import (
    Group,
    Paragraph,
    Ref,
    Section,
    Table,
    Words,
    aside,
    clauses_of,
    say,
)
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.cash_picture import cash
from ocdsl.rules.wording.english.parties import notes_of
from ocdsl.rules.wording.english.places import see, titled
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.rules.wording.language import Language
from ocdsl.rules.wording.picture_words import picture_words
from ocdsl.rules.wording.pictures.logic import Drawn, logic_figure
from ocdsl.rules.wording.pictures.titles import titled as titled_block
from ocdsl.rules.wording.pictures.titles import titled_in

_ANSWERS = {"yes": "Yes", "no": "No", "mitigated": "Not fully; mitigated"}
_NONE = "The contract text gives no logic model, and does not say whether payment by results fits."
_NO_MODEL = "The contract text gives no logic model."
"""Where no payment follows results, nobody asks whether that fits."""


def aims(voice: Voice, cash_flow: CashFlow | None = None) -> Section:
    """Every logic model, every account of suitability, what is assumed, and the cash flow."""
    c = voice.contract
    models = tuple(
        Group(titled(m), aside("logic-model", m), tuple(_model(voice, m))) for m in c.logic_models
    )
    fits = tuple(
        Group(titled(s), aside("suitability", s), tuple(_suitability(s))) for s in c.suitability
    )
    assumed = tuple(
        Group(titled(a), aside("assume", a), tuple(_assumed(voice, a))) for a in c.assumptions
    )
    said = (*models, *fits, *_in_short(voice))
    title = say("How the service is meant to work")
    return Section(title, "section.aims", (*said, *assumed, *cash(c, cash_flow)))


def _in_short(voice: Voice) -> Iterator[Group]:
    """What is left unsaid without a logic model, and what can be drawn all the same."""
    c = voice.contract
    unsaid = _NO_MODEL if c.model == "standards" else _NONE
    said: tuple[Paragraph, ...] = ()
    if not c.logic_models and not c.suitability:
        said += (Paragraph(say(unsaid)),)
    if not c.logic_models and c.outcomes:
        said += (Paragraph((), drawn=lambda language: (_without_model(voice, language),)),)
    if said:
        yield Group(say("From the service to its outcomes"), "section.aims-in-short", said)


def _model(voice: Voice, model: LogicModel) -> Iterator[Paragraph]:
    rows = tuple(
        (
            say(stage.kind.capitalize(), "stage"),
            (" ".join(stage.items),),
            (" ".join(stage.assumptions),),
        )
        for stage in model.stages
    )
    heads = (say("Stage"), say("What it is"), say("Assumed on the way to the next"))
    yield Paragraph(
        say("Each stage is meant to lead to the next, if what is assumed holds:"),
        clauses_of(model, "", *(stage.kind for stage in model.stages), "assumes"),
        table=Table(heads, rows, (3, 6, 6)),
    )
    yield Paragraph((), drawn=lambda language: (_drawn(voice, model, language),))
    if model.outcomes:
        yield Paragraph(_leads(voice, model), clauses_of(model, "leads to"))
    yield from notes_of(model)


def _drawn(voice: Voice, model: LogicModel, language: Language) -> Paragraph:
    words = picture_words(language)
    caption = words.logic_caption.format(title=titled_block(model, language).title)
    drawn = Drawn(model.clause.identity, caption, model.stages)
    figure = logic_figure(titled_in(language, voice.contract), drawn, model.outcomes, words)
    return Paragraph(
        say(
            "{picture} shows it in one view, with what is counted as an outcome.",
            picture=Ref(figure.anchor),
        ),
        clauses_of(model, ""),
        figure=figure,
    )


def _without_model(voice: Voice, language: Language) -> Paragraph:
    """What can be drawn without a logic model: for whom, which outcomes, and what they are paid."""
    caption = language.text(say("For whom the service is, and what is counted and paid"))
    contract = titled_in(language, voice.contract)
    figure = logic_figure(
        contract, Drawn("outcomes", caption), contract.outcomes, picture_words(language)
    )
    text = (
        "{picture} shows for whom the service is, what is counted as an outcome, and what it is "
        "paid by."
    )
    return Paragraph(say(text, picture=Ref(figure.anchor)), figure=figure)


def _leads(voice: Voice, model: LogicModel) -> Words:
    """The outcomes that it leads to, each with its clause."""
    names: Words = ()
    for n, name in enumerate(model.outcomes):
        names += (*say("; " if n else ""), voice.term(name), *see(voice.block(name)))
    return say("It is meant to lead to these outcomes: {names}.", names=names)


def _suitability(block: Suitability) -> Iterator[Paragraph]:
    rows = tuple(
        (say(FEATURES[a.feature], "feature"), say(_ANSWERS[a.answer]), (a.because,))
        for a in block.answers
    )
    answers: tuple[Clause, ...] = tuple(answer.clause for answer in block.answers)
    yield Paragraph(
        say(
            "The National Audit Office names features that make a service fit for payment by "
            "results (Payment by results: analytical framework for decision-makers, 2015). Of "
            "this service:"
        ),
        (*clauses_of(block, ""), *answers, *clauses_of(block, "because")),
        table=Table((say("Feature"), say("Does it hold?"), say("Why")), rows, (5, 3, 7)),
    )
    yield from notes_of(block)


def _assumed(voice: Voice, block: Assumption) -> Iterator[Paragraph]:
    """Who is assumed to come, what to come of them, and at what cost: each with its clause."""
    text = say(
        "This is assumed in the search for perverse incentives and in the cash flow; no payment "
        "depends on it."
    )
    if block.cohort:
        text += say(
            " In each {unit}, {count} such people are taken to join {cohort}.",
            count=f"{block.count:,}", cohort=voice.term(block.cohort), unit=say(block.unit, "unit"),
        )  # fmt: skip
    for chance in block.chances:
        text += _chance(voice, chance)
    if block.cost is not None:
        cost = pounds(block.cost)
        text += say(" Serving one of them is taken to cost the provider {cost}.", cost=cost)
    for saving in block.savings:
        text += say(
            " Whenever {deduction}{see} is deducted, the provider is taken to have saved {pence}.",
            deduction=voice.term(saving.deduction), see=see(voice.block(saving.deduction)),
            pence=pounds(saving.pence),
        )  # fmt: skip
    chances = (f"achieved {chance.outcome}" for chance in block.chances)
    saved = (f"saves {saving.deduction}" for saving in block.savings)
    yield Paragraph(
        say("{text} {because}", text=text, because=block.because),
        clauses_of(block, "", "counts", *chances, "spends", *saved, "because"),
    )
    yield from notes_of(block)


def _chance(voice: Voice, chance: Chance) -> Words:
    text = (
        " With the service, {share} of them are taken to achieve {outcome}{see}."
        if chance.anyway is None
        else " With the service, {share} of them are taken to achieve {outcome}{see}, and {anyway} "
        "without it."
    )
    anyway = "" if chance.anyway is None else w.percentage(Fraction(*chance.anyway))
    return say(
        text,
        share=w.percentage(Fraction(*chance.served)), outcome=voice.term(chance.outcome),
        see=see(voice.block(chance.outcome)), anyway=anyway,
    )  # fmt: skip
