"""The documents say what is so: links lead somewhere, commands and targets exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from ocdsl.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("docs", "contracts", "changes", "library", "tests", "grammar", "bench", "fuzz")
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.md"))]
)
LINK = re.compile(r"\[[^\]]+\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
FENCED = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
TARGET = re.compile(r"^(?:\$ )?make ([a-z-]+)", re.MULTILINE)


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    links = [link for link in LINK.findall(text) if "://" not in link]
    lost = [link for link in links if not (document.parent / link).exists()]
    assert not lost


ANCHOR = re.compile(r"\[[^\]]+\]\(([^)#\s]*)#([^)\s]+)\)")


def anchors_of(document: Path) -> set[str]:
    """The names that headings of a page can be linked by."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_to_a_heading_finds_it(document: Path) -> None:
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    for page, anchor in ANCHOR.findall(text):
        if "://" not in page:
            target = (document.parent / page) if page else document
            assert anchor in anchors_of(target), (page, anchor)


def commands_in(document: Path) -> list[str]:
    """The lines in fenced blocks that a person would type, continued lines joined."""
    found = []
    for block in FENCED.findall(document.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            typed = line.strip().removeprefix("$ ").removeprefix(".venv/bin/")
            if typed.startswith("ocdsl "):
                found.append(re.split(r"\s+[#>|]\s*", typed)[0])
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_command_can_be_typed(document: Path) -> None:
    for line in commands_in(document):
        name, *arguments = shlex.split(line)[1:]
        assert name in COMMANDS or name.startswith("-"), line
        if name in COMMANDS:
            command = cli.get_command(click.Context(cli), name)
            assert command is not None
            try:
                command.make_context(name, arguments)
            except click.exceptions.Exit:  # --help
                continue
            except click.ClickException as mistake:
                pytest.fail(f"{line}: {mistake.format_message()}")


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        typed = [*FENCED.findall(text), *re.findall(r"`([^`\n]+)`", text)]
        named = {t for piece in typed for t in TARGET.findall(piece)}
        assert named <= targets, (name_of(document), named - targets)


def test_every_make_target_is_in_the_menu() -> None:
    lines = (ROOT / "Makefile").read_text().splitlines()
    targets = [line for line in lines if re.match(r"[a-z-]+:(?!=)", line)]
    assert not [line for line in targets if "## " not in line]


def test_the_public_interface_is_documented() -> None:
    from ocdsl import api

    for name, thing in vars(api).items():
        made_in = getattr(thing, "__module__", "")
        if not name.startswith("_") and made_in.startswith("ocdsl.api"):
            assert (thing.__doc__ or "").strip(), name
