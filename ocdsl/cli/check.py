"""`ocdsl check`: every mistake in a contract, as text, JSON or SARIF."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ocdsl import api
from ocdsl.base import render
from ocdsl.base.diagnostics import exit_status
from ocdsl.cli.parameters import contract_argument, examples
from ocdsl.cli.show import in_colour


@click.command(
    "check",
    short_help="Find every mistake and say how to mend it.",
    epilog=examples(
        "ocdsl check contracts/reablement-at-home",
        "ocdsl check contract.ocdsl --format sarif > findings.sarif",
    ),
)
@contract_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to print what was found: for people, as JSON, or as SARIF 2.1.0 for editors and "
    "code hosts.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show advice too while there are errors. JSON and SARIF always have everything.",
)
def command(contract: Path, form: str, everything: bool) -> int:
    """Find every mistake in CONTRACT and say how to mend each.

    The exit status is 0 when it is clean, 1 when there are warnings and 2 when there are errors.
    Advice, and what an accept block of the contract takes on itself, leaves it at 0.
    """
    source = api.read_contract(contract)
    checked = api.check(source)
    found, accepted = checked.diagnostics, checked.accepted
    if form == "json":
        text = render.to_json(found, source, accepted)
    elif form == "sarif":
        from ocdsl.model.helps import sarif_of

        text = sarif_of(checked, source)
    else:
        colour = in_colour(sys.stdout)
        text = render.to_terminal_text(
            found, source, accepted=len(accepted), colour=colour, everything=everything
        )
    click.echo(text, nl=not text.endswith("\n"))
    return exit_status(found)
