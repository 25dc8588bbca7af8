"""Every figure of the rules is told, and a changed one changes its sentence and no other."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import attrs
import pytest

from ocdsl.base.calendar import Lag
from ocdsl.base.money import decimal_text, pounds
from ocdsl.rules import operators as op
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.clauses import Paragraph, plain
from ocdsl.rules.wording.languages import specification
from ocdsl.syntax.orders import COUNTED
from tests.specification import made


@cache
def told(source: str | None = None) -> dict[str, str]:
    """What the specification says of each block of the contract."""
    contract = made.contract(source)
    texts: dict[str, str] = defaultdict(str)
    for section in specification(contract, lower(contract)):
        for paragraph in section.paragraphs():
            for block in {clause.block for clause in paragraph.clauses}:
                texts[block] += _everything(paragraph) + "\n"
    return texts


def _everything(paragraph: Paragraph) -> str:
    cells = [cell for row in (paragraph.table.rows if paragraph.table else ()) for cell in row]
    return "\n".join(map(plain, (paragraph.text, *paragraph.items, *cells)))


def test_every_clause_of_the_rules_has_a_sentence() -> None:
    contract = made.contract()
    graph = lower(contract)
    said = {
        clause.identity
        for section in specification(contract, graph)
        for paragraph in section.paragraphs()
        for clause in paragraph.clauses
    }
    assert {node.clause.identity for node in graph.nodes.values()} - said == set()
    written = {c.identity for b in blocks(contract) for c in (b.clause, *b.clauses.values())}
    examples = {c.identity for e in contract.examples for c in (e.clause, *e.clauses.values())}
    assert written - said - examples == set()


def blocks(contract: object) -> list[object]:
    found = [contract]
    for name in ("events", "cohorts", "outcomes", "measures", "payments", "caps"):
        found += getattr(contract, name).values()
    for name in ("acceptances", "sections", "suitability", "logic_models"):
        found += getattr(contract, name)
    return found


@pytest.mark.parametrize("id", lower(made.contract()).nodes)
def test_every_figure_of_the_rules_is_told(id: str) -> None:
    node = lower(made.contract()).nodes[id]
    text = told()[node.clause.block]
    for wanted in figures_of(node):
        assert any(f" {form} " in f" {spaced(text)} " for form in wanted), (wanted, text)


def spaced(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z£%.,]+|[.,](?!\d)", " ", text)


def figures_of(node: op.Node) -> list[tuple[str, ...]]:
    """Each figure a node holds, in the forms in which a sentence may tell it."""
    found: list[tuple[str, ...]] = []
    match node:
        case op.Shift(lag=Lag(number=days, unit="day")) if days > 1:
            found = [(f"{days} days", f"{days // 7} weeks" if days % 7 == 0 else f"{days} days")]
        case op.Pick(place=place) if place > 1:
            found = [(COUNTED[place - 1],)]
        case op.Compare(than=int() as than):
            found = [(whole(than, 0), whole(than, 2))]
        case op.Arith(by=int() as by):
            found = [(pounds(by), whole(by, 2))]
        case op.Allocate(shares=(first, second)):
            found = [(whole(second * 10_000 // (first + second), 2) + "%",)]
        case op.Roll(step="merge until", limit=limit):
            found = [(f"{limit} people",)]
        case op.Roll(limit=limit) | op.Apportion(limit=limit) | op.Allocate(limit=int() as limit):
            found = [(pounds(limit),)]
        case op.Lookup(bands=bands, result=result):
            ends = [v for b in bands for v in (b.low, b.high) if v is not None]
            found = [(whole(v, 2), whole(v, 2) + "%") for v in ends]
            found += [(pounds(b.pence),) for b in bands if result == "pence"]
    return found


def whole(value: int, places: int) -> str:
    text = decimal_text(value, places)
    return text.rstrip("0").rstrip(".") if places else text


def test_a_changed_figure_changes_its_sentence_and_no_other() -> None:
    source = made.text().replace("withhold              15%", "withhold              20%")
    assert source != made.text()
    before, after = told(), told(source)
    assert [block for block in before if before[block] != after[block]] == ["outcome-fee"]
    assert "20% is withheld (£315.00 of £1,575.00)" in after["outcome-fee"]


def test_the_operators_that_hold_figures_are_all_looked_at() -> None:
    """A new kind of figure in an operator has to be added to `figures_of`."""
    holding = {
        (kind.__name__, part.name)
        for kind in op.OPERATORS
        for part in attrs.fields(kind)
        if re.search("int|Band|Lag|Due", str(part.type))
    }
    looked_at = {
        ("Shift", "lag"), ("Compare", "than"), ("Arith", "by"), ("Allocate", "shares"),
        ("Allocate", "limit"), ("Roll", "limit"), ("Apportion", "limit"), ("Lookup", "bands"),
        ("Pick", "place"),
    }  # fmt: skip
    elsewhere = {
        ("Pick", "low"), ("Pick", "high"), ("Compare", "low"), ("Compare", "high"),
        ("Combine", "least"), ("Allocate", "part"), ("Fill", "value"), ("Line", "due"),
        ("Compare", "choices"), ("Line", "shadow_until"), ("Line", "per_penny"),
        ("Round", "per_penny"), ("Spell", "breaks"), ("Periods", "lag"), ("Cumulate", "most"),
        ("Roll", "lasts"), ("Roll", "kept"), ("Apportion", "balance"), ("Apportion", "share"),
        ("Cumulate", "since"), ("Roll", "between"), ("Roll", "parts"),
    }  # fmt: skip
    assert holding == looked_at | elsewhere
