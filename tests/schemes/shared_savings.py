"""Medicare shared savings 2014: a share of what 333 organisations saved against their benchmarks.

The figures are those of the public use file of the Centers for Medicare & Medicaid Services for the
performance year 2014. Its benchmarks and expenditures are whole dollars of sums that were not, so
what is earned by them can be a dollar more or less than was published: not so for the rows below.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tests.conformance.casebook import Row
from tests.schemes.figures import Figure, by_event, decided, published_table

SCHEME = "shared-savings"
TABLE = "shared_savings_2014.csv"
DOLLAR = 100
_HEADINGS = ("aco", "benchmark", "expenditure", "minimum_savings_rate", "final_share_rate",
             "published_earned")  # fmt: skip

# Each organisation's benchmark, expenditure, minimum savings rate, final share rate and earnings.
# The first four saved enough; then one whose quality earns no share, two that saved less than the
# rate, and two that spent more than the benchmark.
Settled = tuple[str, str, str, str, str, str]
PUBLISHED: tuple[Settled, ...] = (
    ("A0001", "450902466.0", "418729017.0", "0.02353985133", "0.458482143", "14455933.0"),
    ("A0004", "127483618.0", "121205925.0", "0.0342982983", "0.436328125", "2684351.0"),
    ("A0014", "108469972.0", "94702479.0", "0.02", "0.558013393", "7528797.0"),
    ("A0028", "108466811.0", "91480517.0", "0.03342342342", "0.363950893", "6058533.0"),
    ("A0032", "39903071.0", "38077400.0", "0.03973186593", "0.0", "0.0"),
    ("A0002", "106387253.0", "104891827.0", "0.02926845369", "0.432924107", "0.0"),
    ("A0018", "55486201.0", "54586536.0", "0.03754354354", "0.445591518", "0.0"),
    ("A0003", "289392197.0", "299850919.0", "0.02328254275", "0.465680804", "0.0"),
    ("A0012", "1480187677.0", "1485462281.0", "0.02", "0.454799107", "0.0"),
)


def figures(engine: str) -> Iterator[Figure]:
    """What each organisation earned."""
    found = _earned(PUBLISHED, engine)
    for name, *_, earned in PUBLISHED:
        yield Figure(SCHEME, f"earned by {name}", _pence(earned), found.get(name, 0), engine)


def transcribed_wrongly() -> list[str] | None:
    """Rows that differ from the published table, and those of it that are a dollar or more off.

    None where the table is not at hand.
    """
    path = published_table(TABLE)
    if path is None:
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = [tuple(r[name] for name in _HEADINGS) for r in csv.DictReader(file)]
    settled: list[Settled] = [(a, b, c, d, e, f) for a, b, c, d, e, f in rows]
    wrong = [f"{row} is not in the table" for row in PUBLISHED if row not in settled]
    found = _earned(settled, "duckdb")
    off = [r for r in settled if abs(_pence(r[-1]) - found.get(r[0], 0)) > DOLLAR]
    return [*wrong, *(f"{row[0]}: not {row[-1]}" for row in off)]


def _pence(pounds: str) -> int:
    return int(Fraction(pounds) * 100)


def _earned(rows: Sequence[Settled], engine: str) -> dict[str, int]:
    """Pence payable to each organisation."""
    return by_event(decided(SCHEME, [_row(row) for row in rows], "2015-06-30", engine))


def _row(settled: Settled) -> Row:
    name, benchmark, expenditure, least, share, _ = settled
    detail = (
        f"benchmark is {benchmark}, expenditure is {expenditure}, "
        f"minimum-savings-rate is {round(Fraction(least) * 10**11)}, "
        f"final-share-rate is {round(Fraction(share) * 10**9)}"
    )
    return {"date": "31 December 2014", "event": "year-settled", "id": name, "detail": detail}
