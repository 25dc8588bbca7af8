"""Every case of the casebook, on every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.source import Source
from ocdsl.ledger.result import as_row
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import Case, Expected, Row, cases, day_text
from tests.conformance.logs import write_log

HERE = Path(__file__).parent
CASES = [case for path in sorted(HERE.glob("*.md")) for case in cases(path) if case.expected]
ENGINES = ("reference", "emitted", "duckdb")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=[f"{c.place} {c.title}" for c in CASES])
def test_case(case: Case, engine: str, tmp_path: Path) -> None:
    checked = check(Source(case.place, case.contract))
    assert checked.contract is not None, [d.message for d in checked.diagnostics]
    log = write_log(checked.contract, case.log, tmp_path / "log.csv")
    for expected in case.expected:
        result = api.evaluate(
            checked.contract, [log], day_of(expected.as_at), expected.known_at, engine
        )
        assert not result.account.refused, result.account.refusals
        given = [as_row(d) for d in result.decisions() if d.id.startswith(expected.prefix)]
        columns = list(expected.rows[0]) if expected.rows else ["decision", "amount"]
        shown = [{c: _shown(row, c) for c in columns} for row in given]
        wanted = [{c: _plain(row, c) for c in columns} for row in expected.rows]
        assert sorted(shown, key=str) == sorted(wanted, key=str), _where(case, expected)


def _where(case: Case, expected: Expected) -> str:
    return f"{case.place} {case.title}, as at {expected.as_at} (line {expected.line})"


def _shown(row: Row, column: str) -> str:
    name = {"decision": "id", "earned": "earned_on", "payable": "payable_on"}.get(column, column)
    value = row[name]
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else str(value)


def _plain(row: Row, column: str) -> str:
    value = row[column]
    if column in ("earned", "payable"):
        return day_text(value)
    if column == "amount":
        return value.replace("£", "").replace(",", "").replace("−", "-")
    return value.strip("`")
