"""English in the picture of how the service is meant to work, from what is put in to pay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.drawing.shapes import Words
from ocdsl.drawing.stages import Stage, stages_drawn
from ocdsl.model.aims import LogicModel
from ocdsl.model.contract import Contract, Outcome
from ocdsl.rules.wording.clauses import PICTURE_WIDTH, Figure
from ocdsl.rules.wording.english.words import FIGURE

_FOR_WHOM, _COUNTED = "For whom", "Counted as outcomes"


def logic_figure(contract: Contract, model: LogicModel) -> Figure:
    """The picture of one logic model, with the outcomes that it leads to."""
    outcomes = [contract.outcomes[name] for name in model.outcomes]
    of_model = [
        Stage(
            stage.kind.capitalize(),
            tuple((Words(item),) for item in stage.items),
            tuple(f"Assumed: {assumption}" for assumption in stage.assumptions),
        )
        for stage in model.stages
    ]
    stages = [*_for_whom(contract, outcomes), *of_model, *_counted(contract, outcomes)]
    return Figure(
        f"figure.{model.clause.identity}",
        FIGURE,
        f"{model.title}, from the top down",
        " ".join(_said(stages)),
        stages_drawn(stages, PICTURE_WIDTH),
    )


def _for_whom(contract: Contract, outcomes: Iterable[Outcome]) -> Iterator[Stage]:
    """The cohorts of the outcomes; of a model that names none, all of the contract."""
    names = dict.fromkeys(outcome.cohort for outcome in outcomes) or contract.cohorts
    cards = tuple((Words(contract.cohorts[name].title),) for name in names)
    if cards:
        yield Stage(_FOR_WHOM, cards)


def _counted(contract: Contract, outcomes: Iterable[Outcome]) -> Iterator[Stage]:
    """Each outcome, what measures it and what it is paid by."""
    cards = tuple((Words(o.title, bold=True), *_behind(contract, o)) for o in outcomes)
    if cards:
        yield Stage(_COUNTED, cards)


def _behind(contract: Contract, outcome: Outcome) -> Iterator[Words]:
    measures = [m.title for m in contract.measures.values() if m.outcome == outcome.name]
    payments = [
        p.title
        for p in contract.payments.values()
        if outcome.name in p.outcomes or (p.retention and p.retention.outcome == outcome.name)
    ]
    for lead, titles in (("measured by", measures), ("paid by", payments)):
        if titles:
            yield Words(f"{lead}: {'; '.join(titles)}", ink="quiet")
    if not payments:
        yield Words("no payment of its own", ink="quiet")


def _said(stages: Iterable[Stage]) -> Iterator[str]:
    """The picture in words: each stage, and what is assumed on the way to the next."""
    for stage in stages:
        cards = "; ".join(", ".join(words.text for words in card) for card in stage.cards)
        yield _stopped(f"{stage.name}: {cards}")
        for text in stage.provided:
            yield _stopped(text)


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
