"""`ocdsl test`: runs a contract's own examples and shows what a failing one gave instead."""

from __future__ import annotations

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
from ocdsl.model.contract import Expectation

if TYPE_CHECKING:
    from ocdsl.audit.examples import ExampleResult, Pair


@click.command("test", epilog=examples("ocdsl test contracts/reablement-at-home"))
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
            _show_failure(result)
    failed = sum(not result.passed for result in results)
    click.echo(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _show_failure(result: ExampleResult) -> None:
    for refusal in result.evaluation.account.refusals:
        place = f"row {refusal['row']} of its log"
        click.echo(f"  {place} was refused: {refusal['message']} {refusal['fix']}")
    rows = tuple(_row(pair) for pair in result.pairs)
    click.echo("")
    show_tables([Table("Expected and given", ("", "expected", "given", "payment line"), rows)])
    for sentence in _reasons(result):
        click.echo(f"  {sentence}")


def _row(pair: Pair) -> tuple[str, ...]:
    expected = _expected(pair.expected) if pair.expected else "no such line"
    given = _given(pair.given) if pair.given else "no such line"
    line = pair.given.id if pair.given else pair.expected.payment if pair.expected else ""
    return ("as expected" if pair.met else "differs", expected, given, line)


def _expected(expected: Expectation) -> str:
    days = (expected.earned_on, expected.payable_on)
    return _words(expected.pence, expected.status, days)


def _given(given: Decision) -> str:
    return _words(given.amount, given.status, (given.earned_on, given.payable_on))


def _words(pence: int, status: str, days: tuple[int | None, int | None]) -> str:
    said = [pounds(pence), status]
    for word, day in zip(("earned", "payable"), days, strict=True):
        if day is not None:
            said.append(f"{word} on {in_words(day)}")
    return ", ".join(said)


def _reasons(result: ExampleResult) -> Iterator[str]:
    """Why each line that differs is as it is, or why a payment that was expected is not due."""
    for pair in result.pairs:
        if not pair.met:
            payment = pair.given or pair.expected
            named = payment.payment if payment else ""
            yield from _about(result, pair.given, named)


def _about(result: ExampleResult, given: Decision | None, payment: str) -> Iterator[str]:
    lines = [given] if given else list(result.evaluation.decisions())
    for line in lines:
        why = line.reason or line.awaiting
        if line.payment == payment and why:
            yield f"{line.id} ({line.status}): {why}"
