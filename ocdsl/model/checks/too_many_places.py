"""A value with more decimal places than its kind holds (laws 7 and 21)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.comparisons import comparisons
from ocdsl.model.context import Context
from ocdsl.model.contract import FIELD_PLACES
from ocdsl.model.kinds import digits_of
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.phrase_text import text_of

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def find(context: Context) -> Iterator[Found]:
    """Every value written more finely than the log can hold it."""
    for comparison in comparisons(context):
        value = comparison.value
        plain = value.points if isinstance(value, ph.PointsAbove) else value
        worked_out = comparison.places
        held = FIELD_PLACES.get(comparison.kind) if worked_out is None else worked_out
        if held is None or not isinstance(plain, ph.Number | ph.Percent):
            continue
        if digits_of(plain)[1] > held:
            has = f"a value of the kind `{comparison.kind}` has {_places(held)}"
            if worked_out is not None:
                has = f"it has {_places(held)}"
            message = (
                f"`{text_of(plain)}` has more decimal places than {comparison.beside} holds: {has}."
            )
            yield Found(message, comparison.span, comparison.heading)


def _places(held: int) -> str:
    count = _COUNTS[held] if held < len(_COUNTS) else str(held)
    return f"{count} decimal place{'' if held == 1 else 's'}"


RULE = Rule(
    code="TooManyPlaces",
    severity=Severity.ERROR,
    what="A value is written with more decimal places than its kind holds.",
    why="No value in the log could ever lie exactly on such a boundary, "
    "so it would not fall where it is written.",
    fix="Write it with fewer decimal places.",
    example='cohort older-people "Older people referred for reablement"\n'
    "  counts      once for each person\n"
    "  joins on    the first referral where age is at least 65.5\n"
    "  belongs to  provider at the first service-start\n",
    law="laws 7 and 21",
    find=find,
)
