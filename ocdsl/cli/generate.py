"""`ocdsl generate`: what is made from a contract: documents, programs, and forms for returns."""

from __future__ import annotations

from pathlib import Path

import click

from ocdsl import api
from ocdsl.cli.parameters import contract_argument, examples
from ocdsl.cli.show import working

KINDS = (
    "spec", "evaluator", "sql", "graph", "schedule", "returns", "table-schema", "data-contract",
    "indigo",
)  # fmt: skip


@click.command(
    "generate",
    short_help="Make the specification, evaluator, SQL, rules or returns.",
    epilog=examples(
        "ocdsl generate spec contracts/reablement-at-home --out tender",
        "ocdsl generate spec contract.ocdsl --out tender --pdf",
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
def command(kind: str, contract: Path, folder: Path, pdf: bool) -> int:
    """Make a file from CONTRACT; the same contract always gives the same bytes.

    \b
    spec       the specification as a Word document, worded from the rules
    evaluator  one Python file that decides every payment on its own
    sql        the SQL that the duckdb engine runs, one named step for each rule
    graph      the rules as JSON, for other programs
    schedule   the payments and their terms as an Excel workbook
    returns    an Excel workbook in which providers return their events
    table-schema, data-contract
               what a return holds, as Table Schema and as Open Data Contract
    indigo     outcomes and prices by the INDIGO data standard, as JSON
    """
    if pdf and kind != "spec":
        raise click.UsageError(f"--pdf goes with spec: there is no PDF of the {kind}.")
    loaded = api.load(contract)
    with working(f"Making the {kind}"):
        path = api.generate(loaded, kind, folder)
    click.echo(str(path))
    if pdf:
        with working("Making the PDF"):
            path = api.write_pdf(path)
        click.echo(str(path))
    return 0
