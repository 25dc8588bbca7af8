"""Values of different kinds set side by side: money and numbers, dates and choices (law 7)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.comparisons import Comparison, comparisons, field_read
from ocdsl.model.context import Context
from ocdsl.model.kinds import field_class, scalar_class
from ocdsl.model.seen import Asked, Spot
from ocdsl.model.walk import walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of

_ASKED_FOR = {
    "money": "an amount of money",
    "percentage": "a percentage",
    "number": "a number",
    "date": "a date",
    "duration": "a duration",
    "choice": "the name of one of its choices",
}
_SAYS = {"choice": "a name"}
_NOTHING = {"money": "£0.00", "percentage": "0%"}
"""What a difference of values of a class is where the two are the same; of the others it is 0."""


def find(context: Context) -> Iterator[Found]:
    """Every value of a kind that what it stands beside cannot have."""
    for comparison in comparisons(context):
        yield from _judge(comparison)
    for seen in walk(context):
        if isinstance(seen, Asked):
            for test in seen.tests.items:
                if isinstance(test, ph.ChoiceTest):
                    yield from _choice(seen.spot, test)


def _judge(comparison: Comparison) -> Iterator[Found]:
    wanted, value = field_class(comparison.kind), comparison.value
    if isinstance(value, ph.PointsAbove | ph.FieldAt):
        yield from _other_field(comparison)
    elif not isinstance(value, ph.Scalar):
        yield _found(comparison, f"`{text_of(value)}` cannot stand here.", wanted)
    elif wanted == "choice" and scalar_class(value) != wanted:
        message = f"{comparison.beside} is a choice: it has no size to set a limit to."
        yield _found(comparison, message, wanted)
    elif not _is_bare(value, wanted) and scalar_class(value) != wanted:
        given = _SAYS.get(scalar_class(value)) or _ASKED_FOR[scalar_class(value)]
        message = f"`{text_of(value)}` is {given}, but {comparison.beside} is {_ASKED_FOR[wanted]}."
        yield _found(comparison, message, wanted)


def _is_bare(value: ph.Scalar, wanted: str) -> bool:
    """A bare number where money or a percentage is meant has a rule of its own."""
    return isinstance(value, ph.Number) and wanted in ("money", "percentage")


def _other_field(comparison: Comparison) -> Iterator[Found]:
    other = comparison.other
    if other is None and isinstance(comparison.value, ph.FieldAt):
        if comparison.value.at is None:
            name = comparison.value.field.text
            if name in comparison.cards:
                yield _a_card(comparison, name)
                return
            message = f"`{name}` is not a value that {comparison.beside} can be compared with."
            yield _found(comparison, message, field_class(comparison.kind))
    elif other and other.kind != comparison.kind and not _has_points(comparison):
        message = (
            f"{comparison.beside} is of the kind `{comparison.kind}`, "
            f"but `{other.name.text}` is of the kind `{other.kind}`."
        )
        yield Found(message, comparison.span, comparison.heading, "Compare values of one kind.")


def _a_card(comparison: Comparison, card: str) -> Found:
    """The rate of a card as a limit: the difference from it can be measured and tested."""
    message = f"`{card}` is a card of rates, and a limit is none."
    what = comparison.beside.strip("`")
    fix = (
        f"Make a measure for each event that records `{what}`, `is  {what} - {card}`, and test "
        f"that it is `{comparison.word} {_NOTHING.get(field_class(comparison.kind), '0')}`."
    )
    return Found(message, comparison.span, comparison.heading, fix)


def _has_points(comparison: Comparison) -> bool:
    """A comparison in points has a rule of its own."""
    return isinstance(comparison.value, ph.PointsAbove)


def _found(comparison: Comparison, message: str, wanted: str) -> Found:
    fix = f"Write {_ASKED_FOR[wanted]} here."
    return Found(message, comparison.span, comparison.heading, fix)


def _choice(spot: Spot, test: ph.ChoiceTest) -> Iterator[Found]:
    field = field_read(spot, test.value)
    if field and field_class(field.kind) != "choice":
        wanted = _ASKED_FOR[field_class(field.kind)]
        message = f"`{test.choices[0].text}` is a name, but `{field.name.text}` is {wanted}."
        fix = f"Test it with a limit, such as `{field.name.text} is at least …`."
        yield Found(message, test.span, spot.heading, fix)


RULE = Rule(
    code="WrongKind",
    severity=Severity.ERROR,
    what="Values of different kinds are compared or mixed.",
    why="A comparison of pounds with hours, or of a count with a percentage, has no answer, "
    "and whoever works out the payment would have to guess one.",
    fix="Compare values of one kind.",
    example='cohort older-people "Older people referred for reablement"\n'
    "  counts      once for each person\n"
    "  joins on    the first referral where age is at least £65.00\n"
    "  belongs to  provider at the first service-start\n",
    law="law 7",
    find=find,
)
