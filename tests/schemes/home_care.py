"""The home-care figures of the commissioning toolkit, from its two contracts that pay.

They are those of the discussion paper *Outcomes based commissioning in domiciliary care*
(Institute of Public Care, April 2016, sections 8.2 and 8.3): £1,575.00 an episode of reablement;
£75.00, £150.00 and £320.00 for a week of ongoing care; £15.00 an hour; £600,000.00 a year for each
100 people, and what a care home costs borne by the provider. The share withheld, 15%, and £950.00
a week are ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.conformance.casebook import Row
from tests.schemes.figures import Figure, decided

SCHEME = "home-care"
FOLDERS = ("home-care-rewards", "home-care-population")
LEVELS = {"lower": 75_00, "higher": 150_00, "intensive": 320_00}
_START = "2 June 2027"


def figures(engine: str) -> Iterator[Figure]:
    """The prices of each person's outcome and care, then those of a population."""
    found = decided(FOLDERS[0], list(_rewarded()), "2027-09-30", engine)
    paid = {d.id: d.amount for d in found if d.status in ("payable", "withheld")}
    episode = [amount for line, amount in paid.items() if line.startswith("reablement/episode")]
    yield Figure(SCHEME, "an episode", 1_575_00, sum(episode), engine)
    yield Figure(SCHEME, "15% of it withheld", 236_25, paid["reablement/episode#withheld"], engine)
    for level, pence in LEVELS.items():
        weeks = [amount for line, amount in paid.items() if f"/{level}/" in line]
        yield Figure(SCHEME, f"two weeks, {level}", 2 * pence, sum(weeks), engine)
    hours = [amount for line, amount in paid.items() if line.startswith("by-the-hour/")]
    yield Figure(SCHEME, "an hour", 15_00, sum(hours), engine)
    found = decided(FOLDERS[1], list(_population()), "2027-06-30", engine)
    owed = {True: 0, False: 0}
    for d in found:
        owed[d.amount > 0] += d.amount if d.status == "payable" else 0
    yield Figure(SCHEME, "100 people", 600_000_00, owed[True], engine)
    yield Figure(SCHEME, "two weeks in a care home", -2 * 950_00, owed[False], engine)


def _rewarded() -> Iterator[Row]:
    """One delivered in five weeks, one in ongoing care at each level, and an hour of help."""
    yield _row(
        "1 June 2027", "assessment", "episode", "agreed is self-care, way-of-help is recovery"
    )
    yield _row(_START, "first-visit", "episode")
    yield _row("7 July 2027", "agreement", "episode")
    for level in LEVELS:
        detail = "agreed is own-home, way-of-help is recovery"
        yield _row("1 June 2027", "assessment", level, detail)
        yield _row(_START, "first-visit", level)
        yield _row("2 August 2027", "care-start", level, f"level is {level}")
        yield _row("18 August 2027", "care-end", level)
    detail = "agreed is mobility, way-of-help is by-the-hour"
    yield _row("1 June 2027", "assessment", "by-hours", detail)
    yield _row(_START, "first-visit", "by-hours")
    yield _row("3 June 2027", "visit", "by-hours", "hours is 1")


def _population() -> Iterator[Row]:
    """A hundred people of 84; one of them is in a care home for ten days, to stay."""
    for number in range(100):
        yield _row("1 May 2027", "referral", f"p{number:02d}", "age is 84")
    yield _row(
        "1 June 2027", "moved-into-care-home", "p00", "weekly-fee is £950.00, stay is lasting"
    )
    yield _row("11 June 2027", "left-care-home", "p00")


def _row(date: str, event: str, person: str, detail: str = "") -> Row:
    return {"date": date, "event": event, "person": person, "detail": detail}
