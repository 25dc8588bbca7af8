"""The whole of a contract's rules as SQL, one named step after another, to read and to run."""

from __future__ import annotations

from ocdsl.backends.columnar.caps import cap_steps
from ocdsl.backends.columnar.decisions import decision_steps
from ocdsl.backends.columnar.json_rows import json_macros
from ocdsl.backends.columnar.lines import with_lines
from ocdsl.backends.columnar.log_text import log_text
from ocdsl.backends.columnar.offsets import offset_steps
from ocdsl.backends.columnar.plan import Plan
from ocdsl.backends.columnar.recoveries import recovery_steps
from ocdsl.backends.columnar.splits import split_steps
from ocdsl.backends.columnar.sqltext import macros
from ocdsl.backends.columnar.statements import statement_steps
from ocdsl.backends.columnar.step import Step
from ocdsl.backends.columnar.tables import table_steps
from ocdsl.backends.columnar.working_days import working_day_statements
from ocdsl.events.from_model import schema_of
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph


def steps_of(plan: Plan) -> list[Step]:
    """Every step from the visible events to the table `decision`, in order."""
    return [
        *with_lines(plan, table_steps(plan)), *statement_steps(plan), *cap_steps(plan),
        *offset_steps(plan), *recovery_steps(plan), *split_steps(plan), *decision_steps(plan),
    ]  # fmt: skip


def function_statements(plan: Plan) -> list[str]:
    """The statements that make the functions of the script."""
    found = {**macros(plan.graph.calendar), **json_macros()}
    made = [f"CREATE OR REPLACE MACRO {head} AS {body}" for head, body in found.items()]
    return [*made, *working_day_statements(plan.graph.calendar)]


def sql_script(contract: Contract, graph: Graph) -> str:
    """The SQL file of `ocdsl generate sql`: from a log to the decisions, for the duckdb program.

    It reads accepted rows: refusing what is wrong in a log is the work of `ocdsl evaluate`.
    """
    plan = Plan(graph, "getvariable('as_at')")
    functions = "".join(f"{statement};\n" for statement in function_statements(plan))
    steps = "\n".join(step.text() for step in steps_of(plan))
    return "\n".join((
        _heading(contract), functions, log_text(schema_of(contract), graph), steps, _LAST,
    ))  # fmt: skip


def _heading(contract: Contract) -> str:
    return f"""-- {contract.title}: what is paid, worked out from a log of events.
-- Made from {contract.name} ({contract.source.digest}).
--
-- Days are whole numbers, 1 being 1 January of the year 1; money is in whole pence. Every column
-- named after a rule has a second one, `settled`: the day from which nothing can change it.
--
-- To run it:
--   duckdb -cmd "SET VARIABLE log = 'log.csv'; SET VARIABLE as_at = DATE '2027-03-31'" < this file
-- `log` is a CSV or Parquet file; `known_at` may be set too, to a moment. Rows that `ocdsl
-- evaluate` would refuse are not looked for here.
"""


_LAST = """-- The decisions, sorted by id.
SELECT id, payment, clause, provider, person, period, in_pounds(amount) AS amount, currency,
  status, as_date(earned_on) AS earned_on, as_date(payable_on) AS payable_on,
  coalesce(string_split(because, chr(31)), []) AS because,
  awaiting, reason, payer, payee
FROM decision ORDER BY id;
"""
