"""What Welsh words do to the one that follows, in every sentence said and in all that could be."""

from __future__ import annotations

import re

import pytest

from ocdsl.rules.wording.clauses import Words
from ocdsl.rules.wording.standard.catalogue import catalogue as standard_clauses
from ocdsl.rules.wording.welsh.catalogue import entries
from tests.specification.test_welsh import clauses, every_kind, pairs, texts

_CHANGES = {
    "soft": (
        "o i am ar at gan dan dros drwy heb hyd wrth neu ail dau dwy rhy",
        r"c(?!h)|p(?!h)|t(?!h)|m|ll|rh",
    ),
    "aspirate": ("a na â gyda tua", r"c(?!h)|p(?!h)|t(?!h)"),
    "long": ("a â gyda na", "[aeiouâêîôû]"),
    "short": ("ac ag gydag nag", "[bcdfgjlprtv]|ch|dd|ff|ll|ph|rh|th"),
    "h": ("eu", "[aeiouâêîôû]"),
}
"""After each of these words, the letters with which no word may begin."""
_NEVER = {
    "soft": re.compile(r"neu (?:cyn|pan|lle|\w+wch)|\w+ (?:mewn|mor)"),
    "aspirate": re.compile(r"(?!)"),
    "long": re.compile(
        r"(?:a|na|â) (?:\w*all|\w*oes|\w+[wdr]|\w+(?:ir|id|wyd|odd|ai|ai’r|ent|ei|yw))"
    ),
    "short": re.compile(r"ac (?:fe(?:’[iu]|l|lly)?|roedd)"),
    "h": re.compile(r"(?!)"),
}
"""What stands unchanged all the same: a verb after `neu` or the relative `a`, `mor`, `mewn`."""


def faults(text: str) -> list[str]:
    """The pairs of words in a Welsh text of which the second should have changed."""
    found = []
    for change, (words, letters) in _CHANGES.items():
        pair = re.compile(rf"(?<![\w’])(?:{words.replace(' ', '|')}) (?:{letters})[\w’]*")
        found += [p for p in pair.findall(text) if not _NEVER[change].fullmatch(p)]
    return found


@pytest.mark.parametrize(
    "text", ["ar canlyniad", "o pobl", "â pob un", "rheol a eraill", "mis ac tymor", "eu adolygu"]
)
def test_a_word_that_should_have_changed_is_found(text: str) -> None:
    assert len(faults(text)) == 1


def test_a_word_that_stays_as_it_is_is_no_fault() -> None:
    right = "neu cyn hynny, i mewn, a enillwyd, ac fe’i derbyniwyd, pa mor aml, ac na all newid"
    assert faults(right) == []


def test_the_sentences_of_the_catalogue_change_what_follows() -> None:
    assert [fault for entry in entries() for fault in faults(entry.welsh)] == []


def test_the_standard_clauses_change_what_follows() -> None:
    said = [text.cy for clause in standard_clauses().clauses() for text in clause.texts()]
    assert said and [fault for text in said for fault in faults(text)] == []


@every_kind
def test_sentences_change_what_follows_when_they_are_filled(kind: str) -> None:
    for _, _, welsh in pairs(kind):
        for clause in clauses(welsh):
            assert [fault for words in texts(clause) for fault in faults(_ours(words))] == []


def _ours(words: Words) -> str:
    """What is Welsh of ours, with a mark where a name or words of the contract stand."""
    return " § ".join(piece for piece in words if isinstance(piece, str))
