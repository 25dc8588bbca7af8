"""`ocdsl sample-log`: a synthetic event log to try a contract on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ocdsl import api
from ocdsl.cli.parameters import contract_argument, examples
from ocdsl.cli.show import show_tables, working
from ocdsl.ledger.formats import Table


@click.command(
    "sample-log",
    short_help="Write a synthetic log to try a contract on.",
    epilog=examples(
        "ocdsl sample-log contracts/reablement-at-home --people 1000 --seed 7 --out log.csv",
        "ocdsl sample-log contract.ocdsl --people 50 --out log.parquet "
        "--untidy 'late records 10%, duplicates 1%'",
        "ocdsl sample-log contract.ocdsl --people 5000 --even --out fair.csv",
    ),
)
@contract_argument
@click.option("--people", type=int, required=True, metavar="N", help="How many people it is about.")
@click.option(
    "--seed", type=int, default=1, show_default=True, metavar="S", help="Another seed, another log."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Where it goes; .csv, .parquet or .jsonl says how. FILE.meta.json says it is synthetic.",
)
@click.option(
    "--untidy",
    metavar="SHARES",
    help="Shares of untidy rows, such as 'late records 3%, corrections 1%'. What is not named "
    "keeps its usual share; 'none' is a tidy log.",
)
@click.option(
    "--even",
    is_flag=True,
    help="Put nothing on the edge of a window or a band on purpose. Otherwise many dates, totals "
    "and scores are, to try the contract where it turns.",
)
def command(contract: Path, people: int, seed: int, **options: Any) -> int:
    """Write a synthetic log of events for CONTRACT; no row of it is about a real person.

    The same contract, number and seed give the same file on every machine. It is as untidy as
    real returns are: late records, corrections, rows sent twice, missing evidence.
    """
    loaded = api.load(contract)
    habits = api.sample_habits(options["untidy"], even=options["even"])
    with working(f"Making the histories of {people:,} people"):
        report = api.sample_log(loaded, people, seed, options["out"], habits)
    rows = tuple((kind, f"{count:,}") for kind, count in report.planted.items())
    heading = f"{report.rows:,} rows about {report.people:,} people, of which untidy"
    show_tables([Table(heading, ("kind", "rows"), rows, frozenset({"rows"}))], err=True)
    click.echo(f"The log is in {report.path}, what it is in {report.meta_path}", err=True)
    return 0
