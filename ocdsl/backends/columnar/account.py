"""Where every row of a log went: used, not relevant or refused, with counts that reconcile (law 17)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ocdsl.backends.columnar.caps import parts_table
from ocdsl.backends.columnar.decisions import DECISIONS, lines_by_frame
from ocdsl.backends.columnar.lines import LINES, final_table
from ocdsl.backends.columnar.load import LoadReport
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import SEPARATOR, quoted
from ocdsl.events.log import (
    AFTER_AS_AT,
    AFTER_KNOWN_AT,
    RETRACTED,
    RETRACTION,
    SUPERSEDED,
)
from ocdsl.ledger.result import EventAccount
from ocdsl.rules import operators as op

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NO_DECISION = "no decision rests on it"


def account_of(
    con: DuckDBPyConnection, plan: Plan, report: LoadReport, times: tuple[int, int | None]
) -> EventAccount:
    """The account of an evaluation as at a day and as known at a moment, the two `times`."""
    reasons = _unseen(con, *times)
    used = _used(con, plan)
    idle = report.accepted - sum(reasons.values()) - used
    if idle:
        reasons[NO_DECISION] = idle
    refused: dict[str, int] = {}
    for refusal in report.refusals:
        refused[refusal.code] = refused.get(refusal.code, 0) + 1
    return EventAccount(
        read=report.rows_read,
        used=used,
        not_relevant=sum(reasons.values()),
        refused=len(report.refusals),
        reasons={
            "not_relevant": dict(sorted(reasons.items())),
            "refused": dict(sorted(refused.items())),
        },
        refusals=[refusal._asdict() for refusal in report.refusals],
    )


def _unseen(con: DuckDBPyConnection, as_at: int, known_at: int | None) -> dict[str, int]:
    """How many accepted rows cannot be seen, by the reason.

    What a known correction hides was known before it, so those need no second look at the log.
    """
    late = "false" if known_at is None else f"recorded_at > {known_at}"
    after = f"NOT {late} AND retracts IS NULL AND occurred_on > {as_at}"
    counts = con.execute(
        f"""SELECT count(*) FILTER (WHERE {late}),
          count(*) FILTER (WHERE NOT {late} AND retracts IS NOT NULL), count(*) FILTER (WHERE {after}),
          (SELECT count(*) FROM hidden_event WHERE corrected),
          (SELECT count(*) FROM hidden_event WHERE NOT corrected),
          (SELECT count(*) FROM hidden_event h SEMI JOIN (SELECT event_id FROM log_event WHERE {after}) e
           ON e.event_id = h.event_id)
        FROM log_event"""
    ).fetchall()[0]
    names = (AFTER_KNOWN_AT, RETRACTION, AFTER_AS_AT, SUPERSEDED, RETRACTED)
    found = dict(zip(names, counts, strict=False))
    found[AFTER_AS_AT] -= counts[-1]
    return {name: count for name, count in found.items() if count}


# ---- events that some decision rests on


def _used(con: DuckDBPyConnection, plan: Plan) -> int:
    """How many events some decision rests on: counted from rows, not from the lists of ids."""
    counts = _count_by_rows(plan) if _tells_apart(plan) else [_count_ids()]
    return sum(int(con.execute(query).fetchall()[0][0] or 0) for query in counts)


def _count_ids() -> str:
    return f"""SELECT count(DISTINCT event_id)
FROM (SELECT unnest(string_split(because, {SEPARATOR})) AS event_id FROM {DECISIONS})
WHERE event_id <> ''"""


def _tells_apart(plan: Plan) -> bool:
    """Whether no event can be both picked and summed, or summed twice, and people alone pick."""
    picks, sums = _evidence(plan, op.Pick), _evidence(plan, op.Aggregate)
    kinds = [plan.kind_of_event(n.source) for n in sums if isinstance(n, op.Aggregate)]
    picked = {plan.kind_of_event(n.source) for n in picks if isinstance(n, op.Pick)}
    about_people = all(n.frame.kind == "person" for n in picks)
    return about_people and len(set(kinds)) == len(kinds) and not picked & set(kinds)


def _evidence(plan: Plan, kind: type[op.Node]) -> list[op.Node]:
    lines = [n for lines in lines_by_frame(plan).values() for _, n in lines]
    found = [n for line in lines for n in plan.evidence(line)]
    found += [plan.graph.nodes[trigger] for trigger in plan.triggers]
    return list({n.id: n for n in found if isinstance(n, kind)}.values())


def _count_by_rows(plan: Plan) -> list[str]:
    queries = [
        f"""SELECT sum(len(event_ids) - len(replace(event_ids, {SEPARATOR}, '')) + 1)
FROM {final_table(plan, frame)} WHERE rowid IN (SELECT row_no FROM {LINES} WHERE rule IN ({rules}))"""
        for frame, rules in _rules_by_frame(plan)
        if frame.kind == "cell"
    ]
    return [*queries, _count_picks(plan)]


def _rules_by_frame(plan: Plan) -> Iterator[tuple[op.Frame, str]]:
    for frame, lines in lines_by_frame(plan).items():
        yield frame, ", ".join(str(number) for number, _ in lines)


def _count_picks(plan: Plan) -> str:
    """Of each person, the picked events of the lines there are, each once."""
    flags, picks = _flags(plan), _evidence(plan, op.Pick)
    counts = [
        f"CAST({_is_used(plan, n, flags)} AS INTEGER)"
        if not (same := _same_before(plan, picks, i))
        else f"CAST({_is_used(plan, n, flags)} AND NOT ("
        + " OR ".join(
            f"({_is_used(plan, o, flags)} AND {quoted(o.id)} = {quoted(n.id)})" for o in same
        )
        + ") AS INTEGER)"
        for i, n in enumerate(picks)
    ]
    people = final_table(plan, op.PERSON)
    joins = "\n".join(query for query in _flag_joins(plan))
    return f"SELECT sum({' + '.join(counts) or 0})\nFROM {people} p\n{joins}"


def _same_before(plan: Plan, picks: list[op.Node], index: int) -> list[op.Node]:
    kinds = [plan.kind_of_event(n.source) for n in picks if isinstance(n, op.Pick)]
    return [picks[i] for i in range(index) if kinds[i] == kinds[index]]


def _flags(plan: Plan) -> dict[op.NodeId, list[str]]:
    """For each pick, the flags of which one must be set for some decision to rest on it."""
    found: dict[op.NodeId, list[str]] = {}
    for index, (_, lines) in enumerate(lines_by_frame(plan).items()):
        for number, node in lines:
            for each in plan.evidence(node):
                found.setdefault(each.id, []).append(f"(f{index}.rules & {1 << number}) <> 0")
    for index, node in enumerate(_reverses(plan)):
        found.setdefault(node.trigger, []).append(f"r{index}.row_no IS NOT NULL")
    return found


def _reverses(plan: Plan) -> list[op.Reverse]:
    return [n for n in plan.graph.nodes.values() if isinstance(n, op.Reverse)]


def _is_used(plan: Plan, node: op.Node, flags: dict[op.NodeId, list[str]]) -> str:
    some = " OR ".join(f"coalesce({flag}, false)" for flag in flags[node.id])
    return f"({quoted(node.id)} IS NOT NULL AND ({some}))"


def _flag_joins(plan: Plan) -> Iterator[str]:
    """Which rules each person has lines of, and what is taken back from them."""
    for index, (frame, rules) in enumerate(_rules_by_frame(plan)):
        mask = "bit_or(CAST(1 AS BIGINT) << rule) AS rules"
        where = f"WHERE rule IN ({rules})"
        if frame.kind == "person":
            yield (
                f"LEFT JOIN (SELECT row_no, {mask} FROM {LINES} {where} GROUP BY row_no) f{index}"
                f" ON f{index}.row_no = p.rowid"
            )
        else:
            yield (
                f"LEFT JOIN (SELECT c.person, {mask} FROM {LINES} l JOIN {final_table(plan, frame)} c"
                f" ON c.rowid = l.row_no {where} GROUP BY c.person) f{index} ON f{index}.person = p.person"
            )
    for index, node in enumerate(_reverses(plan)):
        yield (
            f"LEFT JOIN (SELECT DISTINCT row_no FROM {parts_table(node)}) r{index}"
            f" ON r{index}.row_no = p.rowid"
        )
