"""English for how the service is meant to work, whether payment suits it, and what is assumed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.money import pounds
from ocdsl.model.aims import FEATURES, LogicModel, Suitability
from ocdsl.model.assumptions import Assumption, Chance
from ocdsl.model.contract import Clause
from ocdsl.rules.wording.clauses import (
    Group,
    Paragraph,
    Ref,
    Section,
    Table,
    Words,
    clauses_of,
    joined,
    say,
)
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.parties import notes_of
from ocdsl.rules.wording.english.phrases import Voice
from ocdsl.rules.wording.english.places import see
from ocdsl.rules.wording.picture_words import ENGLISH
from ocdsl.rules.wording.pictures.logic import logic_figure

_ANSWERS = {"yes": "Yes", "no": "No", "mitigated": "Not fully; mitigated"}
_NONE = "The contract text gives no logic model, and does not say whether payment by results fits."


def aims(voice: Voice) -> Section:
    """Every logic model and every account of suitability."""
    c = voice.contract
    models = tuple(
        Group(m.title, m.clause.identity, tuple(_model(voice, m))) for m in c.logic_models
    )
    fits = tuple(Group(s.title, s.clause.identity, tuple(_suitability(s))) for s in c.suitability)
    assumed = (Group(a.title, a.clause.identity, tuple(_assumed(voice, a))) for a in c.assumptions)
    none = Paragraph((_NONE,))
    title = "How the service is meant to work"
    return Section(title, "section.aims", (*(models + fits or (none,)), *assumed))


def _model(voice: Voice, model: LogicModel) -> Iterator[Paragraph]:
    rows = tuple(
        ((stage.kind.capitalize(),), (" ".join(stage.items),), (" ".join(stage.assumptions),))
        for stage in model.stages
    )
    yield Paragraph(
        ("Each stage is meant to lead to the next, if what is assumed holds:",),
        clauses_of(model, "", *(stage.kind for stage in model.stages), "assumes"),
        table=Table(("Stage", "What it is", "Assumed on the way to the next"), rows, (3, 6, 6)),
    )
    figure = logic_figure(voice.contract, model, ENGLISH)
    yield Paragraph(
        say("{picture} shows it in one view, with what is counted as an outcome.",
            picture=Ref(figure.anchor)),
        clauses_of(model, ""),
        figure=figure,
    )  # fmt: skip
    if model.outcomes:
        yield Paragraph(_leads(voice, model), clauses_of(model, "leads to"))
    yield from notes_of(model)


def _leads(voice: Voice, model: LogicModel) -> Words:
    """The outcomes that it leads to, each with its clause."""
    pieces: list[object] = ["It is meant to lead to these outcomes: "]
    for n, name in enumerate(model.outcomes):
        pieces += ["; " if n else "", voice.term(name), *see(voice.block(name))]
    return joined([*pieces, "."])  # type: ignore[list-item]  # words, terms and references


def _suitability(block: Suitability) -> Iterator[Paragraph]:
    rows = tuple(
        ((FEATURES[a.feature],), (_ANSWERS[a.answer],), (a.because,)) for a in block.answers
    )
    answers: tuple[Clause, ...] = tuple(answer.clause for answer in block.answers)
    yield Paragraph(
        (
            "The National Audit Office names features that make a service fit for payment by "
            "results (Payment by results: analytical framework for decision-makers, 2015). Of "
            "this service:",
        ),
        (*clauses_of(block, ""), *answers, *clauses_of(block, "because")),
        table=Table(("Feature", "Does it hold?", "Why"), rows, (5, 3, 7)),
    )
    yield from notes_of(block)


def _assumed(voice: Voice, block: Assumption) -> Iterator[Paragraph]:
    """Who is assumed to come, what to come of them, and at what cost: each with its clause."""
    pieces: list[object] = [
        "Assumed in the search for perverse incentives and in the cash flow; no payment depends "
        f"on it. {block.count:,} of this group are taken to join ",
        voice.term(block.cohort), f" in each {block.unit}.",
    ]  # fmt: skip
    for chance in block.chances:
        pieces += [*_chance(voice, chance)]
    if block.cost is not None:
        pieces.append(f" Serving one of them is taken to cost the provider {pounds(block.cost)}.")
    chances = (f"achieved {chance.outcome}" for chance in block.chances)
    yield Paragraph(
        joined([*pieces, f" {block.because}"]),  # type: ignore[list-item]  # words and terms
        clauses_of(block, "", "counts", *chances, "spends", "because"),
    )
    yield from notes_of(block)


def _chance(voice: Voice, chance: Chance) -> Iterator[object]:
    share = w.percentage(Fraction(*chance.served))
    yield f" With the service {share} of them are taken to achieve "
    yield from (voice.term(chance.outcome), *see(voice.block(chance.outcome)))
    if chance.anyway is not None:
        yield f", and {w.percentage(Fraction(*chance.anyway))} without it"
    yield "."
