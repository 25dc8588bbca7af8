"""Turns histories into a log, and has the reference engine say what it pays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.backends.reference.engine import evaluate, header_of
from ocdsl.base.calendar import iso
from ocdsl.base.money import decimal_text
from ocdsl.events.from_model import schema_of
from ocdsl.events.log import Log, check_rows
from ocdsl.events.rows import RowChecker
from ocdsl.incentives.check import Row, SmallLog, Subject
from ocdsl.incentives.engines.history import Happening
from ocdsl.ledger.decision import OWED
from ocdsl.model.contract import Contract, Field


def played(subject: Subject, people: Iterable[tuple[str, Iterable[Happening]]]) -> SmallLog:
    """The log of these people's histories and what it pays when the contract has ended.

    Raises ValueError when the evaluator refuses a row: then the histories were not possible.
    """
    contract = subject.contract
    rows = tuple(_rows(contract, people))
    schema = schema_of(contract)
    log = Log([], [], [], 0)
    cells = [[row.get(column, "") for column in schema.columns] for row in rows]
    check_rows("incentive search", RowChecker(schema, schema.columns), enumerate(cells, 1), log)
    if log.refusals:
        raise ValueError(log.refusals[0].message)
    header = header_of(contract, "", contract.tail_end, None)
    decisions = tuple(evaluate(contract, subject.graph, log, header, None).decisions())
    return SmallLog(rows, decisions, sum(d.amount for d in decisions if d.status in OWED))


def _rows(contract: Contract, people: Iterable[tuple[str, Iterable[Happening]]]) -> Iterator[Row]:
    number = 0
    for person, happenings in people:
        for happening in happenings:
            number += 1
            yield _row(contract, person, happening, f"e{number:04d}")


def _row(contract: Contract, person: str, happening: Happening, event_id: str) -> Row:
    event, provider = contract.events[happening.event], contract.providers[0]
    by = event.recorded_by[0]
    fixed = {
        "event_id": event_id,
        "event": happening.event,
        "provider": provider,
        "person": person,
        "occurred_on": iso(happening.day),
        "recorded_at": iso(happening.day),
        "recorded_by": provider if by == "provider" else by,
    }
    fields = {f.name: _text(f, happening.values[f.name]) for f in event.fields}
    return {**fixed, **fields}


def _text(declared: Field, value: int | str) -> str:
    """A field's value as a log has it."""
    if isinstance(value, str):
        return value
    if declared.kind == "date":
        return iso(value)
    return decimal_text(value, declared.places or 0)
