"""What the solver is told of all that a log can hold: rows of payments, and a log that is changed.

`Person` knows the rules about one person. Here a payment may have rows of its own, for each event,
spell or period; and a rule that cannot be put to the solver may come to anything, the same
wherever all that it rests on is the same. So there is more than any log can do, and what the
solver shuts out happens in no log.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attrs import define, field, frozen

from ocdsl.incentives.engines.history import (
    ENCODED,
    Happening,
    NotEncodedError,
    Person,
    PickedEvent,
)
from ocdsl.incentives.engines.loose import LOOSE, is_condition
from ocdsl.rules import operators as op
from ocdsl.rules.graph import inputs


@frozen
class Copying:
    """What a changed log has besides: events of some kinds again, so many days later."""

    kinds: frozenset[str]
    days: tuple[int, int | None]
    """How much later at least, and at most."""
    every: bool
    """Whether all events of these kinds come again, with their provider; or one, with any."""


@define
class EveryLog(Person):
    """A log about one person, rows of payments, and the log with some events of it again."""

    copying: Copying | None = None
    pool: list[str] = field(factory=list)
    """The events of the log by name, whatever they were picked for."""
    again: set[str] = field(factory=set)
    """Names of those that stand for themselves or, in the changed log, for their copy."""
    row: str = ""
    """The row that rules are read for."""
    owner: str = ""
    """Whose own event and spell the row has: several periods may be of one spell."""
    _after: bool = False
    _picks: list[tuple[str, op.Pick, tuple[str, bool, str]]] = field(factory=list)

    # ---- where a rule is read: for a row, in the log as it is or as it was changed

    @contextmanager
    def read_at(self, row: str, after: bool = False, owner: str = "") -> Iterator[None]:
        """Within it rules are those of a row, in the log as it is or in the changed one."""
        before = (self.row, self.owner, self._after, self._at)
        self.row, self.owner, self._after, self._at = row, owner or row, after, ""
        yield
        self.row, self.owner, self._after, self._at = before

    @property
    def spell(self) -> str:
        """The row's spell, in the log that is read."""
        return f"{self.owner}{' after' if self._after else ''}"

    def value(self, node_id: str) -> tuple[Any, Any]:
        """A node's value and whether it has one; of what cannot be said, anything."""
        node = self.graph.nodes[node_id]
        key = (node_id, self.place(node))
        if key not in self._values:
            make = LOOSE.get(type(node)) or ENCODED.get(type(node))
            try:
                self._values[key] = make(self, node) if make else self.anything(node)
            except NotEncodedError:
                self._values[key] = self.anything(node)
        return self._values[key]

    def place(self, node: op.Node) -> str:
        """What tells a node's values apart: the row, the event and the log that it is read in."""
        kind = node.frame.kind
        own = self._at if kind == "event" else "" if kind == "person" else self.row
        return f"{own}{' after' if self._after else ''}"

    def anything(self, node: op.Node) -> tuple[Any, Any]:
        """Any value; in the changed log the same one where all that it rests on is the same."""
        z3, name = self.z3, f"{node.id} {self.place(node)}"
        if is_condition(self.graph, node):
            found = (z3.Bool(f"{name} holds"), z3.BoolVal(True))
        else:
            found = (z3.Real(f"{name} comes to"), z3.Bool(f"{name} is known"))
        if self._after:
            with self._before():
                first = self.value(node.id)
            alike = z3.And(first[0] == found[0], first[1] == found[1])
            self.rules.append(z3.Implies(self._rests_on_the_same(node), alike))
        return found

    def settled(self, node: op.Node) -> Any:
        """The day on which a node is settled: any day, the same where all it rests on is."""
        name = f"{node.id} settles"
        key = (name, self.place(node))
        if key not in self._values:
            day = self.z3.Int(f"{name} {key[1]}")
            self._values[key] = (day, self.z3.BoolVal(True))
            self.rules.append(day <= self.graph.calendar.tail_end)
            if self._after:
                with self._before():
                    first = self.settled(node)
                same = self._rests_on_the_same(node)
                self.rules.append(self.z3.Implies(same, day == first))
        return self._values[key][0]

    @contextmanager
    def _before(self) -> Iterator[None]:
        """Within it the same place is read in the log as it is."""
        at = self._at
        with self.read_at(self.row, False, self.owner):
            self._at = at
            yield

    def _rests_on_the_same(self, node: op.Node) -> Any:
        """Whether nothing that a node rests on is another in the changed log."""
        parts: list[Any] = []
        seen: set[tuple[str, bool]] = set()
        todo = [(name, isinstance(node, _OVER_ROWS)) for name in inputs(node)]
        while todo:
            name, of_all = todo.pop()
            if (name, of_all) not in seen:
                seen.add((name, of_all))
                below = self.graph.nodes[name]
                of_all = of_all or isinstance(below, _OVER_ROWS)
                todo += [(n, of_all) for n in self._below(below, of_all, parts)]
        return self.z3.And(*parts) if parts else self.z3.BoolVal(True)

    def _below(self, node: op.Node, of_all: bool, parts: list[Any]) -> list[str]:
        """What has to be the same for a node to be: added to `parts`, or looked at further.

        `of_all` says that rows of all kinds are looked at, and not the row that is read alone.
        """
        assert self.copying is not None
        kinds = ("person",) if of_all else ("person", "each")
        if isinstance(node, op.Pick) and node.frame.kind in kinds:
            try:
                parts.append(self._the_same(node))
            except NotEncodedError:
                return list(inputs(node))
            return [n for n in (node.low, node.high, node.equals) if isinstance(n, str)]
        if isinstance(node, op.Select) and not node.of and node.event in self.copying.kinds:
            parts.append(self.z3.BoolVal(False))
        return list(inputs(node))

    def _the_same(self, node: op.Pick) -> Any:
        """Whether one event is picked in both logs, or a copy that differs in its id alone."""
        found = []
        for after in (False, True):
            with self.read_at(self.row, after, self.owner):
                found.append(self.pick(node))
        one, other = found
        same = [one.fields[n] == other.fields[n] for n in one.fields if n != "event_id"]
        alike = [one.day == other.day, one.recorded == other.recorded, *same]
        return self.z3.And(
            one.there == other.there, self.z3.Implies(one.there, self.z3.And(*alike))
        )

    # ---- events

    def pick(self, node: op.Pick) -> PickedEvent:
        """The event that a Pick finds in the log that is read; of a row, its own."""
        self._can_be_picked(node)
        if node.which == "own":
            return self.own_event(self._kind_of(node))
        name = f"{node.id} {self.place(node)}"
        if name not in self.picked:
            event = self._some_event(name, self._kind_of(node))
            self._picks.append((name, node, (self.row, self._after, self.owner)))
            self.rules.append(self.z3.Implies(event.there, self._eligible(node, name)))
        return self.picked[name]

    def _can_be_picked(self, node: op.Pick) -> None:
        if self.graph.nodes[node.source].frame.of_spells:
            raise NotEncodedError("Spell")
        if node.place > 1 or node.lines is not None or node.frame.kind not in ("person", "each"):
            raise NotEncodedError("Pick of an event that is not the first or the last")

    def own_event(self, kind: str) -> PickedEvent:
        """The event that the row is for; in the changed log it may be a copy."""
        name = f"own {kind} {self.owner}"
        if name not in self.picked:
            event = self._new_event(name, kind)
            self.pool.append(name)
            self.rules.append(event.there)
            self.picked[f"{name} after"] = self._or_its_copy(name)
        return self.picked[f"{name} after" if self._after else name]

    def _some_event(self, name: str, kind: str) -> PickedEvent:
        base = f"{name} of the log" if self._after else name
        event = self._new_event(base, kind)
        self.pool.append(base)
        if self._after:
            event = self.picked[name] = self._or_its_copy(base)
        return event

    def _new_event(self, name: str, kind: str) -> PickedEvent:
        """An event of the log, with its id and its provider among its fields."""
        z3, last = self.z3, self.graph.calendar.tail_end
        event = super()._new_event(name, kind)
        event.fields["event_id"], event.fields["provider"] = (
            z3.Int(f"{name} {part}") for part in ("event_id", "provider")
        )
        provider = event.fields["provider"]
        self.rules += [event.day <= last, provider >= 0]
        self.rules.append(provider < len(self.contract.providers))
        self.rules.append(event.fields["event_id"] <= z3.Int("last id"))
        self.picked[name] = event
        return event

    def _or_its_copy(self, name: str) -> PickedEvent:
        """An event of the log or, where it comes again, perhaps its copy."""
        z3, event = self.z3, self.picked[name]
        self.again.add(name)
        copy, is_copy = self.copy_of(name), z3.Bool(f"{name} is a copy")
        self.rules.append(z3.Implies(is_copy, self._comes_again(name)))
        own = {
            field: z3.If(is_copy, copy.fields[field], event.fields[field])
            for field in ("event_id", "provider")
        }
        return PickedEvent(
            event.kind, event.there, z3.If(is_copy, copy.day, event.day),
            z3.If(is_copy, copy.recorded, event.recorded), {**event.fields, **own},
        )  # fmt: skip

    def copy_of(self, name: str) -> PickedEvent:
        """An event again: later, under an id of its own, and the same in all else."""
        z3, event, key = self.z3, self.picked[name], f"{name} again"
        if key not in self.picked:
            by, ids = z3.Int("days later"), z3.Function("id of copy", z3.IntSort(), z3.IntSort())
            own = ids(event.fields["event_id"])
            # What is sent again has an id after every other, each after that of what is before it.
            self.rules.append(own > z3.Int("last id"))
            provider = event.fields["provider"]
            if self.copying and not self.copying.every:
                provider = z3.Int("provider of the copy")
                self.rules += [provider >= 0, provider < len(self.contract.providers)]
            fields = {**event.fields, "event_id": own, "provider": provider}
            self.picked[key] = PickedEvent(
                event.kind, event.there, event.day + by, event.recorded + by, fields
            )
        return self.picked[key]

    def _comes_again(self, name: str) -> Any:
        """Whether an event of the log has a copy in the changed one."""
        z3, event, copying = self.z3, self.picked[name], self.copying
        if copying is None or event.kind not in copying.kinds:
            return z3.BoolVal(False)
        within = event.day + z3.Int("days later") <= self.graph.calendar.tail_end
        if copying.every:
            return within
        return z3.And(within, event.fields["event_id"] == z3.Int("id of the one"))

    def is_copy(self, kind: str) -> Any:
        """Whether the row's own event is a copy."""
        self.own_event(kind)
        return self.z3.Bool(f"own {kind} {self.owner} is a copy")

    def passes(self, select: str) -> Any:
        """The row's own event passes the tests of a Select of its kind."""
        name: str | None = select
        parts, before = [self.z3.BoolVal(True)], self._at
        while name:
            source = self.graph.nodes[name]
            assert isinstance(source, op.Select)
            self._at = f"own {source.event} {self.owner}{' after' if self._after else ''}"
            if source.keep:
                parts.append(self.value(source.keep)[0])
            name = source.of
        self._at = before
        return self.z3.And(*parts)

    # ---- what holds of all of them

    def everything(self) -> list[Any]:
        """All rules: each event that is picked is the first, or last, that could be."""
        rules = [*self._days_later()]
        done = 0
        while done < len(self._picks):  # rules of windows may pick further events
            done = len(self._picks)
            rules = [*self._days_later(), *self._in_order(), *self._same_ids()]
        return [*self.rules, *rules]

    def _days_later(self) -> Iterator[Any]:
        by = self.z3.Int("days later")
        least, most = self.copying.days if self.copying else (0, 0)
        yield by >= least
        if most is not None:
            yield by <= most

    def _in_order(self) -> Iterator[Any]:
        for name, node, where in list(self._picks):
            kind, after = self.picked[name].kind, where[1]
            for other in [n for n in self.pool if self.picked[n].kind == kind]:
                with self.read_at(*where):
                    yield self._no_better(node, name, other, self.z3.BoolVal(True))
                if after and self.copying and kind in self.copying.kinds:
                    copy, again = f"{other} again", self._comes_again(other)
                    self.copy_of(other)
                    with self.read_at(*where):
                        yield self._no_better(node, name, copy, again)

    def _no_better(self, node: op.Pick, name: str, other: str, in_log: Any) -> Any:
        """An event that could be picked is not before the one that was, or after the last."""
        z3, own, event = self.z3, self.picked[name], self.picked[other]
        eligible = z3.And(event.there, in_log, self._eligible(node, other))
        first, then = (event, own) if node.which == "last" else (own, event)
        ids = first.fields["event_id"] <= then.fields["event_id"]
        in_order = z3.Or(first.day < then.day, z3.And(first.day == then.day, ids))
        return z3.Implies(eligible, z3.And(own.there, in_order))

    def _eligible(self, node: op.Pick, event_name: str) -> Any:
        base = super()._eligible(node, event_name)
        if node.equals is None:
            return base
        wanted, known = self.value(node.equals)
        return self.z3.And(base, known, self.picked[event_name].fields[node.field] == wanted)

    def _same_ids(self) -> Iterator[Any]:
        """What has one id is one event."""
        z3 = self.z3
        for number, name in enumerate(self.pool):
            one = self.picked[name]
            for other in (self.picked[n] for n in self.pool[:number]):
                if other.kind == one.kind:
                    same = [one.fields[n] == other.fields[n] for n in one.fields]
                    alike = [one.day == other.day, one.recorded == other.recorded]
                    one_id = one.fields["event_id"] == other.fields["event_id"]
                    both = z3.And(one_id, one.there, other.there)
                    yield z3.Implies(both, z3.And(*same, *alike))

    # ---- the answer

    def log_of(self, model: Any) -> list[Happening]:
        """The events of the log in a model, earliest first, each once."""
        found: dict[tuple[str, int], Happening] = {}
        for event in (self.picked[name] for name in self.pool):
            if self.z3.is_true(model.eval(event.there, model_completion=True)):
                number = model.eval(event.fields["event_id"], model_completion=True).as_long()
                day = model.eval(event.day, model_completion=True).as_long()
                fields = self.contract.events[event.kind].fields
                values = {f.name: self._read(model, event.kind, f.name, event.fields[f.name])
                          for f in fields}  # fmt: skip
                found[event.kind, number] = Happening(event.kind, day, values)
        order = list(self.contract.events)
        return sorted(found.values(), key=lambda h: (h.day, order.index(h.event)))


_OVER_ROWS = (
    op.Aggregate, op.Allocate, op.Apportion, op.Cumulate, op.Line, op.Reverse, op.Roll,
)  # fmt: skip
"""What is worked out from rows of all kinds, not from one alone."""
