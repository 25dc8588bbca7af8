"""`ocdsl library`: the measures and scales that ship, and the text of one of them."""

from __future__ import annotations

import difflib

import click

from ocdsl import api
from ocdsl.cli.parameters import examples
from ocdsl.cli.show import show_tables
from ocdsl.ledger.formats import Table


@click.command(
    "library",
    short_help="List the measures and scales that ship.",
    epilog=examples("ocdsl library", "ocdsl library wemwbs"),
)
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """List what a contract can `use`, or print the text called NAME, which the digest pins."""
    texts = {text.name: text for text in api.library_texts()}
    if name is None:
        rows = tuple((text.name, text.title, text.digest) for text in texts.values())
        show_tables([Table("The library", ("name", "title", "digest"), rows)])
        return 0
    if name not in texts:
        near = difflib.get_close_matches(name, texts, 1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(texts)}."
        raise click.UsageError(f"The library has nothing called {name}. {hint}")
    click.echo(texts[name].text, nl=False)
    return 0
