"""Why a length ends on the day it does: short months, and bank holidays left out (law 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ocdsl.audit.case import Case, person_of
from ocdsl.base.calendar import LAST_DAY, in_words
from ocdsl.rules import operators as op

_SHORT = {
    LAST_DAY: "months end on the last day of a month that is too short",
    "": "months run on to the first day after a month that is too short",
}


def length_details(case: Case, bounds: tuple[Any, ...], key: Any) -> Iterator[str]:
    """Sentences on the first and the last day of a window, where a length needs one."""
    for bound in bounds:
        if isinstance(bound, str):
            yield from _shift_details(case, bound, key)


def _shift_details(case: Case, node_id: str, key: Any) -> Iterator[str]:
    node = case.node(node_id)
    if isinstance(node, op.Broadcast) and not node.by:
        yield from _shift_details(case, node.source, person_of(key))
    elif isinstance(node, op.Shift):
        yield from _shift_details(case, node.of, key)
        start, end = case.value(node.of, key), case.value(node_id, key)
        if isinstance(start, bool) or start is None or end is None:
            return
        start = case.contract.dates.end(start, node.end_of) if node.end_of else start
        if node.lag.unit == "month":
            yield from _short_month(start, end, node)
        elif node.lag.unit == "working day":
            yield from _left_out(case, start, end)


def _short_month(start: int, end: int, node: op.Shift) -> Iterator[str]:
    wanted, got = in_words(start).split()[0], in_words(end).split()[0]
    if wanted != got:
        last = end if node.lag.rule == LAST_DAY else end - 1
        _, month, year = in_words(last).split()
        rule = _SHORT.get(node.lag.rule, _SHORT[""])
        yield f"There is no {wanted} {month} {year}: {rule}."


def _left_out(case: Case, start: int, end: int) -> Iterator[str]:
    calendar = case.contract.dates.holidays
    first, last = min(start, end), max(start, end)
    found = calendar.between(first, last) if calendar else ()
    named = [f"{in_words(h.day)} ({h.name})" for h in found if h.day not in (start, end)]
    if named:
        yield f"Beside weekends, the working days leave out {_listed(named)}."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def moved_from(case: Case, payable: int, unmoved: int) -> str:
    """`, moved from 28 December 2026`; nothing where a due date stayed where it was."""
    if payable == unmoved or payable != case.contract.dates.working.on_or_after(unmoved):
        return ""
    return f", moved from {in_words(unmoved)}"
