"""What of a loaded log can be seen as at a day and as known at a moment (law 16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocdsl.backends.columnar.step import view
from ocdsl.events.log import (
    AFTER_AS_AT,
    AFTER_KNOWN_AT,
    RETRACTED,
    RETRACTION,
    SUPERSEDED,
    Unseen,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def make_visible(con: DuckDBPyConnection, as_at: int, known_at: int | None = None) -> None:
    """Make the view `event`: rows of `log_event` that an evaluation may use.

    `as_at` is an ordinal day, `known_at` a moment in microseconds since ordinal day 0 (None
    knows all that is recorded). Columns are those of `log_event`. Both tables that decide what
    is hidden are small, so the view costs little more than the table.
    """
    con.execute(f"CREATE OR REPLACE TABLE hidden_event AS {_hidden(known_at)}")
    (hidden,) = con.execute("SELECT count(*) FROM hidden_event").fetchall()[0]
    tests = [f"occurred_on <= {as_at}"]
    if known_at is not None:
        tests.append(f"recorded_at <= {known_at}")
    source = "log_event"
    if hidden:
        tests.append("retracts IS NULL")
        # Joined, not asked for each row: a correlated question costs three times as much.
        source += " ANTI JOIN hidden_event h ON h.event_id = log_event.event_id"
    where = " AND ".join(tests)
    query = f"SELECT log_event.* FROM {source} WHERE {where}"
    con.execute(view("event", query))


def unseen_events(con: DuckDBPyConnection, as_at: int, known_at: int | None = None) -> list[Unseen]:
    """The accepted rows that the view `event` leaves out, each with the reason, by event id.

    `make_visible` must have been called for the same two times.
    """
    late = "false" if known_at is None else f"recorded_at > {known_at}"
    found = con.execute(
        f"""
        SELECT e.event_id,
               CASE WHEN {late} THEN '{AFTER_KNOWN_AT}'
                    WHEN retracts IS NOT NULL THEN '{RETRACTION}'
                    WHEN h.by IS NULL THEN '{AFTER_AS_AT}'
                    WHEN h.corrected THEN '{SUPERSEDED}'
                    ELSE '{RETRACTED}' END,
               CASE WHEN {late} THEN '' ELSE coalesce(retracts, h.by, '') END
        FROM log_event e LEFT JOIN hidden_event h ON h.event_id = e.event_id
        WHERE {late} OR occurred_on > {as_at} OR retracts IS NOT NULL OR h.by IS NOT NULL
        ORDER BY 1
        """
    ).fetchall()
    return [Unseen(*row) for row in found]


def _hidden(known_at: int | None) -> str:
    known = "" if known_at is None else f"AND recorded_at <= {known_at}"
    return f"""
        SELECT coalesce(supersedes, retracts) AS event_id, event_id AS by,
               supersedes IS NOT NULL AS corrected
        FROM log_event WHERE (supersedes IS NOT NULL OR retracts IS NOT NULL) {known}
        """
