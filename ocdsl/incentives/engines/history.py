"""Asks the solver for the history of one person that makes chosen conditions true or false.

The rules about one person are put to the solver as they stand in the graph: each picked event is
a day that may or may not be, each field a whole number within its declared limits. Nobody in such
a history is set aside. What comes back is a shortest history; the evaluator has the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import define, field, frozen

from ocdsl.incentives.engines.solver import own_z3
from ocdsl.model.bands import least_and_most
from ocdsl.model.contract import Contract, Field
from ocdsl.rules import operators as op
from ocdsl.rules.graph import Graph


class NotEncodedError(Exception):
    """A rule that this search cannot put to the solver; its message names the operator."""


@frozen
class Happening:
    """One event of a history: its kind, its day and its fields as whole numbers or choices."""

    event: str
    day: int
    values: Mapping[str, int | str] = field(hash=False)


@frozen
class Wish:
    """What a history must make true or false, and on which days some of its days may lie."""

    conditions: Mapping[op.NodeId, bool]
    days: Mapping[op.NodeId, tuple[int, int]] = field(factory=dict)
    total: int | None = None
    """For a payment by band: the total of its quantity, in its smallest unit."""


@frozen
class History:
    """What happens to one person, earliest first."""

    happenings: tuple[Happening, ...]
    week_start: int
    """First day of the week of the quantity, where the wish has a total; otherwise 0."""


def history(contract: Contract, graph: Graph, wish: Wish) -> History | None:
    """A shortest history that grants the wish, on the earliest days; None when there is none.

    Raises NotEncodedError for a rule outside what this search covers.
    """
    z3 = own_z3()

    person = Person(contract, graph, wish.total, z3)
    asked = z3.Optimize()
    for node, wanted in wish.conditions.items():
        value, _ = person.value(node)
        asked.add(value == wanted)
    for node, (low, high) in wish.days.items():
        day, there = person.value(node)
        asked.add(there, day >= low, day <= high)
    asked.add(*person.rules, *person.first_means_first())
    asked.minimize(z3.Sum([z3.If(e.there, 1, 0) for e in person.picked.values()]))
    asked.minimize(z3.Sum([z3.If(e.there, e.day, 0) for e in person.picked.values()]))
    if wish.total is not None:
        asked.minimize(person.week())
    if asked.check() != z3.sat:
        return None
    return History(tuple(person.read(asked.model())), person.week_of(asked.model()))


@define
class PickedEvent:
    """A picked event as the solver sees it."""

    kind: str
    there: Any
    day: Any
    recorded: Any
    """The day on which it is recorded: its own, unless every log is looked at."""
    fields: dict[str, Any]


@define
class Person:
    """The rules about one person."""

    contract: Contract
    graph: Graph
    total: int | None
    z3: Any
    picked: dict[str, PickedEvent] = field(factory=dict)
    rules: list[Any] = field(factory=list)
    _values: dict[tuple[str, str], tuple[Any, Any]] = field(factory=dict)
    _at: str = ""
    """The picked event that rules about each event of its kind are about, while they are read."""
    wide: bool = False
    """Whether it may do all that a log can, and more: what it never does, no log does."""

    # ---- the rules, as expressions: a value, and whether there is one

    def value(self, node_id: str) -> tuple[Any, Any]:
        """A node's value, and whether it has one."""
        key = (node_id, self._at)
        if key not in self._values:
            node = self.graph.nodes[node_id]
            make: Callable[[Any, Any], tuple[Any, Any]] | None = ENCODED.get(type(node))
            if make is None:
                raise NotEncodedError(type(node).__name__)
            self._values[key] = make(self, node)
        return self._values[key]

    def bound(self, bound: str | int | None) -> tuple[Any, Any] | None:
        """A day that limits a window, and whether it is known."""
        if bound is None:
            return None
        return self.value(bound) if isinstance(bound, str) else (bound, self.z3.BoolVal(True))

    def pick(self, node: op.Pick) -> PickedEvent:
        """The event that a Pick finds; it lies in its window and passes its tests."""
        if self.graph.nodes[node.source].frame.of_spells:
            raise NotEncodedError("Spell")
        if node.place > 1:
            raise NotEncodedError("Pick of an event that is not the first or the last")
        if node.lines is not None:
            raise NotEncodedError("Pick of what is recorded as the limit of a cap")
        if node.id not in self.picked:
            event = self._new_event(node.id, self._kind_of(node))
            self.picked[node.id] = event
            self.rules.append(self.z3.Implies(event.there, self._eligible(node, node.id)))
        return self.picked[node.id]

    def _kind_of(self, node: op.Pick) -> str:
        source = self.graph.nodes[node.source]
        assert isinstance(source, op.Select)
        return source.event

    def _new_event(self, name: str, kind: str) -> PickedEvent:
        z3, calendar = self.z3, self.graph.calendar
        day = z3.Int(f"{name} day")
        recorded = z3.Int(f"{name} recorded") if self.wide else day
        event = PickedEvent(kind, z3.Bool(f"{name} there"), day, recorded, {})
        within = z3.And(day >= calendar.term_start, day <= calendar.tail_end)
        self.rules.append(recorded >= day if self.wide else within)
        for declared in self.contract.events[kind].fields:
            value = z3.Int(f"{name} {declared.name}")
            event.fields[declared.name] = value
            self.rules.extend(_limits(declared, value, self.wide))
        return event

    def _eligible(self, node: op.Pick, event_name: str) -> Any:
        """An event (by its pick's name) passes the tests and lies in the window of a Pick."""
        event = self.picked[event_name]
        parts = [self.z3.BoolVal(True)]
        source: op.Node | None = self.graph.nodes[node.source]
        before, self._at = self._at, event_name
        while isinstance(source, op.Select):
            if source.keep:
                parts.append(self.value(source.keep)[0])
            source = self.graph.nodes[source.of] if source.of else None
        self._at = before
        for bound, is_low in ((node.low, True), (node.high, False)):
            if (known := self.bound(bound)) is not None:
                day, there = known
                parts += [there, event.day >= day if is_low else event.day <= day]
        return self.z3.And(*parts)

    def first_means_first(self) -> list[Any]:
        """No other event of the history would have been picked first instead."""
        rules = []
        for name in list(self.picked):
            node = self.graph.nodes[name]
            assert isinstance(node, op.Pick)
            mine = self.picked[name]
            for other_name in [n for n in self.picked if n != name]:
                other = self.picked[other_name]
                if other.kind == mine.kind:
                    eligible = self.z3.And(other.there, self._eligible(node, other_name))
                    found = self.z3.And(mine.there, mine.day <= other.day)
                    rules.append(self.z3.Implies(eligible, found))
                    rules.append(self._same_event(name, other_name))
        return rules

    def _same_event(self, name: str, other_name: str) -> Any:
        """Two that are picked on one day are one."""
        one, other, z3 = self.picked[name], self.picked[other_name], self.z3
        same = [one.fields[key] == other.fields[key] for key in one.fields]
        return z3.Implies(z3.And(one.there, other.there, one.day == other.day), z3.And(*same))

    def week(self) -> Any:
        """The first day of a row's own week: weeks after the first whole one of the term."""
        calendar = self.graph.calendar
        weeks = self.z3.Int("week")
        self.rules.append(weeks >= 0)
        return calendar.term_start + (calendar.week_day + 1 - calendar.term_start) % 7 + 7 * weeks

    # ---- the answer

    def week_of(self, model: Any) -> int:
        """The first day of the week of the quantity, in a model."""
        if self.total is None:
            return 0
        return int(model.eval(self.week(), model_completion=True).as_long())

    def read(self, model: Any) -> list[Happening]:
        """The events of a model, earliest first, each once."""
        found: dict[tuple[str, int], Happening] = {}
        for event in self.picked.values():
            if self.z3.is_true(model.eval(event.there, model_completion=True)):
                day = model.eval(event.day, model_completion=True).as_long()
                values = {n: self._read(model, event.kind, n, v) for n, v in event.fields.items()}
                found[event.kind, day] = Happening(event.kind, day, values)
        order = list(self.contract.events)
        return sorted(found.values(), key=lambda h: (h.day, order.index(h.event)))

    def _read(self, model: Any, kind: str, name: str, value: Any) -> int | str:
        number = int(model.eval(value, model_completion=True).as_long())
        declared = self.contract.events[kind].field(name)
        assert declared is not None
        return declared.choices[number] if declared.choices else number


def _limits(declared: Field, value: Any, wide: bool) -> list[Any]:
    """The declared limits of a field; a choice is the number of its place in the list.

    A log may hold less than nothing in a field that states no least value: so may a `wide` one.
    """
    if declared.choices:
        return [value >= 0, value < len(declared.choices)]
    if declared.kind == "yes or no":
        return [value >= 0, value <= 1]
    limits = [_holds(word, value, limit) for word, limit in declared.limits]
    if declared.kind == "date":
        return [value >= date.min.toordinal(), value <= date.max.toordinal(), *limits]
    least, _ = least_and_most(declared.limits)
    return limits if wide or least is not None else [value >= 0, *limits]


def _holds(word: str, left: Any, right: Any) -> Any:
    return {
        "at least": left >= right,
        "more than": left > right,
        "less than": left < right,
        "up to and including": left <= right,
        "exactly": left == right,
    }[word]


def _select(person: Person, node: op.Select) -> tuple[Any, Any]:
    if node.frame.kind == "event":
        event = person.picked[person._at]
    else:
        picked = person.graph.nodes[str(node.of)]
        if not isinstance(picked, op.Pick):
            raise NotEncodedError(type(picked).__name__)
        event = person.pick(picked)
    if node.field in ("occurred_on", "recorded_on"):
        return (event.day if node.field == "occurred_on" else event.recorded), event.there
    if node.field in event.fields:
        return event.fields[node.field], event.there
    return person.z3.IntVal(0), event.there


def _pick(person: Person, node: op.Pick) -> tuple[Any, Any]:
    event = person.pick(node)
    return event.day, event.there


def _shift(person: Person, node: op.Shift) -> tuple[Any, Any]:
    if node.end_of:
        raise NotEncodedError("Shift from the end of a period")
    if node.lag.unit != "day":
        raise NotEncodedError(f"Shift by {node.lag.unit}s")
    day, there = person.value(node.of)
    return day + node.lag.number, there


def _compare(person: Person, node: op.Compare) -> tuple[Any, Any]:
    z3 = person.z3
    left, there = person.value(node.left)
    true = z3.BoolVal(True)
    if node.rel == "settles before":
        person.rules.append(z3.Not(there))
        return z3.BoolVal(False), true
    if node.rel == "present":
        return there, true
    if node.rel == "absent":
        high = person.bound(node.high)
        return z3.And(z3.Not(there), high[1] if high else true), true
    if node.rel == "within":
        return z3.And(there, *_in_window(person, node, left)), true
    return z3.And(there, _value_test(person, node, left)), true


def _in_window(person: Person, node: op.Compare, day: Any) -> list[Any]:
    parts = []
    if (low := person.bound(node.low)) is not None:
        parts += [low[1], day >= low[0]]
    if (high := person.bound(node.high)) is not None:
        parts += [high[1], day <= high[0]]
    return parts


def _value_test(person: Person, node: op.Compare, left: Any) -> Any:
    z3 = person.z3
    if node.choices:
        numbers = (_number(person, node.left, choice) for choice in node.choices)
        one_of = z3.Or(*(left == number for number in numbers))
        return one_of if node.rel == "one of" else z3.Not(one_of)
    if node.right is None:
        return _holds(node.rel, left, node.than)
    right, known = person.value(node.right)
    return z3.And(known, _holds(node.rel, left, right))


def _number(person: Person, node_id: str, choice: str | int) -> int:
    """A choice as the solver has it: its place in the declared list; yes is 1 and no is 0."""
    if isinstance(choice, int):
        return choice
    node = person.graph.nodes[node_id]
    if not isinstance(node, op.Select):
        raise NotEncodedError(type(node).__name__)
    declared = person.contract.events[node.event].field(node.field)
    assert declared is not None
    return declared.choices.index(choice)


def _combine(person: Person, node: op.Combine) -> tuple[Any, Any]:
    z3 = person.z3
    values = [person.value(n)[0] for n in node.of]
    true = z3.BoolVal(True)
    if node.negate:
        return z3.Not(values[0]), true
    return z3.Sum([z3.If(v, 1, 0) for v in values]) >= node.least, true


def _arith(person: Person, node: op.Arith) -> tuple[Any, Any]:
    z3 = person.z3
    left, there = person.value(node.left)
    right, also = person.value(node.right) if node.right else (node.by, z3.BoolVal(True))
    value = {
        "+": lambda: left + right,
        "-": lambda: left - right,
        "min": lambda: z3.If(left <= right, left, right),
        "max": lambda: z3.If(left >= right, left, right),
        "if": lambda: left,
    }.get(node.op)
    if value is None:
        raise NotEncodedError(f"Arith {node.op}")
    return value(), z3.And(there, also, right if node.op == "if" else True)


def _broadcast(person: Person, node: op.Broadcast) -> tuple[Any, Any]:
    if node.by:
        raise NotEncodedError("Broadcast of a measure")
    return person.value(node.source)


def _periods(person: Person, node: op.Periods) -> tuple[Any, Any]:
    if node.of is not None or node.unit != "week":
        raise NotEncodedError(f"Periods of a {node.unit or 'spell'}")
    start = person.week()
    return (start + 6 if node.edge == "end" else start), person.z3.BoolVal(True)


def _aggregate(person: Person, node: op.Aggregate) -> tuple[Any, Any]:
    if node.frame.kind != "cell" or person.total is None:
        raise NotEncodedError("Aggregate over people")
    return person.z3.IntVal(person.total), person.z3.BoolVal(True)


def _lookup(person: Person, node: op.Lookup) -> tuple[Any, Any]:
    if node.rates or node.result == "number":
        raise NotEncodedError("Lookup in a card of rates")
    return person.z3.IntVal(0), person.z3.BoolVal(True)


ENCODED: dict[type[op.Node], Callable[[Any, Any], tuple[Any, Any]]] = {
    op.Select: _select,
    op.Pick: _pick,
    op.Shift: _shift,
    op.Compare: _compare,
    op.Combine: _combine,
    op.Arith: _arith,
    op.Broadcast: _broadcast,
    op.Periods: _periods,
    op.Aggregate: _aggregate,
    op.Lookup: _lookup,
}
