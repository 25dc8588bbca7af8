"""`ocdsl check`: every mistake in a contract, as text, JSON or SARIF."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ocdsl import api
from ocdsl.base import render
from ocdsl.base.diagnostics import exit_status
from ocdsl.base.source import Source
from ocdsl.cli.parameters import examples
from ocdsl.cli.show import in_colour
from ocdsl.model.from_syntax import Checked


@click.command(
    "check",
    short_help="Find every mistake and say how to mend it.",
    epilog=examples(
        "ocdsl check contracts/reablement-at-home",
        "ocdsl check contract.ocdsl --format sarif > findings.sarif",
        "ocdsl check north.ocdsl south.ocdsl",
    ),
)
@click.argument(
    "contracts", metavar="CONTRACT…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
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
def command(contracts: tuple[Path, ...], form: str, everything: bool) -> int:
    """Find every mistake in CONTRACT and say how to mend each.

    Of several contracts, each is checked, and then whether two of them are for the people of one
    area. The exit status is 0 when all are clean, 1 when there are warnings and 2 when there are
    errors. Advice, and what an accept block of the contract takes on itself, leaves it at 0.
    """
    sources = [api.read_contract(contract) for contract in contracts]
    found = list(zip(sources, api.check_together(sources), strict=True))
    if form == "json":
        of_each = [(source, c.diagnostics, c.accepted) for source, c in found]
        text = render.to_json_list(of_each) if len(found) > 1 else _alone(found[0])
    elif form == "sarif":
        from ocdsl.model.helps import sarif_of

        text = sarif_of(found)
    else:
        text = "\n".join(_page(source, c, everything) for source, c in found)
    click.echo(text, nl=not text.endswith("\n"))
    return exit_status([d for _, c in found for d in c.diagnostics])


def _alone(found: tuple[Source, Checked]) -> str:
    source, checked = found
    return render.to_json(checked.diagnostics, source, checked.accepted)


def _page(source: Source, checked: Checked, everything: bool) -> str:
    return render.to_terminal_text(
        checked.diagnostics,
        source,
        accepted=len(checked.accepted),
        colour=in_colour(sys.stdout),
        everything=everything,
    )
