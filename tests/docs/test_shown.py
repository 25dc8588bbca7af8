"""What the documents show is what the tool prints: contracts parse, commands are run again."""

from __future__ import annotations

import importlib
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of, iso
from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Source
from ocdsl.cli.main import COMMANDS, run
from ocdsl.events.schema import CORRECTION_COLUMNS, FIXED_COLUMNS
from ocdsl.ledger.decision import COLUMNS, STATUSES
from ocdsl.model.checks import RULES
from ocdsl.model.clauses import words_of_kind
from ocdsl.syntax import tree
from ocdsl.syntax.mistakes import MISTAKES
from ocdsl.syntax.parser import parse
from tests.docs.test_documents import DOCUMENTS, ROOT, name_of

PACKAGE = ROOT / "ocdsl"
CONTRACT = ROOT / "contracts/reablement-at-home/contract.ocdsl"
LONGEST = 300
# Casebooks are as long as their cases; they have their own tests.
PAGES = [d for d in DOCUMENTS if "tests" not in d.parts]
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
OCDSL = re.compile(r"^```ocdsl\n(.*?)^```", re.MULTILINE | re.DOTALL)
Run = tuple[str, list[str]]


def runs_in(document: Path) -> list[Run]:
    """Every command that a document shows, each with the lines that it says come out of it."""
    found: list[Run] = []
    for block in CONSOLE.findall(document.read_text(encoding="utf-8")):
        for line in block.replace(" \\\n", " ").splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line.rstrip())
    return found


def shows(printed: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the lines printed are those wanted; `…` stands for any lines, or for none."""
    if not wanted:
        return not printed
    if wanted[0] != "…":
        return bool(printed) and printed[0] == wanted[0] and shows(printed[1:], wanted[1:])
    return any(shows(printed[n:], wanted[1:]) for n in range(len(printed) + 1))


@pytest.mark.parametrize("document", [d for d in PAGES if runs_in(d)], ids=name_of)
def test_every_command_prints_what_is_shown(
    document: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "contracts").symlink_to(ROOT / "contracts")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for command, wanted in runs_in(document):
        name, *arguments = shlex.split(command)
        if name == "ocdsl":
            run(arguments)
            said = capsys.readouterr()
            printed = said.out + said.err
        else:
            assert name == "python", command
            done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
            printed = (done.stdout + done.stderr).decode()
        lines = [line.rstrip() for line in printed.splitlines()]
        while lines and not lines[-1]:
            lines.pop()
        assert shows(lines, wanted), f"{name_of(document)}: {command}\n{printed}"


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_every_contract_shown_can_be_read(document: Path) -> None:
    for block in OCDSL.findall(document.read_text(encoding="utf-8")):
        wrong = parse(Source(name_of(document), block)).diagnostics
        assert not [d.message for d in wrong if d.severity is Severity.ERROR], block


def test_the_contract_in_the_readme_is_the_one_that_ships() -> None:
    blocks = OCDSL.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert blocks
    assert not [block for block in blocks if block not in CONTRACT.read_text(encoding="utf-8")]


# The language has one page, so that a reader needs no other; each of its parts is short. A whole
# contract and the grammar, for looking up, stand beside it.
REFERENCE = ROOT / "grammar/README.md"
LONG = [REFERENCE, *(ROOT / "grammar" / name for name in ("whole-contract.md", "grammar.md"))]
LONG.append(ROOT / "docs/welsh-sentences.md")  # a list to look sentences up in


@pytest.mark.parametrize("document", [d for d in PAGES if d not in LONG], ids=name_of)
def test_no_page_is_too_long_to_read(document: Path) -> None:
    assert len(document.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name for name in COMMANDS if not re.search(rf"^  {name} ", text, re.MULTILINE)]


def test_the_reference_is_what_the_code_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "docs")
    made = importlib.import_module("make_reference")
    for name in made.PAGES:
        kept = (ROOT / name).read_text(encoding="utf-8")
        assert kept == made.page(name), f"run: python docs/make_reference.py ({name})"


def test_the_contract_of_the_ten_minutes_is_right_and_works(tmp_path: Path) -> None:
    page = (ROOT / "grammar/reference/ten-minutes.md").read_text(encoding="utf-8")
    place = tmp_path / "contract.ocdsl"
    place.write_text("\n".join(OCDSL.findall(page)), encoding="utf-8")
    assert run(["fmt", "--check", str(place)]) == 0
    assert run(["test", str(place)]) == 0


def test_no_two_headings_of_the_reference_are_alike() -> None:
    """A link to the second of two would lead to the first."""
    code = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
    text = code.sub("", REFERENCE.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    assert not [heading for heading in headings if headings.count(heading) > 1]


def test_every_kind_of_clause_is_in_the_reference() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    kinds = set(get_args(tree.Clause)) - {tree.FieldClause, tree.Party, tree.FreeText}
    words = {words_of_kind(kind) for kind in kinds}
    words |= {"commissioner", "provider", "role", "note", "Cymraeg", "text", "because", "evidence"}
    # `achieved on`, `achieved when` and `sets aside on` are split from what follows them, as the
    # layout does.
    shown = {"achieved" if word.startswith("achieved") else word for word in words}
    assert not [word for word in sorted(shown) if f"`{word}`" not in text]


def test_every_code_that_the_reference_names_is_there() -> None:
    refusals = (ROOT / "tests/events/bad-inputs.md").read_text(encoding="utf-8")
    known = {*MISTAKES, *(rule.code for rule in RULES), *re.findall(r"\| ([A-Z]\w+) \|", refusals)}
    named = re.findall(r"`((?:[A-Z][a-z]+){2,})`", REFERENCE.read_text(encoding="utf-8"))
    assert not [code for code in named if code not in known]


def windows_shown() -> list[tuple[str, int, int]]:
    """The windows of the reference with both ends, as days from the event counted from."""
    found = re.findall(
        r"^\| `([^`]* M)` \| M(?: ([+−]) (\d+))? \| M(?: ([+−]) (\d+))? \|$",
        REFERENCE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return [(w, _days(*low), _days(*high)) for w, *ends in found for low, high in [_halves(ends)]]


def _halves(ends: list[str]) -> tuple[tuple[str, str], tuple[str, str]]:
    return (ends[0], ends[1]), (ends[2], ends[3])


def _days(sign: str, number: str) -> int:
    return int(number or 0) * (-1 if sign == "−" else 1)


def log_around(first: int, last: int) -> str:
    """People whose closures lie on every day from just before a window to just after it."""
    start = day_of("2026-09-01")
    rows = [",".join([*FIXED_COLUMNS, "age", "independence", "reason", "hours"])]
    for day in range(first - 3, last + 4):
        person = f"p{day}"
        for event, on, values in (
            ("referral", start - 60, "82,,,"),
            ("service-start", start, ",,,"),
            ("closure", start + day, ",,needs-no-care,"),
        ):
            by = "commissioner" if event == "referral" else "alder-care"
            cells = (f"{person}-{event}", event, "alder-care", person, iso(on), iso(on), by, values)
            rows.append(",".join(cells))
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize(("window", "first", "last"), windows_shown())
def test_windows_are_to_the_day_as_shown(
    window: str, first: int, last: int, tmp_path: Path
) -> None:
    """One person for each day around the window: those in it achieve the outcome, and no others."""
    achieved = "on the first closure where reason is needs-no-care\n  when       all of\n"
    changed = CONTRACT.read_text(encoding="utf-8").replace(
        f"{achieved}    - the closure is within 8 weeks after the first service-start\n",
        f"{achieved}    - the closure is {window.replace(' M', ' the first service-start')}\n",
    )
    contract = api.load(Source("contract.ocdsl", changed))
    log = tmp_path / "log.csv"
    log.write_text(log_around(first, last), encoding="utf-8")
    result = api.evaluate(contract, [log], contract.term_end, engine="reference")
    assert not result.account.refused
    paid = {d.id for d in result.decisions() if d.status == "payable"}
    expected = {f"outcome-fee/p{day}#payable" for day in range(first, last + 1)}
    assert {line for line in paid if line.startswith("outcome-fee")} == expected


@pytest.mark.parametrize("document", PAGES, ids=name_of)
def test_every_module_named_is_there(document: Path) -> None:
    named = re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", document.read_text(encoding="utf-8"))
    assert not [name for name in named if not any((r / name).is_file() for r in (ROOT, PACKAGE))]


def test_columns_and_statuses_are_all_told() -> None:
    text = (ROOT / "docs/files.md").read_text(encoding="utf-8")
    assert not [name for name in sorted(COLUMNS) if f"`{name}`" not in text]
    names = {*STATUSES, *FIXED_COLUMNS, *CORRECTION_COLUMNS}
    page = REFERENCE.read_text(encoding="utf-8")
    assert not [name for name in sorted(names) if f"| `{name}` |" not in page]
    log = (ROOT / "contracts/reablement-at-home/events.csv").read_text(encoding="utf-8")
    assert log.startswith(",".join(FIXED_COLUMNS))


def test_the_glossary_is_in_order_and_says_each_word_once() -> None:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    words = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")][1:]
    assert [w.replace("-", " ") for w in words] == sorted({w.replace("-", " ") for w in words})


def test_every_decision_is_in_the_index_and_has_its_parts() -> None:
    folder = ROOT / "docs/decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for record in sorted(folder.glob("[0-9]*.md")):
        text = record.read_text(encoding="utf-8")
        assert f"({record.name})" in index
        assert text.startswith(f"# {int(record.name[:4])}. ")
        for part in ("Context", "Decision", "Consequences", "Rejected"):
            assert f"\n**{part}.**" in text, record.name


def test_a_fragment_of_the_changelog_is_a_sentence_or_two() -> None:
    for fragment in (ROOT / "changes").glob("*.md"):
        if fragment.name != "README.md":
            text = fragment.read_text(encoding="utf-8").strip()
            assert text.endswith(".") and "\n\n" not in text, fragment.name
