"""The help of every command: it exists, it has worked examples, and the examples are right."""

from __future__ import annotations

import re
import shlex

import click
import pytest

from ocdsl.cli.main import COMMANDS, cli, run


def command_of(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    said = capsys.readouterr().out
    assert f"Usage: ocdsl {name}" in said
    assert re.search(rf"^ +ocdsl {name} ", said, re.MULTILINE), "no worked example"
    assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    for parameter in command_of(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


@pytest.mark.parametrize("name", COMMANDS)
def test_the_worked_examples_can_be_typed(name: str) -> None:
    lines = (command_of(name).epilog or "").replace("\\\n", " ").splitlines()
    examples = [line.strip() for line in lines if line.strip().startswith("ocdsl ")]
    assert examples
    for example in examples:
        words = shlex.split(example.split(" > ")[0])
        context = command_of(name).make_context(name, words[2:], resilient_parsing=False)
        assert context.params


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"\n  {name} " in said for name in COMMANDS)
    assert run(["--version"]) == 0
    assert re.fullmatch(r"ocdsl \d+\.\d+\.\d+\n", capsys.readouterr().out)
