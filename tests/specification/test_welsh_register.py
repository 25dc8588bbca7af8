"""The risk register in Welsh: every sentence of the search has its Welsh, and none is left over."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from ocdsl import api
from ocdsl.generators.specification import specification_bytes
from ocdsl.incentives.checks import catalogue
from ocdsl.model.register import Register
from ocdsl.model.told import Told, listed, told
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.edition import Edition
from ocdsl.rules.wording.english.stories import story
from ocdsl.rules.wording.languages import ENGLISH, WELSH
from ocdsl.rules.wording.welsh.catalogue import by_pattern
from tests.specification import made
from tests.specification.reading import all_text
from tests.specification.test_risks import RISK, register
from tests.specification.test_welsh_left import english_left, said_in_word

STORY = told(
    "{who} {says}. {why}",
    who="Alder & Co",
    says=told(
        "records the {event}{whose} {weeks} weeks later",
        event="closure",
        whose=told(" of {person}", person="p01"),
        weeks=4,
    ),
    why="The provider did what it is paid for, when it did.",
)


def told_somewhere() -> Iterator[str]:
    """Every pattern that the search makes a story of, and every reason why nobody is helped."""
    for path in sorted((made.ROOT / "ocdsl" / "incentives").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "told":
                yield from (n.value for n in node.args[:1] if isinstance(n, ast.Constant))
            elif isinstance(node, ast.keyword) and node.arg == "why":
                yield from (n.value for n in [node.value] if isinstance(n, ast.Constant))


def test_every_story_has_its_welsh() -> None:
    found = {text for text in told_somewhere() if text != "{at}{unit}"}
    assert len(found) > 100
    assert {text for text in found if ("story", text) not in by_pattern()} == set()


def test_every_entry_of_the_catalogue_has_its_welsh() -> None:
    known = by_pattern()
    for check in catalogue():
        assert ("risk", check.name) in known and ("help", check.mitigation) in known


def test_a_story_is_said_again_in_each_language() -> None:
    assert STORY == (
        "Alder & Co records the closure of p01 4 weeks later. "
        "The provider did what it is paid for, when it did."
    )
    assert ENGLISH.text(story(STORY)) == STORY
    assert WELSH.text(story(STORY)) == (
        "Mae Alder & Co yn cofnodi’r digwyddiad closure ar gyfer p01 4 wythnos yn ddiweddarach. "
        "Gwnaeth y darparwr yr hyn y telir iddo amdano, pan wnaeth hynny."
    )


def test_days_of_a_story_are_in_the_documents_language() -> None:
    ended = told("ends the contract on {day}", day="31 March 2027")
    assert WELSH.text(story(ended)) == "yn dod â’r contract i ben ar 31 Mawrth 2027"


def test_a_list_of_a_story_is_in_the_documents_language() -> None:
    for items, welsh in (
        (["£1"], "£1"),
        (["£1", "£2"], "£1 a £2"),
        (["£1", "£2", "£3"], "£1, £2 a £3"),
    ):
        assert WELSH.text(story(listed(items))) == welsh


def test_a_title_of_the_contract_is_in_welsh_where_the_contract_gives_one() -> None:
    titles = {"no ongoing care needed": "Dim angen gofal parhaus"}
    for text, english, welsh in (
        ("No ongoing care needed", "No ongoing care needed", "Dim angen gofal parhaus"),
        ("“No ongoing care needed”", "“No ongoing care needed”", "“Dim angen gofal parhaus”"),
        ("no ongoing care needed", "no ongoing care needed", "Dim angen gofal parhaus"),
        ("Another title", "Another title", "Another title"),
    ):
        told_of = told("people who achieve {outcome}", outcome=text)
        assert ENGLISH.text(story(told_of, titles)) == f"people who achieve {english}"
        assert WELSH.text(story(told_of, titles)) == f"pobl sy’n cyflawni {welsh}"


def test_what_is_counted_is_in_the_plural_where_no_number_stands_before_it() -> None:
    total = told("the total of {field} in a {unit}", field="hours", unit="week")
    assert WELSH.text(story(total)) == "cyfanswm oriau mewn wythnos"
    assert WELSH.text(story(told("{at}{unit}", at="5.01", unit=" hours"))) == "5.01 awr"


def test_a_text_that_does_not_remember_is_marked_as_english() -> None:
    (said,) = WELSH.words(story("It records {5.01} hours."))
    assert (said.text, said.language) == ("It records {5.01} hours.", "en-GB")


def test_a_name_is_settled_in_the_parts_and_not_in_the_pattern() -> None:
    named = told("records {person} again", person="{person}").replace("{person}", "p07")
    assert isinstance(named, Told) and named == "records p07 again"
    assert named.pattern == "records {person} again"


def _welsh_register() -> Register:
    entry = next(check for check in catalogue() if check.code == RISK.code)
    risk = evolve(RISK, name=entry.name, helps=entry.mitigation, story=STORY, removes=None)
    return evolve(register(), risks=(risk,), charts=())


def test_a_story_comes_back_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "found.json"
    path.write_text(json.dumps({"register": _welsh_register().as_data()}), encoding="utf-8")
    (risk,) = api.read_register(path, made.contract()).risks
    assert isinstance(risk.story, Told) and risk.story.as_data() == STORY.as_data()


def test_the_register_of_a_welsh_document_is_in_welsh() -> None:
    contract = made.contract()
    edition = Edition(_welsh_register(), language="cy")
    document = specification_bytes(contract, lower(contract), made.worked, edition)
    seen = all_text(document, without=("ContractLine",))
    assert "Rhic mewn haen o oriau neu ymweliadau (PI-24, uchel)" in seen
    assert "Mae Alder & Co yn cofnodi’r digwyddiad closure ar gyfer p01" in seen
    assert "Gadewch i rywun heblaw’r darparwr bennu’r oriau" in seen
    assert english_left(said_in_word(document), contract) == []
