"""`ocdsl diff`: what one text of a contract says otherwise than another, and the money it moves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ocdsl import api
from ocdsl.audit.contract_diff import Moved
from ocdsl.base.money import pounds
from ocdsl.cli.parameters import examples, text_or_json, time_options, today
from ocdsl.cli.show import show_tables, working


@click.command(
    "diff",
    short_help="Say what differs between two contracts, and in money.",
    epilog=examples(
        "ocdsl diff signed/contract.ocdsl varied/contract.ocdsl",
        "ocdsl diff old.ocdsl new.ocdsl --log log.csv --as-at 2027-06-30",
        "ocdsl diff old.ocdsl new.ocdsl --docx changes.docx",
    ),
)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--log",
    "logs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="LOG",
    help="Also compare what is owed for a log: CSV, Parquet or JSON Lines. Repeat it for more.",
)
@time_options
@text_or_json("Sentences for people, or all of it as JSON.")
@click.option(
    "--docx",
    "document",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also write it as a Word document: each clause worded before and after.",
)
def command(
    old: Path, new: Path, logs: tuple[Path, ...], form: str, document: Path | None, **times: Any
) -> int:
    """Say in which clauses the contract NEW differs from OLD, a sentence for each.

    With a log, what is owed by either text is set side by side, by provider and period, where it
    differs. The exit status is 0 when no clause differs, and 1 when one does.
    """
    day = today() if times["as_at"] is None else times["as_at"]
    contracts = (api.load(old), api.load(new))
    with working("Comparing the two texts"):
        found = api.diff(*contracts, logs, day, times["known_at"])
    if document is not None:
        with working("Writing the document"):
            api.write_changes(*contracts, found, document)
        click.echo(str(document), err=True)
    if form == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return found.exit_status
    for change in found.changes or ("No clause differs.",):
        click.echo(change)
    if found.money is not None:
        click.echo()
        _show_money(found.money)
    return found.exit_status


def _show_money(rows: tuple[Moved, ...]) -> None:
    from ocdsl.ledger.formats import Table

    if not rows:
        click.echo("Nothing is owed otherwise.")
        return
    before, now = (sum(getattr(row, side) for row in rows) for side in ("before", "now"))
    lines = tuple(
        (row.provider or "none yet", row.period, *_sums(row.before, row.now)) for row in rows
    )
    show_tables([Table(
        "What is owed otherwise, by the period in which it is payable",
        ("provider", "period", "before", "now", "difference"),
        (*lines, ("all", "", *_sums(before, now))),
        frozenset(("before", "now", "difference")),
    )])  # fmt: skip


def _sums(before: int, now: int) -> tuple[str, str, str]:
    return pounds(before), pounds(now), pounds(now - before)
