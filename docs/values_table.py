"""The table of which value may stand where, from what the tests of `tests/matrix` found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FOUND = Path(__file__).resolve().parents[1] / "tests" / "matrix" / "found.md"
_KINDS = {
    "`hours`": "field at hand",
    "`need at the first referral`": "field at a named event",
    "a card": "card",
    "a measure of the event": "measure of each event",
    "a measure at a named event": "measure of an event elsewhere",
    "a measure of the provider and period": "worked out for each period",
    "a rate of people": "percentage who achieve",
    "`the number of …`": "number of events",
    "`the total of …`": "total of a field",
    "`£5.00 from …`": "changes by date",
    "`£5.00`": "amount",
}
"""The kinds of value that the page shows, and what the tried ones are called."""
_PLACES = {
    "`joins on` … `where` *it* is at least": "a cohort joins, where",
    "`joins on` … `where` a field is at least *it*": "a cohort joins, where a field is at least",
    "`achieved on` … `where` *it* is at least": "an outcome is achieved, where",
    "`achieved on` … `where` a field is at least *it*": "an outcome is achieved, where a field is "
    "at least",
    "an outcome's `when` *it* is at least": "when, of an outcome",
    "an outcome's `when` a field is at least *it*": "when a field is at least, of an outcome",
    "for an outcome, `when` *it* is at least": "when, of a payment for each outcome",
    "for each event, `when` *it* is at least": "when, of a payment for each event",
    "for each event, `when` a field is at least *it*": "when a field is at least, of a payment for "
    "each event",
    "for each provider and period, `when` *it* is at least": "when, of a payment for each provider "
    "and period",
    "for each provider and period, `when` a measure is at least *it*": "when a field is at least, "
    "of a payment for each provider and period",
    "a measure of each event `is`": "a measure of each event is",
    "a measure for each provider and period `is`": "a measure of each provider and period is",
    "a measure for the contract `is`": "a measure for the contract is",
    "a measure's `at most`": "a measure is at most",
    "a measure's `target`": "the target of a measure",
    "a part of a weighted mean": "a part of a weighted mean",
    "`pays` *it* for each person": "pays, for each person",
    "`pays` *it* for an outcome": "pays, for each outcome",
    "`pays` *it* for each event": "pays, for each event",
    "`pays` *it* for each provider and period": "pays, for each provider and period",
    "`pays` *it* for the contract": "pays, for the contract",
    "`by band of` *it* for an outcome": "pays by band, for each outcome",
    "`by band of` *it* for each event": "pays by band, for each event",
    "`by band of` *it* for each provider and period": "pays by band, for each provider and period",
    "each part at its own rate, `by band of` *it* for an outcome": "pays each part, for each "
    "outcome",
    "each part at its own rate, `by band of` *it* for each event": "pays each part, for each event",
    "each part at its own rate, a number, for each provider and period": "pays each part, for each "
    "provider and period",
    "each part at its own rate, money, for each provider and period": "pays each part of money, "
    "for each provider and period",
    "a payment's `at most`, for an outcome": "the most that is paid, for each outcome",
    "a payment's `at most`, for each event": "the most that is paid, for each event",
    "a payment's `at most`, for each provider and period": "the most that is paid, for each "
    "provider and period",
    "`withhold … against`": "withheld against",
    "`shared … in proportion to`": "shared in proportion to",
    "a cap's `at most`": "the limit of a cap for each provider",
    "a cap's `at most 10% of`": "a share of it as the limit of a cap",
    "a floor's `at least`": "the least of a floor",
}
"""The places that the page shows, in its words, and what the tried ones are called."""
_OF_MONEY = {
    "a part of a weighted mean": "a part of a weighted mean of money",
    "pays each part, for each outcome": "pays each part of money, for each outcome",
    "pays each part, for each event": "pays each part of money, for each event",
}
"""Places that are tried once more beside money: the values tried there are of one kind alone."""


def where_values_stand() -> Iterator[str]:
    """A row for each place: which kinds of value may stand there."""
    found = FOUND.read_text(encoding="utf-8")
    stands = dict(re.findall(r"^## (.+)\n\nMay stand: (.+)\.$", found, re.MULTILINE))
    yield f"| | {' | '.join(_KINDS)} |"
    yield f"|---|{'---|' * len(_KINDS)}"
    for words, place in _PLACES.items():
        also = stands.get(_OF_MONEY.get(place, ""), "")
        names = (*stands[place].split(", "), *also.split(", "))
        cells = ("yes" if kind in names else "" for kind in _KINDS.values())
        yield f"| {words} | {' | '.join(cells)} |"
