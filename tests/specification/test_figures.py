"""Every figure in the text is the contract's or an engine's; every figure of the rules is told."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache

import attrs
import pytest

from ocdsl.base.calendar import Lag, day_of, in_words
from ocdsl.base.money import decimal_text, pounds
from ocdsl.rules import operators as op
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.clauses import Paragraph, plain
from ocdsl.rules.wording.english import specification
from ocdsl.syntax.orders import COUNTED
from tests.specification import made
from tests.specification.reading import paragraphs

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
FIGURE = re.compile(
    rf"sha256:[0-9a-f]+|\d{{4}}-\d\d-\d\d|\d{{1,2}} (?:{MONTHS})(?: \d{{4}})?"
    r"|£\d[\d,]*(?:\.\d\d)?|\d[\d,]*(?:\.\d+)*%?"
)
# Annex A is the contract itself, the second annex counts its lines, the contents are numbers alone.
APART = {"ContractLine", "TableSmall", "TOC1", "TOC2", "TOC3"}


def figures(text: str) -> list[str]:
    """Every date, amount, percentage and number in a text."""
    return FIGURE.findall(text)


def in_the_contract() -> set[str]:
    return set(figures(made.text())) | {figure.rstrip(",.") for figure in figures(made.text())}


def worked_out() -> dict[str, str]:
    """Figures that are not written in the contract, and what each follows from."""
    contract = made.contract()
    graph = lower(contract)
    decisions = [d for e in contract.examples for d in made.worked(contract, graph, e)]
    days = {day for d in decisions for day in (d.earned_on, d.payable_on) if day}
    days |= {e.as_at for e in contract.examples}
    days |= {day_of(d.awaiting[-10:]) for d in decisions if d.awaiting}
    rows = [row for e in contract.examples for row in e.rows]
    return {
        **{pounds(abs(d.amount)): "an engine's amount" for d in decisions},
        **{text: "as a log has it" for row in rows for _, text in row.values if "." in text},
        **{in_words(day): "an engine's day" for day in days},
        contract.source.digest: "the digest of the contract's text",
        in_words(date(2029, 3, 31).toordinal() + 60 * 7): "the term's last day and 60 weeks",
        "2026-04-01": "the term's first day as data",
        "0": "the day that is counted from",
        "56": "8 weeks",
        "84": "12 weeks",
        "364": "52 weeks",
        "420": "60 weeks",
        "55%": "half way from 50% to 60%",
        "1 July": "the quarter after 1 April",
        "1 October": "the quarter after that",
        "1 January": "the quarter after that",
        "0.1.0": "the version of the tool",
        "65": "an age in the contract",
        "2015": "the year of the list that the table of suitability follows",
    }


def test_every_figure_in_the_document_is_accounted_for() -> None:
    known = in_the_contract() | worked_out().keys()
    strange = [
        (figure, p.typed)
        for p in paragraphs(made.document())
        if p.style not in APART
        for figure in figures(p.typed)
        if figure.rstrip(",.") not in known
    ]
    assert strange == []


def test_nothing_is_excused_that_is_not_there() -> None:
    shown = {f.rstrip(",.") for p in paragraphs(made.document()) for f in figures(p.typed)}
    assert [figure for figure in worked_out() if figure not in shown] == []


# ---- the other way: what the rules hold, the sentences say


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
