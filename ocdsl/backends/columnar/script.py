"""The whole of a contract's rules as SQL, one named step after another, for people to read and run."""

from __future__ import annotations

from ocdsl.backends.columnar.caps import cap_steps, recovery_steps
from ocdsl.backends.columnar.decisions import decisions_step, json_macros
from ocdsl.backends.columnar.lines import lines_step
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.sqltext import macros
from ocdsl.backends.columnar.step import Step
from ocdsl.backends.columnar.tables import table_steps
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph


def steps_of(plan: Plan) -> list[Step]:
    """Every step from the visible events to the table `decision`, in order."""
    return [
        *table_steps(plan), lines_step(plan), *cap_steps(plan), *recovery_steps(plan),
        decisions_step(plan),
    ]  # fmt: skip


def function_statements(plan: Plan) -> list[str]:
    """The statements that make the functions of the script."""
    found = {**macros(plan.graph.calendar), **json_macros()}
    return [f"CREATE OR REPLACE MACRO {head} AS {body}" for head, body in found.items()]
