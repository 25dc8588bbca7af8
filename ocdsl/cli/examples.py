"""`ocdsl test`: runs a contract's own examples and shows what a failing one gave instead."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ocdsl import api
from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.cli.parameters import contract_argument, examples
from ocdsl.cli.show import show_tables, working
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.formats import Table
from ocdsl.model.contract import Contract, Expectation

if TYPE_CHECKING:
    from ocdsl.audit.examples import ExampleResult, Pair


@click.command(
    "test",
    short_help="Run a contract's own examples.",
    epilog=examples("ocdsl test contracts/reablement-at-home"),
)
@contract_argument
def command(contract: Path) -> int:
    """Run the examples of CONTRACT and compare what they give with what they must give.

    For one that fails, the lines expected and given stand side by side, with the reasons. The
    exit status is 0 when all pass, 1 when one does not.
    """
    loaded = api.load(contract)
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
