"""What the emitted evaluator does around the contract's rules: read, evaluate, print.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from ocdsl.backends.reference.lines import Part
from ocdsl.backends.reference.relations import World
from ocdsl.backends.reference.results import (
    MeasureFacts,
    OutcomeFacts,
    account_of,
    decisions_of,
    measure_rows,
    outcome_counts,
)
from ocdsl.base.calendar import WorkingDays, day_of
from ocdsl.base.money import AmountTooLargeError
from ocdsl.events.log import Log, end_of_day, log_digest, read_log, visible
from ocdsl.events.refusals import RowRefused
from ocdsl.events.rows import Event
from ocdsl.events.schema import LogSchema
from ocdsl.events.values import read_moment
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.result import EventAccount, Header, as_row, compact, json_text, totals

ENGINE_NAME = "emitted"


class Outputs(NamedTuple):
    """What the rules give: payment lines, and what the outcomes and the measures came to."""

    lines: list[list[Part]]
    outcomes: list[OutcomeFacts]
    measures: list[MeasureFacts]


class Program(NamedTuple):
    """One contract's rules, with what an evaluation must know of the contract."""

    contract: str
    contract_digest: str
    contract_text: str
    version: str
    schema: dict[str, Any]
    providers: tuple[str, ...]
    calendar: tuple[int, int, int, int]
    """First day of the term, last day of the tail, first weekday, first month of the year."""
    holidays: tuple[str, ...]
    """The bank holidays that working days leave out; none when the contract names no calendar."""
    rules: Callable[[World, dict[str, list[Event]]], Outputs]


class ProgramResult(NamedTuple):
    """A result before it is text."""

    header: Header
    account: EventAccount
    summary: dict[str, Any]
    decisions: list[Decision]

    def text(self) -> Iterator[str]:
        """The pieces of the result's JSON."""
        rows = (compact(as_row(decision)) for decision in self.decisions)
        return json_text(self.header, self.account, self.summary, rows)


def known_moment(text: str) -> int:
    """A known-at moment in microseconds; a date alone means to the end of that day (law 16).

    Raises ValueError when the text is neither.
    """
    try:
        return end_of_day(day_of(text))
    except ValueError:
        pass
    try:
        return read_moment("known-at", text)
    except RowRefused as mistake:
        raise ValueError(text) from mistake


def run_program(
    program: Program, paths: Sequence[str], log: Log, times: tuple[int, str | None]
) -> ProgramResult:
    """Evaluate a log that was read without problems, as at and as known at the two times."""
    as_at, known_at = times
    seen = visible(log, as_at, None if known_at is None else known_moment(known_at))
    people = sorted({event.person for event in seen.events} - {""})
    by_kind: dict[str, list[Event]] = {name["name"]: [] for name in program.schema["events"]}
    for event in seen.events:
        by_kind[event.event].append(event)
    working = WorkingDays(map(day_of, program.holidays))
    world = World(people, program.providers, as_at, *program.calendar, working)
    outputs = program.rules(world, by_kind)
    decisions = decisions_of(outputs.lines)
    header = Header(
        program.contract, program.contract_digest, log_digest(paths), as_at, known_at,
        ENGINE_NAME, program.version,
    )  # fmt: skip
    summary = {
        "contract_text": program.contract_text,
        "totals": totals(decisions),
        "outcomes": outcome_counts(world, outputs.outcomes),
        "measures": measure_rows(world, outputs.measures),
    }
    return ProgramResult(header, account_of(log, seen, decisions), summary, decisions)


def main(program: Program, arguments: Sequence[str]) -> int:
    """The command: prints the result as JSON. Gives 0, or 1 when rows were refused, or 2."""
    options = _options(program, arguments)
    log = read_log(options.log, LogSchema.from_dict(program.schema))
    for problem in log.problems:
        print(f"{problem.file}: {problem.message} {problem.fix}", file=sys.stderr)  # noqa: T201 - this is a command
    if log.problems:
        return 2
    times = (day_of(options.as_at), options.known_at)
    try:
        result = run_program(program, options.log, log, times)
    except AmountTooLargeError as failure:
        print(failure, file=sys.stderr)  # noqa: T201 - this is a command
        return 2
    _print(result)
    return 1 if log.refusals else 0


def _print(result: ProgramResult) -> None:
    """Prints the JSON; a reader that has seen enough, such as `head`, may close the pipe."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a real file here
    try:
        sys.stdout.writelines(result.text())
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stdout = None  # or leaving would try to write again


def _options(program: Program, arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=f"Decides every payment of the contract {program.contract} for an event log.",
        epilog="Example: python evaluator.py log.csv --as-at 2026-09-30 > result.json",
    )
    parser.add_argument("log", nargs="+", help="CSV or JSON Lines files of one event log")
    parser.add_argument("--as-at", help="what had happened by this date (YYYY-MM-DD; today)")
    parser.add_argument("--known-at", help="what had been recorded by this date or moment")
    options = parser.parse_args(arguments)
    options.as_at = options.as_at or date.today().isoformat()
    for name, read in (("as_at", day_of), ("known_at", known_moment)):
        text = getattr(options, name)
        try:
            _ = text is None or read(text)
        except ValueError:
            parser.error(f"--{name.replace('_', '-')} {text!r} is not a date such as 2026-09-30")
    return options
