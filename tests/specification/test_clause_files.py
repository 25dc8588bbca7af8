"""A file of standard clauses that breaks a rule is refused, with every problem in plain words."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ocdsl.base.resources import folder
from ocdsl.rules.wording.standard.clause_files import ClauseFileError, read_clause_files

CLAUSE = """
topic: extra
title: {en: More, cy: Mwy}
clauses:
  - id: more
    title: {en: More, cy: Mwy}
    models: [rewards]
    text:
      - en: More for {providers}, by clause {to.outcomes}.
        cy: Mwy i {providers}, yn ôl cymal {to.outcomes}.
    requires: [R-103]
    source: step-change
"""
QUESTION = 'question: {en: "What?", cy: "Beth?"}'


def problems(tmp_path: Path, text: str) -> list[str]:
    """What is said of a further file with this text, beside those that ship."""
    shutil.copytree(folder("specs") / "clauses", tmp_path / "clauses")
    (tmp_path / "clauses" / "95-extra.yaml").write_text(text, encoding="utf-8")
    try:
        read_clause_files(tmp_path / "clauses")
    except ClauseFileError as failure:
        return str(failure).split("\n")
    return []


def test_the_file_that_the_cases_change_is_right(tmp_path: Path) -> None:
    assert problems(tmp_path, CLAUSE) == []


CASES = {
    "a key that there is not": (
        "    source: step-change", "    source: step-change\n    colour: red",
        ["more: `colour` is not known here"],
    ),
    "a model that there is not": (
        "models: [rewards]", "models: [reward]",
        ["more: model `reward` is not one of standards, rewards, population"],
    ),
    "a fact that there is not": (
        "    source:", "    when: [in-scotland]\n    source:",
        ["more: fact `in-scotland` is not one of follows-people, care-at-home, in-wales, "
         "in-england, under-british-law, pays-outcomes, has-outcomes, has-target, evidenced, "
         "several-providers, extension-gate, suitability, logic-model, whole-service"],
    ),
    "a name that nothing fills": (
        "{providers}", "{supplier}",
        ["more: name `supplier` is not one of commissioner, providers, roles, area, term-start, "
         "term-end, tail-end, statements, cohorts, outcomes, measures, payments, gates"],
    ),
    "a name in one language only": (
        "Mwy i {providers}", "Mwy i'r darparwyr",
        ["more: the Welsh of `More for {providers}, by clause {to.outcomes}.` has other {names}: "
         "['to.outcomes']"],
    ),
    "no Welsh": (
        "{en: More, cy: Mwy}\n    models", "{en: More}\n    models",
        ["more: `{'en': 'More'}` is not words in `en` and in `cy`"],
    ),
    "a figure of its own": (
        "More for {providers}", "30 days for {providers}",
        ["more: `30 days for , by clause .` has a figure, which the contract or a law's title "
         "should give"],
    ),
    "a reference to nothing": (
        "{to.outcomes}", "{to.outcome}",
        ["more: `to.outcome` is neither a section of every specification nor a standard clause"],
    ),
    "a reference to a clause of other models": (
        "{to.outcomes}", "{to.choice}",
        ["more: `to.choice` is a clause that does not stand wherever this one does"],
    ),
    "a reference to a clause for other kinds of service": (
        "{to.outcomes}", "{to.quality}",
        ["more: `to.quality` is a clause that does not stand wherever this one does"],
    ),
    "a law without an entry": (
        "{providers}", "{law.magna-carta}",
        ["more: law `magna-carta` has no entry in named.yaml"],
    ),
    "a law that was replaced": (
        "{providers}", "{law.public-contracts-2015}",
        ["more: law `public-contracts-2015` was replaced by `procurement-2023`: name that"],
    ),
    "a document without an entry": (
        "source: step-change", "source: hearsay",
        ["more: document `hearsay` has no entry in named.yaml"],
    ),
    "a requirement that is none": (
        "[R-103]", "[103]", ["more: requirement `103` is not written like R-108"],
    ),
    "a section with no place": (
        "    source:", f"    section: gossip\n    {QUESTION}\n    source:",
        ["more: section `gossip` has no line in model/checks/practice/places.py"],
    ),
    "a section without its question": (
        "    source:", "    section: volumes\n    source:",
        ["more: it needs a `question`, for a contract that does not answer it",
         "section volumes has two places in the specification of one model"],
    ),
    "a question that cannot be answered": (
        "{providers}, by", "all, by",
        ["more: nothing answers its `question`: give a `section`, a fact it `needs` or a name",
         "more: `write` has to say what in the contract answers the question"],
    ),
    "two clauses of one name": (
        "id: more", "id: route", ["two clauses are called route"],
    ),
    "a table of uneven rows": (
        "    source:",
        "    table:\n      heads: [{en: A, cy: B}]\n      widths: [1]\n      rows: [[]]\n"
        "    source:",
        ["more: a row of its table has 0 cells"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_breaks_a_rule_is_refused(tmp_path: Path, case: str) -> None:
    old, new, said = CASES[case]
    assert old in CLAUSE
    text = CLAUSE.replace(old, new)
    if case == "a question that cannot be answered":
        text = text.replace("Mwy i {providers}, yn", "Mwy i bawb, yn")
        text = text.replace("    source:", f"    {QUESTION}\n    source:")
    own = ("two clauses", "section ")
    assert problems(tmp_path, text) == [
        line if line.startswith(own) else f"95-extra.yaml: {line}" for line in said
    ]


@pytest.mark.parametrize("text", ["", "[]", "topic: x", "clauses: [1]", "clauses: {}"])
def test_a_file_that_holds_something_else_is_named(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text) == ["95-extra.yaml: it does not hold what it should"]


@pytest.mark.parametrize(
    "value", ["1", "{en: 1, cy: 1}", "[]", '{en: " ", cy: a}', '{en: a, cy: "{"}']
)
def test_whatever_a_text_is_it_is_reported(tmp_path: Path, value: str) -> None:
    text = CLAUSE.replace("    text:", f"    text:\n      - {value}")
    assert problems(tmp_path, text)[0].startswith("95-extra.yaml: more: ")


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, "topic: [")
    assert said.startswith("95-extra.yaml: it is not YAML: while parsing a flow")


def test_the_worked_clause_is_right_but_for_the_line_that_it_tells_to_write(tmp_path: Path) -> None:
    guide = (folder("specs") / "README.md").read_text(encoding="utf-8")
    (clause,) = re.findall(r"```yaml\n(  - id: .*?)```", guide, re.DOTALL)
    topic = f"topic: extra\ntitle: {{en: More, cy: Mwy}}\nclauses:\n{clause}"
    assert problems(tmp_path, topic) == [
        "95-extra.yaml: missed-visits: section `missed-visits` has no line in "
        "model/checks/practice/places.py"
    ]
