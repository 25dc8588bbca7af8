"""The decisions: every line, every part and everything taken back, with all of their columns."""

from __future__ import annotations

from ocdsl.backends.columnar.caps import parts_of, parts_table
from ocdsl.backends.columnar.lines import LINES
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import text
from ocdsl.backends.columnar.step import Step, create
from ocdsl.rules import operators as op

DECISIONS = "decision"


def decisions_step(plan: Plan) -> Step:
    """The table of decisions; `because` is one text of ids."""
    graph = plan.graph
    kept = tuple(n for n in graph.outputs if not isinstance(graph.nodes[n], op.Reverse))
    queries = [
        f"""SELECT l.id || part || what AS id, payment, clause, provider, person, period, c.amount,
  {text(graph.currency)} AS currency, c.status, earned_on, c.payable_on, because, c.awaiting, c.reason
FROM ({parts_of(plan, kept)}) c JOIN {LINES} l ON l.rowid = c.line_no"""
    ]
    queries += [
        f"""SELECT l.id || part || what, payment, clause, provider, person, period, c.amount,
  {text(graph.currency)}, c.status, c.earned_on, c.payable_on, c.because, c.awaiting, c.reason
FROM {parts_table(graph.nodes[name])} c JOIN {LINES} l ON l.rowid = c.line_no"""
        for name in graph.outputs
        if isinstance(graph.nodes[name], op.Reverse)
    ]
    query = "\nUNION ALL\n".join(queries)
    return Step(DECISIONS, create(DECISIONS, query), ("Every decision.",))


_TEXTS = ("id", "provider", "person", "period", "awaiting", "reason")


def json_query() -> str:
    """Every decision as compact JSON, byte for byte as `ledger.result` writes it, sorted by id."""
    parts = [
        _field("id", "in_json(id)"),
        _field("payment", "in_json(payment)"),
        _field("clause", "clause"),
        _field("provider", "coalesce(in_json(provider), 'null')"),
        _field("person", "coalesce(in_json(person), 'null')"),
        _field("period", "coalesce('\"' || period || '\"', 'null')"),
        _field("amount", "'\"' || in_pounds(amount) || '\"'"),
        _field("currency", "'\"' || currency || '\"'"),
        _field("status", "'\"' || status || '\"'"),
        _field("earned_on", "coalesce('\"' || iso(earned_on) || '\"', 'null')"),
        _field("payable_on", "coalesce('\"' || iso(payable_on) || '\"', 'null')"),
        _field("because", "ids_in_json(because)"),
        _field("awaiting", "coalesce(in_json(awaiting), 'null')"),
        _field("reason", "coalesce(in_json(reason), 'null')"),
    ]
    return "'{' || " + " || ',' || ".join(parts) + " || '}'"


def _field(name: str, value: str) -> str:
    return f"'\"{name}\":' || {value}"


def json_macros() -> dict[str, str]:
    """Functions that write JSON; ids and names hold no control characters (law 17)."""
    return {
        "escaped(t)": r"""replace(replace(t, '\', '\\'), '"', '\"')""",
        "in_json(t)": """'"' || escaped(t) || '"'""",
        "ids_in_json(t)": """CASE WHEN t = '' THEN '[]'
  ELSE '["' || replace(escaped(t), chr(31), '","') || '"]' END""",
        "in_pounds(a)": """CASE WHEN a < 0 THEN '-' ELSE '' END || (abs(a) // 100)
  || '.' || lpad(CAST(abs(a) % 100 AS VARCHAR), 2, '0')""",
    }
