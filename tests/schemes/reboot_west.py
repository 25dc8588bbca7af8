"""Reboot West: 23 milestones of care leavers, 11 paid for every time and 12 once for each person.

The figures are those of the INDIGO impact bond data set, Government Outcomes Lab, University of
Oxford: for each milestone the people who reached it, the units paid for and the pounds paid. The
log is made up to have just those numbers of people and units. For what is paid once, it also has a
second milestone of everybody, which must not be paid for.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ocdsl import api
from ocdsl.base.calendar import day_of, iso
from tests.schemes.figures import CONTRACTS, Figure, published_table

SCHEME = "reboot-west"
TABLE = "care_leavers_reboot_west.csv"
ENGAGED = 241
TOTAL = 187_154_000
EVERY_TIME = 11
"""The milestones that are paid for every time come first in the published table."""

# Each milestone, the people who reached it, the units paid for, and the pounds paid.
PUBLISHED = (
    ("plan-agreed", 231, 527, 115_940),
    ("trusted-relationship", 225, 453, 99_660),
    ("feels-safe", 230, 482, 106_040),
    ("manages-home", 227, 466, 102_520),
    ("own-goal", 136, 202, 44_440),
    ("course-begun", 132, 145, 31_900),
    ("course-quarter-done", 109, 121, 26_620),
    ("course-half-done", 94, 106, 23_320),
    ("level-1-gained", 41, 43, 75_680),
    ("level-2-gained", 33, 33, 156_090),
    ("level-3-gained", 10, 11, 52_030),
    ("degree-begun", 10, 10, 6_600),
    ("degree-year-1-done", 4, 4, 11_000),
    ("degree-year-2-done", 2, 2, 5_500),
    ("degree-done", 3, 3, 14_190),
    ("placement-begun", 29, 29, 3_190),
    ("placement-1-week", 19, 19, 4_180),
    ("placement-4-weeks", 6, 6, 1_980),
    ("job-begun", 126, 126, 83_160),
    ("earned-768", 114, 114, 313_500),
    ("earned-1631", 102, 102, 280_500),
    ("earned-3350", 73, 73, 200_750),
    ("earned-8155", 41, 41, 112_750),
)

_COLUMNS = (
    "event_id", "event", "provider", "person", "occurred_on", "recorded_at", "recorded_by",
    "metric", "supersedes", "retracts",
)  # fmt: skip
_FIRST = day_of("2019-04-01")


def figures(engine: str) -> Iterator[Figure]:
    """What is paid for each milestone, and in all."""
    paid = _paid(engine)
    for name, _, _, pounds in PUBLISHED:
        yield Figure(SCHEME, name, pounds * 100, paid.get(name, 0), engine)
    yield Figure(SCHEME, "in all", TOTAL, sum(paid.values()), engine)


def transcribed_wrongly() -> list[str] | None:
    """Rows that differ from the published table; None where the table is not at hand."""
    path = published_table(TABLE)
    if path is None:
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = [(int(r["people_achieving"]), int(r["paid_units"]), r["paid_gbp"]) for r in rows]
    given = [(people, units, f"{pounds}.0") for _, people, units, pounds in PUBLISHED]
    wrong = [f"{g} is not {w}" for g, w in zip(given, wanted, strict=True) if g != w]
    total = sum(int(r["paid_gbp"].removesuffix(".0")) for r in rows) * 100
    return wrong if total == TOTAL else [*wrong, f"the total is {total}, not {TOTAL}"]


def _paid(engine: str) -> dict[str, int]:
    """Pence payable for each milestone."""
    rows = list(_rows())
    kinds = {row[0]: row[7] for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "log.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            writer.writerows(rows)
        contract = api.load(CONTRACTS / SCHEME)
        result = api.evaluate(contract, [path], day_of("2022-03-31"), None, engine)
        sums: dict[str, int] = {}
        for decision in result.decisions():
            if decision.status == "payable":
                kind = kinds[decision.id.partition("#")[0].rpartition("/")[2]]
                sums[kind] = sums.get(kind, 0) + decision.amount
    return sums


def _rows() -> Iterator[tuple[str, ...]]:
    """A referral of each person, then the units of each milestone, spread over its people."""
    for person in range(ENGAGED):
        yield _row(f"r-{person:03d}", "referral", person, 0, "")
    for number, (name, people, units, _) in enumerate(PUBLISHED):
        written = units if number < EVERY_TIME else 2 * units
        for unit in range(written):
            yield _row(f"{name}-{unit:03d}", "milestone", unit % people, 30 + unit // people, name)


def _row(event_id: str, event: str, person: int, after: int, kind: str) -> tuple[str, ...]:
    day = iso(_FIRST + after)
    by = "commissioner" if event == "referral" else "provider"
    return (event_id, event, "charity", f"p-{person:03d}", day, day, by, kind, "", "")
