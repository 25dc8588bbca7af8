"""Runs a contract's examples: each is a small log and the payments it must give (law 28)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ocdsl.backends.reference.engine import evaluate, header_of
from ocdsl.base.calendar import iso
from ocdsl.events.corrections import settle
from ocdsl.events.from_model import schema_of
from ocdsl.events.log import Log, check_rows
from ocdsl.events.rows import RowChecker
from ocdsl.events.schema import LogSchema
from ocdsl.ledger.decision import MONEY, Decision
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.model.contract import Contract, Example, ExampleRow, Expectation
from ocdsl.rules.graph import Graph


@frozen
class Pair:
    """A line the example expects beside the line that was given; None where there is no other."""

    expected: Expectation | None
    given: Decision | None
    met: bool


@frozen
class ExampleResult:
    """What became of one example. `evaluation` is the result of its log as at its day."""

    example: Example
    pairs: tuple[Pair, ...]
    evaluation: Evaluation

    @property
    def passed(self) -> bool:
        """True when every row was accepted and the lines are exactly those expected."""
        return not self.evaluation.account.refused and all(pair.met for pair in self.pairs)


def run_examples(contract: Contract, graph: Graph) -> tuple[ExampleResult, ...]:
    """The result of every example of the contract, by the reference engine.

    Lines with a status of money must be exactly those the example lists; each is matched by its
    payment, amount, status and the person and days that are given. Lines that are pending or not
    due may be listed or not.
    """
    return tuple(run_example(contract, graph, example) for example in contract.examples)


def run_example(contract: Contract, graph: Graph, example: Example) -> ExampleResult:
    """The result of one example."""
    log = log_of(example, schema_of(contract))
    header = header_of(contract, "", example.as_at, None)
    evaluation = evaluate(contract, graph, log, header, None)
    pairs = compare(example.expects, list(evaluation.decisions()))
    return ExampleResult(example, tuple(pairs), evaluation)


def log_of(example: Example, schema: LogSchema) -> Log:
    """The example's rows as a log, checked as the rows of a file are; their ids are e1, e2, ….

    A row is recorded by the first role that may record it.
    """
    log = Log([], [], [], 0)
    checker = RowChecker(schema, schema.columns)
    cells = ((n, _cells(n, row, schema)) for n, row in enumerate(example.rows, 1))
    count = check_rows(f"example {example.name}", checker, cells, log)
    settled = settle(log.events, (refusal.event_id for refusal in log.refusals))
    return Log(settled.events, sorted(log.refusals + settled.refusals), [], count)


def _cells(number: int, row: ExampleRow, schema: LogSchema) -> list[str]:
    event = schema.event(row.event)
    recorders = schema.allowed_recorders(event, row.provider) if event else ()
    cells = {
        "event_id": f"e{number}",
        "event": row.event,
        "provider": row.provider,
        "person": row.person,
        "occurred_on": iso(row.day),
        "recorded_at": iso(row.recorded),
        "recorded_by": recorders[0] if recorders else "",
        **dict(row.values),
    }
    return [cells.get(column, "") for column in schema.columns]


def compare(expects: Sequence[Expectation], decisions: Sequence[Decision]) -> Iterator[Pair]:
    """Each expectation with its line, then every line of money that nothing expected."""
    taken = _matching(expects, decisions)
    left = [d for i, d in enumerate(decisions) if i not in taken.values() and d.status in MONEY]
    for number, expected in enumerate(expects):
        if number in taken:
            yield Pair(expected, decisions[taken[number]], met=True)
        else:
            # What was given in its place stands beside it, so that they can be compared.
            near = next((d for d in left if d.payment == expected.payment), None)
            left = [d for d in left if d is not near]
            yield Pair(expected, near, met=False)
    for decision in left:
        yield Pair(None, decision, met=False)


def _matching(expects: Sequence[Expectation], decisions: Sequence[Decision]) -> dict[int, int]:
    """The most expectations that can each have a line of their own, by number."""
    holder: dict[int, int] = {}

    def place(number: int, tried: set[int]) -> bool:
        for line, decision in enumerate(decisions):
            if line not in tried and meets(expects[number], decision):
                tried.add(line)
                if line not in holder or place(holder[line], tried):
                    holder[line] = number
                    return True
        return False

    for number in range(len(expects)):
        place(number, set())
    return {number: line for line, number in holder.items()}


def meets(expected: Expectation, decision: Decision) -> bool:
    """True when a line is what was expected, as far as the expectation says."""
    return (
        decision.payment == expected.payment
        and abs(decision.amount) == expected.pence
        and decision.status == expected.status
        and expected.person in (None, decision.person)
        and expected.earned_on in (None, decision.earned_on)
        and expected.payable_on in (None, decision.payable_on)
    )
