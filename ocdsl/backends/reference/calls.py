"""Each operator as the call of the function that carries it out.

The reference engine makes these calls; the emitted evaluator prints them: one source for both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import frozen

from ocdsl.backends.reference.caps import CapRule
from ocdsl.backends.reference.lines import LineInputs, LineRule
from ocdsl.backends.reference.offsets import BackRule
from ocdsl.backends.reference.recoveries import ReverseRule
from ocdsl.backends.reference.relations import Row
from ocdsl.backends.reference.splits import DivideRule, Party
from ocdsl.model.amounts import Band
from ocdsl.rules import operators as op
from ocdsl.rules.graph import Graph


@frozen
class Ref:
    """The relation a node makes."""

    node: op.NodeId


@frozen
class Events:
    """The visible events of one kind."""

    event: str


@frozen
class Given:
    """Something the evaluation provides: `world`, or the `people` in it."""

    name: str


class FixedDay(int):
    """A fixed day among the arguments, which the emitted evaluator prints as a date."""


@frozen
class Call:
    """A function of the reference and its arguments, which may hold the classes above."""

    function: str
    arguments: tuple[Any, ...]


WORLD, PEOPLE = Given("world"), Given("people")


def call_of(graph: Graph, node: op.Node) -> Call | Ref | Events:
    """How a node is carried out; a node that is only another's name is that other's."""
    make: Callable[[Graph, Any], Call | Ref | Events] = _CALLS[type(node)]
    return make(graph, node)


def _bound(bound: op.NodeId | int | None) -> Any:
    if bound is None:
        return None
    return Ref(bound) if isinstance(bound, str) else FixedDay(bound)


def _refs(nodes: tuple[op.NodeId, ...]) -> tuple[Ref, ...]:
    return tuple(Ref(node) for node in nodes)


def _select(graph: Graph, node: op.Select) -> Call | Ref | Events:
    events = Events(node.event) if node.of is None else Ref(node.of)
    if node.keep:
        return Call("keep", (events, Ref(node.keep)))
    if node.of is not None:
        picked = graph.nodes[node.of].frame.kind != "event"
        return Call("field_of" if picked else "field", (Ref(node.of), node.field))
    return Call("field", (events, node.field)) if node.field else events


def rows_of(graph: Graph, frame: op.Frame) -> Any:
    """The rows of a frame: everybody, or those of the relation that makes the frame."""
    if frame.kind == "person":
        return PEOPLE
    if frame.kind == "period":
        return Call("wide_rows", (WORLD, frame.keys))
    makers = {"each": op.Pick, "spell": op.Spell, "spell period": op.Periods}
    maker = makers.get(frame.kind, op.Aggregate)
    return Ref(next(
        n.id for n in graph.nodes.values() if isinstance(n, maker) and n.frame == frame
    ))  # fmt: skip


def _pick(graph: Graph, node: op.Pick) -> Call:
    if node.lines is not None:
        keys = node.frame.keys
        return Call("pick_for_scopes", (WORLD, Ref(node.source), node.which, keys, Ref(node.lines)))
    if node.which == "own":
        return Call("own_events", (Ref(node.source),))
    if graph.nodes[node.source].frame.of_spells:
        return Call("first_spell", (WORLD, PEOPLE, Ref(node.source)))
    rows = rows_of(graph, node.frame)
    window = (_bound(node.low), _bound(node.high))
    if node.equals is not None:
        alike = (node.field, Ref(node.equals))
        return Call("pick_alike", (WORLD, Ref(node.source), node.which, alike))
    which = node.place if node.place > 1 else node.which
    return Call("pick", (WORLD, rows, Ref(node.source), which, window))


def _aggregate(graph: Graph, node: op.Aggregate) -> Call:
    by = _refs(node.by)
    if node.frame.kind == "cell":
        return Call("sum_events", (WORLD, Ref(node.source), by, node.frame.unit))
    of_events = graph.nodes[node.source].frame.kind == "event"
    function = "aggregate_events" if of_events else "aggregate"
    return Call(function, (WORLD, Ref(node.source), node.how, by, node.frame.keys))


def _broadcast(graph: Graph, node: op.Broadcast) -> Call:
    if node.frame.kind == "event":
        kind = Events(node.frame.name.removeprefix("event:"))
        return Call("broadcast_to_events", (Ref(node.source), kind))
    if node.frame.kind == "period" and not node.by:
        shared = graph.nodes[node.source].frame.keys
        places = tuple(node.frame.keys.index(key) for key in shared)
        rows = rows_of(graph, node.frame)
        return Call("broadcast_keys", (Ref(node.source), rows, places))
    if graph.nodes[node.source].frame.of_spells:
        return Call("broadcast_to_periods", (Ref(node.source), rows_of(graph, node.frame)))
    return Call("broadcast", (Ref(node.source), rows_of(graph, node.frame), _refs(node.by)))


def _spell(graph: Graph, node: op.Spell) -> Call:
    if node.of is None:
        assert node.starts is not None and node.ends is not None
        return Call("spells", (WORLD, Ref(node.starts), Ref(node.ends), node.breaks))
    assert node.day is not None
    if node.what in ("open", "closed"):
        return Call(f"spell_{node.what}", (WORLD, Ref(node.of), Ref(node.day), node.breaks))
    covers = Call("spell_covers", (WORLD, Ref(node.of), Ref(node.day), node.breaks))
    if node.what == "covers":
        return covers
    return Call("spell_decides", (Ref(node.of), Ref(node.day), covers))


def _periods(graph: Graph, node: op.Periods) -> Call:
    if node.of is None and node.frame.kind == "period":
        return Call("wide_edges", (WORLD, node.frame.keys, node.edge))
    if node.lag is not None:
        assert node.of is not None
        return Call("spell_periods", (WORLD, Ref(node.of), node.lag, node.edge))
    if node.of is None:
        return Call("own_periods", (rows_of(graph, node.frame), node.unit, node.edge))
    return Call("periods", (WORLD, Ref(node.of), node.unit, node.edge))


def _shift(graph: Graph, node: op.Shift) -> Call:
    return Call("shift", (WORLD, Ref(node.of), node.lag, node.end_of))


def _compare(graph: Graph, node: op.Compare) -> Call:
    left = Ref(node.left)
    if node.rel in ("present", "reached"):
        return Call(node.rel, (left,))
    if node.rel == "absent":
        return Call("absent", (left, _bound(node.high)))
    if node.rel == "within":
        return Call("within", (WORLD, left, _bound(node.low), _bound(node.high)))
    if node.rel == "settles before":
        return Call("settles_before", (left, _bound(node.right), node.inclusive))
    if node.right is not None:
        return Call("compare_with", (node.rel, left, Ref(node.right)))
    return Call("compare", (node.rel, left, node.choices or node.than))


def _combine(graph: Graph, node: op.Combine) -> Call:
    return Call("combine", (_refs(node.of), node.least, node.negate))


def _arith(graph: Graph, node: op.Arith) -> Call:
    right = node.by if node.right is None else Ref(node.right)
    return Call("arith", (node.op, Ref(node.left), right))


def _lookup(graph: Graph, node: op.Lookup) -> Call:
    if node.rates:
        keys = (node.of,) if node.beside is None else (node.of, node.beside)
        return Call("rate", (_refs(keys), tuple((r.choices, r.digits) for r in node.rates)))
    return Call("lookup", (Ref(node.of), tuple(_row(b, node.result) for b in node.bands)))


def _row(band: Band, result: str) -> Row:
    value: Any = band.share if result == "share" else band.pence
    straight = None if band.straight else value
    return Row(band.low, band.low_included, band.high, band.high_included, straight)


def _roll(graph: Graph, node: op.Roll) -> Call:
    if node.step == "excess carried":
        return Call("carry", (WORLD, node.limit, node.unit, Ref(node.sources[0])))
    if node.step == "rolling limit" and len(node.sources) > 1:
        sharing, (running, base) = (node.lasts, *node.kept), _refs(node.sources)
        return Call("roll_share", (WORLD, node.unit, sharing, running, base))
    if node.step == "rolling limit":
        return Call("roll_limit", (WORLD, node.limit, node.unit, node.lasts, Ref(node.sources[0])))
    if node.step == "room carried":
        keeping = (node.lasts, *node.kept)
        return Call("keep_room", (WORLD, node.limit, node.unit, keeping, Ref(node.sources[0])))
    if node.step == "compound":
        return Call("compound", (Ref(node.sources[0]), node.limit, node.parts, node.between))
    ending = (node.joins, node.judged_at_end)
    return Call("merge_until", (WORLD, _refs(node.sources), node.limit, node.output, ending))


def _allocate(graph: Graph, node: op.Allocate) -> Call:
    if node.sources:
        rule = _divide_rule(node.payments, node.side, node)
        if node.like is None:
            return Call("divide", (WORLD, rule, _refs(node.sources)))
        return Call("divide_back", (WORLD, rule, _refs(node.sources), Ref(node.like)))
    assert node.amount is not None
    if node.limit is not None:
        rooms = _bound(node.roll) or node.limit
        return Call("share_room", (WORLD, rooms, node.unit, Ref(node.amount)))
    if node.weights is None:
        return Call("share", (Ref(node.amount), node.shares, node.part))
    order = (Call("order_of", (Ref(node.order),)),) if node.order else ()
    return Call("allocate_by", (Ref(node.amount), Ref(node.weights), _refs(node.by), *order))


def _divide_rule(
    payments: tuple[str, ...], side: str, node: op.Allocate | op.Apportion
) -> DivideRule:
    parties = tuple(Party(p.party, p.share, p.up_to, p.due) for p in node.parties)
    return DivideRule(payments, side, parties)


def _round(graph: Graph, node: op.Round) -> Call:
    if node.of is None:
        return Call("round_statements", (WORLD, _refs(node.sources), node.unit, node.per_penny))
    return Call("whole", (Ref(node.of),))


def _line(graph: Graph, node: op.Line) -> Call:
    rule = LineRule(
        node.payment, node.status, node.clause.line, graph.currency, node.frame.keys,
        node.due, node.reason, node.outcome,
        None if node.shadow_until is None else FixedDay(node.shadow_until), node.per_penny,
    )  # fmt: skip
    given = LineInputs(
        amount=Ref(node.amount),  # type: ignore[arg-type]  # a reference until it is resolved
        subject=Ref(node.subject),  # type: ignore[arg-type]  # likewise
        earned=Ref(node.earned),  # type: ignore[arg-type]  # likewise
        order=_bound(node.order),
        provider=_bound(node.provider),
        evidence=_refs(graph.evidence(node)),  # type: ignore[arg-type]  # likewise
        until=_bound(node.until),
        would_be=_bound(node.would_be),
        awaits=tuple((Ref(n), graph.nodes[n].says) for n in node.awaits),  # type: ignore[misc]  # likewise
        last=_bound(node.last),
        holds=_bound(node.holds),
    )
    return Call("lines", (WORLD, rule, given))


def _cumulate(graph: Graph, node: op.Cumulate) -> Call:
    if node.most:
        return Call("first_of_each", (Ref(node.sources[0]), node.most))
    sources: tuple[Any, ...] = _refs(node.sources)
    if node.since is not None:
        sources = tuple(Call("earned_since", (ref, FixedDay(node.since))) for ref in sources)
    return Call("cumulate", (WORLD, sources, node.scope, node.payments, (node.ranks, node.takes)))


def _apportion(graph: Graph, node: op.Apportion) -> Call:
    running, roll = graph.nodes[node.of], graph.nodes[node.roll] if node.roll else None
    assert isinstance(running, op.Cumulate)
    if node.fills is not None:
        return Call("make_up", (WORLD, node.limit, running.scope, Ref(node.of), Ref(node.fills)))
    if node.back is not None:
        assert node.balance is not None
        back = BackRule(
            node.limit, running.scope, node.share, node.clause.line,
            f"set off against {node.cap}", node.balance,
        )  # fmt: skip
        return Call("give_back", (WORLD, back, Ref(node.of), Ref(node.back)))
    if node.parties:
        rule = _divide_rule(running.payments, "payee", node)
        return Call("divide_in_order", (WORLD, rule, Ref(node.of)))
    return _apportion_room(graph, node, running, roll)


def _apportion_room(
    graph: Graph, node: op.Apportion, running: op.Cumulate, roll: op.Node | None
) -> Call:
    """A cap: its room is fixed, rolled, recorded, or a measure's; or shared in proportion."""
    shares = graph.nodes[node.inside] if node.inside else None
    makes_room = isinstance(roll, op.Roll) and roll.makes_room
    unit = roll.unit if isinstance(roll, op.Roll) and not makes_room else ""
    cap = CapRule(
        node.cap, node.clause.line, node.limit,
        shares.unit if isinstance(shares, op.Allocate) else unit,
        node.excess_status, node.end_status, running.ranks, node.waits, node.named,
    )  # fmt: skip
    if node.inside is not None:
        return Call("apportion_shares", (WORLD, cap, Ref(node.of), Ref(node.inside)))
    if (settled := graph.settled_room(node)) is not None:
        parts = Call("room_in_order", (WORLD, Ref(node.of), Ref(settled)))
        return Call("apportion_shares", (WORLD, cap, Ref(node.of), parts))
    if node.room is not None:
        period = graph.nodes[node.room].frame.unit
        return Call("apportion_recorded", (WORLD, cap, Ref(node.of), Ref(node.room), period))
    function = "apportion_rooms" if makes_room else "apportion"
    return Call(function, (WORLD, cap, Ref(node.of), _bound(node.roll)))


def _reverse(graph: Graph, node: op.Reverse) -> Call:
    rule = ReverseRule(node.payment, node.clause.line, f"taken back on {node.says}")
    return Call("reverse", (WORLD, rule, _refs(node.parts), Ref(node.trigger), Ref(node.limit)))


_CALLS: dict[type[op.Node], Callable[[Graph, Any], Call | Ref | Events]] = {
    op.Select: _select,
    op.Pick: _pick,
    op.Aggregate: _aggregate,
    op.Broadcast: _broadcast,
    op.Spell: _spell,
    op.Periods: _periods,
    op.Shift: _shift,
    op.Compare: _compare,
    op.Combine: _combine,
    op.Arith: _arith,
    op.Lookup: _lookup,
    op.Cumulate: _cumulate,
    op.Apportion: _apportion,
    op.Roll: _roll,
    op.Allocate: _allocate,
    op.Round: _round,
    op.Fill: lambda graph, node: Call("fill", (Ref(node.of), node.value)),
    op.Line: _line,
    op.Reverse: _reverse,
}
