"""What a variation leaves alone, and that engines agree on what it changes (law 26)."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from fuzz.pairs import ENGINES, said
from ocdsl.base.calendar import day_of, iso
from ocdsl.base.source import Source
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import cases
from tests.properties.batches import evaluated, write_rows
from tests.properties.log_shape import Row
from tests.properties.logs import logs
from tests.properties.test_engines import slow

FIRST_DAY = day_of("2026-05-12")
"""When the first variation comes into force here: in the midst of the days that logs turn on."""
_CASEBOOKS = Path(__file__).parents[1] / "conformance"


@cache
def contracts(name: str) -> tuple[Contract, Contract]:
    """A casebook's contract as it was signed, and with its variations."""
    text = next(cases(_CASEBOOKS / name)).contract
    for day, earlier in (("1 April 2027", "12 May 2026"), ("1 January 2028", "7 July 2026")):
        text = text.replace(f"from     {day}", f"from     {earlier}")
    signed = text[: text.index("\nvariation ") + 1]
    found = [check(Source(name, each)).contract for each in (signed, text)]
    assert found[0] is not None and found[1] is not None
    return found[0], found[1]


PRICES, OUTCOMES = "variations.md", "varied-outcomes.md"


def both(rows: list[Row], as_at: int, known_at: str | None = None) -> list[list[Decision]]:
    """The decisions of the reference by the text as signed, and with the variations."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contracts(PRICES)[1], rows, Path(folder, "log.csv"))
        return [
            list(evaluated(contract, [path], as_at, "reference", known_at).decisions())
            for contract in contracts(PRICES)
        ]


@settings_of(slow, max_examples=40)
@given(rows=logs(contracts(PRICES)[1], dirty=True), days=st.integers(1, 41))
def test_before_its_first_day_a_variation_changes_nothing(rows: list[Row], days: int) -> None:
    signed, varied = both(rows, FIRST_DAY - days)
    assert varied == signed


@settings_of(slow, max_examples=40)
@given(rows=logs(contracts(PRICES)[1], dirty=False), days=st.integers(0, 400))
def test_what_was_judged_by_the_text_as_signed_stays_as_it_was(rows: list[Row], days: int) -> None:
    early = {row["event_id"] for row in rows if row["occurred_on"] < iso(FIRST_DAY)}

    def judged(found: list[Decision]) -> list[Decision]:
        own = (d for d in found if d.payment == "visits")
        return [d for d in own if d.id.split("#")[0].split("/")[2] in early]

    signed, varied = both(rows, FIRST_DAY + days)
    assert judged(varied) == judged(signed)


@pytest.mark.parametrize("name", [PRICES, OUTCOMES])
@settings_of(slow, max_examples=30)
@given(data=st.data())
def test_engines_agree_over_a_variation(name: str, data: st.DataObject) -> None:
    contract = contracts(name)[1]
    rows = data.draw(logs(contract, dirty=True))
    as_at = contract.term_start + data.draw(st.integers(0, 800))
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contract, rows, Path(folder, "log.csv"))
        first, *others = (said(evaluated(contract, [path], as_at, e)) for e in ENGINES)
    for other in others:
        assert other == first


@settings_of(slow, max_examples=30)
@given(rows=logs(contracts(OUTCOMES)[1], dirty=False), days=st.integers(0, 800))
def test_an_outcome_is_paid_for_once_whatever_the_version(rows: list[Row], days: int) -> None:
    contract = contracts(OUTCOMES)[1]
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(contract, rows, Path(folder, "log.csv"))
        found = evaluated(contract, [path], contract.term_start + days, "reference").decisions()
    people = [d.person for d in found if d.payment == "in-work-fee"]
    assert len(people) == len(set(people))
