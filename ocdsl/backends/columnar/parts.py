"""The parts of a line: what caps, recoveries and splits leave of it, each on its own (law 22)."""

from __future__ import annotations

from ocdsl.backends.columnar.lines import LINES, has_stay_periods, rule_of
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import quoted, text
from ocdsl.rules import operators as op

PART = (
    "rule", "row_no", "provider", "part", "made_by", "amount", "status", "earned_on", "payable_on",
    "taken_by",
)  # fmt: skip
"""The columns of a part of a line. `part` is what its name adds to the line's; `made_by` is the
number of the cap or recovery that left it unpaid or took it back, or 0."""

UNCHANGED = {
    "part": "CAST('' AS VARCHAR)",
    "made_by": "CAST(0 AS TINYINT)",
    "taken_by": "CAST(NULL AS VARCHAR)",
}


def makers(plan: Plan) -> list[op.Apportion | op.Reverse]:
    """The caps and recoveries; the number of one is its place here, from 1."""
    found = [n for n in plan.graph.nodes.values() if isinstance(n, op.Apportion | op.Reverse)]
    return [n for n in found if isinstance(n, op.Reverse) or not n.parties]


def made_by(plan: Plan, node: op.Apportion | op.Reverse) -> str:
    """The number of a cap or recovery, as SQL."""
    return f"CAST({[n.id for n in makers(plan)].index(node.id) + 1} AS TINYINT)"


def became(plan: Plan, part: str = "") -> str:
    """What became of a part, as decision ids end: `:recovered`, or nothing of a line's own.

    Where an earlier cap may have left a part out too, `:capped-by` a later one.
    """
    named = "".join(
        f" WHEN {part}made_by = {number} AND {part}status = 'capped' AND {part}rule IN ({rules})"
        f" THEN {text(f':capped-by-{maker.cap}')}"
        for number, maker in enumerate(makers(plan), 1)
        if isinstance(maker, op.Apportion) and (rules := _rules_of(plan, maker.named))
    )
    return f"CASE{named} WHEN {part}made_by > 0 THEN concat(':', {part}status) ELSE '' END"


def _rules_of(plan: Plan, payments: tuple[str, ...]) -> str:
    """The numbers of the Lines of some payments."""
    return ", ".join(str(i) for i, n in enumerate(plan.lines) if n.payment in payments)


def parts_table(node: op.Node) -> str:
    """The table of what an Apportion or a Reverse makes."""
    return quoted(f"{node.id} parts")


def parts_of(plan: Plan, sources: tuple[op.NodeId, ...], ordered: bool = False) -> str:
    """The parts that some Lines and Apportions make, as a query; `ordered` with their order."""
    queries = []
    more = order_columns(plan) if ordered else []
    rules = [rule_of(plan, n) for n in sources if isinstance(plan.graph.nodes[n], op.Line)]
    if rules:
        columns = [f"{UNCHANGED[c]} AS {c}" if c in UNCHANGED else c for c in PART]
        numbers = ", ".join(map(str, rules))
        queries.append(
            f"SELECT {', '.join([*columns, *more])} FROM {LINES} WHERE rule IN ({numbers})"
        )
    for name in sources:
        node = plan.graph.nodes[name]
        if isinstance(node, op.Apportion | op.Reverse | op.Round):
            queries.append(f"SELECT {', '.join([*PART, *more])} FROM {parts_table(node)}")
    return "\n  UNION ALL ".join(queries)


def order_after(plan: Plan, node: op.Apportion) -> list[str]:
    """What orders the parts of a cap, where a later step takes them in order."""
    readers = (n for n in plan.graph.nodes.values() if isinstance(n, op.Cumulate | op.Round))
    return order_columns(plan) if any(node.id in n.sources for n in readers) else []


def order_columns(plan: Plan) -> list[str]:
    """The columns that a cap needs of a part: whose it is, and what orders it."""
    caps = [n for n in plan.graph.nodes.values() if isinstance(n, op.Cumulate) and not n.most]
    scope = ["person"] if any("person" in cap.scope for cap in caps) else []
    return [*scope, "id_order", "line_id", *(["stay_period"] if has_stay_periods(plan) else [])]
