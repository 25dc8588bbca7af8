"""The decisions: every part of every line with all of its columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from attrs import frozen

from ocdsl.backends.columnar.cap_rooms import rooms_table
from ocdsl.backends.columnar.lines import UNPAID, final_table, line_id, line_prefix
from ocdsl.backends.columnar.parts import became, makers
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.splits import divided_parts, has_splits, party_in_id
from ocdsl.backends.columnar.sqltext import SEPARATOR, period_end, period_start, quoted, text
from ocdsl.backends.columnar.step import Step, view
from ocdsl.base.calendar import iso
from ocdsl.rules import operators as op

PARTS = "decided_part"
DECISIONS = "decision"

Lines = Sequence[tuple[int, op.Line]]
"""Lines of one frame, with their numbers among the rules."""


def decision_steps(plan: Plan) -> list[Step]:
    """The parts that are decisions, and the view that gives each its words."""
    parts = view(PARTS, divided_parts(plan, plan.graph.outputs))
    queries = [_decisions(plan, frame, lines) for frame, lines in lines_by_frame(plan).items()]
    decided = view(DECISIONS, "\nUNION ALL\n".join(queries))
    return [
        Step(PARTS, parts, ("What of every line is a decision.",)),
        Step(DECISIONS, decided, ("Every decision, with all of its columns.",)),
    ]


def _decisions(plan: Plan, frame: op.Frame, lines: Lines) -> str:
    """The decisions of one frame: parts joined to the rows that they are about."""
    columns = {
        "id": f"concat({', '.join(id_pieces(plan, lines))})",
        "payment": each(lines, [text(n.payment) for _, n in lines]),
        "clause": of_maker(
            plan,
            each(lines, [str(n.clause.line) for _, n in lines]),
            lambda maker: str(maker.clause.line),
        ),
        "provider": "d.provider",
        "person": person(frame),
        "period": period(plan, frame, lines) or "CAST(NULL AS VARCHAR)",
        "amount": "d.amount",
        "currency": text(plan.graph.currency),
        "status": "d.status",
        "earned_on": "d.earned_on",
        "payable_on": "d.payable_on",
        "because": each(lines, [because(plan, n) for _, n in lines]),
        "awaiting": awaiting(plan, lines),
        "reason": reason(plan, lines),
        "payer": "d.payer",
        "payee": "d.payee",
    }
    body = ",\n  ".join(f"{sql} AS {name}" for name, sql in columns.items())
    return f"SELECT {body}\n{joined(plan, frame, lines)}"


def joined(plan: Plan, frame: op.Frame, lines: Lines, more: str = "") -> str:
    """Parts `d` of some Lines, and the rows `p` that they are about; `more` joins further."""
    numbers = ", ".join(str(number) for number, _ in lines)
    table = final_table(plan, frame)
    return (
        f"FROM {PARTS} d JOIN {table} p ON p.rowid = d.row_no {more}\nWHERE d.rule IN ({numbers})"
    )


def lines_by_frame(plan: Plan) -> dict[op.Frame, list[tuple[int, op.Line]]]:
    """The Lines of each frame, with their numbers."""
    found: dict[op.Frame, list[tuple[int, op.Line]]] = {}
    for number, node in enumerate(plan.lines):
        found.setdefault(node.frame, []).append((number, node))
    return found


def each(lines: Lines, values: Sequence[str]) -> str:
    """A value for each rule; the rules that share one are named together."""
    together: dict[str, list[str]] = {}
    for (number, _), value in zip(lines, values, strict=True):
        together.setdefault(value, []).append(str(number))
    if len(together) == 1:
        return values[0]
    cases = " ".join(f"WHEN d.rule IN ({', '.join(n)}) THEN {v}" for v, n in together.items())
    return f"CASE {cases} END"


def of_maker(plan: Plan, own: str, made: Callable[[op.Apportion | op.Reverse], str]) -> str:
    """A value of a part: the rule's own, or that of the cap or recovery that made the part."""
    cases = " ".join(f"WHEN {n} THEN {made(maker)}" for n, maker in enumerate(makers(plan), 1))
    return f"CASE d.made_by {cases} ELSE {own} END" if cases else own


def id_pieces(plan: Plan, lines: Lines) -> list[str]:
    """`PAYMENT/PERSON[/PROVIDER/PERIOD]#STATUS…[~PARTY…]`, in pieces to be put end to end."""
    ids = [line_id(n, "p.").removesuffix(")") for _, n in lines]
    rest = [i.split(", ", 1)[1] for i in ids]
    if len(set(rest)) > 1:
        rest = [each(lines, [f"concat({r})" for r in rest])]
    payment = each(lines, [text(line_prefix(n)) for _, n in lines])
    status = each(lines, [text(n.status) for _, n in lines])
    statuses = ", ".join(text(status) for status in UNPAID)
    unpaid = f"CASE WHEN d.made_by = 0 AND d.status IN ({statuses}) THEN d.status ELSE {status} END"
    divided = [party_in_id("d.")] if has_splits(plan) else []
    return [payment, rest[0], "'#'", unpaid, "d.part", became(plan, "d."), *divided]


def person(frame: op.Frame) -> str:
    """The person a row is about; NULL where an event is about nobody."""
    if not frame.has_person:
        return "CAST(NULL AS VARCHAR)"
    return "nullif(p.person, '')" if frame.kind == "each" else "p.person"


def period(plan: Plan, frame: op.Frame, lines: Lines) -> str:
    """`2026-05-04/2026-05-10`; empty when the rows are not about periods."""
    if frame.kind == "spell period":
        lasts = [plan.column(n.last, "p").value for _, n in lines if n.last is not None]
        return f"concat(iso(p.period_start), '/', iso({lasts[0]}))"
    if not frame.unit:
        return ""
    return f"concat(iso(p.period_start), '/', iso({period_end('p.period_start', frame.unit)}))"


# ---- what a line waits for, and why it is as it is


@frozen
class Say:
    """How the contract's words are written in SQL: as they are, or as JSON, in its quotes."""

    quote: str

    def words(self, words: str) -> str:
        """Words that are all that is said."""
        return text(self.quote + self._inside(words) + self.quote)

    def part(self, words: str) -> str:
        """Words that `together` puts beside others."""
        return text(self._inside(words))

    def together(self, *parts: str) -> str:
        """Parts, one after the other, as all that is said."""
        quote = [text(self.quote)] if self.quote else []
        return f"concat({', '.join([*quote, *parts, *quote])})"

    def _inside(self, words: str) -> str:
        return json.dumps(words, ensure_ascii=False)[1:-1] if self.quote else words


PLAIN, IN_JSON = Say(""), Say('"')
NOTHING = "CAST(NULL AS VARCHAR)"


def awaiting(plan: Plan, lines: Lines, say: Say = PLAIN) -> str:
    """What a pending, withheld or carried part waits for, or NULL."""
    tail_end = iso(plan.graph.calendar.tail_end)

    def made(maker: op.Apportion | op.Reverse) -> str:
        if isinstance(maker, op.Reverse):
            return NOTHING
        if maker.waits:
            return _closing(plan, lines, say, maker)
        waits = say.words(f"room under {maker.cap}, by {tail_end}")
        return f"CASE WHEN d.status = 'carried-forward' THEN {waits} END"

    return of_maker(plan, each(lines, [_awaiting(plan, n, say) for _, n in lines]), made)


def reason(plan: Plan, lines: Lines, say: Say = PLAIN) -> str:
    """Why a part is not due, released, forfeited, over a cap or taken back, or NULL."""

    def made(maker: op.Apportion | op.Reverse) -> str:
        if isinstance(maker, op.Reverse):
            return say.words(f"taken back on {maker.says}")
        if maker.back is not None:
            return say.words(f"set off against {maker.cap}")
        over = say.words(f"over {maker.cap}")
        return over if not maker.waits else f"CASE WHEN d.status <> 'pending' THEN {over} END"

    return of_maker(plan, each(lines, [_reason(plan, n, say) for _, n in lines]), made)


def _closing(plan: Plan, lines: Lines, say: Say, cap: op.Apportion) -> str:
    """What a line waits for until its period ends: to share the room of a cap, or its limit."""
    waits = say.together(say.part(f"{cap.waits}, by "), f"iso({_closes(plan, lines, cap)})")
    return f"CASE WHEN d.status = 'pending' THEN {waits} END"


def _closes(plan: Plan, lines: Lines, cap: op.Apportion) -> str:
    """The day on which the room that a line waits for is settled, as SQL."""
    settled = plan.graph.settled_room(cap)
    node = plan.graph.nodes[settled or cap.inside or cap.room or ""]
    unit = node.unit if isinstance(node, op.Allocate) else node.frame.unit
    day = str(plan.graph.calendar.tail_end)
    if not unit:
        return day
    earned = each(lines, [plan.column(n.earned, "p").settled for _, n in lines])
    start = period_start(earned, unit)
    if settled is None:
        return f"least({period_end(start, unit)}, {day})"
    own = f"b.provider = d.provider AND b.{quoted(unit)} = {start}"
    found = f"SELECT b.closes FROM {rooms_table(plan, settled)} b WHERE {own}"
    return f"greatest(coalesce(({found}), {day}), {earned})"


def _awaiting(plan: Plan, node: op.Line, say: Say) -> str:
    cases = []
    if node.would_be is not None and node.awaits:
        cases.append(f"WHEN d.status = 'pending' THEN {_pending(plan, node, say)}")
    if node.until is not None:
        day = plan.column(node.until, "p").settled
        waits = say.together(say.part(f"{node.reason}, by "), f"iso({day})")
        cases.append(f"WHEN d.status = {text(node.status)} THEN {waits}")
    return f"CASE {' '.join(cases)} END" if cases else NOTHING


def _pending(plan: Plan, node: op.Line, say: Say) -> str:
    """The first condition that is not settled, and the last day it can come."""
    waits = [(plan.column(n, "p").settled, plan.graph.nodes[n].says) for n in node.awaits]
    cases = " ".join(f"WHEN {d} > {plan.as_at} THEN {say.part(says)}" for d, says in waits)
    last = plan.column(node.earned, "p").settled
    return say.together(f"CASE {cases} END", text(", by "), f"iso({last})")


def _reason(plan: Plan, node: op.Line, say: Say) -> str:
    cases = []
    if node.would_be is not None and node.awaits:
        cases.append(f"WHEN d.status = 'not-due' THEN {_not_met(plan, node, say)}")
    if node.shadow_until is not None:
        shown = f"in shadow until {iso(node.shadow_until)}"
        cases.append(f"WHEN d.status = 'shadow' THEN {say.words(shown)}")
    if node.reason and node.until is None:
        cases.append(f"WHEN d.status = {text(node.status)} THEN {say.words(node.reason)}")
    return f"CASE {' '.join(cases)} END" if cases else NOTHING


def _not_met(plan: Plan, node: op.Line, say: Say) -> str:
    """The first condition that is false and settled when the line failed."""
    failed = plan.column(node.earned, "p").settled
    cases = " ".join(
        f"WHEN NOT {f.value} AND {f.settled} = {failed} THEN {say.part(plan.graph.nodes[n].says)}"
        for n, f in ((n, plan.column(n, "p")) for n in node.awaits)
    )
    return say.together(text("not met: "), f"CASE {cases} END")


# ---- evidence


def because(plan: Plan, node: op.Line, between: str = SEPARATOR) -> str:
    """The ids of the events behind a line, sorted, each once, in one text; NULL for none."""
    ids = _ids_of_picks(plan, node)
    found = f"[{', '.join(ids)}]"
    if sums := _ids_of_sums(plan, node):
        every = ", ".join([*ids, *sums])
        found = f"string_split(nullif(concat_ws({SEPARATOR}, {every}), ''), {SEPARATOR})"
    elif not ids:
        return NOTHING
    if _may_repeat(plan, node):
        found = f"list_distinct({found})"
    return f"array_to_string(list_sort({found}), {between})"


def _ids_of_picks(plan: Plan, node: op.Line) -> list[str]:
    """The ids of the picked events behind a line, in no order; NULL for one that is not there."""
    picks = [n for n in plan.evidence(node) if isinstance(n, op.Pick)]
    found = [({plan.kind_of_event(n.source)}, f"p.{quoted(n.id)}") for n in picks]
    if node.frame.of_spells:
        found.append(({""}, "p.event_id"))
    found += [({""}, f"p.{quoted(n.id)}") for n in plan.evidence(node) if isinstance(n, op.Spell)]
    # Each text of a payment may be taken back on events of another kind.
    if kinds := _kinds_of_triggers(plan, node):
        found.append((set(kinds), "d.taken_by"))
    return [_unless_before(found, index) for index in range(len(found))]


def _ids_of_sums(plan: Plan, node: op.Line) -> list[str]:
    """The ids of the events summed behind a line, in texts."""
    if node.frame.kind == "period":
        return [f"p.{plan.ids(n.id)}" for n in plan.evidence(node)]
    return ["p.event_ids"] if has_sums(plan, node) else []


def has_sums(plan: Plan, node: op.Line) -> bool:
    """Whether a line rests on events summed: then there is at least one."""
    return node.frame.kind != "period" and any(
        isinstance(n, op.Aggregate) for n in plan.evidence(node)
    )


def _unless_before(found: Sequence[tuple[set[str], str]], index: int) -> str:
    """A picked event's id, missing when an earlier pick of a kind of its own is the same event."""
    kinds, mine = found[index]
    same = [f"{mine} IS DISTINCT FROM {other}" for k, other in found[:index] if k & kinds]
    return f"CASE WHEN {' AND '.join(same)} THEN {mine} END" if same else mine


def _kinds_of_triggers(plan: Plan, node: op.Line) -> list[str]:
    """The kinds of event that take a line's money back."""
    triggers = [
        plan.graph.nodes[n.trigger]
        for n in plan.graph.nodes.values()
        if isinstance(n, op.Reverse) and n.payment == node.payment
    ]
    return [plan.kind_of_event(n.source) for n in triggers if isinstance(n, op.Pick)]


def _may_repeat(plan: Plan, node: op.Line) -> bool:
    """Whether an event summed may also be picked or summed twice, or one of a spell be both."""
    evidence = plan.evidence(node)
    if node.frame.of_spells or any(isinstance(n, op.Spell) for n in evidence):
        return True
    if node.frame.kind == "period":
        return len(evidence) > 1
    sums = [plan.kind_of_event(n.source) for n in evidence if isinstance(n, op.Aggregate)]
    picks = [plan.kind_of_event(n.source) for n in evidence if isinstance(n, op.Pick)]
    picks += _kinds_of_triggers(plan, node)
    return len(set(sums)) < len(sums) or bool(set(sums) & set(picks))
