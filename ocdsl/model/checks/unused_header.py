"""A line of the contract block that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.card_tables import rise_unit
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.checks.term_backwards import RULE as TERM
from ocdsl.model.clauses import heading, only, words_of
from ocdsl.model.context import Context
from ocdsl.model.periods import counts_months, counts_working_days, period_units
from ocdsl.model.walk import uses
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Working days, months, weeks, years and roles that no rule needs."""
    header = context.header
    units = period_units(context)
    roles = {use.name.text for use in uses(context) if use.what == "role"}
    for clause in header.clauses if header else ():
        if header and _is_idle(context, clause, units, roles):
            named = f" {clause.name.text}" if isinstance(clause, tree.Party) else ""
            message = f"Nothing in the contract uses `{words_of(clause)}{named}`."
            yield Found(message, clause.span, heading(header, clause))


def _is_idle(context: Context, clause: tree.Clause, units: frozenset[str], roles: set[str]) -> bool:
    match clause:
        case tree.WorkingDays():
            return not counts_working_days(context)
        case tree.MonthEnds():
            return not counts_months(context)
        case tree.WeeksStart():
            return "week" not in units
        case tree.YearsStart():
            return not (units & {"quarter", "year"} or _has_rates_by_year(context))
        case tree.Party(kind="role"):
            return clause.name.text not in roles
        case _:
            return False


def _has_rates_by_year(context: Context) -> bool:
    """Whether rates rise on the first day of the contract's year."""
    rises = (only(block, tree.Rises) for block in context.named["rates"].values())
    return any(rise_unit(context, each) == "year" for each in rises if each)


RULE = Rule(
    code="UnusedHeader",
    severity=Severity.WARNING,
    what="A line of the contract block is used by nothing.",
    why="It reads as a rule about dates or duties that no payment follows.",
    fix="Take the line out, or write the rule that needs it.",
    example=TERM.example.replace("1 April 2029", "1 April 2025")
    + "  working days  follow england-and-wales\n",
    law="what readers stumbled on",
    find=find,
    needs_contract=True,
)
