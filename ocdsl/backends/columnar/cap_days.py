"""The days of a cap that carries its excess: most lie wholly in one month's room, or beyond all.

Then every line of the day is in that month, or over the cap, in whatever order they stand: only
the lines of the other days need a running total of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from ocdsl.backends.columnar.sqltext import quoted
from ocdsl.backends.columnar.step import Step, create
from ocdsl.rules import operators as op


@frozen
class CapDays:
    """The tables of a cap by day; `lines` is the query of its covered lines, `order` theirs."""

    running: op.Cumulate
    roll: op.Roll
    lines: str
    order: str

    @property
    def all(self) -> str:
        """The table of every day on which something is earned, with the total up to its end."""
        return quoted(f"{self.running.id} by day")

    @property
    def whole(self) -> str:
        """The table of the days that need no order, with the period that pays all of each."""
        return quoted(f"{self.running.id} whole days")

    @property
    def split(self) -> str:
        """The table of the running totals of the lines of the other days."""
        return quoted(f"{self.running.id} split days")

    @property
    def _keys(self) -> list[str]:
        return [*map(quoted, self.running.scope), "earned_on"]

    def by_day(self, about: Sequence[str]) -> Step:
        """Each day's money, and the money up to its end. A line of nothing keeps a day open."""
        scope = ", ".join(self._keys[:-1])
        by = f"PARTITION BY {scope} " if scope else ""
        query = f"""SELECT *, CAST(sum(amount) OVER ({by}ORDER BY earned_on) AS BIGINT) AS after
FROM (
  SELECT {", ".join(self._keys)}, CAST(sum(amount) AS BIGINT) AS amount, min(amount) AS least
  FROM ({self.lines}) GROUP BY ALL
)"""
        return Step(self.all, create(self.all, query), tuple(about))

    def whole_days(self, columns: Sequence[str]) -> Step:
        """The days wholly in one period's room, with its `columns`, and those beyond all rooms."""
        scope = self._keys[:-1]
        same = "".join(f" AND d.{n} IS NOT DISTINCT FROM b.{n}" for n in scope)
        most = f"(SELECT max(high) FROM {quoted(self.roll.id)} b WHERE true{same})"
        query = f"""SELECT d.*, {", ".join(f"b.{name}" for name in columns)}
FROM {self.all} d LEFT JOIN {quoted(self.roll.id)} b
  ON d.after - d.amount >= b.low AND d.after <= b.high{same}
WHERE d.least > 0 AND (b.starts_on IS NOT NULL OR d.after - d.amount >= coalesce({most}, 0))"""
        return Step(self.whole, create(self.whole, query))

    def split_days(self) -> Step:
        """The running total of the lines of every other day, from where the day begins."""
        keys = ", ".join(f"l.{name}" for name in self._keys)
        query = f"""SELECT l.*, CAST(d.after - d.amount + sum(l.amount) OVER w AS BIGINT) AS after,
  CAST(d.after - d.amount + sum(l.amount) OVER w - l.amount AS BIGINT) AS before
FROM ({self.lines}) l
  JOIN (SELECT * FROM {self.all} a ANTI JOIN {self.whole} w ON {self.same("a", "w")}) d
  ON {self.same("l", "d")}
WINDOW w AS (PARTITION BY {keys} ORDER BY {self.order} ROWS UNBOUNDED PRECEDING)"""
        return Step(self.split, create(self.split, query))

    def same(self, one: str, other: str) -> str:
        """That two rows are of one scope and day."""
        scope = [f"{one}.{n} IS NOT DISTINCT FROM {other}.{n}" for n in self._keys[:-1]]
        return " AND ".join([f"{one}.earned_on = {other}.earned_on", *scope])
