"""`ocdsl explain`: why a decision is as it is, or what became of a person, in sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ocdsl import api
from ocdsl.cli.parameters import (
    contract_argument,
    examples,
    log_option,
    text_or_json,
    time_options,
    today,
)
from ocdsl.cli.show import working


@click.command(
    "explain",
    short_help="Say why something was or was not paid.",
    epilog=examples(
        "ocdsl explain contracts/reablement-at-home --log log.csv --person mrs-a",
        "ocdsl explain contract.ocdsl --log log.csv --as-at 2027-03-31 "
        "--decision 'outcome-fee/mrs-a#withheld'",
    ),
)
@contract_argument
@log_option
@time_options
@click.option("--decision", metavar="ID", help="The decision to explain: an id from a result.")
@click.option("--person", metavar="ID", help="The person to tell everything about.")
@click.option(
    "--people",
    is_flag=True,
    help="With --decision: name everybody whom the measure behind it counted.",
)
@text_or_json("Sentences for people, or the whole tree of reasons as JSON.")
def command(contract: Path, logs: tuple[Path, ...], form: str, **asked: Any) -> int:
    """Say why a decision of CONTRACT was or was not paid, or what became of a person.

    Every sentence quotes the clause that decided and names the events it rests on.
    """
    if (asked["decision"] is None) == (asked["person"] is None):
        raise click.UsageError("Say what to explain: either --decision ID or --person ID.")
    loaded = api.load(contract)
    day = today() if asked["as_at"] is None else asked["as_at"]
    with working("Reading the log and working out every payment"):
        evaluation = api.evaluate(loaded, logs, day, asked["known_at"])
        if asked["person"] is not None:
            told = api.explain_person(loaded, evaluation, asked["person"])
        else:
            decision, people = asked["decision"], asked["people"]
            told = api.explain_decision(loaded, evaluation, decision, people=people)
    if form == "json":
        click.echo(json.dumps(told.as_json(), ensure_ascii=False, indent=2))
    else:
        from ocdsl.audit.explanation_text import render_text

        click.echo(render_text(told), nl=False)
    return 0
