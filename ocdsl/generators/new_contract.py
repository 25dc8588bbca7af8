"""A contract to begin from: one of the three models that ship, with the names of those who sign it.

The models are whole contracts, in the folder of contracts. Their dates are moved by whole years, so
that the term begins on the same day of the year; what an example says is worked out again by the
caller, and one that rests on the old term is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Literal

from attrs import evolve, frozen

from ocdsl.base import resources
from ocdsl.base.calendar import MONTHS
from ocdsl.base.source import Source
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.parser import parse
from ocdsl.syntax.printer import to_text

MODELS = {
    1: "home-care-standards",
    2: "home-care-rewards",
    3: "home-care-population",
}
"""The contract that each of the three models of commissioning begins from (R-003)."""

_DATE = re.compile(rf"\b([0-9]{{1,2}} (?:{'|'.join(MONTHS)})) ([0-9]{{4}})\b")
_LONGEST_NAME = 60


@frozen
class Answers:
    """What is asked before a contract is begun. Titles are as people write them."""

    title: str
    commissioner: str
    providers: tuple[str, ...]
    first_year: int
    """The year in which the term begins, on the day of the model's own term."""
    years: int
    """How many whole years the term has."""
    area: str = ""
    """Whose people they are, where the model is one of a population."""


@frozen
class Begun:
    """A new contract's text, and the names of the examples that rested on the old term."""

    text: str
    left_out: tuple[str, ...]


def template(model: int) -> Source:
    """The contract that a model begins from."""
    place = resources.folder("contracts") / MODELS[model] / "contract.ocdsl"
    return Source(str(place), place.read_text(encoding="utf-8"))


def asks_area(model: int) -> bool:
    """Whether a model is for the people of an area."""
    return any(isinstance(clause, tree.Area) for clause in _header(template(model)).clauses)


def begun(model: int, name: str, answers: Answers) -> str:
    """The text of a model's contract with these answers, every other word as it ships."""
    source = template(model)
    old = _header(source)
    shift = answers.first_year - date.fromordinal(_term(old).start.ordinal).year
    text = re.sub(rf"(?<![\w-]){re.escape(old.name.text)}(?![\w-])", name, source.text)
    text = _DATE.sub(lambda date: f"{date[1]} {int(date[2]) + shift}", text)
    file = parse(Source(source.path, text)).file
    header, *blocks = file.blocks
    clauses = tuple(_renamed(header.clauses, answers))
    begins = evolve(header, title=ph.Title(answers.title), clauses=clauses)
    return to_text(evolve(file, blocks=(begins, *blocks)))


def without_examples(text: str, names: Collection[str]) -> str:
    """A contract's text without some of its examples."""
    file = parse(Source("contract.ocdsl", text)).file
    left = [b for b in file.blocks if b.keyword != "example" or b.name.text not in names]
    return to_text(evolve(file, blocks=tuple(left)))


def name_from(title: str) -> str:
    """A title as a name of the language: `Alder Care Ltd` is `alder-care-ltd` (law 4)."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    while words and not words[0][0].isalpha():
        words.pop(0)
    return "-".join(words)[:_LONGEST_NAME].rstrip("-")


def _header(source: Source) -> tree.Block:
    return parse(source).file.blocks[0]


def _term(header: tree.Block) -> tree.Term:
    return next(clause for clause in header.clauses if isinstance(clause, tree.Term))


def _renamed(clauses: Sequence[tree.Clause], answers: Answers) -> list[tree.Clause]:
    """The clauses of the contract block: its parties, term and area are those of the answers."""
    found: list[tree.Clause] = []
    for clause in clauses:
        match clause:
            case tree.Party(kind="commissioner"):
                found.append(_party("commissioner", answers.commissioner))
            case tree.Party(kind="provider"):
                if not any(isinstance(c, tree.Party) and c.kind == "provider" for c in found):
                    found += [_party("provider", title) for title in answers.providers]
            case tree.Term(start=start):
                found.append(_of_years(start, answers.years))
            case tree.Area() if answers.area:
                found.append(tree.Area(ph.Name(name_from(answers.area)), ph.Title(answers.area)))
            case _:
                found.append(clause)
    return found


def _party(kind: Literal["commissioner", "provider"], title: str) -> tree.Party:
    return tree.Party(kind, ph.Name(name_from(title)), ph.Title(title))


def _of_years(start: ph.Day, years: int) -> tree.Term:
    """A term of whole years; those of the models begin on a day that every year has."""
    first = date.fromordinal(start.ordinal)
    last = first.replace(year=first.year + years) - timedelta(days=1)
    return tree.Term(start, ph.Day(last.toordinal()))
