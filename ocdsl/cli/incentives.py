"""`ocdsl incentives`: what a party could gain without helping anyone, proved or shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocdsl import api
from ocdsl.base.writing import write_text
from ocdsl.cli.parameters import contract_argument, examples, keep_apart, out_option
from ocdsl.cli.show import working

if TYPE_CHECKING:
    from ocdsl.incentives.search import Report
    from ocdsl.model.contract import Contract


@click.command(
    "incentives",
    short_help="Search for gain without help to anyone.",
    epilog=examples(
        "ocdsl incentives contracts/reablement-at-home",
        "ocdsl incentives contract.ocdsl --format markdown --out incentives.md",
    ),
)
@contract_argument
@click.option(
    "--check",
    "codes",
    multiple=True,
    metavar="CODE",
    help="Run this check only, such as PI-01. Repeat it for more; all of them when left out.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="The form of the report.",
)
@out_option("Where the report goes, whole or not at all. Standard output when left out.")
def command(contract: Path, codes: tuple[str, ...], form: str, out: Path | None) -> int:
    """Search CONTRACT for what a party could gain without helping anyone.

    Each finding is two small logs side by side with what each pays, worked out by the real
    evaluator. The exit status is 0 when nothing was found that the contract does not accept,
    and 1 when something was.
    """
    keep_apart([out], [contract])
    loaded = api.load(contract)
    with working("Searching for perverse incentives"):
        report = api.incentives(loaded, codes)
    text = _writers()[form](loaded, report)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_text(out, [text])
        click.echo(f"The report is in {out}", err=True)
    return report.exit_status


def _writers() -> dict[str, Callable[[Contract, Report], str]]:
    from ocdsl.incentives import render

    return {
        "text": render.to_text,
        "markdown": render.to_markdown,
        "json": lambda _, report: render.to_json(report),
    }
