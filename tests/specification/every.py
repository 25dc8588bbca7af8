"""Every contract there is to write a specification of: shipped, in the casebook and drawn."""

from __future__ import annotations

from functools import cache

from fuzz.dice import Dice
from fuzz.random_contracts import draw
from ocdsl.model.contract import Contract
from tests.conformance.casebook import cases
from tests.specification.made import ROOT, contract

DRAWN = 60
"""How many contracts are drawn anew for the comparison."""


@cache
def shipped() -> tuple[Contract, ...]:
    """Those of the folder contracts."""
    texts = sorted((ROOT / "contracts").glob("*/contract.ocdsl"))
    return tuple(contract(path.read_text(encoding="utf-8")) for path in texts)


@cache
def of_the_casebook() -> tuple[Contract, ...]:
    """Those of the casebook, each text once."""
    files = sorted((ROOT / "tests" / "conformance").glob("*.md"))
    texts = dict.fromkeys(case.contract for file in files for case in cases(file))
    return tuple(contract(text) for text in texts)


@cache
def drawn() -> tuple[Contract, ...]:
    """Some that are drawn from every form of the language."""
    return tuple(draw(Dice(seed)).contract for seed in range(DRAWN))


KINDS = {"shipped": shipped, "casebook": of_the_casebook, "drawn": drawn}
