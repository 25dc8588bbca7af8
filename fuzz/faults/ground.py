"""The ground that a fault is planted in: a contract, random figures, and a word for new names."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from attrs import evolve, frozen

from ocdsl.base.money import pounds
from ocdsl.model.contract import Contract

WORDS = (
    "abbey", "barn", "canal", "dale", "elm", "ferry", "grove", "harbour", "ivy", "juniper",
    "kiln", "larch", "mill", "nettle", "orchard", "paddock", "quarry", "rowan", "spinney", "tarn",
)  # fmt: skip
_MADE = (
    ("weeks", "  weeks  start on Monday"),
    ("years", "  years  start on 1 April"),
    ("due dates", "  due dates  may fall on any day"),
)
"""Lines that new blocks may need, added to a contract that has none of its own."""


_ROOM = 2_000_000
"""Pence that a limit of the contract's own has to leave for what is planted, at least."""
_FOR_OUTCOME = re.compile(r"^  pays .* for each ~(?:result|soon|step)", re.MULTILINE)
_STANDARDS, _REWARD = "model         standards", "model         reward for individual outcomes"
"""A contract that pays for an outcome is of the second model."""


class UnfitError(Exception):
    """The fault cannot be planted in this contract: another one is drawn."""


@frozen
class Planted:
    """A contract without the fault and the same with it, as texts."""

    sound: str
    faulty: str
    on: str
    """What the name of the block begins with that the finding must be about; empty for any."""
    is_as_it_was: bool = False
    """Whether the first is the contract that was drawn, which may have the fault already."""


@frozen
class Ground:
    """A contract to plant in, and what is drawn for it."""

    random: Random
    text: str
    contract: Contract
    word: str
    """What the names of new blocks begin with: no block of the contract begins with it."""

    def whole(self, low: int, high: int) -> int:
        """A whole number, from `low` up to and including `high`."""
        return self.random.randint(low, high)

    def pence(self, low: int, high: int) -> int:
        """Pence, between so many pounds; often whole pounds."""
        exact = self.random.random() < 0.3
        return self.whole(low * 100, high * 100) if exact else self.whole(low, high) * 100

    def either(self, *choices: str) -> str:
        """One of several."""
        return self.random.choice(choices)

    def graft(self, sound: str, faulty: str, on: str = "~") -> Planted:
        """The contract with one text added to it or the other; `~` stands for the word.

        Raises UnfitError where a limit on all payments would leave nothing to be gained.
        """
        limits = (c.pence for c in self.contract.caps.values() if c.pence and not c.takes)
        if min(limits, default=_ROOM) < _ROOM:
            raise UnfitError
        return Planted(self.with_blocks(sound), self.with_blocks(faulty), self.named(on))

    def with_blocks(self, text: str) -> str:
        """The contract with blocks at its end, and the lines that they need in its heading."""
        whole = self.text
        for keyword, line in _MADE:
            whole = with_line(whole, keyword, line)
        if _FOR_OUTCOME.search(text):
            whole = whole.replace(_STANDARDS, _REWARD, 1)
        return f"{whole.rstrip()}\n\n{self.named(text).strip()}\n"

    def with_rival(self) -> Ground:
        """The same contract with a second provider, where it has one alone."""
        if len(self.contract.providers) > 1:
            return self
        line = f'  provider  {self.word}-rival "A second provider"'
        return evolve(self, text=with_line(self.text, f"provider  {self.word}-rival", line))

    def named(self, text: str) -> str:
        """A text with names of this ground's own."""
        return text.replace("~", f"{self.word}-")


def with_line(text: str, keyword: str, line: str) -> str:
    """A contract with a line in its heading, unless it has one of that keyword."""
    heading, rest = text.split("\n\n", 1)
    if re.search(rf"^  {keyword}\b", heading, re.MULTILINE):
        return text
    return f"{heading}\n{line}\n\n{rest}"


def money(pence: int) -> str:
    """An amount as a contract writes it: `£1,575.00`."""
    return pounds(pence)


@frozen
class Kind:
    """One kind of fault, and the entry of the catalogue whose check has to find it."""

    code: str
    fault: str
    """What is done to the contract."""
    plant: Callable[[Ground], Planted]
    """Plants it. Raises UnfitError where the contract has no place for it."""
    by_block: bool = False
    """Whether the check speaks of each block by itself, so that findings on others do not hide it.

    A contract in which the check finds something already is no ground for the other kinds.
    """

    @property
    def name(self) -> str:
        """A name of its own: that of the function that plants it."""
        return self.plant.__name__


KINDS: list[Kind] = []
"""Every kind, in the order in which the modules of this folder give them."""

Plant = Callable[[Ground], Planted]


def kind(code: str, fault: str, by_block: bool = False) -> Callable[[Plant], Plant]:
    """Lists a function that plants a fault as a kind."""

    def listed(plant: Plant) -> Plant:
        KINDS.append(Kind(code, fault, plant, by_block))
        return plant

    return listed
