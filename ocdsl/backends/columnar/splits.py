"""Lines divided between parties: those who pay them, or to whom they are passed on (law 21)."""

from __future__ import annotations

from collections.abc import Sequence

from ocdsl.backends.columnar.caps import Cap
from ocdsl.backends.columnar.lines import later_due
from ocdsl.backends.columnar.parts import PART, became, parts_of, parts_table
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import listed, quoted, text
from ocdsl.backends.columnar.step import Step, clause_lines, create
from ocdsl.model.splits import THE_PROVIDER, SplitPart
from ocdsl.rules import operators as op

Split = op.Allocate | op.Apportion

SIDES = {
    "provider": ("credited", "provider"),
    "payee": ("passed_on", "payee"),
    "payer": ("payer", "payer"),
}
"""For each side, the column of the party that ids name, and that of who it is."""
_OF_PARTIES = ("credited", "passed_on", "payee", "payer")
_UNDIVIDED = ", ".join(f"CAST(NULL AS VARCHAR) AS {name}" for name in _OF_PARTIES)
DIVIDED = (*PART, *_OF_PARTIES)
"""The columns of a part that splits have seen."""


def splits_in(plan: Plan) -> list[Split]:
    """The nodes that divide lines between parties, in their order."""
    nodes = plan.graph.nodes.values()
    return [n for n in nodes if isinstance(n, op.Allocate | op.Apportion) and n.parties]


def has_splits(plan: Plan) -> bool:
    """Whether some line is divided between parties."""
    return bool(splits_in(plan))


def party_in_id(part: str) -> str:
    """What a split adds to the id of a part, as SQL: `~nurse-agency`, `~vale`, both, or nothing."""
    names = (f"coalesce('~' || {part}{name}, '')" for name, _ in SIDES.values())
    return ", ".join(names)


def divided_parts(plan: Plan, sources: Sequence[op.NodeId]) -> str:
    """The parts that some nodes make, as a query, with the parties that splits gave them."""
    split = {n.id: n for n in splits_in(plan)}
    whole = tuple(name for name in sources if name not in split)
    queries = [f"SELECT *, {_UNDIVIDED} FROM ({parts_of(plan, whole)})"] if whole else []
    queries += [
        f"SELECT {', '.join(DIVIDED)} FROM {parts_table(split[n])}" for n in sources if n in split
    ]
    return "\n  UNION ALL ".join(queries)


def split_steps(plan: Plan) -> list[Step]:
    """The steps that divide lines, after all that decides how much is paid (law 23)."""
    return [step for node in splits_in(plan) for step in _steps(plan, node)]


def _steps(plan: Plan, node: Split) -> list[Step]:
    table = parts_table(node)
    if isinstance(node, op.Apportion):
        cap = Cap.of(plan, node)
        query = _in_order(plan, node, cap)
        return [cap.running_total(), Step(table, create(table, query), clause_lines([node]))]
    query = _by_share(plan, node) if node.like is None else _mirrored(plan, node, node.like)
    return [Step(table, create(table, query), clause_lines([node]))]


def _rules(plan: Plan, payments: tuple[str, ...]) -> str:
    """The test that a part is of one of these payments."""
    rules = [str(i) for i, n in enumerate(plan.lines) if n.payment in payments]
    return f"rule IN ({', '.join(rules)})"


def _of_party(side: str, parties: tuple[SplitPart, ...], amount: str, part: str = "") -> str:
    """The columns of a part once it is that of party number `party`, from 0."""
    in_id, who = SIDES[side]
    name = _by_party([text(p.party) for p in parties])
    own = [f"{part}provider" if p.party == THE_PROVIDER else text(p.party) for p in parties]
    dues = [later_due(p.due, f"{part}payable_on") if p.due else "" for p in parties]
    changed = {"amount": amount, who: _by_party(own), in_id: name}
    if any(dues):
        changed["payable_on"] = _by_party([due or f"{part}payable_on" for due in dues])
    return ", ".join(f"{changed[c]} AS {c}" if c in changed else f"{part}{c}" for c in DIVIDED)


def _by_party(values: Sequence[str]) -> str:
    cases = " ".join(f"WHEN {number} THEN {value}" for number, value in enumerate(values))
    return f"CASE party {cases} END"


def _by_share(plan: Plan, node: op.Allocate) -> str:
    """Each line by the shares of the contract; nothing is a line only where all of it is."""
    shares = ", ".join(f"({n}, {party.share})" for n, party in enumerate(node.parties))
    own = _rules(plan, node.payments)
    mine = f"""SELECT p.*, s.party, s.share, line
  FROM (SELECT *, row_number() OVER () AS line FROM part WHERE {own}) p
    CROSS JOIN (VALUES {shares}) s (party, share)"""
    return _allocated(plan, node, mine)


def _mirrored(plan: Plan, node: op.Allocate, like: op.NodeId) -> str:
    """What is taken back, by the parts of the line that it takes back (ruling E34)."""
    in_id, _ = SIDES[node.side]
    others = [c for side, (c, _) in SIDES.items() if side != node.side]
    names = " ".join(f"WHEN {text(p.party)} THEN {n}" for n, p in enumerate(node.parties))
    same = " AND ".join(
        [
            "l.rule = p.rule", "l.row_no = p.row_no",
            f"concat(l.part, {became(plan, 'l.')}) = p.part",
            *(f"l.{other} IS NOT DISTINCT FROM p.{other}" for other in others),
        ]
    )  # fmt: skip
    own = _rules(plan, node.payments)
    mine = f"""SELECT p.*, CASE l.{in_id} {names} END AS party, l.amount AS share, line
  FROM (SELECT *, row_number() OVER () AS line FROM part WHERE {own}) p
    JOIN {quoted(f"{like} parts")} l ON {same}"""
    return _allocated(plan, node, mine)


def _allocated(plan: Plan, node: op.Allocate, mine: str) -> str:
    """Amounts over parties by largest remainder, a tie to the party named first (law 21)."""
    pence = "sign(amount) * (low + CAST(place <= size - sum_low AS INTEGER))"
    columns = _of_party(node.side, node.parties, f"CAST({pence} AS BIGINT)")
    return f"""WITH part AS ({divided_parts(plan, node.sources)}), mine AS (
  {mine}
), shared AS (
  SELECT *, abs(amount) AS size, abs(amount) * CAST(share AS HUGEINT) AS exact,
    sum(share) OVER (PARTITION BY line) AS whole
  FROM mine
), low AS (
  SELECT *, exact // whole AS low, exact % whole AS rest FROM shared
), placed AS (
  SELECT *, sum(low) OVER (PARTITION BY line) AS sum_low,
    row_number() OVER (PARTITION BY line ORDER BY rest DESC, party) AS place
  FROM low
)
SELECT {columns}
FROM placed WHERE amount = 0 OR low + CAST(place <= size - sum_low AS INTEGER) > 0
UNION ALL
SELECT {", ".join(DIVIDED)} FROM part WHERE NOT ({_rules(plan, node.payments)})"""


def _in_order(plan: Plan, node: op.Apportion, cap: Cap) -> str:
    """The overlap of each line with the money that each party has."""
    bounds = [party.up_to for party in node.parties]
    lows = [0, *(bound for bound in bounds if bound is not None)]
    highs = [str(b) if b is not None else "CAST(NULL AS BIGINT)" for b in bounds]
    tiers = ", ".join(
        f"({n}, {low}, {high})" for n, (low, high) in enumerate(zip(lows, highs, strict=True))
    )
    amount = "least(r.after, coalesce(t.high, r.after)) - greatest(r.before, t.low)"
    columns = _of_party("payee", node.parties, amount, "r.")
    more = f"SELECT {', '.join(PART)} FROM ({cap.not_covered()})"
    return f"""SELECT {columns}
FROM (SELECT *, {_missing(cap)} FROM {quoted(node.of)}) r
  JOIN (VALUES {tiers}) t (party, low, high)
  ON r.after > t.low AND (t.high IS NULL OR r.before < t.high)
UNION ALL
SELECT {listed(DIVIDED)} FROM (SELECT *, {_UNDIVIDED} FROM ({more}))"""


def _missing(cap: Cap) -> str:
    """The columns that the running total of undivided lines has not."""
    return ", ".join([_UNDIVIDED, *cap.own_columns()])
