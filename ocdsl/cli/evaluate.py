"""`ocdsl evaluate`: works out every payment for a log, and says where every row went."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from attrs import frozen

from ocdsl import api
from ocdsl.base.writing import write_text
from ocdsl.cli.parameters import (
    contract_argument,
    engine_option,
    examples,
    keep_apart,
    log_option,
    out_option,
    time_options,
    today,
)
from ocdsl.cli.show import show_tables, working
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.ledger.formats import (
    csv_text,
    event_tables,
    fates_csv_text,
    plain_table,
    postings_csv_text,
    refusal_lines,
    result_tables,
    totals_tables,
)

# What fits on a screen or two; every line is in the other formats.
LINES_SHOWN = 40
REFUSALS_SHOWN = 10
_NEEDS_A_FILE = ("parquet", "xlsx")


@click.command(
    "evaluate",
    short_help="Work out every payment for a log.",
    epilog=examples(
        "ocdsl evaluate contracts/reablement-at-home --log log.csv --as-at 2027-03-31",
        "ocdsl evaluate contract.ocdsl --log july.csv --log august.parquet "
        "--format xlsx --out decisions.xlsx",
        "ocdsl evaluate contract.ocdsl --log log.csv --format json --out decisions.json "
        "--events fates.csv",
        "ocdsl evaluate contract.ocdsl --log log.csv --posted july.json postings.csv",
    ),
)
@contract_argument
@log_option
@time_options
@engine_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "parquet", "xlsx"]),
    default="table",
    show_default=True,
    help="The form of the result. A table shows totals and the first lines; the rest have all.",
)
@out_option("Where the result goes, whole or not at all. Standard output when left out.")
@click.option(
    "--events",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Also write the fate of every row of the log to this CSV file.",
)
@click.option(
    "--posted",
    type=(click.Path(path_type=Path), click.Path(path_type=Path)),
    metavar="EARLIER POSTINGS",
    default=None,
    help="Also write to the CSV file POSTINGS what must be posted since the JSON result EARLIER.",
)
def command(contract: Path, logs: tuple[Path, ...], **options: Any) -> int:
    """Work out every payment of CONTRACT for a log of events.

    The exit status is 0 when every row was accepted, 1 when rows were refused (they are named,
    and all others are evaluated), and 2 when nothing could be worked out.
    """
    asked = _Asked(**options)
    if asked.out is None and asked.form in _NEEDS_A_FILE:
        raise click.UsageError(
            f"A {asked.form} result needs a file: add --out decisions.{asked.form}"
        )
    earlier, posted_to = asked.posted or (None, None)
    inputs = (contract, *logs, *((earlier,) if earlier else ()))
    keep_apart((asked.out, asked.events, posted_to), inputs)
    loaded = api.load(contract)
    day = today() if asked.as_at is None else asked.as_at
    with working("Reading the log and working out every payment"):
        result = api.evaluate(loaded, logs, day, asked.known_at, asked.engine)
    if asked.events is not None:
        write_text(asked.events, fates_csv_text(result))
    if earlier is not None and posted_to is not None:
        write_text(posted_to, postings_csv_text(api.postings(result, earlier)))
    with working("Writing the result"):
        _put(result, asked.form, asked.out)
    return 1 if result.account.refused else 0


@frozen
class _Asked:
    """The options, as given."""

    as_at: int | None
    known_at: str | None
    engine: str
    form: str
    out: Path | None
    events: Path | None
    posted: tuple[Path, Path] | None


def _put(result: Evaluation, form: str, out: Path | None) -> None:
    if form == "table" and out is None:
        show_tables(result_tables(result, LINES_SHOWN))
    elif form == "table" and out is not None:
        tables = result_tables(result, LINES_SHOWN)
        write_text(out, (f"{line}\n" for t in tables for line in (*plain_table(t), "")))
    elif out is None:
        pieces = result.json_text() if form == "json" else csv_text(result)
        sys.stdout.writelines(pieces)
    else:
        api.write_result(result, out, form)
    if form != "table" or out is not None:
        show_tables([*totals_tables(result), *event_tables(result)], err=True)
    for line in refusal_lines(result, REFUSALS_SHOWN):
        click.echo(line, err=True)
    if out is not None:
        click.echo(f"The result is in {out}", err=True)
