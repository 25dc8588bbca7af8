"""What a person sees: tables, mistakes and progress; plain text when nobody is at a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from ocdsl.api import ContractError
    from ocdsl.ledger.formats import Table


def is_terminal(stream: TextIO) -> bool:
    """True when a person is reading `stream`."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def in_colour(stream: TextIO) -> bool:
    """True when colour helps: a terminal, and nobody asked for none (the NO_COLOR convention)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def show_mistakes(failure: ContractError) -> None:
    """Every mistake that stopped the work, on standard error, as `ocdsl check` shows them."""
    if failure.source is None:
        for mistake in failure.diagnostics:
            words = f"{mistake.message} {mistake.why}".rstrip()
            click.echo(f"{mistake.severity.word} {mistake.code}: {words}", err=True)
            click.echo(f"  To mend it: {mistake.fix}", err=True)
        return
    from ocdsl.base import render

    text = render.to_terminal_text(
        failure.diagnostics, failure.source, colour=in_colour(sys.stderr)
    )
    click.echo(text, err=True, nl=not text.endswith("\n"))


def show_tables(tables: Iterable[Table], *, err: bool = False) -> None:
    """Tables on standard output, or on standard error; drawn by rich at a terminal."""
    if not is_terminal(sys.stderr if err else sys.stdout):
        from ocdsl.ledger.formats import plain_table

        for table in tables:
            click.echo("\n".join(plain_table(table)) + "\n", err=err)
        return
    from rich.console import Console

    console = Console(stderr=err, highlight=False)
    for table in tables:
        console.print(_drawn(table), "")


def _drawn(table: Table) -> object:
    from rich import box, text
    from rich import table as rich_table

    drawn = rich_table.Table(
        title=text.Text(table.title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD
    )
    last = len(table.headings) - 1
    for place, heading in enumerate(table.headings):
        drawn.add_column(
            text.Text(heading),
            justify="right" if heading in table.right else "left",
            no_wrap=place in (0, last),
            overflow="ellipsis" if place == last else "fold",
        )
    for row in table.rows:
        drawn.add_row(*map(text.Text, row))
    return drawn


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on standard error that work goes on, while it does and only at a terminal."""
    if not is_terminal(sys.stderr):
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} …"):
        yield
