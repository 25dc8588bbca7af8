"""Hospital value-based purchasing 2024: total scores of four domains, and a fund shared by them.

The scores are those of the total performance scores that the Centers for Medicare & Medicaid
Services publish for the fiscal year 2024. A domain that is not scored has no event, and shares its
weight among the rest. A payment of £10,000.00 a point shows each total to a millionth. The fund of
three hospitals is worked by hand: 2% of three bases of 1,000,000, scores of 20, 40 and 60.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import attrs

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.money import half_up
from ocdsl.base.source import Source
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from tests.schemes.figures import CONTRACTS, Figure, published_table

SCHEME = "value-based-purchasing"
TABLE = "value_based_purchasing_2024.csv"
DOMAINS = ("clinical-outcomes", "engagement", "safety", "efficiency")
_HEADINGS = ("clinical_outcomes", "community_engagement", "safety", "efficiency")

# Each hospital, its score in each domain (empty where it is not scored), and its total score.
Scores = tuple[str, tuple[str, ...], str]
PUBLISHED: tuple[Scores, ...] = (
    ("10001", ("38.33333333", "16", "8", "0"), "15.58333333"),
    ("10005", ("28", "6", "22", "30"), "21.5"),
    ("10007", ("6.666666667", "24", "", "50"), "26.88888889"),
    ("10021", ("0", "45", "", "20"), "21.66666667"),
    ("30022", ("", "6", "38", "0"), "14.66666667"),
    ("30037", ("", "6", "30", "20"), "18.66666667"),
    ("90008", ("13.33333333", "", "66.66666667", "0"), "26.66666667"),
    ("100126", ("40", "8", "25", ""), "24.33333333"),
    ("100284", ("6.666666667", "", "66.66666667", "0"), "24.44444444"),
    ("150090", ("17.5", "9", "16", ""), "14.16666667"),
)
_BY_HAND: tuple[Scores, ...] = tuple(
    (name, (score,) * 4, score) for name, score in (("a", "20"), ("b", "40"), ("c", "60"))
)
_SHOWN = """
payment points "The score, at £10,000.00 a point"
  pays  £10,000.00 × total-score for each provider and year
  due   30 days after earning
"""


def figures(engine: str) -> Iterator[Figure]:
    """The total score of each hospital in millionths, then the fund of three of one size."""
    found = _paid(PUBLISHED, engine, "points")
    for name, _, total in PUBLISHED:
        yield Figure(SCHEME, f"score of {name}", _millionths(total), found.get(name, 0), engine)
    shared = _paid(_BY_HAND, engine, "quality-share")
    for name, _, score in _BY_HAND:
        yield Figure(SCHEME, f"share at {score}", int(score) * 50_000, shared[name], engine)


def transcribed_wrongly() -> list[str] | None:
    """Rows that differ from the published table, and totals of it that are worked out otherwise.

    None where the table is not at hand.
    """
    path = published_table(TABLE)
    if path is None:
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = tuple(
            (r["hospital"], tuple(r[name] for name in _HEADINGS), r["published_total_score"])
            for r in csv.DictReader(file)
        )
    wrong = [f"{row} is not in the table" for row in PUBLISHED if row not in rows]
    found = _paid(rows, "duckdb", "points")
    off = [r for r in rows if abs(_millionths(r[2]) - found.get(r[0], 0)) > 1]
    return [*wrong, *(f"{name}: not {total}" for name, _, total in off)]


def _millionths(score: str) -> int:
    exact = Fraction(score) * 1_000_000
    return half_up(exact.numerator, exact.denominator)


def _paid(rows: Sequence[Scores], engine: str, payment: str) -> dict[str, int]:
    """Pence payable of a payment to each hospital."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "log.csv")
        path.write_text("\n".join(_log(rows)) + "\n", encoding="utf-8")
        contract = _contract([name for name, _, _ in rows])
        result = api.evaluate(contract, [path], day_of("2024-09-30"), None, engine)
        return {
            str(d.provider).removeprefix("h"): d.amount
            for d in result.decisions()
            if d.payment == payment and d.status == "payable"
        }


def _contract(names: Sequence[str]) -> Contract:
    """The contract with a payment that shows the score, and these hospitals as its providers."""
    text = (CONTRACTS / SCHEME / "contract.ocdsl").read_text(encoding="utf-8")
    contract = check(Source(SCHEME, text.replace("\nexample ", f"{_SHOWN}\nexample ", 1))).contract
    assert contract is not None
    first, *others = (p for p in contract.parties if p.kind == "provider")
    rest = tuple(p for p in contract.parties if p not in (first, *others))
    hospitals = tuple(attrs.evolve(first, name=f"h{name}") for name in names)
    return attrs.evolve(contract, parties=(*rest, *hospitals))


def _log(rows: Sequence[Scores]) -> Iterator[str]:
    yield (
        "event_id,event,provider,person,occurred_on,recorded_at,recorded_by,billionths,base,"
        "supersedes,retracts"
    )
    when = "2024-06-01,2024-06-01,medicare"
    for name, scores, _ in rows:
        yield f"{name}-base,base-recorded,h{name},,{when},,1000000.00,,"
        for domain, score in zip(DOMAINS, scores, strict=True):
            if score:
                billionths = Fraction(score) * 1_000_000_000
                yield f"{name}-{domain},{domain}-judged,h{name},,{when},{billionths},,,"
