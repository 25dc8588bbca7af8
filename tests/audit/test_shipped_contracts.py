"""Every contract that ships: in the one layout, without a mistake, and right in its examples."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.cli.main import run

SHIPPED = sorted(Path("contracts").glob("*/contract.ocdsl"))
MODELS = [path for path in SHIPPED if path.parent.name.startswith("home-care-")]


def name(path: Path) -> str:
    return path.parent.name


@pytest.mark.parametrize("path", SHIPPED, ids=name)
def test_it_has_no_mistake_and_its_examples_pass(path: Path) -> None:
    assert run(["fmt", "--check", str(path)]) == 0
    contract = api.load(path)
    assert all(result.passed for result in api.run_examples(contract))


STANDARDS = (
    "right-home", "what-matters", "feels-safe", "community", "social-networks", "right-advice",
    "own-language", "dignity", "named-worker", "involved", "satisfied-with-care",
    "carers-supported", "carers-involved",
)  # fmt: skip


def survey(provider: str, missed: int) -> dict[str, str]:
    """A survey in which the first so many standards are missed, and all others are met."""
    row = {"event": "yearly-survey", "provider": provider, "recorded_by": "council"}
    return row | {n: "10" if i < missed else "100" for i, n in enumerate(STANDARDS)}


def test_twelve_of_the_fourteen_standards_open_the_way_to_an_extension(tmp_path: Path) -> None:
    """The fall in hours is met by both; one misses two of what people say, the other three."""
    rows = [survey("first-provider", 2), survey("second-provider", 3)]
    for provider in ("first-provider", "second-provider"):
        row = {"event": "yearly-hours", "provider": provider, "recorded_by": provider}
        rows.append({**row, "hours-at-start": "100", "hours-now": "80"})
    columns = ["event_id", "occurred_on", "recorded_at", "person", *rows[0], *list(rows[2])[3:]]
    with (tmp_path / "log.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        for number, row in enumerate(rows):
            day = {"occurred_on": "2029-03-01", "recorded_at": "2029-03-01"}
            writer.writerow({"event_id": f"e{number}", **day, **row})
    contract = api.load("contracts/home-care-standards")
    result = api.evaluate(contract, [tmp_path / "log.csv"], day_of("2029-03-31"))
    assert not result.account.refused
    counts = result.summary["outcomes"]["extension"]
    assert (counts["achieved"], counts["not_achieved"]) == (1, 1)


@pytest.mark.parametrize("path", MODELS, ids=name)
def test_a_model_leaves_nothing_to_advise(path: Path) -> None:
    checked = api.check(path)
    assert not [d.message for d in checked.diagnostics]
