"""Standard clauses: each model has its own, and what is open is open everywhere alike."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from ocdsl import api
from ocdsl.base.resources import folder
from ocdsl.cli.main import run
from ocdsl.generators.specification.package import unpacked
from ocdsl.generators.specification.specification import sections_of, specification_bytes
from ocdsl.model.contract import Contract, Example
from ocdsl.rules.graph import Graph
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.clauses import Gap, Group, Section, aside, plain
from ocdsl.rules.wording.edition import Edition
from ocdsl.rules.wording.standard import catalogue, open_questions
from ocdsl.rules.wording.standard.catalogue import KEPT, MODELS, StandardClause
from ocdsl.rules.wording.standard.clause_files import kept_text, read_clause_files
from ocdsl.rules.wording.standard.facts import FACTS
from ocdsl.rules.wording.standard.questions import applying
from tests.specification import made
from tests.specification.reading import paragraphs

CONTRACTS = sorted(path.parent for path in (made.ROOT / "contracts").glob("*/contract.ocdsl"))
TEMPLATES = ("home-care-standards", "home-care-rewards", "home-care-population")
every_contract = pytest.mark.parametrize("place", CONTRACTS, ids=lambda place: place.name)
every_template = pytest.mark.parametrize("name", TEMPLATES)


def nothing_worked(contract: Contract, graph: Graph, example: Example) -> tuple[()]:
    """Figures of examples are no matter here."""
    return ()


@cache
def loaded(place: Path) -> Contract:
    return api.load(place)


@cache
def sections(place: Path) -> tuple[Section, ...]:
    contract = loaded(place)
    return sections_of(contract, lower(contract), nothing_worked)


def groups(place: Path) -> dict[str, Group]:
    parts = (part for section in sections(place) for part in section.body)
    return {part.anchor: part for part in parts if isinstance(part, Group)}


def place_of(clause: StandardClause, contract: Contract) -> str:
    """Where a clause stands: at the contract's own section, where there is one for it."""
    anchors = {section.name: aside("prose", section) for section in contract.sections}
    return anchors.get(clause.section, clause.anchor)


# ---- the files


def test_what_is_kept_is_what_the_files_say() -> None:
    again = "python -m ocdsl.rules.wording.standard.clause_files"
    text = kept_text(read_clause_files(folder("specs") / "clauses"))
    assert (folder("specs") / KEPT).read_text(encoding="utf-8") == text, f"Make it again: {again}"


def test_no_text_has_two_translations() -> None:
    texts = [(text.en, text.cy) for text in catalogue().texts()]
    assert len(dict(texts)) == len(set(texts))


def test_what_a_contract_speaks_of_has_its_place_whatever_kind_of_service_it_is_for() -> None:
    contract = loaded(made.ROOT / "contracts" / "late-delivery")
    section = made.contract().sections[0]
    for clause in catalogue().clauses():
        if clause.section and contract.model in clause.models:
            spoken = evolve(contract, sections=(evolve(section, name=clause.section),))
            assert clause in applying(spoken, catalogue()), clause.id


# ---- the kind of service

OPEN = {
    "help-to-live-at-home": 2, "hip-fracture": 2, "home-care-population": 5, "home-care-rewards": 5,
    "home-care-standards": 6, "immunisation-targets": 1, "istanbul-employment": 1,
    "reablement-at-home": 3, "reboot-west": 3, "rough-sleepers": 3, "troubled-families": 3,
    "work-programme": 3,
}  # fmt: skip
"""How many questions each contract leaves open, and the rest none. Those that repeat the rules of a
published scheme say that its service is specified elsewhere."""
OF_CARE = ("equipment", "telecare", "therapist", "nurse", "short form", "national outcome")
OF_PEOPLE = ("how many people", "each person", "harm", "carers")


def test_every_contract_has_a_number_of_open_questions_that_somebody_has_looked_at() -> None:
    found = {p.name: len(open_questions(loaded(p), catalogue())) for p in CONTRACTS}
    assert {name: number for name, number in found.items() if number} == OPEN


def test_of_a_service_that_is_specified_elsewhere_nothing_is_asked_that_a_section_answers() -> None:
    source = (made.ROOT / "contracts" / "work-programme" / "contract.ocdsl").read_text("utf-8")
    said = re.search(r"section specified-elsewhere .*\n  text  (.*)\n", source)
    assert said is not None
    contract, whole = made.contract(source), made.contract(source.replace(said[0], ""))
    assert len(open_questions(whole, catalogue())) == 29
    assert not [q for q in open_questions(contract, catalogue()) if q.clause.section]
    gone = {c.id for c in applying(whole, catalogue())} - {
        c.id for c in applying(contract, catalogue())
    }
    assert {"review", "management-areas", "law", "staffing"} <= gone
    assert not gone & {"working-together", "milestones", "evidence"}
    found = sections_of(contract, lower(contract), nothing_worked)
    assert said[1] in [plain(p.text) for p in found[0].paragraphs()]
    assert all(g.paragraphs for s in found for g in s.body if isinstance(g, Group))


@every_contract
def test_only_care_at_home_is_asked_about_care_and_only_records_of_people_about_people(
    place: Path,
) -> None:
    contract = loaded(place)
    asked = " ".join(q.question.en.lower() for q in open_questions(contract, catalogue()))
    said = " ".join(
        plain(p.text) for g in groups(place).values() for p in g.paragraphs
        if g.anchor.startswith("standard.")
    )  # fmt: skip
    if not FACTS["care-at-home"](contract):
        assert not [word for word in OF_CARE if word in asked]
        assert "home care" not in said and "no lengths of visits" not in said
    if not FACTS["follows-people"](contract):
        assert not [word for word in OF_PEOPLE if word in asked]


def test_the_kind_of_service_is_seen_from_titles_and_records() -> None:
    kinds = ("follows-people", "care-at-home")
    found = {p.name: [kind for kind in kinds if FACTS[kind](loaded(p))] for p in CONTRACTS}
    assert {name for name, of in found.items() if "care-at-home" in of} == {
        *TEMPLATES, "reablement-at-home",
    }  # fmt: skip
    assert {name for name, of in found.items() if not of} == {
        "collected-tiers", "late-delivery", "peterborough", "quality-and-outcomes", "readmissions",
        "service-levels", "shared-savings", "value-based-purchasing",
    }  # fmt: skip


# ---- the right clauses for each model


@every_template
def test_a_template_shows_every_clause_of_its_model_and_none_of_another(name: str) -> None:
    place = made.ROOT / "contracts" / name
    contract, shown = loaded(place), groups(place)
    for clause in catalogue().clauses():
        wanted = contract.model in clause.models and all(FACTS[f](contract) for f in clause.when)
        assert (place_of(clause, contract) in shown) is (wanted or bool(clause.section and any(
            s.name == clause.section for s in contract.sections))), clause.id  # fmt: skip
        if wanted:
            assert shown[place_of(clause, contract)].paragraphs, clause.id


@every_contract
def test_every_section_of_the_contract_is_printed_once(place: Path) -> None:
    contract = loaded(place)
    anchors = [part.anchor for s in sections(place) for part in s.body if isinstance(part, Group)]
    for section in contract.sections:
        assert anchors.count(aside("prose", section)) == 1
        said = [plain(p.text) for p in groups(place)[aside("prose", section)].paragraphs]
        assert [text for text in section.paragraphs if text not in said] == []


def test_a_section_of_another_model_stays_with_the_purpose() -> None:
    source = f'{with_sections("purpose")}\nsection choice "Choice"\n  text  As before.\n'
    contract = made.contract(source)
    first = sections_of(contract, lower(contract), nothing_worked)[0]
    assert first.body[-1].anchor == "prose.choice"  # type: ignore[union-attr]  # a group


@pytest.mark.parametrize(
    ("code", "titles"),
    [
        ("en", ["Purpose of the service", "Equipment and telecare"]),
        ("cy", ["Diben", "Offer a theleofal"]),
    ],
)
def test_a_section_without_a_title_in_welsh_has_the_standard_one_in_welsh(
    code: str, titles: list[str]
) -> None:
    contract = made.contract(with_sections("purpose", "equipment"))
    edition = Edition(language=code)
    found = sections_of(contract, lower(contract), nothing_worked, edition)
    groups = {part.anchor: part for s in found for part in s.body if isinstance(part, Group)}
    there = [groups[anchor] for anchor in ("prose.purpose", "prose.equipment")]
    assert [plain(group.title) for group in there] == titles


def test_the_three_models_are_those_of_the_templates() -> None:
    models = {loaded(made.ROOT / "contracts" / name).model for name in TEMPLATES}
    assert models == set(MODELS.values())


# ---- requirements


@pytest.mark.parametrize("number", [*range(90, 118), *range(130, 143)])
def test_every_requirement_of_the_document_is_met_by_a_clause(number: int) -> None:
    """R-090 to R-117 and the thirteen design rules, as `docs/specification.md` lists them."""
    page = (made.ROOT / "docs" / "specification.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| R-{number:03} \| (.+) \| (.*) \| (.*) \|$", page, re.MULTILINE)
    clauses = [c.id for c in catalogue().clauses() if f"R-{number:03}" in c.requires]
    assert re.findall(r"`([\w-]+)`", row[1]) == clauses
    assert clauses


@every_template
def test_every_requirement_of_its_model_is_met_in_a_template(name: str) -> None:
    contract = loaded(made.ROOT / "contracts" / name)
    met = {number for clause in applying(contract, catalogue()) for number in clause.requires}
    other = {"standards": {"R-104", "R-105"}, "rewards": {"R-105"}, "population": set()}
    of_another = next(found for model, found in other.items() if MODELS[model] == contract.model)
    wanted = {f"R-{n:03}" for n in (*range(90, 118), *range(130, 143))} - of_another
    if contract.model == MODELS["standards"]:  # no payment, and no outcome of a person
        wanted -= {"R-090", "R-111", "R-138"}
    assert wanted - met == set()


# ---- open questions


@every_contract
def test_what_is_marked_listed_and_counted_is_the_same(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = loaded(place)
    asked = [each.question.en for each in open_questions(contract, catalogue())]
    assert marked(place) == [f"[To be completed: {question}]" for question in asked]
    document = specification_bytes(contract, lower(contract), nothing_worked)
    assert listed(document) == asked
    assert run(["check", str(place), "--format", "json"]) in (0, 1)
    found = json.loads(capsys.readouterr().out)
    assert [each["question"] for each in found["open_questions"]] == asked


def marked(place: Path) -> list[str]:
    """Every mark of the document, in order."""
    every = (paragraph for section in sections(place) for paragraph in section.paragraphs())
    return [piece.text for p in every for piece in p.text if isinstance(piece, Gap)]


def listed(document: bytes) -> list[str]:
    """The questions of the last page: the second cell of each row of its table."""
    seen = paragraphs(document)
    start = max(n for n, p in enumerate(seen) if p.style == "AnnexHeading")
    cells = [p.text for p in seen[start:] if p.in_table]
    return cells[5::4]


def test_a_mark_has_a_style_of_its_own_in_word() -> None:
    parts = unpacked(made.document(with_sections("purpose")))
    assert b'w:rStyle w:val="ToBeCompleted"' in parts["word/document.xml"]
    assert b'w:styleId="ToBeCompleted"' in parts["word/styles.xml"]


def with_sections(*kept: str) -> str:
    """The shipped contract with these of its sections only."""
    blocks = made.text().rstrip("\n").split("\n\n")
    names = [re.match(r"section ([\w-]+)", block) for block in blocks]
    chosen = [b for b, n in zip(blocks, names, strict=True) if n is None or n[1] in kept]
    return "\n\n".join(chosen) + "\n"


def test_an_answer_takes_the_place_of_its_question() -> None:
    without = made.contract(with_sections("purpose"))
    assert "route" in {q.clause.id for q in open_questions(without, catalogue())}
    answer = 'section route "How we choose"\n  text  By a framework, & with <care> 🏡.\n'
    source = f"{with_sections('purpose')}\n{answer}"
    contract = made.contract(source)
    assert "route" not in {q.clause.id for q in open_questions(contract, catalogue())}
    texts = [p.text for p in paragraphs(made.document(source))]
    assert "By a framework, & with <care> 🏡." in texts
    assert texts.count("How we choose") == 1  # and once more in the contents, after a number


def test_a_contract_without_any_section_keeps_its_place_for_the_purpose() -> None:
    contract = made.contract(with_sections())
    first = sections_of(contract, lower(contract), nothing_worked)[0]
    assert first.anchor == "section.purpose"
    assert next(p.title for p in first.body if isinstance(p, Group)) == ("Purpose",)


# ---- the law


@pytest.mark.parametrize(
    ("says", "wales", "england"),
    [
        ("The service is given in Wales, under the law of England and Wales.", True, False),
        ("The service is given in England, under the law of England and Wales.", False, True),
        ("The contract is made under the law of England and Wales.", False, False),
        ("The service is given in Scotland.", False, False),
        ("Rhoddir y gwasanaeth yng Nghymru.", True, False),
    ],
)
def test_the_law_of_a_country_stands_only_where_the_contract_says_so(
    says: str, wales: bool, england: bool
) -> None:
    contract = made.contract(with_sections("purpose") + f'\nsection law "Law"\n  text  {says}\n')
    shown = {clause.id for clause in applying(contract, catalogue())}
    assert ("law-wales-care" in shown, "law-england" in shown) == (wales, england)
    assert ("law-data" in shown) is (wales or england)


def test_a_law_that_was_replaced_is_named_only_beside_what_replaced_it() -> None:
    source = with_sections("purpose") + '\nsection law "Law"\n  text  It is given in Wales.\n'
    contract = made.contract(source)
    for clause in applying(contract, catalogue()):
        for text in clause.text:
            assert "2015 Regulations" not in text.en
    rows = [
        [plain(cell) for cell in row]
        for section in sections_of(contract, lower(contract), nothing_worked)
        for paragraph in section.paragraphs()
        for row in (paragraph.table.rows if paragraph.table else ())
    ]
    contracts = [row for row in rows if row[0].startswith("Public Contracts Regulations 2015")]
    assert [row[1] for row in contracts] == [
        "Replaced on 24 February 2025 by the Procurement Act 2023."
    ]


def said_of(source: str) -> list[str]:
    """Every sentence of a contract's specification."""
    contract = made.contract(source)
    found = sections_of(contract, lower(contract), nothing_worked)
    return [plain(paragraph.text) for s in found for paragraph in s.paragraphs()]


def test_a_name_that_begins_with_an_article_has_its_capital_only_at_the_start() -> None:
    said = said_of(made.text().replace('"Vale Council"', '"The Council of the Vale"'))
    assert any(s.startswith("The Council of the Vale commissions the service") for s in said)
    assert any(s.startswith("Those who sign for the Council of the Vale, and") for s in said)


@pytest.mark.parametrize(
    ("name", "follows"),
    [("immunisation-targets", "and payments follow it"), ("home-care-standards", "; no payment")],
)
def test_standards_say_whether_payments_follow_what_is_achieved(name: str, follows: str) -> None:
    source = (made.ROOT / "contracts" / name / "contract.ocdsl").read_text(encoding="utf-8")
    start = "The contract is of the kind “standards”: providers are held to standards"
    (said,) = (s for s in said_of(source) if s.startswith(start))
    assert follows in said
