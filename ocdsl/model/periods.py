"""Which periods and lengths a contract uses: weeks, months, quarters and years, working days."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.model.context import Context
from ocdsl.model.dates import unit_counted
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def period_units(context: Context) -> frozenset[str]:
    """The units of the periods that rules name."""
    named = context.parts(ph.PeriodPhrase, tree.Subject, tree.ForEach, tree.AtMost, tree.Otherwise)
    return frozenset(unit for _, _, node in named for unit in _units(node))


def counts_months(context: Context) -> bool:
    """Whether some length is counted in months, quarters or years."""
    return _counts(context, "month")


def counts_working_days(context: Context) -> bool:
    """Whether some length is counted in working days, or due dates move to one."""
    return _counts(context, "working day") or context.dates.due_dates_move


def _counts(context: Context, unit: str) -> bool:
    return any(unit_counted(length.unit) == unit for _, _, length in lengths_counted(context))


def lengths_counted(
    context: Context,
) -> Iterator[tuple[tree.Block, tree.Clause | None, ph.Duration]]:
    """Every length that is counted from a day; those of a cap are so many whole periods."""
    for block, clause, length in context.parts(ph.Duration):
        if not isinstance(clause, tree.AtMost | tree.UnusedRoom):
            yield block, clause, length


def _units(node: object) -> Iterator[str]:
    match node:
        case ph.PeriodPhrase(unit=unit):
            yield unit
        case tree.Subject(grain=grain) | tree.ForEach(grain=grain) | tree.AtMost(grain=grain):
            yield from (name.text for name in grain if name.text in PERIODS)
        case tree.Otherwise(unit=unit) if unit:
            yield unit
