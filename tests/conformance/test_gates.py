"""T50: gates to an extension, on every engine: reported with the outcomes, and never paid for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.source import Source
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import Row
from tests.conformance.logs import write_log
from tests.conformance.test_conformance import ENGINES

TEXT = (Path(__file__).parent / "gates.md").read_text(encoding="utf-8")
CONTRACT = TEXT.split("```ocdsl\n")[1].split("```")[0]


def survey(day: str, provider: str, safe: int, kind: int) -> Row:
    detail = f"safe is {safe}%, kind is {kind}%"
    return {"date": day, "event": "survey", "provider": provider, "detail": detail}


def fault(day: str, provider: str) -> Row:
    return {"date": day, "event": "fault", "provider": provider}


# In the year from 1 April 2027 Alder Care is met with kindness by 80%, exactly the target, and has
# two faults: two of three. Bryn Support has no survey, so that what it would say is never known,
# and three faults: none. Both have done better the year before, and worse the year after.
LOG = [
    survey("1 June 2026", "alder-care", 90, 90), survey("1 June 2026", "bryn-support", 90, 90),
    survey("1 June 2027", "alder-care", 80, 80), survey("1 July 2027", "alder-care", 89, 95),
    fault("1 July 2027", "alder-care"), fault("31 March 2028", "alder-care"),
    *(fault(f"{day} July 2027", "bryn-support") for day in (1, 2, 3)),
    *(fault(f"{day} July 2028", "alder-care") for day in (1, 2, 3)),
]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("as_at", "extension", "whole"),
    [
        ("2027-09-30", {"pending": 2}, {"pending": 1}),
        ("2028-03-30", {"pending": 2}, {"pending": 1}),
        ("2028-03-31", {"achieved": 1, "not_achieved": 1}, {"not_achieved": 1}),
        ("2029-06-09", {"achieved": 1, "not_achieved": 1}, {"not_achieved": 1}),
    ],
)
def test_t50_a_gate_is_judged_by_the_year_that_holds_its_day(
    as_at: str, extension: dict[str, int], whole: dict[str, int], engine: str, tmp_path: Path
) -> None:
    """Of all people 84.5% feel safe in that year, which is less than 85%."""
    assert _outcomes(LOG, as_at, engine, tmp_path) == {"extension": extension, "longer": whole}


@pytest.mark.parametrize("engine", ENGINES)
def test_t50_two_of_three(engine: str, tmp_path: Path) -> None:
    """A third fault on the last day of the year, and the gate is shut; a better survey opens it."""
    shut = [*LOG, fault("31 March 2028", "alder-care")]
    assert _outcomes(shut, "2028-03-31", engine, tmp_path)["extension"] == {"not_achieved": 2}
    opened = [*shut, survey("2 July 2027", "alder-care", 86, 80)]
    found = _outcomes(opened, "2028-03-31", engine, tmp_path)
    assert found == {"extension": {"achieved": 1, "not_achieved": 1}, "longer": {"achieved": 1}}


def _outcomes(rows: list[Row], as_at: str, engine: str, folder: Path) -> dict[str, dict[str, int]]:
    """What became of each gate; nothing is paid for any."""
    checked = check(Source("gates.ocdsl", CONTRACT))
    assert checked.contract is not None, [d.message for d in checked.diagnostics]
    log = write_log(checked.contract, rows, folder / "log.csv")
    result = api.evaluate(checked.contract, [log], day_of(as_at), None, engine)
    assert not result.account.refused
    assert {d.payment for d in result.decisions()} <= {"fee"}
    found = result.summary["outcomes"]
    return {name: {k: n for k, n in counts.items() if n} for name, counts in found.items()}
