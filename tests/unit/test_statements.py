"""The kind of each stated objective, case by case: `statements.md` beside this file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocdsl.model.statements import KINDS, WORDS, kind_of

_CASES = Path(__file__).with_name("statements.md").read_text(encoding="utf-8")
_ENGLISH, _WELSH = _CASES.split("In Welsh")


def _rows(part: str) -> list[tuple[str, str]]:
    rows = re.findall(r"^\| (.+?) \| (?:(\w+) )?\|$", part, re.MULTILINE)
    return [(said, kind) for said, kind in rows if kind != "kind"]


@pytest.mark.parametrize(("said", "kind"), _rows(_ENGLISH))
def test_english(said: str, kind: str) -> None:
    assert kind_of(said) == kind


@pytest.mark.parametrize(("said", "kind"), _rows(_WELSH))
def test_welsh(said: str, kind: str) -> None:
    assert kind_of(said, "Welsh") == kind


def test_every_kind_has_cases() -> None:
    assert {kind for _, kind in _rows(_ENGLISH)} == {*KINDS, ""}
    assert {kind for _, kind in _rows(_WELSH)} == set(KINDS)


def test_no_word_is_of_two_kinds() -> None:
    for kinds in WORDS.values():
        words = [word for each in kinds.values() for word in each]
        assert len(words) == len(set(words))
