"""A replay as lines of text: whether all is the same, and each difference with its cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ocdsl.audit.replay import Difference, Replay
from ocdsl.ledger.result import as_row


def render_replay(found: Replay, most: int = 40) -> Iterable[str]:
    """The replay as lines of text: the answer, what differs in common, each difference and cause.

    At most `most` differences are shown; the first line counts all of them.
    """
    yield _headline(found)
    yield from found.changes
    yield from (f"The saved result contradicts itself: {fault}" for fault in found.faults)
    for difference in found.differences[:most]:
        yield ""
        yield f"{difference.id}: {difference.kind}"
        yield from (f"  {line}" for line in _shown(difference))
        yield from (f"  because: {cause}" for cause in difference.causes)
    if len(found.differences) > most:
        yield ""
        yield f"and {len(found.differences) - most:,} more differences."


def _headline(found: Replay) -> str:
    if found.identical:
        return f"Identical: all {found.compared:,} decisions are the same, in every column."
    count = len(found.differences)
    verb = "is" if count == 1 else "are"
    return f"{count:,} of {found.compared:,} decisions {verb} not the same."


def _shown(difference: Difference) -> Iterator[str]:
    before = None if difference.before is None else as_row(difference.before)
    now = None if difference.now is None else as_row(difference.now)
    if before is None or now is None:
        row = now or before or {}
        yield f"{row['amount']} {row['currency']}, {row['status']}"
        return
    for name in difference.columns:
        yield f"{name}: {_cell(before[name])} then, {_cell(now[name])} now"


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "nothing"
    return "nothing" if value is None else str(value)
