"""Troubled Families, the first year: five families in six, and where the one rounding is (E7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Source
from ocdsl.ledger.decision import OWED
from ocdsl.model.contract import Contract

CONTRACT = Path(__file__).parents[2] / "contracts" / "troubled-families" / "contract.ocdsl"
ON_EACH_STATEMENT = "on each statement, shared over its lines"
ENGINES = ("reference", "duckdb", "emitted")
FAMILIES = 1680


def _rows(employed: int) -> str:
    """Families that joined on one day; the first of them by employment, the others by the rest."""
    lines = ["event_id,event,provider,person,occurred_on,recorded_at,recorded_by"]
    for number in range(FAMILIES):
        results = ["crime-school-result", "work-programme"]
        if number < employed:
            results = ["employment-result"]
        for count, event in enumerate(["attachment", *results]):
            day, by = ("2012-09-03", "commissioner") if count else ("2012-04-02", "provider")
            who = f"f{number:04d}"
            lines.append(f"{who}-{count},{event},council,{who},{day},{day}T12:00:00,{by}")
    return "\n".join(lines) + "\n"


def _paid(contract: Contract, log: Path, engine: str) -> int:
    found = api.evaluate(contract, [log], day_of("2012-12-31"), None, engine)
    assert not found.account.refused
    return sum(d.amount for d in found.decisions() if d.status in OWED)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("employed", [0, 840, 1680])
def test_rounded_on_each_statement(employed: int, engine: str, tmp_path: Path) -> None:
    """1,680 families × 5/6 × £4,000.00 are £5,600,000.00 exactly, by whichever route."""
    log = tmp_path / "log.csv"
    log.write_text(_rows(employed))
    assert _paid(api.load(CONTRACT), log, engine) == 560_000_000


@pytest.mark.parametrize("engine", ENGINES)
def test_rounded_on_each_line(engine: str, tmp_path: Path) -> None:
    """£2,666.67, £583.33 and £83.33 are £3,333.33 a family: £5,599,994.40."""
    text = CONTRACT.read_text("utf-8").replace(ON_EACH_STATEMENT, "on each payment line")
    log = tmp_path / "log.csv"
    log.write_text(_rows(0))
    assert _paid(api.load(Source("each-line", text)), log, engine) == 559_999_440


def test_it_has_no_mistake_and_both_routes_close_each_other() -> None:
    found = api.check(CONTRACT).diagnostics
    assert all(d.severity is Severity.ADVICE for d in found)
    examples = api.run_examples(api.load(CONTRACT))
    assert len(examples) == 2 and all(result.passed for result in examples)
