"""A total that does not say over what time, or for which provider (law 20)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.grain import subjects_by_band
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context
from ocdsl.model.contract import FIELD_PLACES
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every payment by band of a total that lacks a period, a provider or a person."""
    for block, clause in subjects_by_band(context):
        for message, fix in (*_shape(clause.subject), *_quantity(context, clause)):
            yield Found(message, clause.quantity.span, heading(block, clause), fix)


def _shape(subject: tree.Subject) -> Iterator[tuple[str, str]]:
    names = Counter(name.text for name in subject.grain)
    periods = sum(names[unit] for unit in PERIODS)
    people = subject.population.text if subject.population else "the-cohort"
    whole = f"for each person in {people} and provider and week"
    if not names["person"]:
        yield "The total does not say whose it is.", f"Write `{whole}`."
    if periods != 1:
        message = (
            "The total is taken over several periods at once."
            if periods
            else "The total does not say over what time it is taken."
        )
        yield message, f"Write one period, as in `{whole}`."
    if not names["provider"]:
        message = "The total does not say whether it is for each provider."
        yield message, f"Add `and provider`, as in `{whole}`."
    if any(count > 1 for name, count in names.items() if name not in PERIODS):
        yield "The same word stands twice in one `for each`.", f"Write `{whole}`."


def _quantity(context: Context, clause: tree.PaysByBand) -> Iterator[tuple[str, str]]:
    assert isinstance(clause.quantity, ph.Total)
    what = clause.quantity.what
    if what.at is None:
        fix = f"Write `the total of {what.field.text} at each` and the event."
        yield f"The total of `{what.field.text}` does not say at which events.", fix
        return
    field = context.field(what.at.event.text, what.field.text)
    if field and field.kind not in FIELD_PLACES:
        message = f"`{what.field.text}` is not a number, so it has no total."
        yield message, "Take the total of a field that holds a number."


RULE = Rule(
    code="TotalWithoutPeriod",
    severity=Severity.ERROR,
    what="A total does not say whose it is, over what time, or for which provider.",
    why="Twelve hours a week and twelve hours a month are different bands, "
    "and two providers who share a person would both claim the same hours.",
    fix="Write whose total it is, and over what period.",
    example='payment weekly-support "Ongoing support"\n'
    "  pays  whole amount by band of the total of hours at each support-day "
    "for each person in older-people and provider\n"
    "    | hours       | price   |\n"
    "    | more than 0 | £75.00  |\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 20, and what readers stumbled on",
    find=find,
)
