"""The titles that pictures show: those of their language, where the contract gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from attrs import evolve

from ocdsl.model.contract import Block, Contract
from ocdsl.rules.wording.language import Language

_B = TypeVar("_B", bound=Block)


def titled(block: _B, language: Language) -> _B:
    """The block under its title in the language."""
    return evolve(block, title=language.title(block.title, block.welsh)[0])


def titled_in(language: Language, contract: Contract) -> Contract:
    """The contract with the titles of the language, for what is drawn of it."""

    def each(blocks: Mapping[str, _B]) -> dict[str, _B]:
        return {name: titled(block, language) for name, block in blocks.items()}

    return evolve(
        contract,
        events=each(contract.events),
        cohorts=each(contract.cohorts),
        outcomes=each(contract.outcomes),
        measures=each(contract.measures),
        calculations=each(contract.calculations),
        payments=each(contract.payments),
        caps=each(contract.caps),
        splits=each(contract.splits),
    )
