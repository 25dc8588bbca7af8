"""The decisions as compact JSON, byte for byte as `ledger.result` writes them, made by SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from ocdsl.backends.columnar.decisions import (
    IN_JSON,
    Lines,
    awaiting,
    because,
    each,
    id_pieces,
    joined,
    lines_by_frame,
    of_maker,
    period,
    reason,
)
from ocdsl.backends.columnar.id_order import PLACES, has_order, order_columns, places_statement
from ocdsl.backends.columnar.lines import final_table, line_prefix
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.splits import has_splits
from ocdsl.backends.columnar.sqltext import SEPARATOR, quoted, text
from ocdsl.backends.columnar.stages import NEVER
from ocdsl.rules import operators as op

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@frozen
class Names:
    """What the names of people and the ids of events hold, so that most rows need no escaping."""

    plain_ids: bool
    """No id or name holds a quote or a backslash, which JSON escapes."""
    plain_people: bool
    """No person's name holds a `%`, `/` or `#`, which decision ids write in another way."""


def names_in(con: DuckDBPyConnection, plan: Plan) -> Names:
    """Looks once through the names, in place of once for each decision; and puts them in order."""
    if has_order(plan):
        con.execute(places_statement(plan))
    found = [con.execute(query).fetchall()[0] for query in _odd_names(plan)]
    escaped, marked = (any(of_frame[i] for of_frame in found) for i in (0, 1))
    return Names(plain_ids=not escaped, plain_people=not marked)


def _odd_names(plan: Plan) -> Iterator[str]:
    """For each frame, whether what it shows has signs that JSON escapes, or ids write otherwise.

    Rows that are joined to people have their names and picked events from there, and each of those
    is looked at once, among the people.
    """
    frames = lines_by_frame(plan)
    joined_rows = [frame for frame in frames if plan.picks_of_people(frame, NEVER)]
    frames.update({op.PERSON: frames.get(op.PERSON, [])} if joined_rows else {})
    picks = {n.id: n for lines in frames.values() for _, line in lines for n in plan.evidence(line)}
    picks.update((name, plan.graph.nodes[name]) for name in plan.triggers)
    for spells in {n.frame for n in picks.values() if n.frame.kind == "spell"}:
        frames.setdefault(spells, [])
    for frame, lines in frames.items():
        theirs = [n for n in picks.values() if plan.is_event(n.id) and n.frame == frame]
        person = frame.has_person and frame not in joined_rows
        yield _odd_in(plan, frame, [*_own_ids(plan, frame, lines), *_names_of(theirs)], person)


def _own_ids(plan: Plan, frame: op.Frame, lines: Lines) -> list[str]:
    """The columns of a frame's table that hold the events of its rows and of its sums."""
    own = [n for n in (*plan.keys(frame), *plan.extra_columns(frame)) if n.startswith("event_id")]
    sums = dict.fromkeys(n for _, line in lines for n in plan.evidence(line) if plan.keeps_ids(n))
    return [*own, *(plan.ids(n.id) for n in sums)]


def _names_of(nodes: Iterable[op.Node]) -> list[str]:
    return [quoted(node.id) for node in nodes]


def _odd_in(plan: Plan, frame: op.Frame, ids: Sequence[str], person: bool) -> str:
    shown = [*(["person"] if person else []), *ids]
    signs = [f"contains({name}, {text(sign)})" for name in shown for sign in '"\\']
    marks = [f"contains(person, {text(mark)})" for mark in "%/#"] if person else []
    odd = (f"coalesce(bool_or({' OR '.join(tests) or 'false'}), false)" for tests in (signs, marks))
    return f"SELECT {', '.join(odd)} FROM {final_table(plan, frame)}"


def json_queries(plan: Plan, names: Names) -> list[str]:
    """The rows, a comma and a new line after each, payment by payment in the order of their ids."""
    return [_query(plan, names, prefix) for prefix in sorted({*map(_first_part, plan.lines)})]


def _first_part(node: op.Line) -> str:
    """What the ids of a line begin with, up to the mark that no payment's name holds."""
    return line_prefix(node) if node.frame.keys else f"{line_prefix(node)}#"


def _query(plan: Plan, names: Names, prefix: str) -> str:
    queries = []
    for frame, lines in lines_by_frame(plan).items():
        if mine := [(number, n) for number, n in lines if _first_part(n) == prefix]:
            queries.append(_rows(plan, frame, mine, names.plain_ids))
    union = "\nUNION ALL\n".join(queries)
    if names.plain_people:
        union = union.replace("in_person(p.person)", "p.person")
    order = "first, second" if has_order(plan) else "id"
    return f"SELECT json FROM (\n{union}\n) ORDER BY {order}"


def json_macros() -> dict[str, str]:
    """Functions that write JSON; ids and names hold no control characters (law 17)."""
    return {
        "escaped(t)": r"""replace(replace(t, '\', '\\'), '"', '\"')""",
        "in_pounds(a)": "CAST(CAST(a AS DECIMAL(16, 0)) * 0.01 AS VARCHAR)",
    }


def _rows(plan: Plan, frame: op.Frame, lines: Lines, plain: bool) -> str:
    name = "{}" if plain else "escaped({})"
    in_order = has_order(plan)
    pieces_of_id = id_pieces(plan, lines)
    # An id that orders the rows, or is escaped, is made first and used twice.
    alone = in_order and plain
    pieces = [
        """'{"id":"'""",
        *(pieces_of_id if alone else [name.format("id")]),
        _what(plan, lines),
        """CASE WHEN d.provider IS NULL THEN 'null' ELSE concat('"', d.provider, '"') END""",
        *_person(frame, name),
        _period(plan, frame, lines),
        "in_pounds(d.amount)",
        f"""'","currency":"{plan.graph.currency}","status":"'""",
        "d.status",
        """'","earned_on":'""",
        _or_null("d.earned_on", "iso(d.earned_on)"),
        """',"payable_on":'""",
        _or_null("d.payable_on", "iso(d.payable_on)"),
        """',"because":'""",
        each(lines, [_ids(plan, n, plain) for _, n in lines]),
        """',"awaiting":'""",
        _words(awaiting(plan, lines, IN_JSON), _told(lines)),
        """',"reason":'""",
        _words(reason(plan, lines, IN_JSON), _told(lines)),
        *_parties(plan),
        "'},\n'",
    ]
    place = order_columns(plan, frame, lines) if in_order else "id"
    places = f"JOIN {PLACES} o ON o.person = p.person" if in_order else ""
    whole = "" if alone else f"concat({', '.join(pieces_of_id)}) AS id,\n  "
    return f"""SELECT {whole}concat({", ".join(pieces)}) AS json, {place}
{joined(plan, frame, lines, places)}"""


def _person(frame: op.Frame, name: str) -> list[str]:
    """Who it is about, up to the quote that ends the name; nobody has no quotes."""
    if not frame.has_person:
        return ["""',"person":null'"""]
    if frame.kind != "each":
        return ["""',"person":"'""", name.format("p.person"), """'"'"""]
    named = f"""concat('"', {name.format("p.person")}, '"')"""
    return ["""',"person":'""", f"CASE WHEN p.person = '' THEN 'null' ELSE {named} END"]


def _what(plan: Plan, lines: Lines) -> str:
    """From the end of the id to the provider: what the rule and the maker of a part decide."""

    def written(clauses: Sequence[int]) -> str:
        named = zip(lines, clauses, strict=True)
        return each(lines, [text(_NAMES.format(json.dumps(n.payment), c)) for (_, n), c in named])

    own = written([n.clause.line for _, n in lines])
    return of_maker(plan, own, lambda maker: written([maker.clause.line] * len(lines)))


_NAMES = '","payment":{},"clause":{},"provider":'


def _period(plan: Plan, frame: op.Frame, lines: Lines) -> str:
    written = period(plan, frame, lines)
    if not written:
        return """',"period":null,"amount":"'"""
    return f"""',"period":"', {written}, '","amount":"'"""


def _parties(plan: Plan) -> list[str]:
    """Who pays and to whom it is passed on, where something is divided at all."""
    if not has_splits(plan):
        return ["""',"payer":null,"payee":null'"""]
    payer, payee = (_or_null(f"d.{side}", f"d.{side}") for side in ("payer", "payee"))
    return ["""',"payer":'""", payer, """',"payee":'""", payee]


def _or_null(value: str, written: str) -> str:
    return f"CASE WHEN {value} IS NULL THEN 'null' ELSE concat('\"', {written}, '\"') END"


def _ids(plan: Plan, node: op.Line, plain: bool) -> str:
    """The list of ids; those that need it take the longer way."""
    between = "'\",\"'"
    ids = because(plan, node, between)
    if not plain:
        ids = f"replace(escaped({because(plan, node)}), {SEPARATOR}, {between})"
    return f"""coalesce('["' || {ids} || '"]', '[]')"""


def _words(words: str, told: str) -> str:
    """What is said of a part, or null; `told` is when a rule may say something at all."""
    return f"CASE WHEN d.made_by > 0 OR {told} THEN coalesce({words}, 'null') ELSE 'null' END"


def _told(lines: Lines) -> str:
    """Whether a rule says something of a decision: of all but what is simply payable."""
    silent = {n.status for _, n in lines if not n.reason} - {n.status for _, n in lines if n.reason}
    if not silent:
        return "true"
    return f"d.status NOT IN ({', '.join(text(status) for status in sorted(silent))})"
