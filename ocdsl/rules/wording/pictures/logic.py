"""The picture of how the service is meant to work, from what is put in to what is paid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ocdsl.drawing.shapes import Words
from ocdsl.drawing.stages import Stage, stages_drawn
from ocdsl.model.aims import Stage as ModelStage
from ocdsl.model.contract import Contract, Outcome
from ocdsl.rules.wording.clauses import PICTURE_WIDTH, Figure
from ocdsl.rules.wording.picture_words import PictureWords


@frozen
class Drawn:
    """What is drawn above the outcomes: the stages of a logic model, or nothing."""

    name: str
    caption: str
    stages: tuple[ModelStage, ...] = ()


def logic_figure(
    contract: Contract, drawn: Drawn, names: Iterable[str], words: PictureWords
) -> Figure:
    """The picture of how the service is meant to work, down to the outcomes of these names."""
    outcomes = [contract.outcomes[name] for name in names]
    of_model = [
        Stage(
            words.stages[stage.kind],
            tuple((Words(item),) for item in stage.items),
            tuple(words.assumed.format(what=what) for what in stage.assumptions),
        )
        for stage in drawn.stages
    ]
    people, counted = _for_whom(contract, outcomes), _counted(contract, outcomes, words)
    stages = [
        *([Stage(words.for_whom, people)] if people else []),
        *of_model,
        *([Stage(words.counted, counted)] if counted else []),
    ]
    return Figure(
        f"figure.{drawn.name}",
        words.figure,
        drawn.caption,
        " ".join(_said(stages)),
        stages_drawn(stages, PICTURE_WIDTH),
    )


def _for_whom(contract: Contract, outcomes: Iterable[Outcome]) -> tuple[tuple[Words, ...], ...]:
    """The cohorts of the outcomes; of a model that names none, all of the contract."""
    names = dict.fromkeys(outcome.cohort for outcome in outcomes) or contract.cohorts
    return tuple((Words(contract.cohorts[name].title),) for name in names)


def _counted(
    contract: Contract, outcomes: Iterable[Outcome], words: PictureWords
) -> tuple[tuple[Words, ...], ...]:
    """Each outcome, what measures it and what it is paid by."""
    return tuple((Words(o.title, bold=True), *_behind(contract, o, words)) for o in outcomes)


def _behind(contract: Contract, outcome: Outcome, words: PictureWords) -> Iterator[Words]:
    measures = [m.title for m in contract.measures.values() if m.outcome == outcome.name]
    payments = [
        p.title
        for p in contract.payments.values()
        if outcome.name in p.outcomes or (p.retention and p.retention.outcome == outcome.name)
    ]
    for lead, titles in ((words.measured_by, measures), (words.paid_by, payments)):
        if titles:
            yield Words(lead.format(what="; ".join(titles)), ink="quiet")
    if not payments:
        yield Words(words.not_paid, ink="quiet")


def _said(stages: Iterable[Stage]) -> Iterator[str]:
    """The picture in words: each stage, and what is assumed on the way to the next."""
    for stage in stages:
        cards = "; ".join(", ".join(words.text for words in card) for card in stage.cards)
        yield stopped(f"{stage.name}: {cards}")
        yield from map(stopped, stage.provided)


def stopped(text: str) -> str:
    """The words as a sentence, with a full stop where they have none."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
