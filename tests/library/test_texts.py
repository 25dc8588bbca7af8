"""Every text of the library can be used as it is: in its layout, with sources, without fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import Source
from ocdsl.contract_file import with_library
from ocdsl.model.brought import chosen, needs_people, needs_recorder
from ocdsl.model.checks.practice.national_measure_missing import MEASURES, OF_HOME_CARE, OF_OTHERS
from ocdsl.model.clauses import texts
from ocdsl.model.library import KINDS, Section, sections_of, shipped
from ocdsl.syntax.parser import parse

FILES = shipped()
CONTRACT = """contract home-care "Home care"
  model         standards
  commissioner  vale "Vale Council"
  provider      alder "Alder Care"
  term          from 1 April 2026 up to and including 31 March 2028
  tail          40 weeks, for people who joined during the term
  currency      GBP
  rounding      half up to the penny on each payment line
  years         start on 1 April
  due dates     may fall on any day

event referral "Referred"
  recorded by  commissioner

cohort customers "People who use the service"
  counts      once for each person
  joins on    the first referral
  belongs to  provider at the first referral
"""


def section(file: Path) -> Section:
    source = Source(str(file), file.read_text(encoding="utf-8"))
    parsed = parse(source)
    assert not parsed.diagnostics
    return sections_of(source, parsed.file)[file.stem]


def using(name: str, text: Section, *lines: str) -> Source:
    """A contract that uses a text, and says all that the text leaves to it."""
    said = [f'use {name} "What is used"', *lines, f"  digest  {text.digest}"]
    (use,) = parse(Source("use", "\n".join([*said, ""]))).file.blocks
    brought = tuple(chosen(use, text))
    said += ["  recorded by  provider"] if any(map(needs_recorder, brought)) else []
    said += ["  for  the people in customers"] if any(map(needs_people, brought)) else []
    return with_library(Source("c.ocdsl", "\n".join([CONTRACT, *said, ""])))


def faults(source: Source) -> list[Diagnostic]:
    return [d for d in api.check(source).diagnostics if d.severity is Severity.ERROR]


@pytest.mark.parametrize("name", FILES)
def test_it_is_in_the_one_layout_and_begins_with_its_name(name: str) -> None:
    text = FILES[name].read_text(encoding="utf-8")
    assert text.startswith(f"library {name} ")
    assert api.format_text(Source(name, text)) == text


@pytest.mark.parametrize("name", FILES)
def test_it_names_its_sources_and_decides_no_money(name: str) -> None:
    text = section(FILES[name])
    assert texts(text.heading, "source")
    assert {block.keyword for block in text.blocks} <= set(KINDS)
    assert text.blocks


@pytest.mark.parametrize("name", FILES)
def test_a_contract_that_uses_it_has_no_fault(name: str) -> None:
    assert not faults(using(name, section(FILES[name])))


@pytest.mark.parametrize("name", FILES)
def test_each_of_its_blocks_can_be_taken_alone(name: str) -> None:
    text = section(FILES[name])
    for block in text.blocks:
        lines = ("  brings", "    | name |", f"    | {block.name.text} |")
        assert not faults(using(name, text, *lines)), block.name.text


def test_all_of_them_can_be_used_at_once() -> None:
    """No two have a block of one name, nor a field of one name and two kinds."""
    said = [
        line
        for name, file in FILES.items()
        for line in using(name, section(file)).text.split("library ")[0].split("\n\n")[-1:]
    ]
    source = with_library(Source("c.ocdsl", "\n\n".join([CONTRACT, *said])))
    assert [Path(part.path).stem for part in source.parts] == list(FILES)
    assert not faults(source)


def test_the_practice_of_home_care_knows_the_national_measures() -> None:
    names = [b.name.text for b in section(FILES[MEASURES]).blocks if b.keyword == "measure"]
    assert sorted(names) == sorted((*OF_HOME_CARE, *OF_OTHERS))
    assert len(OF_HOME_CARE) == 13
    assert [names.index(name) + 1 for name in OF_OTHERS] == [6, 10, 14, 17]


@pytest.mark.parametrize("name", FILES)
def test_its_digest_is_that_of_its_file(name: str) -> None:
    import hashlib

    content = FILES[name].read_bytes()
    assert section(FILES[name]).digest == "sha256:" + hashlib.sha256(content).hexdigest()
