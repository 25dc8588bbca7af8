"""`ocdsl replay`: a saved result worked out again, and every difference with its cause."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ocdsl import api
from ocdsl.cli.parameters import engine_option, examples, log_option, text_or_json
from ocdsl.cli.show import working


@click.command(
    "replay",
    short_help="Work a saved result out again, and compare.",
    epilog=examples(
        "ocdsl replay decisions.json --log log.csv",
        "ocdsl replay decisions.json --log log.csv --contract new/contract.ocdsl",
    ),
)
@click.argument("ledger", type=click.Path(path_type=Path))
@log_option
@engine_option
@click.option(
    "--contract",
    type=click.Path(path_type=Path),
    metavar="CONTRACT",
    help="Use this contract instead of the text that the result keeps.",
)
@text_or_json("Sentences for people, or every difference as JSON.")
def command(
    ledger: Path, logs: tuple[Path, ...], engine: str, contract: Path | None, form: str
) -> int:
    """Work the decisions in LEDGER out again and compare every column of every one.

    LEDGER is a JSON result of ocdsl evaluate; it keeps its contract and its two times. The exit
    status is 0 when all is the same, and 1 when anything differs.
    """
    source = None if contract is None else api.read_contract(contract)
    with working("Working the saved result out again"):
        found = api.replay(ledger, logs, engine, source)
    if form == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        from ocdsl.audit.replay_text import render_replay

        click.echo("\n".join(render_replay(found)))
    return found.exit_status
