"""What the reference says cannot be said is refused, with the code that it names."""

from __future__ import annotations

import re

import pytest

from ocdsl import api
from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Source
from tests.docs.parts import PARTS, ROOT, on_the_short_contract

CASE = re.compile(r"^## ([^\n]+)\n\n```refused\n(.*?)^```", re.MULTILINE | re.DOTALL)
TRIED = dict(CASE.findall((ROOT / "tests/docs/refused.md").read_text(encoding="utf-8")))
ROW = re.compile(r"^\| (?!wanted)([^|]+) \| `([A-Za-z]+)` \|", re.MULTILINE)
ROWS = ROW.findall((PARTS / "cannot.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("wanted", "code"), ROWS, ids=[wanted for wanted, _ in ROWS])
def test_what_cannot_be_said_is_refused(wanted: str, code: str) -> None:
    checked = api.check(Source(wanted, on_the_short_contract(TRIED[wanted])))
    errors = {d.code for d in checked.diagnostics if d.severity is Severity.ERROR}
    assert checked.contract is None
    assert code in errors


def test_every_case_has_its_row() -> None:
    assert list(TRIED) == [wanted for wanted, _ in ROWS]
