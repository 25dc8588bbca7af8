"""Changes of a log, each by itself: rows in, other rows out, or None where it is not possible.

A row is a dict of a log's columns, all of them text; a log is a tuple of rows. No change is made
in place. Whether the contract accepts the new rows is for `ocdsl.testing.owed` to say. Days are
whole days, later when positive.
"""

from __future__ import annotations

from ocdsl.incentives.check import Row
from ocdsl.incentives.transforms.rows import (
    Rows,
    added,
    changed,
    copied,
    cut,
    handed_to,
    later,
    moved,
    named,
    recorded_later,
    redated,
    reordered,
    repeated,
    without,
)

__all__ = [
    "Row",
    "Rows",
    "added",
    "changed",
    "copied",
    "cut",
    "handed_to",
    "later",
    "moved",
    "named",
    "recorded_later",
    "redated",
    "reordered",
    "repeated",
    "without",
]
