"""`ocdsl fmt`: puts a contract into the one layout, in place."""

from __future__ import annotations

from pathlib import Path

import click

from ocdsl import api
from ocdsl.base.source import Source
from ocdsl.base.writing import write_text
from ocdsl.cli.parameters import contract_argument, examples
from ocdsl.contract_file import read_files


@click.command(
    "fmt",
    short_help="Put a contract into the one layout.",
    epilog=examples(
        "ocdsl fmt contracts/reablement-at-home",
        "ocdsl fmt contract.ocdsl --check",
    ),
)
@contract_argument
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 if it would.")
def command(contract: Path, only_check: bool) -> int:
    """Put CONTRACT and its variations into the one layout, keeping every word and comment.

    Each file is written whole or not at all. A contract with mistakes in its wording is left as
    it is, and the mistakes are shown.
    """
    statuses = [_put(source, contract, only_check) for source in read_files(contract)]
    return max(statuses)


def _put(source: Source, contract: Path, only_check: bool) -> int:
    """Put one file into the one layout; gives the exit status for it."""
    text = api.format_text(source)
    if text == source.text:
        click.echo(f"{source.path} is in the one layout already.")
        return 0
    if only_check:
        click.echo(f"{source.path} is not in the one layout. To mend it: ocdsl fmt {contract}")
        return 1
    write_text(Path(source.path), [text])
    click.echo(f"{source.path} was put into the one layout.")
    return 0
