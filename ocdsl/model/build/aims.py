"""The area, suitability and logic models."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.aims import Answer, Area, LogicModel, Stage, Suitability
from ocdsl.model.build.block_parts import common
from ocdsl.model.clauses import every, only, words_of
from ocdsl.model.contract import Clause
from ocdsl.syntax import tree


def build_area(header: tree.Block) -> Area | None:
    """The `area` line of the contract block."""
    area = only(header, tree.Area)
    if area is None:
        return None
    return Area(area.name.text, area.title.text, Clause(header.name.text, "area", area.span))


def build_suitability(block: tree.Block) -> Suitability:
    """A `suitability` block: each answer has the `because` lines that stand below it."""
    return Suitability(**common(block), answers=tuple(_answers(block)))


def _answers(block: tree.Block) -> Iterator[Answer]:
    for n, clause in enumerate(block.clauses):
        if isinstance(clause, tree.Answer):
            feature = clause.feature.text
            identity = Clause(block.name.text, words_of(clause), clause.span)
            yield Answer(feature, clause.answer, " ".join(_reasons(block, n + 1)), identity)


def _reasons(block: tree.Block, start: int) -> Iterator[str]:
    for clause in block.clauses[start:]:
        if isinstance(clause, tree.Answer):
            return
        if isinstance(clause, tree.FreeText) and clause.kind == "because":
            yield clause.text


def build_logic_model(block: tree.Block) -> LogicModel:
    """A `logic-model` block: what is assumed stands between the stages it leads from and to."""
    leads = every(block, tree.LeadsTo)
    return LogicModel(
        **common(block),
        stages=tuple(_stages(block)),
        outcomes=tuple(name.text for clause in leads for name in clause.outcomes),
    )


def _stages(block: tree.Block) -> Iterator[Stage]:
    said: dict[str, list[str]] = {}
    assumed: dict[str, list[str]] = {}
    latest = ""
    for clause in every(block, tree.FreeText):
        if clause.kind in tree.STAGES:
            latest = clause.kind
            said.setdefault(latest, []).append(clause.text)
        elif clause.kind == "assumes" and latest:
            assumed.setdefault(latest, []).append(clause.text)
    for kind, items in said.items():
        yield Stage(kind, tuple(items), tuple(assumed.get(kind, ())))
