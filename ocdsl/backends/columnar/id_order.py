"""The order of decisions by id, told by whole numbers: sorting long texts takes ten times longer.

An id is `PAYMENT/PERSON[/PROVIDER/PERIOD]#STATUS[@LATER][:WHAT]`. Its parts are compared one
after the other, each with the mark that ends it, for `a-b/` comes before `a/`.
"""

from __future__ import annotations

from ocdsl.backends.columnar.decisions import Lines, each
from ocdsl.backends.columnar.lines import UNPAID, final_table
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.splits import has_splits
from ocdsl.backends.columnar.sqltext import text
from ocdsl.backends.columnar.step import create
from ocdsl.ledger.decision import STATUSES
from ocdsl.rules import operators as op

PLACES = "person_place"


def has_order(plan: Plan) -> bool:
    """Whether ids are of people and cells alone, undivided, with at most one later period each.

    Then numbers can tell their order.
    """
    if any(n.frame.kind not in ("person", "cell") or n.outcome for n in plan.lines):
        return False
    if has_splits(plan):
        return False
    if any(isinstance(n, op.Apportion) and n.named for n in plan.graph.nodes.values()):
        return False
    return sum(isinstance(n, op.Roll) and not n.output for n in plan.graph.nodes.values()) <= 1


def places_statement(plan: Plan) -> str:
    """Makes the table of each person's place among all, where a `#` ends the name or a `/`."""
    places = ", ".join(
        f"row_number() OVER (ORDER BY concat(in_person(person), '{mark}')) AS {name}"
        for mark, name in (("#", "alone"), ("/", "with_period"))
    )
    return create(PLACES, f"SELECT person, {places} FROM {final_table(plan, op.PERSON)}")


def order_columns(plan: Plan, frame: op.Frame, lines: Lines) -> str:
    """Two whole numbers by which a payment's decisions stand in the order of their ids.

    `o` is the person's row in the table of places, `p` the row of the frame, `d` the part.
    """
    is_cell = frame.kind == "cell"
    person = "o.with_period" if is_cell else "o.alone"
    provider, start = (_provider(plan), "p.period_start") if is_cell else ("0", "0")
    first = f"(({person} << 12) + {provider})"
    number = "TRY_CAST(replace(substr(d.part, 2), '-', '') AS BIGINT)"
    later = f"CASE WHEN d.part = '' THEN 0 ELSE coalesce({number}, 0) END"
    second = (
        f"((CAST({start} AS BIGINT) << 40) + ({_status(lines)} << 36) + ({later} << 4) + {_BECAME})"
    )
    return f"{first} AS first, {second} AS second"


def _provider(plan: Plan) -> str:
    names = sorted(plan.graph.providers, key=lambda name: f"{name}/")
    return _among("p.provider", names)


def _status(lines: Lines) -> str:
    names = sorted(STATUSES)
    own = each(lines, [str(names.index(n.status)) for _, n in lines])
    unpaid = " ".join(f"WHEN {text(s)} THEN {names.index(s)}" for s in UNPAID)
    status = "CASE WHEN d.made_by = 0 THEN d.status END"
    return f"CAST(CASE {status} {unpaid} ELSE {own} END AS BIGINT)"


def _among(value: str, names: list[str]) -> str:
    cases = " ".join(f"WHEN {text(name)} THEN {place}" for place, name in enumerate(names))
    return f"CASE {value} {cases} END"


_BECAME = f"CASE WHEN d.made_by = 0 THEN 0 ELSE 1 + {_among('d.status', sorted(STATUSES))} END"
