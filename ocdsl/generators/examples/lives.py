"""Short lives that the contract pays for: the people an example is made of.

Made-up people of the sample log are paid by the evaluator; of those who get what is wanted the one
with the fewest events is taken, and every event that can go without changing that goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from attrs import evolve, frozen

from ocdsl.base.calendar import day_of
from ocdsl.base.source import NOWHERE
from ocdsl.generators.sample_log.sample import make_sample
from ocdsl.generators.sample_log.shares import TIDY
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Clause, Contract, Example, ExampleRow

PEOPLE = 300
_SEED = 28

Rows = tuple[ExampleRow, ...]
Wanted = Callable[[Decision], bool]
Worked = Callable[[Example], Sequence[Decision]]
"""What an example's log gives, by the reference engine."""


@frozen(slots=False)  # the cached property needs a dictionary
class Lives:
    """The people that examples can be made of, and what the evaluator gives them."""

    contract: Contract
    worked: Worked

    def paid(self, rows: Rows, as_at: int) -> Sequence[Decision]:
        """What a log of these rows gives as at a day."""
        return self.worked(example_of(rows, as_at))

    def first(self, wanted: Wanted) -> Rows | None:
        """The shortest life, without an idle event, that is given a line that is wanted."""
        people, decisions = self._sample
        lucky = dict.fromkeys(d.person for d in decisions if d.person and wanted(d))
        found = sorted((people[person] for person in lucky), key=len)
        if not found:
            return None
        return self._with_first_provider(self._without_idle(found[0], wanted), wanted)

    def _with_first_provider(self, rows: Rows, wanted: Wanted) -> Rows:
        """The same life with the contract's first provider, whom an example need not name."""
        usual = tuple(evolve(row, provider=self.contract.providers[0]) for row in rows)
        return usual if self._gives(usual, wanted) else rows

    def _gives(self, rows: Rows, wanted: Wanted) -> bool:
        return any(wanted(d) for d in self.paid(rows, self.contract.tail_end))

    def events(self, event: str) -> Iterable[ExampleRow]:
        """Every event of a kind among the made-up people."""
        return (row for rows in self._sample[0].values() for row in rows if row.event == event)

    def _without_idle(self, rows: Rows, wanted: Wanted) -> Rows:
        for row in reversed(rows):
            fewer = tuple(r for r in rows if r is not row)
            if fewer and self._gives(fewer, wanted):
                rows = fewer
        return rows

    @cached_property
    def _sample(self) -> tuple[dict[str, Rows], Sequence[Decision]]:
        rows = _made_up(self.contract)
        people: dict[str, Rows] = {}
        for row in sorted(rows, key=lambda r: r.day):
            people[row.person] = (*people.get(row.person, ()), row)
        everyone = tuple(row for person in people.values() for row in person)
        return people, self.paid(everyone, self.contract.tail_end)


def _made_up(contract: Contract) -> list[ExampleRow]:
    sample = make_sample(contract, PEOPLE, _SEED, TIDY)
    names, found = sample.columns, []
    for batch in sample.batches(day_first=False):
        for cells in zip(*batch, strict=True):
            row = dict(zip(names, cells, strict=True))
            event, day = contract.events[row["event"]], day_of(row["occurred_on"])
            values = tuple((f.name, row[f.name]) for f in event.fields)
            found.append(ExampleRow(day, day, event.name, row["person"], row["provider"], values))
    return found


def example_of(rows: Rows, as_at: int, name: str = "example") -> Example:
    """An example with these rows and no expectation."""
    clause = Clause(name, "", NOWHERE)
    return Example(
        name=name,
        title=name,
        welsh="",
        notes=(),
        clause=clause,
        clauses={},
        rows=rows,
        expects=(),
        as_at=as_at,
    )


def of_person(rows: Rows, person: str) -> Rows:
    """The same life, of somebody of that name."""
    return tuple(evolve(row, person=person) for row in rows)
