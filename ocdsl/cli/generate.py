"""`ocdsl generate`: what is made from a contract: documents, programs, and forms for returns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ocdsl import api
from ocdsl.cli.editions import edition_of
from ocdsl.cli.parameters import contract_argument, examples, template_option
from ocdsl.cli.show import working

KINDS = (
    "spec", "html", "evaluator", "sql", "graph", "schedule", "returns", "table-schema",
    "data-contract", "indigo",
)  # fmt: skip

LANGUAGES = ("en", "cy")
_GO_WITH = {
    "pdf": ("spec",),
    "register": ("spec", "html"),
    "template": ("spec",),
    "lang": ("spec", "html"),
}
"""Which kinds have each option."""


@click.command(
    "generate",
    short_help="Make the specification, evaluator, SQL, rules or returns.",
    epilog=examples(
        "ocdsl generate spec contracts/reablement-at-home --out tender",
        "ocdsl generate spec contract.ocdsl --out tender --pdf",
        "ocdsl generate spec contract.ocdsl --out tender --lang cy",
        "ocdsl generate spec contract.ocdsl --out tender --template council.docx",
        "ocdsl generate spec contract.ocdsl --out tender --register incentives.json",
        "ocdsl generate html contract.ocdsl --out tender",
        "ocdsl generate evaluator contract.ocdsl --out audit",
        "ocdsl generate returns contract.ocdsl --out tender",
    ),
)
@click.argument("kind", type=click.Choice(KINDS))
@contract_argument
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder it goes to, made when it is not there.",
)
@click.option("--pdf", is_flag=True, help="With spec: a PDF beside it, made by LibreOffice.")
@click.option(
    "--register",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With spec or html: show the risk register in FILE, which `ocdsl incentives CONTRACT "
    "--format json --out FILE` made of this very text.",
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="With spec or html: the language that it is written in, English or Welsh. The Welsh "
    "awaits a human reviewer, and its cover says so.",
)
@template_option("With spec: the house template that it is filled into; see ocdsl template.")
def command(kind: str, contract: Path, folder: Path, **options: Any) -> int:
    """Make a file from CONTRACT; the same contract always gives the same bytes.

    \b
    spec       the specification as a Word document, worded from the rules
    html       the same as one web page that needs nothing else
    evaluator  one Python file that decides every payment on its own
    sql        the SQL that the duckdb engine runs, one named step for each rule
    graph      the rules as JSON, for other programs
    schedule   the payments and their terms as an Excel workbook
    returns    an Excel workbook in which providers return their events
    table-schema, data-contract
               what a return holds, as Table Schema and as Open Data Contract
    indigo     outcomes and prices by the INDIGO data standard, as JSON
    """
    for name, of in _GO_WITH.items():
        if options[name] not in (None, False, "en") and kind not in of:
            raise click.UsageError(
                f"--{name} goes with {' and '.join(of)}: there is none of the {kind}."
            )
    loaded = api.load(contract)
    edition = edition_of(loaded, options["register"], options["template"], options["lang"])
    with working(f"Making the {kind}"):
        path = api.generate(loaded, kind, folder, edition)
    click.echo(str(path))
    if options["pdf"]:
        with working("Making the PDF"):
            path = api.write_pdf(path)
        click.echo(str(path))
    return 0
