"""The log of the language reference gives the decisions that stand below it, on two engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.money import pounds
from ocdsl.base.source import Source
from tests.conformance.casebook import day_text
from tests.docs.parts import PARTS, on_the_short_contract

PAGE = (PARTS / "log.md").read_text(encoding="utf-8")
CODE, CSV = (re.findall(rf"^```{k}\n(.*?)^```", PAGE, re.M | re.S)[0] for k in ("ocdsl", "csv"))
ASKED = re.compile(r"^As at ([^,:]+)(?:, known at ([^:]+))?:\n\n\|.*\n\|.*\n((?:\|.*\n)+)", re.M)


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize("asked", ASKED.findall(PAGE), ids=lambda asked: asked[1] or asked[0])
def test_the_log_gives_what_is_shown(
    asked: tuple[str, str, str], engine: str, tmp_path: Path
) -> None:
    as_at, known_at, table = asked
    log = tmp_path / "log.csv"
    log.write_text(CSV, encoding="utf-8")
    contract = api.load(Source("log.md", on_the_short_contract(CODE)))
    known = day_text(known_at) or None
    result = api.evaluate(contract, [log], day_of(day_text(as_at)), known, engine)
    rows = [[c.strip().strip("`") for c in row.strip("|").split("|")] for row in table.splitlines()]
    shown = [[d.id, pounds(d.amount), d.status] for d in result.decisions()]
    assert sorted(shown) == sorted(rows)
    assert [(r["event_id"], r["code"]) for r in result.account.refusals] == [
        ("n-09", "DateDayFirst")
    ]


def test_every_question_of_the_page_is_asked() -> None:
    assert len(ASKED.findall(PAGE)) == PAGE.count("\nAs at ") == 2
