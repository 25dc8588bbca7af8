"""A smallest meaningful change that is none, or that no field states."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.bands import END, scaled_limits
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.model.contract import FIELD_PLACES
from ocdsl.model.kinds import scaled
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of

_PLACES = FIELD_PLACES["score"]


def find(context: Context) -> Iterator[Found]:
    """Every field whose change cannot be one, and every use of one that is not stated."""
    for block in context.named["event"].values():
        for field in every(block, tree.FieldClause):
            if field.change is not None:
                for message, fix in _wrong(field, field.change):
                    yield Found(message, field.change.span, heading(block, field), fix)
    for block, clause, value in context.parts(ph.PointsAbove):
        name = value.value.field.text
        fields = (context.field(event, name) for event in context.named["event"])
        of_nothing = any(f and f.change and not f.change.digits for f in fields)
        if value.named and not value.points.digits and not of_nothing:
            message = f"`{name}` does not state its smallest meaningful change."
            yield Found(message, value.span, heading(block, clause))


def _wrong(field: tree.FieldClause, change: ph.Number) -> Iterator[tuple[str, str]]:
    name = field.name.text
    if field.kind != "score":
        yield f"Points are counted on scores, and `{name}` is a {field.kind}.", "Make it a score."
    elif not field.better:
        fix = "Write `higher is better` or `lower is better` before it."
        yield f"Nothing says which way a change of `{name}` is for the better.", fix
    elif change.places > _PLACES:
        message = f"`{text_of(change)}` has more decimal places than a score holds: it has two."
        yield message, "Write it with two at the most."
    elif not change.digits or scaled(change, _PLACES) > _width(field):
        message = f"No reading of `{name}` can be {text_of(change)} points better than another"
        if not change.digits:
            message = "A change of 0 points is none"
        yield f"{message}.", "Write a change that can happen, or leave it out."


def _width(field: tree.FieldClause) -> int:
    """How far apart two readings can be."""
    limits = dict(scaled_limits(field.limits, _PLACES))
    low = limits.get("at least", limits.get("more than"))
    high = limits.get("up to and including", limits.get("less than"))
    return high - low if low is not None and high is not None else END


RULE = Rule(
    code="MeaningfulChange",
    severity=Severity.ERROR,
    what="A smallest meaningful change is of no score, has no direction, cannot happen, or is "
    "used where the field states none.",
    why="Results would be paid for by a number that nobody has published.",
    fix="State it in the field, with its source in a note, or write the points themselves.",
    example='outcome still-independent "Still independent after a year"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment\n"
    "  when      independence is at least the smallest meaningful change above independence at "
    "the first assessment\n"
    "  note      No payment depends on it.\n",
    law="laws 7 and 8",
    find=find,
)
