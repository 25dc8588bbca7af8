"""Where every row of a log went: used, not relevant or refused; the counts reconcile (law 17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ocdsl.backends.columnar.decisions import DECISIONS, PARTS, lines_by_frame
from ocdsl.backends.columnar.lines import LINES, final_table
from ocdsl.backends.columnar.load import LoadReport
from ocdsl.backends.columnar.parts import parts_table
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import SEPARATOR, quoted
from ocdsl.events.log import (
    AFTER_AS_AT,
    AFTER_KNOWN_AT,
    RETRACTED,
    RETRACTION,
    SUPERSEDED,
)
from ocdsl.ledger.result import NO_DECISION, EventAccount, event_account
from ocdsl.rules import operators as op

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Flags = dict[op.NodeId, list[str]]
"""For each pick, tests of which one holds when some decision rests on it."""


def account_of(
    con: DuckDBPyConnection, plan: Plan, report: LoadReport, unseen: Mapping[str, int]
) -> EventAccount:
    """The account of an evaluation, with what `unseen_counts` found."""
    reasons, used = dict(unseen), _used(con, plan)
    reasons[NO_DECISION] = report.accepted - sum(reasons.values()) - used
    refusals = [refusal._asdict() for refusal in report.refusals]
    return event_account(report.rows_read, used, reasons, refusals)


def rests_on(plan: Plan) -> str:
    """The table that must be there before an account can be made."""
    return PARTS if _tells_apart(plan) else DECISIONS


def unseen_counts(con: DuckDBPyConnection, as_at: int, known_at: int | None) -> dict[str, int]:
    """How many accepted rows cannot be seen as at a day and as known at a moment, by the reason.

    What a known correction hides was known before it, so those need no second look at the log.
    """
    late = "false" if known_at is None else f"recorded_at > {known_at}"
    after = f"NOT {late} AND retracts IS NULL AND occurred_on > {as_at}"
    (corrected, retracted), *_ = con.execute(
        "SELECT count(*) FILTER (WHERE corrected), count(*) FILTER (WHERE NOT corrected)"
        " FROM hidden_event"
    ).fetchall()
    twice = f"""SELECT count(*) FROM hidden_event h
        SEMI JOIN (SELECT event_id FROM log_event WHERE {after}) e ON e.event_id = h.event_id"""
    counts = con.execute(
        f"""SELECT count(*) FILTER (WHERE {late}),
          count(*) FILTER (WHERE NOT {late} AND retracts IS NOT NULL),
          count(*) FILTER (WHERE {after}) - {f"({twice})" if corrected + retracted else 0}
        FROM log_event"""
    ).fetchall()[0]
    names = (AFTER_KNOWN_AT, RETRACTION, AFTER_AS_AT)
    found = dict(zip(names, counts, strict=True))
    return {**found, SUPERSEDED: corrected, RETRACTED: retracted}


# ---- events that some decision rests on


def _used(con: DuckDBPyConnection, plan: Plan) -> int:
    """How many events some decision rests on: counted from rows, not from the lists of ids."""
    counts = _count_by_rows(plan) if _tells_apart(plan) else [_count_ids()]
    return sum(int(con.execute(query).fetchall()[0][0] or 0) for query in counts)


def _count_ids() -> str:
    return f"""SELECT count(DISTINCT event_id)
FROM (SELECT unnest(string_split(because, {SEPARATOR})) AS event_id FROM {DECISIONS})"""


def _tells_apart(plan: Plan) -> bool:
    """Whether no event can be both picked and summed, or summed twice, and people alone pick."""
    if any(frame.kind == "period" for frame in lines_by_frame(plan)):
        return False
    picks, sums = _evidence(plan, op.Pick), _evidence(plan, op.Aggregate)
    kinds = [plan.kind_of_event(n.source) for n in sums if isinstance(n, op.Aggregate)]
    picked = {plan.kind_of_event(n.source) for n in picks if isinstance(n, op.Pick)}
    about_people = all(n.frame.kind == "person" for n in picks)
    if any(frame.of_spells for frame in lines_by_frame(plan)) or _evidence(plan, op.Spell):
        return False
    return about_people and len(set(kinds)) == len(kinds) and not picked & set(kinds)


def _evidence(plan: Plan, kind: type[op.Node]) -> list[op.Node]:
    lines = [n for lines in lines_by_frame(plan).values() for _, n in lines]
    found = [n for line in lines for n in plan.evidence(line)]
    found += [plan.graph.nodes[trigger] for trigger in plan.triggers]
    return list({n.id: n for n in found if isinstance(n, kind)}.values())


def _count_by_rows(plan: Plan) -> list[str]:
    sums = [
        f"SELECT sum(events) FROM {final_table(plan, frame)}"
        f" WHERE rowid IN (SELECT row_no FROM {LINES} WHERE rule IN ({rules}))"
        for frame, rules in _rules_by_frame(plan)
        if frame.kind == "cell"
    ]
    return [*sums, _count_picks(plan)]


def _rules_by_frame(plan: Plan) -> Iterator[tuple[op.Frame, str]]:
    for frame, lines in lines_by_frame(plan).items():
        yield frame, ", ".join(str(number) for number, _ in lines)


def _count_picks(plan: Plan) -> str:
    """Of each person, the picked events of the lines there are, each once."""
    flags, picks = _flags(plan), _evidence(plan, op.Pick)
    counts = [f"CAST({_counts(plan, picks, i, flags)} AS INTEGER)" for i in range(len(picks))]
    joins = "\n".join(_flag_joins(plan))
    return f"SELECT sum({' + '.join(counts) or 0})\nFROM {final_table(plan, op.PERSON)} p\n{joins}"


def _counts(plan: Plan, picks: list[op.Node], index: int, flags: Flags) -> str:
    """Whether a picked event is used, and is not one that an earlier pick has counted."""
    mine = picks[index]
    found = _is_used(mine, flags)
    for other in _same_before(plan, picks, index):
        found += f" AND NOT ({_is_used(other, flags)} AND {quoted(other.id)} = {quoted(mine.id)})"
    return f"({found})"


def _same_before(plan: Plan, picks: list[op.Node], index: int) -> list[op.Node]:
    kinds = [plan.kind_of_event(n.source) for n in picks if isinstance(n, op.Pick)]
    return [picks[i] for i in range(index) if kinds[i] == kinds[index]]


def _flags(plan: Plan) -> Flags:
    """For each pick, the flags of which one must be set for some decision to rest on it."""
    found: Flags = {}
    for index, (_, lines) in enumerate(lines_by_frame(plan).items()):
        rules: dict[op.NodeId, int] = {}
        for number, node in lines:
            for each in plan.evidence(node):
                rules[each.id] = rules.get(each.id, 0) | 1 << number
        for pick, mask in rules.items():
            found.setdefault(pick, []).append(f"(f{index}.rules & {mask}) <> 0")
    for index, back in enumerate(_reverses(plan)):
        found.setdefault(back.trigger, []).append(f"r{index}.row_no IS NOT NULL")
    return found


def _reverses(plan: Plan) -> list[op.Reverse]:
    return [n for n in plan.graph.nodes.values() if isinstance(n, op.Reverse)]


def _is_used(node: op.Node, flags: Flags) -> str:
    some = " OR ".join(f"coalesce({flag}, false)" for flag in flags[node.id])
    return f"coalesce({quoted(node.id)} IS NOT NULL AND ({some}), false)"


def _flag_joins(plan: Plan) -> Iterator[str]:
    """Which rules each person has lines of, and what is taken back from them."""
    mask = "bit_or(CAST(1 AS BIGINT) << rule) AS rules"
    for index, (frame, rules) in enumerate(_rules_by_frame(plan)):
        lines = f"{LINES} l WHERE rule IN ({rules})"
        key, of_people, source = "row_no", "rowid", lines
        if frame.kind == "cell":
            key = of_people = "person"
            rows = f"{final_table(plan, frame)} c ON c.rowid = row_no"
            source = f"(SELECT rule, row_no FROM {lines}) JOIN {rows}"
        yield (
            f"LEFT JOIN (SELECT {key}, {mask} FROM {source} GROUP BY {key}) f{index}"
            f" ON f{index}.{key} = p.{of_people}"
        )
    for index, node in enumerate(_reverses(plan)):
        yield (
            f"LEFT JOIN (SELECT DISTINCT row_no FROM {parts_table(node)}) r{index}"
            f" ON r{index}.row_no = p.rowid"
        )
