"""`ocdsl test`: runs a contract's own examples, shows what they exercise, writes those missing."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocdsl import api
from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.cli.parameters import contract_argument, examples, text_or_json
from ocdsl.cli.show import show_tables, working
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.formats import Table
from ocdsl.model.contract import Contract, Expectation

if TYPE_CHECKING:
    from ocdsl.audit.coverage import Item
    from ocdsl.audit.examples import ExampleResult, Pair

_MOST_SHOWN = 3
"""Examples named for one clause; the JSON form names all."""


@click.command(
    "test",
    short_help="Run a contract's own examples.",
    epilog=examples(
        "ocdsl test contracts/reablement-at-home",
        "ocdsl test contracts/reablement-at-home --coverage",
        "ocdsl test contract.ocdsl --suggest > more-examples.ocdsl",
    ),
)
@click.option("--suggest", is_flag=True, help="Write the examples that are missing, to paste.")
@click.option("--coverage", is_flag=True, help="Show what the examples exercise, and what not.")
@text_or_json("How to print what --coverage shows.")
@contract_argument
def command(contract: Path, suggest: bool, coverage: bool, form: str) -> int:
    """Run the examples of CONTRACT and compare what they give with what they must give.

    For one that fails, the lines expected and given stand side by side, with the reasons. The
    exit status is 0 when all pass, 1 when one does not.

    With --suggest the examples that are missing are written instead, each with the payments that
    its log gives: read them before you paste them, for they say what the contract does and not
    what it should. The exit status is 1 when none was found for something. With --coverage every
    clause that decides, every band and every boundary is shown with the examples that exercise
    it; the exit status is 1 when there is one without.
    """
    loaded = api.load(contract)
    if suggest and coverage:
        raise click.UsageError("Ask for --suggest or for --coverage.")
    if suggest:
        return _suggest(loaded)
    return _cover(loaded, form) if coverage else _run(loaded)


def _run(loaded: Contract) -> int:
    with working("Running the examples"):
        results = api.run_examples(loaded)
    for result in results:
        word = "passed" if result.passed else "FAILED"
        name, line = result.example.name, result.example.clause.line
        click.echo(f"{word}  {name} ({result.example.title}), line {line}")
        if not result.passed:
            _show_failure(loaded, result)
    failed = sum(not result.passed for result in results)
    click.echo(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _suggest(loaded: Contract) -> int:
    with working("Looking for examples"):
        found = api.suggest_examples(loaded)
    if found.text:
        click.echo(f"\n{found.text}", nl=False)
    for advice in found.without:
        click.echo(f"# {advice} No short example was found.")
    return 1 if found.without else 0


def _cover(loaded: Contract, form: str) -> int:
    with working("Running the examples"):
        items = api.cover_examples(loaded)
    bare = sum(not item.by for item in items)
    if form == "json":
        content = {"items": [item.as_json() for item in items], "not_covered": bare}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        rows = tuple(_covered(item) for item in items)
        show_tables([Table("What the examples exercise", ("line", "what", "in", "", "by"), rows)])
        click.echo(f"{len(items) - bare} of {len(items)} are exercised, {bare} are not")
    return 1 if bare else 0


def _covered(item: Item) -> tuple[str, ...]:
    shown = ", ".join(item.by[:_MOST_SHOWN])
    more = f" and {len(item.by) - _MOST_SHOWN} more" if len(item.by) > _MOST_SHOWN else ""
    return str(item.line), item.kind, item.block, item.says, f"{shown}{more}" or "NOT EXERCISED"


def _show_failure(contract: Contract, result: ExampleResult) -> None:
    for refusal in result.evaluation.account.refusals:
        place = f"row {refusal['row']} of its log"
        click.echo(f"  {place} was refused: {refusal['message']} {refusal['fix']}")
    rows = tuple(_row(pair) for pair in result.pairs)
    click.echo("")
    show_tables([Table("Expected and given", ("", "expected", "given", "payment line"), rows)])
    for told in _explanations(contract, result):
        click.echo(textwrap.indent(told, "  "))


def _row(pair: Pair) -> tuple[str, ...]:
    expected = _expected(pair.expected) if pair.expected else "no such line"
    given = _given(pair.given) if pair.given else "no such line"
    line = pair.given.id if pair.given else pair.expected.payment if pair.expected else ""
    return ("as expected" if pair.met else "differs", expected, given, line)


def _expected(expected: Expectation) -> str:
    days = (expected.earned_on, expected.payable_on)
    whose = f"for {expected.person}, " if expected.person else ""
    return whose + _words(expected.pence, expected.status, days)


def _given(given: Decision) -> str:
    return _words(given.amount, given.status, (given.earned_on, given.payable_on))


def _words(pence: int, status: str, days: tuple[int | None, int | None]) -> str:
    said = [pounds(pence), status]
    for word, day in zip(("earned", "payable"), days, strict=True):
        if day is not None:
            said.append(f"{word} on {in_words(day)}")
    return ", ".join(said)


def _explanations(contract: Contract, result: ExampleResult) -> Iterator[str]:
    """Why each line of a payment that differs is as it is."""
    from ocdsl.audit.explanation_text import render_text

    wrong = [pair for pair in result.pairs if not pair.met]
    given = {pair.given.id for pair in wrong if pair.given}
    absent = {pair.expected.payment for pair in wrong if pair.expected and not pair.given}
    for decision in result.evaluation.decisions():
        if decision.id in given or decision.payment in absent:
            told = api.explain_decision(contract, result.evaluation, decision.id)
            yield render_text(told)
