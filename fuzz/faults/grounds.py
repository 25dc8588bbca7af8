"""The contracts that faults are planted in: the shipped ones, and the repaired planted ones."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

from attrs import frozen

from fuzz.faults.ground import WORDS, Ground, money
from ocdsl.base.source import Source
from ocdsl.contract_file import with_library
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import cases

ROOT = Path(__file__).resolve().parents[2]
FAULTS = ROOT / "tests" / "incentives" / "faults"
_POUNDS = re.compile(r"£([0-9,]+)\.([0-9]{2})")
_EXAMPLES = re.compile(r"^(?:example|accept) .*\n(?:[ ].*\n?)*\n?", re.MULTILINE)


_NO_GROUND = ("PI-37",)
"""Repaired contracts in which a result of its own cannot be planted: none of theirs is paid."""


@frozen
class Host:
    """A contract as it is kept, without its examples."""

    name: str
    text: str
    code: str = ""
    """The entry of the catalogue of which it is free by the word of its file."""


@cache
def hosts() -> tuple[Host, ...]:
    """Every shipped contract that is a text of its own, and every repaired planted one."""
    files = ROOT.glob("contracts/*/contract.ocdsl")
    shipped = ((file.parent.name, file.read_text(encoding="utf-8")) for file in files)
    found = [Host(name, _EXAMPLES.sub("", text)) for name, text in sorted(shipped)]
    others = (host for host in repaired() if host.code not in _NO_GROUND)
    return tuple(host for host in (*found, *others) if contract_of(host.text))


@cache
def repaired() -> tuple[Host, ...]:
    """The contracts of the planted files in which the fault has been mended."""
    return tuple(
        Host(case.place, case.contract, f"PI-{path.stem[3:5]}")
        for path in sorted(FAULTS.glob("pi_*.md"))
        for case in cases(path)
        if case.title.startswith("Quiet") and "NOT CHECKED" not in case.title
    )


@cache
def as_kept(host: Host) -> Contract:
    """The contract of a host, with the amounts that it has."""
    contract = contract_of(host.text)
    assert contract is not None
    return contract


def contract_of(text: str) -> Contract | None:
    """The checked contract of a text; None when it has a mistake."""
    checked = check(with_library(Source("planted.ocdsl", text))).contract
    return checked.as_it_stands if checked else None


def priced(random: Random, text: str) -> str:
    """The text with every amount multiplied by one random number from 0.50 to 3.00."""
    by = random.randint(50, 300)

    def times(found: re.Match[str]) -> str:
        pence = int(found[1].replace(",", "")) * 100 + int(found[2])
        return money((pence * by + 50) // 100)

    return _POUNDS.sub(times, text)


def ground_in(random: Random, text: str, contract: Contract) -> Ground:
    """A contract to plant in, with a word that none of its names begins with."""
    words = [word for word in WORDS if f"{word}-" not in text]
    return Ground(random, text, contract, random.choice(words))
