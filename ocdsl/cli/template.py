"""`ocdsl template`: a council's own template is begun, and checked before it is used."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ocdsl import api
from ocdsl.base import render
from ocdsl.base.diagnostics import exit_status
from ocdsl.cli.parameters import examples, findings_format
from ocdsl.cli.show import in_colour


@click.command(
    "template",
    short_help="Check a house template in Word, or begin one.",
    epilog=examples(
        "ocdsl template new council.docx",
        "ocdsl template new council.docx --like quayside",
        "ocdsl template check council.docx",
    ),
)
@click.argument("action", type=click.Choice(["check", "new"]))
@click.argument("template", metavar="HOUSE.docx", type=click.Path(path_type=Path))
@findings_format("With check: for people, as JSON, or as SARIF 2.1.0.")
@click.option(
    "--like",
    default="plain",
    show_default=True,
    metavar="HOUSE",
    help="With new: the house style to begin with, one of plain, quayside and minster.",
)
def command(action: str, template: Path, **options: Any) -> int:
    """Check HOUSE.docx, a template of the specification, or write a new one to edit in Word.

    \b
    check  says what is missing, misspelt or unsafe, where, and what to do
    new    writes a template that ships, as a starting point

    `ocdsl generate spec CONTRACT --template HOUSE.docx` makes a specification with it. The exit
    status of check is 0 when all is well, 1 with warnings and 2 with errors.
    """
    if action == "new":
        click.echo(str(api.new_template(template, options["like"])))
        return 0
    checked = api.check_template(template)
    found, source = checked.diagnostics, checked.source
    if options["form"] == "json":
        text = render.to_json(render.as_json(found, source))
    elif options["form"] == "sarif":
        text = api.template_sarif(checked)
    else:
        text = render.to_terminal_text(found, source, colour=in_colour(sys.stdout), everything=True)
    click.echo(text, nl=not text.endswith("\n"))
    return exit_status(found)
