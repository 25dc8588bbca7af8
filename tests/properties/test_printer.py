"""The printer undoes the parser, layout carries no meaning, and no text makes the parser fail."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocdsl.base.source import Source
from ocdsl.syntax import tree
from ocdsl.syntax.lexer import FREE_TEXT
from ocdsl.syntax.parser import parse
from ocdsl.syntax.printer import to_text
from tests.properties.trees import files

_ROOT = Path(__file__).parents[2]
CONTRACT = (_ROOT / "contracts/reablement-at-home/contract.ocdsl").read_text(encoding="utf-8")
_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> tree.File:
    parsed = parse(Source("contract.ocdsl", text))
    assert parsed.diagnostics == () or not parsed.file.blocks, parsed.diagnostics
    return parsed.file


def _is_free(line: str) -> bool:
    return line.strip().partition(" ")[0] in FREE_TEXT


def test_the_contract_is_in_the_one_layout() -> None:
    assert to_text(read(CONTRACT)) == CONTRACT


@_SETTINGS
@given(files)
def test_printing_and_reading_gives_the_same_tree(file: tree.File) -> None:
    assert read(to_text(file)) == file


@_SETTINGS
@given(files, st.randoms(use_true_random=False))
def test_comments_are_kept_and_printing_again_changes_nothing(
    file: tree.File, chance: random.Random
) -> None:
    lines, added = [], []
    for line in to_text(file).splitlines(keepends=False):
        if chance.random() < 0.3:
            added.append(f"above {len(lines)}")
            lines.append(f"   # {added[-1]}")
        if line.strip() and not _is_free(line) and chance.random() < 0.3:
            added.append(f"beside {len(lines)}")
            line += f" # {added[-1]}"  # noqa: PLW2901 - the line with its comment
        lines.append(line)
    added.append("at the end")
    lines.append("# at the end")
    if not file.blocks:
        return
    first = read("\n".join(lines))
    printed = to_text(first)
    assert read(printed) == first
    kept = [comment.text for comment in first.comments]
    assert [text for text in kept if text.startswith(("above", "beside", "at the"))] == added
    assert to_text(read(printed)) == printed


def _disturbed(text: str, chance: random.Random) -> str:
    """The same words in another layout, as if pasted from a word processor."""
    blanks = (" ", "\t", "\u00a0", "  ", "\u202f")
    lines = []
    for line in text.split("\n"):
        words = line.strip(" ")
        if words and '"' not in words and not _is_free(words) and "|" not in words:
            words = re.sub(" +", lambda _: chance.choice(blanks), words)
        if words.startswith("- "):
            words = chance.choice("-–•") + words[1:]
        lines.append(chance.choice(("", " ", "\t", "\u00a0   ")) + words)
        if chance.random() < 0.2:
            lines.append(chance.choice(("", "  ", "\t")))
    ends = chance.choice(("\n", "\r\n", " \n"))
    return chance.choice(("", "\ufeff")) + ends.join(lines).rstrip("\n")


@_SETTINGS
@given(files, st.randoms(use_true_random=False))
def test_layout_carries_no_meaning(file: tree.File, chance: random.Random) -> None:
    assert read(_disturbed(to_text(file), chance)) == file


@_SETTINGS
@given(st.text(max_size=400))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    parse(Source("any", text))


_SCRAPS = st.sampled_from(
    [line + "\n" for line in CONTRACT.split("\n")]
    + ["- ", "| a | b |\n", '"', "#", "£", "  \n", "over 60\n", "!!\n", "\x00", "where all of\n"]
)


@_SETTINGS
@given(st.lists(_SCRAPS, max_size=40))
def test_scraps_of_a_contract_are_answered_in_time(scraps: list[str]) -> None:
    started = time.perf_counter()
    parse(Source("scraps", "".join(scraps)))
    assert time.perf_counter() - started < 2


def _mutants() -> list[str]:
    """The contract with one word left out or two letters swapped, a sample of all there are."""
    chance, found = random.Random(26), []
    for number, line in enumerate(CONTRACT.split("\n")):
        code = line.split('"')[0]
        for match in re.finditer(r"\S+", "" if _is_free(line) else code):
            word = match[0]
            for other in ("", word[:1] + word[2:3] + word[1:2] + word[3:]):
                if other != word and (not other or re.fullmatch("[a-z-]{4,}", word)):
                    mutant = line[: match.start()] + other + line[match.end() :]
                    lines = CONTRACT.split("\n")
                    found.append("\n".join([*lines[:number], mutant, *lines[number + 1 :]]))
    return chance.sample(found, 150)


@pytest.mark.parametrize("part", range(3))
def test_one_slip_is_one_diagnostic(part: int) -> None:
    for mutant in _mutants()[part::3]:
        started = time.perf_counter()
        found = parse(Source("mutant", mutant)).diagnostics
        assert time.perf_counter() - started < 2
        assert len(found) <= 1, found
