"""Finds an example for each thing that has none: just below, at and just above each threshold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from ocdsl.base.diagnostics import block_of
from ocdsl.base.source import Source
from ocdsl.generators.examples.edges import Mover
from ocdsl.generators.examples.lives import Lives, Rows, Worked, of_person
from ocdsl.generators.examples.text import example_text
from ocdsl.ledger.decision import Decision
from ocdsl.model.boundaries import Threshold
from ocdsl.model.checks.missing_example import RULE, Gap, gaps
from ocdsl.model.context import Context
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from ocdsl.model.library import with_blocks

_MOST_PEOPLE = 400
_MOST_DAYS = 5
_NAMES = ("just-below", "just-at", "just-above")
_CAPPED = ("capped", "carried-forward")
_SHOWS = {
    "paid": ("payable", "withheld"),
    "released": ("released", "forfeited"),
    "recovered": ("recovered",),
    "capped": _CAPPED,
}
"""The statuses of which an example must have one, by the kind of what is missing."""


_TITLES = {
    "paid": " is paid",
    "released": ": what was withheld is settled",
    "recovered": " is taken back",
}


@frozen
class Suggested:
    """The text to paste, and what no example was found for, in the words of the advice."""

    text: str
    without: tuple[str, ...]


def suggest(contract: Contract, worked: Worked) -> Suggested:
    """An example for everything the contract lacks one for; each is checked before it is given.

    `worked` pays an example's log by the reference engine, and must not look at its expectations.
    """
    search = _Search(contract, Lives(contract, worked))
    texts: list[str] = []
    without: dict[str, None] = {}
    source = contract.source
    while gap := next((g for g in _gaps(source) if g.found.message not in without), None):
        text = search.example(gap, len(texts) + 1)
        longer = with_blocks(source, text)
        if not text or gap.found.message in (g.found.message for g in _gaps(longer)):
            without[gap.found.message] = None
            continue
        texts.append(text)
        source = longer
    return Suggested("\n".join(texts), tuple(without))


def _gaps(source: Source) -> Iterator[Gap]:
    """What is without an example, but for what the contract accepts to be without one."""
    checked = check(source)
    if checked.contract is None:
        raise ValueError("the example is not one that the contract can have")
    advice = {d.message for d in checked.diagnostics if d.code == RULE.code}
    found = gaps(Context(source, checked.contract.tree, contract=checked.contract))
    return (gap for gap in found if gap.found.message in advice)


@frozen
class _Search:
    contract: Contract
    lives: Lives

    def example(self, gap: Gap, number: int) -> str:
        """The text of an example; empty when none was found."""
        title, people = self._found(gap)
        if not people:
            return ""
        rows = tuple(row for rows in people for row in rows)
        as_at, decisions = self._settled(rows, gap)
        taken = {example.name for example in self.contract.examples}
        name = next(n for k in range(number, 10**6) if (n := f"example-{k}") not in taken)
        if len(people) == 1:
            rows = of_person(rows, name)
            decisions = [d._replace(person=name) for d in decisions]
        return example_text(self.contract, (name, title), rows, decisions, as_at)

    def _found(self, gap: Gap) -> tuple[str, list[Rows]]:
        if gap.threshold:
            return self._at_edge(gap.threshold)
        if gap.kind == "capped":
            return self._at_cap(gap.name)
        payment = self.contract.payments[gap.name]
        life = self.lives.first(_given(gap.name, *_SHOWS[gap.kind]))
        return f"{payment.title}{_TITLES[gap.kind]}", [life] if life else []

    def _at_edge(self, threshold: Threshold) -> tuple[str, list[Rows]]:
        mover = Mover(self.lives, threshold)
        title = f"{threshold.words}: just below, at and just above {threshold.at}"
        values = (threshold.value - 1, threshold.value, threshold.value + 1)
        for life in self._bases(threshold):
            people = [
                of_person(moved, name)
                for name, value in zip(_NAMES, values, strict=True)
                for moved in list(self._allowed(mover.moved(life, value)))[:1]
            ]
            if len(people) == len(values):
                return title, people
        return title, []

    def _allowed(self, lives: Iterator[Rows]) -> Iterator[Rows]:
        """Those that the log could hold and that can happen at all."""
        last = self.contract.tail_end
        for rows in lives:
            days = [day for row in rows for day in (row.day, row.recorded)]
            if min(days) >= self.contract.term_start and max(days) <= last:
                yield rows

    def _bases(self, threshold: Threshold) -> Iterator[Rows]:
        """Lives to move: of the payments that the threshold's block is about first."""
        block = block_of(threshold.heading)
        payments = self.contract.payments.values()
        near = [p for p in payments if block in (p.name, p.outcome)]
        for payment in [*near, *(p for p in payments if p not in near)]:
            if life := self.lives.first(_given(payment.name, "payable")):
                yield life

    def _at_cap(self, name: str) -> tuple[str, list[Rows]]:
        """As many people paid at once as it takes to reach the limit."""
        cap = self.contract.caps[name]
        lives = [self.lives.first(_given(payment, "payable")) for payment in cap.payments]
        for life in sorted((life for life in lives if life), key=len):
            for count in (2, 10, 50, 100, 200, _MOST_PEOPLE):
                if self._reaches(self._many(life, count), cap.payments):
                    fewest = self._fewest(life, count, cap.payments)
                    return f"{cap.title}: reached", self._many(life, fewest)
        return "", []

    def _fewest(self, life: Rows, high: int, payments: Sequence[str]) -> int:
        low = 1
        while low < high:
            middle = (low + high) // 2
            if self._reaches(self._many(life, middle), payments):
                high = middle
            else:
                low = middle + 1
        return high

    def _many(self, life: Rows, count: int) -> list[Rows]:
        return [of_person(life, f"person-{n:03d}") for n in range(1, count + 1)]

    def _reaches(self, people: list[Rows], payments: Sequence[str]) -> bool:
        rows = tuple(row for life in people for row in life)
        return self._capped_on(rows, payments) is not None

    def _capped_on(self, rows: Rows, payments: Sequence[str]) -> int | None:
        """The first day on which the limit shows: what is carried forward is paid later on."""
        ended = self.lives.paid(rows, self.contract.tail_end)
        days = {d.earned_on for d in ended if d.payment in payments and d.earned_on}
        for day in sorted(days)[:_MOST_DAYS]:
            if any(d.status in _CAPPED for d in self.lives.paid(rows, day)):
                return day
        return None

    def _settled(self, rows: Rows, gap: Gap) -> tuple[int, Sequence[Decision]]:
        """The first day on which nothing is pending and the example shows what it is for."""
        shows = _SHOWS.get(gap.kind)

        def done(decisions: Sequence[Decision]) -> bool:
            statuses = {d.status for d in decisions}
            return "pending" not in statuses and (not shows or bool(statuses & set(shows)))

        if gap.kind == "capped":
            day = self._capped_on(rows, self.contract.caps[gap.name].payments)
            if day is not None:
                return day, self.lives.paid(rows, day)
        low = max(max(row.day, row.recorded) for row in rows)
        high = self.contract.tail_end
        while low < high:
            middle = (low + high) // 2
            if done(self.lives.paid(rows, middle)):
                high = middle
            else:
                low = middle + 1
        return high, self.lives.paid(rows, high)


def _given(payment: str, *statuses: str) -> Callable[[Decision], bool]:
    """Whether a line is of a payment and has one of these statuses."""
    return lambda d: d.payment == payment and d.status in statuses
