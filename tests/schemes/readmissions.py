"""Readmissions reduction: the factor of a hospital's payments, of a base of £1,000,000.00.

The figures are those that the Centers for Medicare & Medicaid Services publish for one hospital in
the fiscal years 2020 and 2023: discharges, ratio, median of the peers and weight of each condition,
here to four places. In 2023 the ratio of heart attacks is above the median, of 4 discharges: it
does not count. Two more results, worked by hand, are at 25 discharges and below, with the most
that is taken, 3%.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ocdsl.base.money import decimal_text, half_up
from tests.conformance.casebook import Row
from tests.schemes.figures import Figure, by_event, decided, published_table

SCHEME = "readmissions"
TABLE = "readmissions_reduction.csv"
CONDITIONS = ("ami", "copd", "hf", "pneumonia", "cabg", "joint")
_MEASURES = ("AMI", "COPD", "HF", "PN", "CABG", "THA/TKA")

Result = tuple[int, str, str, str]
PUBLISHED: dict[str, tuple[str, str, Sequence[Result]]] = {
    "2020": ("0.984", "0.9576", (
        (7, "0.9804", "0.9928", "0.0030"), (35, "0.9445", "0.9942", "0.0131"),
        (25, "0.9816", "0.9848", "0.0095"), (88, "0.9178", "0.9875", "0.0446"),
        (0, "0", "0.9803", "0"), (332, "1.0533", "0.9841", "0.2414"),
    )),
    "2023": ("0.9956", "0.9558", (
        (4, "1.0038", "0.9954", "0.0035"), (10, "0.9932", "0.9949", "0.0072"),
        (36, "1.0808", "0.9927", "0.0296"), (27, "0.9482", "0", "0"),
        (0, "0", "0.9931", "0"), (65, "1.0148", "0.9923", "0.0878"),
    )),
}  # fmt: skip


def figures(engine: str) -> Iterator[Figure]:
    """The two published factors, and what is taken from 25 discharges on and at most."""
    rows = [_result(year, modifier, found) for year, (_, modifier, found) in PUBLISHED.items()]
    _, modifier, found = PUBLISHED["2020"]
    # Of hearts that fail, 25 discharges count from 25 on; the weight makes the penalty the most.
    for name, discharges in (("most", 25), ("below", 24)):
        heart = (discharges, "1.9848", "0.9848", "0.9")
        rows.append(_result(name, modifier, (*found[:2], heart, *found[3:])))
    paid = by_event(decided(SCHEME, rows, "2023-09-30", engine))
    for year, (factor, _, _) in PUBLISHED.items():
        exact = Fraction(factor) * 100_000_000
        yield Figure(SCHEME, f"factor of {year}", int(exact), paid[year], engine)
    yield Figure(SCHEME, "the most that is taken", 97_000_000, paid["most"], engine)
    yield Figure(SCHEME, "24 discharges", 98_400_000, paid["below"], engine)


def transcribed_wrongly() -> list[str] | None:
    """Rows that differ from the published table; None where the table is not at hand."""
    path = published_table(TABLE)
    if path is None:
        return None
    published: dict[str, list[Result]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            numbers = ("excess_readmission_ratio", "peer_group_median", "drg_payment_ratio")
            discharges = int(_places(row["eligible_discharges"]).partition(".")[0])
            result = (discharges, *(_places(row[n]) for n in numbers))
            published[row["fiscal_year"].removeprefix("FY")].append(result)
    return [
        f"{given} of {year} is not {wanted}"
        for year, (_, _, found) in PUBLISHED.items()
        for given, wanted in zip(found, published[year], strict=True)
        if (given[0], *(Fraction(n) for n in given[1:]))
        != (wanted[0], *(Fraction(n) for n in wanted[1:]))
    ]


def _places(number: str) -> str:
    """A published number to four places; what did not qualify (`NQ`) or is not given is 0."""
    exact = Fraction(0 if number.strip() in ("NQ", "N/A", "") else number) * 10_000
    return decimal_text(half_up(exact.numerator, exact.denominator), 4)


def _result(name: str, modifier: str, found: Sequence[Result]) -> Row:
    fields = [
        f"{condition}-discharges is {n}, {condition}-ratio is {ratio}, "
        f"{condition}-median is {median}, {condition}-weight is {weight}"
        for condition, (n, ratio, median, weight) in zip(CONDITIONS, found, strict=True)
    ]
    detail = ", ".join([f"base is £1,000,000.00, modifier is {modifier}", *fields])
    return {"date": "1 June 2023", "event": "yearly-result", "id": name, "detail": detail}
