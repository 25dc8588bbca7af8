"""The Welsh specification: the same clauses and figures as the English, and no English of ours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import MONTHS
from ocdsl.generators.specification import read_specification, specification_bytes
from ocdsl.generators.specification.package import unpacked
from ocdsl.generators.specification.specification import sections_of
from ocdsl.model.contract import Contract
from ocdsl.rules.line_operators import Apportion, Line, Reverse
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.clauses import (
    Foreign,
    Group,
    Paragraph,
    Ref,
    Section,
    Table,
    Term,
    Words,
    plain,
)
from ocdsl.rules.wording.edition import Edition
from ocdsl.rules.wording.english import sections
from ocdsl.rules.wording.languages import ENGLISH, WELSH
from ocdsl.rules.wording.standard import arranged
from ocdsl.rules.wording.standard.catalogue import catalogue as standard_clauses
from ocdsl.rules.wording.welsh.catalogue import by_pattern, entries
from tests.specification import made
from tests.specification.every import KINDS

_ENGLISH_WORDS = """the of and are was it its which each for with not that this what when who whose
by from after before than paid payment provider days earned due counts where these those been have
will must may only"""
ENGLISH_WORDS = frozenset(_ENGLISH_WORDS.split())
"""Words that no Welsh sentence has: each is English and nothing else."""
NAMED = ("Payment by results: analytical framework for decision-makers",)
"""Titles of publications that have none in Welsh."""

_FIGURE = re.compile(r"£?\d+(?:,\d{3})*(?:\.\d+)?%?")


every_kind = pytest.mark.parametrize("kind", KINDS)


@cache
def both(kind: str, number: int) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Every section in English and in Welsh; of shipped contracts with their worked examples."""
    contract = KINDS[kind]()[number]
    graph = lower(contract)
    if kind == "shipped":
        english, welsh = (
            sections_of(contract, graph, made.worked, Edition(language=code))
            for code in ("en", "cy")
        )
        return english, welsh
    tree = arranged(sections(contract, graph), contract)
    first, second = ([language.section(s) for s in tree] for language in (ENGLISH, WELSH))
    return tuple(first), tuple(second)


def pairs(kind: str) -> Iterator[tuple[Contract, tuple[Section, ...], tuple[Section, ...]]]:
    for number, contract in enumerate(KINDS[kind]()):
        yield contract, *both(kind, number)


def clauses(said: tuple[Section, ...]) -> Iterator[Paragraph]:
    """The numbered clauses and notes; a picture may take more pages in one language."""
    for section in said:
        yield from (p for p in section.paragraphs() if p.figure is None)


def texts(paragraph: Paragraph) -> Iterator[Words]:
    yield paragraph.text
    yield from paragraph.items
    if paragraph.table is not None:
        yield from paragraph.table.headings
        for row in _in_one_order(paragraph.table):
            yield from row


def _in_one_order(table: Table) -> Sequence[tuple[Words, ...]]:
    """The rows; of a table in the order of its words, which differ, by the names in the data."""
    return sorted(table.rows, key=lambda row: plain(row[-1])) if table.alphabetic else table.rows


# ---- parity


def shape(said: tuple[Section, ...]) -> list[object]:
    found: list[object] = []
    for section in said:
        found.append(section.anchor)
        for part in section.body:
            if isinstance(part, Group):
                found += [part.anchor, *map(_of_clause, part.paragraphs)]
            else:
                found.append(_of_clause(part))
    return [each for each in found if each != "figure"]


def _of_clause(paragraph: Paragraph) -> object:
    """What is the same in every language: its clauses, and how much of each kind it has."""
    if paragraph.figure is not None:
        return "figure"
    table = paragraph.table
    size = (len(table.headings), len(table.rows)) if table else None
    names = tuple(c.identity for c in paragraph.clauses)
    return names, len(paragraph.items), size, paragraph.note


@every_kind
def test_the_same_clauses_in_the_same_order(kind: str) -> None:
    for contract, english, welsh in pairs(kind):
        assert shape(english) == shape(welsh), contract.source.text


def figures(words: Words) -> Counter[str]:
    """Numbers, money, percentages and dates; the number of a clause stands as where it leads."""
    text = plain(words)
    for number, (name, welsh) in enumerate(zip(MONTHS, _welsh_months(), strict=True), 1):
        text = re.sub(rf"(?<=\d )(?:{name}|{welsh})\b", f"month-{chr(96 + number)}", text)
    found = Counter(_FIGURE.findall(re.sub(r"\[[^]]*\]", "", text)))
    found += Counter(re.findall(r"month-\w", text))
    return found + Counter(f"[{piece.to}]" for piece in words if isinstance(piece, Ref))


@cache
def _welsh_months() -> list[str]:
    return [by_pattern()["month", name] for name in MONTHS]


@every_kind
def test_the_same_figures_in_every_clause(kind: str) -> None:
    for _, english, welsh in pairs(kind):
        for one, other in zip(clauses(english), clauses(welsh), strict=True):
            for words, geiriau in zip(texts(one), texts(other), strict=True):
                assert figures(words) == figures(geiriau), (plain(words), plain(geiriau))


# What an edge is called in each language. Whether it counts itself is what money turns on.
_EDGES = tuple(
    (re.compile(english, re.IGNORECASE), re.compile(welsh, re.IGNORECASE))
    for english, welsh in (
        (r"\bat least\b", r"\bo leiaf\b"),
        (
            r"\bup to and including\b|\b(?:no|never) more than\b|\bat most\b",
            r"\bhyd at ac yn cynnwys\b|\bdd?im mwy nag?\b|\bar y mwyaf\b"
            r"|\bni thelir mwy nag?\b|\bbyth yn fwy nag?\b",
        ),
        (r"(?<!looked at )\b(?:less|fewer) than\b|\bcomes out below\b", r"\bllai nag?\b"),
        (
            r"(?<!\bno )(?<!\bnever )\bmore than\b",
            r"(?<!\bdim )(?<!\bddim )(?<!\bthelir )(?<!\bbyth yn )\b[fm]wy nag?\b",
        ),
        (r"\bno later than\b", r"\bheb fod yn hwyrach nag?\b"),
        (r"\bno earlier than\b", r"\bheb fod yn gynharach nag?\b"),
        (r"\bon or after\b", r"\bneu ar ôl hynny\b"),
        (r"\bon or before\b", r"\bneu cyn hynny\b"),
    )
)


@every_kind
def test_the_same_edges_in_every_clause(kind: str) -> None:
    for _, english, welsh in pairs(kind):
        for one, other in zip(clauses(english), clauses(welsh), strict=True):
            for words, geiriau in zip(texts(one), texts(other), strict=True):
                text, testun = _ours(words, geiriau)
                if "“at least”" not in text.lower():  # Where the words are explained.
                    found = [(len(e.findall(text)), len(w.findall(testun))) for e, w in _EDGES]
                    assert all(there == here for there, here in found), (text, testun)


def _ours(words: Words, geiriau: Words) -> tuple[str, str]:
    """What we say in both: without terms, and without what stands in Welsh as it was written."""
    text, testun = ("".join(w for w in said if isinstance(w, str)) for said in (words, geiriau))
    for piece in geiriau:
        if isinstance(piece, Foreign) and any(edge.search(piece.text) for edge, _ in _EDGES):
            text = text.replace(piece.text, "")
    return text, testun


@every_kind
def test_the_same_terms_in_every_clause(kind: str) -> None:
    for _, english, welsh in pairs(kind):
        for one, other in zip(clauses(english), clauses(welsh), strict=True):
            for words, geiriau in zip(texts(one), texts(other), strict=True):
                assert _terms(words) == _terms(geiriau)


def _terms(words: Words) -> Counter[str]:
    return Counter(piece.name for piece in words if isinstance(piece, Term))


@every_kind
def test_what_a_decision_names_is_known_by_what_it_is_made_of(kind: str) -> None:
    """Else a worked example could only quote the evaluator, in English."""
    for contract in KINDS[kind]():
        graph = lower(contract)
        lines = [node for node in graph.nodes.values() if isinstance(node, Line)]
        # There is no line without its subject, so that it is never awaited and never missed.
        awaited = {name for line in lines for name in line.awaits if name != line.subject}
        said = {graph.nodes[name].says for name in awaited}
        said |= {n.says for n in graph.nodes.values() if isinstance(n, Reverse)}
        said |= {n.waits for n in graph.nodes.values() if isinstance(n, Apportion) and n.waits}
        said |= {line.reason for line in lines if line.status in ("withheld", "released")}
        assert said <= graph.meant.keys(), said - graph.meant.keys()


def test_defined_terms_stand_in_the_order_of_the_words_that_are_shown() -> None:
    for _, *editions in pairs("shipped"):
        for sections_said in editions:
            (terms,) = (p.table for p in clauses(sections_said) if p.table and p.table.alphabetic)
            shown = [plain(row[0]).lower() for row in terms.rows]
            assert shown == sorted(shown)


# ---- no English of ours


@every_kind
def test_no_english_word_is_left_in_the_welsh(kind: str) -> None:
    for _, _, welsh in pairs(kind):
        for section in welsh:
            for paragraph in section.paragraphs():
                for words in (section.title, *texts(paragraph)):
                    text = " ".join(piece for piece in words if isinstance(piece, str))
                    for name in NAMED:
                        text = text.replace(name, "")
                    here = set(re.findall(r"[^\W\d_]+", text.lower()))
                    assert not here & ENGLISH_WORDS, text


def test_what_is_marked_as_english_is_the_contracts_own() -> None:
    for contract, _, welsh in pairs("shipped"):
        # A sentence may run over several lines of the contract, or be several of its items.
        source = _flat(contract.source.text)
        for section in welsh:
            for paragraph in section.paragraphs():
                for words in texts(paragraph):
                    for piece in words:
                        if isinstance(piece, Foreign):
                            assert all(_is_of(part, source) for part in _parts(piece.text)), piece


def _flat(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.lower())


def _parts(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) |; |, |: ", text)


COLUMNS = (
    "event_id",
    "person",
    "occurred_on",
    "recorded_at",
    "recorded_by",
    "supersedes",
    "retracts",
)
"""The columns of a log that no contract need name."""


def _is_of(part: str, source: str) -> bool:
    """Whether a contract says it, or it is a figure or a name of the tool’s own."""
    named = part.startswith(("sha256:", "PI-", "england-and-wales")) or part in COLUMNS
    return named or not re.search(r"[^\W\d_]{4}", part) or _flat(part).strip() in source


# ---- the catalogue


def test_every_sentence_of_the_catalogue_is_said_somewhere() -> None:
    """Each pattern stands in the code as it stands here, so that none is left over."""
    code = "\n".join(
        re.sub(r'"\s*\\?\n\s*f?"', "", path.read_text(encoding="utf-8"))
        for folder in (
            "rules",
            "generators",
            "incentives",
            "model",
            "base",
            "syntax",
            "../specs/clauses",
        )
        for path in sorted((made.ROOT / "ocdsl" / folder).rglob("*.*"))
        if path.suffix in (".py", ".csv", ".yaml")
    )
    code = code.replace("\\u00a0", "\u00a0")
    left = [
        entry.english
        for entry in entries()
        if entry.english not in code and entry.english.lower() not in code
    ]
    assert left == []


def test_what_answers_a_question_has_its_welsh() -> None:
    asked = [clause for clause in standard_clauses().clauses() if clause.question]
    answers = {clause.write for clause in asked if not clause.section}
    assert answers and {("answer", answer) for answer in answers} <= by_pattern().keys()


def test_no_sentence_of_the_catalogue_is_given_twice() -> None:
    twice = Counter((entry.context, entry.english) for entry in entries())
    assert [key for key, count in twice.items() if count > 1] == []


def test_welsh_sentences_have_the_places_of_the_english() -> None:
    for entry in entries():
        english, welsh = (_places(text) for text in (entry.english, entry.welsh))
        assert welsh - {"next"} == english, entry


def _places(text: str) -> set[str]:
    return {place.partition(":")[0] for place in re.findall(r"\{([^}]*)\}", text)}


def test_the_page_of_every_sentence_is_what_the_catalogue_gives() -> None:
    again = "Make it again: python docs/make_languages.py"
    spec = spec_from_file_location("make_languages", made.ROOT / "docs" / "make_languages.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), again


# ---- the document


@cache
def document() -> bytes:
    contract = made.contract()
    return specification_bytes(contract, lower(contract), made.worked, Edition(language="cy"))


def test_the_languages_of_the_text_are_set() -> None:
    parts = unpacked(document())
    styles, settings = (parts[f"word/{name}.xml"].decode() for name in ("styles", "settings"))
    assert 'w:lang w:val="cy-GB"' in styles and 'w:lang w:val="en-GB"' not in styles
    assert 'w:themeFontLang w:val="cy-GB"' in settings
    body = parts["word/document.xml"].decode()
    assert '<w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">Case closed</w:t>' in body


def test_the_cover_says_that_the_welsh_awaits_a_reviewer() -> None:
    cover = [said.text for said in read_specification(document()).clauses[:20]]
    assert any("yn aros i gael ei adolygu gan adolygydd dynol" in text for text in cover)


def test_a_welsh_document_is_held_against_its_contract(tmp_path: Path) -> None:
    contract = made.contract()
    path = api.generate(contract, "spec", tmp_path, Edition(language="cy"))
    assert path.name == "reablement-at-home-cy.docx"
    assert api.verify(path, contract).agrees
    other = made.contract(made.text().replace("£1,575", "£1,600"))
    found = api.verify(path, other)
    assert any("£1,575.00" in each.document for each in found.clauses)
    assert any("£1,600.00" in each.contract for each in found.clauses)
