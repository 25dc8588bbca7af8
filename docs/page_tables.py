"""Tables of the language's page that follow from the code: each stands where a part names it.

A part has the line `<!-- table: columns -->`. The words are here; what needs words is in the code,
so a column, a kind of field or a status without them stops the page from being made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests_table import where_tests_stand
from values_table import where_values_stand

from ocdsl.events.schema import CORRECTION_COLUMNS, FIXED_COLUMNS
from ocdsl.ledger.decision import MONEY, OWED, STATUSES
from ocdsl.model.contract import FIELD_PLACES

ROOT = Path(__file__).resolve().parents[1]

_COLUMNS = {
    "event_id": "a text of your own, once in the log",
    "event": "the name of an event block",
    "provider": "the name of a provider; blank where the event is about the contract",
    "person": "an id, never a name; blank where the event is about a provider or the contract",
    "occurred_on": "the day it happened, `2026-06-16`",
    "recorded_at": "when it was recorded, `2026-06-18T11:05:00` or `2026-06-18`: local time, "
    "without an offset, never before the day it happened",
    "recorded_by": "who recorded it, of those that the event's `recorded by` names: `alder` or "
    "`provider` (the provider of the row), `vale` or `commissioner`, or the name of a role",
    "supersedes": "may be left out: the `event_id` that this row corrects",
    "retracts": "may be left out: the `event_id` that this row takes back",
}
_FIELDS = {
    "whole number": "`12`",
    "days": "`12`",
    "number": "`0.25`",
    "score": "`62` or `62.5`",
    "hours": "`2.5`, never `2:30`",
    "money": "`1575.00`, without £ and without commas",
    "percentage": "`4.6` for 4.6%, without the sign; `0.046` would be 0.046%",
    "one of": "one of the names, as declared",
    "yes or no": "`yes` or `no`",
    "date": "`2026-08-01`",
}
_STATUSES = {
    "payable": "earned, and due on its `payable_on`",
    "withheld": "earned, and kept back until a measure, a day or an outcome",
    "released": "kept back before, and due now",
    "forfeited": "kept back before, and never to be paid",
    "recovered": "paid before, and taken back: the amount is negative",
    "repaid": "set off against an advance: the amount is negative",
    "capped": "over a cap, and never to be paid",
    "carried-forward": "over a cap, and waiting for room",
    "shadow": "earned in a shadow period, and never to be paid",
    "pending": "not decided: what would be paid if what it awaits comes",
    "not-due": "decided against: what would have been paid",
}


def _columns() -> Iterator[str]:
    yield from ("| column | what it holds |", "|---|---|")
    for name in (*FIXED_COLUMNS, *CORRECTION_COLUMNS):
        yield f"| `{name}` | {_COLUMNS[name]} |"


def _fields() -> Iterator[str]:
    yield from ("| kind of field | decimal places | in the log |", "|---|---|---|")
    for kind, words in _FIELDS.items():
        places = FIELD_PLACES.get(kind)
        shown = {None: "", 0: "none"}.get(places, f"up to {places}")
        yield f"| `{kind}` | {shown} | {words} |"


def _statuses() -> Iterator[str]:
    yield from ("| status | the money is | owed | in the ledger |", "|---|---|---|---|")
    for status in STATUSES:
        owed, held = ("yes" if status in which else "" for which in (OWED, MONEY))
        yield f"| `{status}` | {_STATUSES[status]} | {owed} | {held} |"


def _refusals() -> Iterator[str]:
    """One mistake of each kind, from the page of bad inputs that the tests run."""
    page = (ROOT / "tests/events/bad-inputs.md").read_text(encoding="utf-8")
    yield from ("| what is wrong, for example | code | what to do, for example |", "|---|---|---|")
    seen: set[str] = set()
    for wrong, code, fix in _mistakes(page):
        if code not in seen:
            seen.add(code)
            yield f"| {wrong} | `{code}` | {fix} |"


def _mistakes(page: str) -> Iterator[tuple[str, str, str]]:
    heading = ""
    for line in page.partition("## Files")[0].splitlines():
        if line.startswith("### "):
            heading = line.removeprefix("### ")
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line[:2] == "| " else []
        if len(cells) >= 4 and re.fullmatch(r"[A-Z][A-Za-z]+", cells[-3]):
            yield heading or cells[0], cells[-3], cells[-1]


TABLES: Mapping[str, Callable[[], Iterator[str]]] = {
    "columns": _columns,
    "fields": _fields,
    "statuses": _statuses,
    "refusals": _refusals,
    "tests": where_tests_stand,
    "values": where_values_stand,
}
"""Each table by the name that a part gives it."""
