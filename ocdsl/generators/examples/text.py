"""An example as the text of its block, in the one layout, with the payments it was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract, ExampleRow, Field
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.printer import to_text

SHOWN = (
    "payable", "withheld", "released", "forfeited", "recovered", "repaid", "capped",
    "carried-forward", "not-due",
)  # fmt: skip
"""The statuses an example lists: all of money, and what is not due, with its reason to be there."""


def example_text(
    contract: Contract,
    heading: tuple[str, str],
    rows: Sequence[ExampleRow],
    decisions: Iterable[Decision],
    as_at: int,
) -> str:
    """The block of an example; `heading` is its name and its title."""
    name, title = heading
    several = len({row.person for row in rows}) > 1
    people = {person: n for n, person in enumerate(dict.fromkeys(row.person for row in rows))}
    expects = tuple(_expect(d, several) for d in _in_order(decisions, people))
    log: tree.Clause = tree.Log(_table(contract, rows, several))
    clauses = (*_as_at(rows, expects, as_at), log, *expects)
    block = tree.Block("example", ph.Name(name), ph.Title(title.replace('"', "”")), clauses)
    return to_text(tree.File((block,)))


def _as_at(
    rows: Sequence[ExampleRow], expects: Sequence[tree.Expect], as_at: int
) -> Iterator[tree.AsAt]:
    """The day it is worked out for, where that is not the last day that it names."""
    days = [day for row in rows for day in (row.day, row.recorded)]
    days += [day.ordinal for expect in expects for _, day in expect.dates]
    if max(days, default=0) != as_at:
        yield tree.AsAt(ph.Day(as_at))


def _in_order(decisions: Iterable[Decision], people: Mapping[str, int]) -> list[Decision]:
    """Person by person as the log has them, and each person's by day, what has no day last."""
    shown = [d for d in decisions if d.status in SHOWN]
    return sorted(
        shown, key=lambda d: (people.get(d.person or "", -1), d.earned_on or 10**7, d.payment, d.id)
    )


def _expect(d: Decision, several: bool) -> tree.Expect:
    days = (("earned", d.earned_on), ("payable", d.payable_on))
    return tree.Expect(
        payment=ph.Name(d.payment),
        amount=ph.Money(abs(d.amount)),
        person=ph.Name(d.person) if several and d.person else None,
        status="" if d.status == "payable" else d.status.replace("-", " "),
        dates=tuple((word, ph.Day(day)) for word, day in days if day is not None),
    )


def _table(contract: Contract, rows: Sequence[ExampleRow], several: bool) -> ph.Table:
    """The log: whose, by which provider and recorded when only where that is not the usual."""
    columns = {
        "date": [ph.Cell(ph.Day(row.day)) for row in rows],
        "event": [ph.Cell(ph.Words(row.event)) for row in rows],
    }
    if several:
        columns["person"] = [ph.Cell(ph.Words(row.person)) for row in rows]
    if any(row.provider != contract.providers[0] for row in rows):
        columns["provider"] = [ph.Cell(ph.Words(row.provider)) for row in rows]
    if any(row.values for row in rows):
        columns["detail"] = [ph.Cell(ph.Facts(tuple(_facts(contract, row)))) for row in rows]
    if any(row.recorded != row.day for row in rows):
        columns["recorded"] = [ph.Cell(ph.Day(row.recorded)) for row in rows]
    return ph.Table(tuple(columns), tuple(zip(*columns.values(), strict=True)))


def _facts(contract: Contract, row: ExampleRow) -> Iterator[ph.Fact]:
    event = contract.events[row.event]
    for name, text in row.values:
        field = event.field(name)
        assert field is not None
        yield ph.Fact(ph.Name(name), _scalar(field, text))


def _scalar(field: Field, text: str) -> ph.Scalar:
    """A value of a log as the contract writes it, without decimals that say nothing."""
    if field.kind == "date":
        from ocdsl.base.calendar import day_of

        return ph.Day(day_of(text))
    if field.places is None:
        return ph.Name(text)
    whole, _, part = text.partition(".")
    if field.kind == "money":
        return ph.Money(int(whole) * 100 + int(part or "0"))
    part = part.rstrip("0")
    kind = ph.Percent if field.kind == "percentage" else ph.Number
    return kind(int(whole + part), len(part))
