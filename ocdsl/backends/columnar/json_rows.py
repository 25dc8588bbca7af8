"""The decisions as compact JSON, byte for byte as `ledger.result` writes them, made by SQL."""

from __future__ import annotations

import json

from ocdsl.backends.columnar.decisions import (
    Lines,
    awaiting,
    because,
    decision_id,
    each,
    ids_behind,
    joined,
    lines_by_frame,
    period,
    reason,
)
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import SEPARATOR, text
from ocdsl.rules import operators as op


def json_query(plan: Plan, plain: bool) -> str:
    """The rows in order of id. `plain` when no person's name needs escaping in JSON."""
    queries = [_rows(plan, frame, lines, plain) for frame, lines in lines_by_frame(plan).items()]
    union = "\nUNION ALL\n".join(queries)
    return f"SELECT json FROM (\n{union}\n) ORDER BY id"


def names_to_escape(plan: Plan) -> str:
    """The question whether any person's name holds a character that JSON escapes."""
    return f"""SELECT coalesce(bool_or(contains(person, '"') OR contains(person, '\\')), false)
FROM {plan.table(op.PERSON, 0)}"""


def json_macros() -> dict[str, str]:
    """Functions that write JSON; ids and names hold no control characters (law 17)."""
    return {
        "escaped(t)": r"""replace(replace(t, '\', '\\'), '"', '\"')""",
        "in_pounds(a)": "CAST(CAST(a AS DECIMAL(16, 0)) * 0.01 AS VARCHAR)",
    }


def _rows(plan: Plan, frame: op.Frame, lines: Lines, plain: bool) -> str:
    name = "{}" if plain else "escaped({})"
    pieces = [
        """'{"id":"'""",
        name.format("id"),
        _what(lines),
        """CASE WHEN d.provider IS NULL THEN 'null' ELSE concat('"', d.provider, '"') END""",
        """',"person":"'""",
        name.format("p.person"),
        _period(frame),
        "in_pounds(d.amount)",
        f"""'","currency":"{plan.graph.currency}","status":"'""",
        "d.status",
        """'","earned_on":'""",
        _or_null("d.earned_on", "iso(d.earned_on)"),
        """',"payable_on":'""",
        _or_null("d.payable_on", "iso(d.payable_on)"),
        """',"because":'""",
        each(lines, [_ids(plan, n) for _, n in lines]),
        """',"awaiting":'""",
        _words("d.awaiting", awaiting(plan, lines, _in_json)),
        """',"reason":'""",
        _words("d.reason", reason(plan, lines, _in_json)),
        "'}'",
    ]
    return f"""SELECT {decision_id(lines)} AS id,
  concat({', '.join(pieces)}) AS json
{joined(plan, frame, lines)}"""


def _what(lines: Lines) -> str:
    """From the end of the id to the provider: what the rule alone decides, unless a cap did."""
    heads = [f'","payment":{json.dumps(n.payment)},"clause":' for _, n in lines]
    whole = [text(f'{h}{n.clause.line},"provider":') for h, (_, n) in zip(heads, lines, strict=True)]
    own = each(lines, [text(head) for head in heads])
    return (
        f"CASE WHEN d.clause IS NULL THEN {each(lines, whole)}"
        f""" ELSE concat({own}, d.clause, ',"provider":') END"""
    )


def _period(frame: op.Frame) -> str:
    written = period(frame)
    if not written:
        return """'","period":null,"amount":"'"""
    return f"""'","period":"', {written}, '","amount":"'"""


def _or_null(value: str, written: str) -> str:
    return f"CASE WHEN {value} IS NULL THEN 'null' ELSE concat('\"', {written}, '\"') END"


def _ids(plan: Plan, node: op.Line) -> str:
    """The list of ids; those with a quote or a backslash take the longer way."""
    ids = ids_behind(plan, node)
    slow = f"replace(escaped({because(plan, node)}), {SEPARATOR}, '\",\"')"
    quick = because(plan, node, "'\",\"'")
    odd = f"""contains({ids}, '"') OR contains({ids}, '\\')"""
    return f"""CASE WHEN {ids} = '' THEN '[]'
    ELSE concat('["', CASE WHEN {odd} THEN {slow} ELSE {quick} END, '"]') END"""


def _words(own: str, of_rule: str) -> str:
    """What a cap says, or else what the rule says, or null."""
    written = f"CASE WHEN {own} IS NOT NULL THEN escaped({own}) ELSE {of_rule} END"
    return f"coalesce('\"' || ({written}) || '\"', 'null')"


def _in_json(words: str) -> str:
    """A text literal that holds words as JSON writes them, without the quotes."""
    return text(json.dumps(words, ensure_ascii=False)[1:-1])
