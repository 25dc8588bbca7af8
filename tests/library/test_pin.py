"""What a contract pins by its digest is that text and no other, wherever it is read from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ocdsl import api
from ocdsl.base.source import Source
from ocdsl.cli.main import run
from ocdsl.contract_file import read_contract, with_library
from ocdsl.model.library import asked_for, digest_of, shipped
from ocdsl.model.variations import texts_of
from ocdsl.syntax.parser import parse
from tests.library.test_texts import CONTRACT

WEMWBS = shipped()["wemwbs"].read_text(encoding="utf-8")
DIGEST = digest_of(WEMWBS.split("\n"))
PAYS = """
outcome better "Wellbeing has improved"
  counts    once for each person in customers
  achieved  on the last wemwbs-answers
  when      wellbeing is at least the smallest meaningful change above wellbeing at the first wemwbs-answers

payment better-fee "Better"
  pays  £200.00 for each better
  due   30 days after earning
"""  # noqa: E501  # a line of a contract
USING = f"""{CONTRACT.replace("standards", "reward for individual outcomes")}
use wemwbs "Wellbeing"
  digest       {DIGEST}
  recorded by  provider
{PAYS}"""


def codes(source: Source) -> set[str]:
    return {d.code for d in api.check(source).diagnostics}


@given(st.integers(0, len(WEMWBS) - 1), st.characters(exclude_categories=("C",)))
def test_no_other_text_has_the_digest(place: int, sign: str) -> None:
    changed = WEMWBS[:place] + sign + WEMWBS[place + 1 :]
    assume(changed.rstrip() != WEMWBS.rstrip())
    assert digest_of(changed.split("\n")) != DIGEST


@pytest.mark.parametrize("old, new", [("to 70", "to 71"), ("including 70", "including 80")])
def test_a_text_that_was_changed_is_not_paid_by(old: str, new: str) -> None:
    whole = with_library(Source("c.ocdsl", USING)).text
    assert whole.count(old) == 1
    assert "LibraryChanged" in codes(Source("c.ocdsl", whole.replace(old, new)))
    assert "LibraryChanged" not in codes(Source("c.ocdsl", whole))


def test_line_ends_and_blank_lines_after_it_do_not_count() -> None:
    whole = with_library(Source("c.ocdsl", USING)).text
    for same in (whole.replace("\n", "\r\n"), whole + "\n\n"):
        assert "LibraryChanged" not in codes(Source("c.ocdsl", same))


def test_the_text_that_a_result_keeps_needs_no_library() -> None:
    """A saved result holds the whole text: what is replayed reads nothing else."""
    whole = with_library(Source("c.ocdsl", USING))
    assert not asked_for(whole)
    alone = api.load(Source("kept", whole.text))
    assert alone.source.digest == api.load(whole).source.digest
    assert [used.digest for used in alone.uses] == [DIGEST]


def test_a_text_beside_the_contract_comes_first(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    own = tmp_path / "library" / "wemwbs.ocdsl"
    own.write_text(WEMWBS.replace("3 points\n", "5 points\n"), encoding="utf-8")
    file = tmp_path / "contract.ocdsl"
    file.write_text(USING, encoding="utf-8")
    source = read_contract(tmp_path)
    assert "LibraryChanged" in codes(source)
    assert source.at(source.text.count("\n"))[0] == str(own)
    file.write_text(USING.replace(DIGEST, digest_of(own.read_text("utf-8").split("\n"))), "utf-8")
    field = api.load(tmp_path).events["wemwbs-answers"].field("wellbeing")
    assert field is not None
    assert field.change == 500


def test_a_mistake_in_a_text_is_shown_where_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "library").mkdir()
    own = tmp_path / "library" / "wemwbs.ocdsl"
    own.write_text(WEMWBS.replace("score, at least 14", "score, at lest 14"), encoding="utf-8")
    (tmp_path / "contract.ocdsl").write_text(USING, encoding="utf-8")
    assert run(["check", str(tmp_path)]) == 2
    line = next(n for n, text in enumerate(WEMWBS.split("\n"), 1) if "at least 14" in text)
    assert f"{own}:{line}:" in capsys.readouterr().out


def test_the_layout_leaves_the_library_out(tmp_path: Path) -> None:
    file = tmp_path / "contract.ocdsl"
    file.write_text(USING, encoding="utf-8")
    text = api.format_text(tmp_path)
    assert "library wemwbs" not in text
    assert "use wemwbs" in text
    assert api.format_text(Source("again", text)) == text


def test_a_variation_may_replace_what_came_from_the_library() -> None:
    text = f"""{USING}
variation other-limits "Other limits"
  from     1 April 2027
  because  Agreed.

outcome better "Wellbeing has improved a lot"
  counts    once for each person in customers
  achieved  on the last wemwbs-answers
  when      wellbeing is at least 6 points above wellbeing at the first wemwbs-answers
"""
    whole = with_library(Source("c.ocdsl", text))
    contract = api.load(whole)
    assert [version.name for version in contract.versions] == ["", "other-limits"]
    assert len(texts_of(parse(Source("c.ocdsl", text)).file)) == 2


def test_a_variation_may_use_the_library() -> None:
    """What it brings is added from its first day on, and the contract as signed has none of it."""
    header = CONTRACT.replace("standards", "reward for individual outcomes")
    referred = """
outcome seen "Seen"
  counts    once for each person in customers
  achieved  on the first referral

payment seen-fee "Seen"
  pays  £10.00 for each seen
  due   30 days after earning

variation wellbeing "Wellbeing is paid for"
  from     1 April 2027
  because  Agreed.
"""
    used = USING[USING.index("use wemwbs") :]
    contract = api.load(Source("c.ocdsl", f"{header}{referred}\n{used}"))
    signed, varied = (version.contract for version in contract.versions)
    assert not signed.uses
    assert "wemwbs-answers" not in signed.events
    assert "wemwbs-answers" in varied.events
    assert [used.name for used in contract.uses] == ["wemwbs"]


@pytest.mark.parametrize("name", shipped())
def test_the_command_prints_what_the_digest_names(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["library"]) == 0
    listed = capsys.readouterr().out
    assert run(["library", name]) == 0
    printed = capsys.readouterr().out
    assert f"{digest_of(printed.split(chr(10)))}" in listed


ROOT = Path(__file__).parents[2]
_PINNED = re.compile(
    r"^use ([a-z-]+) .*\n(?:(?!\n).*\n)*?  digest +(sha256:[0-9a-f]+)", re.MULTILINE
)
_SUFFIXES = (".md", ".ocdsl")


def test_every_page_and_contract_pins_what_ships() -> None:
    """Cases in tests/diagnostics show pins that are wrong; all others are right."""
    known = {name: digest_of(f.read_text("utf-8").split("\n")) for name, f in shipped().items()}
    folders = ("contracts", "docs", "grammar", "tests/conformance", "tests/specification")
    files = [f for folder in folders for f in (ROOT / folder).rglob("*.*") if f.suffix in _SUFFIXES]
    pins = [(f, *pin) for f in files for pin in _PINNED.findall(f.read_text("utf-8"))]
    assert pins
    assert not [(f.name, name) for f, name, digest in pins if known[name] != digest]
