"""What kind of value a phrase gives, and in what unit it is held: the algebra of kinds (law 7).

Every value is held as a whole number of some part of one: pence are hundredths of a pound,
ten-thousandths are the parts of a percentage held to two places. A quotient is a fraction, exact
until it is rounded (law 21).
"""

from __future__ import annotations

from collections.abc import Callable
from math import gcd

from attrs import evolve, frozen

from ocdsl.base.source import Span
from ocdsl.model.contract import FIELD_PLACES
from ocdsl.model.kinds import field_class
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.mean_clauses import ByBand, WeightedMean
from ocdsl.syntax.phrase_text import alone, text_of

PERCENT = 100
"""Parts of a percentage in one: 15% is 15 of them."""


@frozen
class Quantity:
    """The kind of a value, and how it is held."""

    kind: str
    """`money`, `percentage`, `number`, `date`, `duration` or `choice`."""
    scale: int = 1
    """Parts of one: a value held as 250 with a scale of 100 is 2.5."""
    is_fraction: bool = False
    """Whether it is a numerator and a denominator, because something was divided."""
    unit: str = ""
    """`hours`, `days` or `score`: a number of these is added to none of another kind."""
    step: int = 1
    """Every value is a multiple of so many parts: `£20.00 × visits` of 2,000 pence."""


class Mixed(Exception):  # noqa: N818 - a mistake of the contract's author, not of the program
    """Raised where a value mixes kinds: `message` says how, `span` where."""

    def __init__(self, message: str, span: Span, fix: str) -> None:
        super().__init__(message)
        self.message, self.span, self.fix = message, span, fix


Known = Callable[[ph.FieldAt], Quantity | None]
"""What a field or a measure gives; None for one that is not known."""


def quantity_of_kind(kind: str) -> Quantity:
    """What a field of a kind holds: `money` is held in pence."""
    of = field_class(kind)
    if of == "percentage":
        return Quantity("percentage", PERCENT * 10 ** FIELD_PLACES[kind])
    unit = kind if kind in ("hours", "days", "score") else ""
    return Quantity(of, 10 ** FIELD_PLACES.get(kind, 0), unit=unit)


def quantity_of(value: ph.Value, known: Known) -> Quantity | None:
    """What a value gives; None where a name in it is not known. Raises Mixed."""
    found: Quantity | None
    match value:
        case ph.FieldAt():
            found = known(value)
        case ph.ShareOf(of=of):
            found = _share(value, quantity_of(of, known))
        case ph.Arithmetic(left=left, right=right):
            found = _arithmetic(value, quantity_of(left, known), quantity_of(right, known))
        case ph.PercentageOf(part=part, whole=whole):
            found = _percentage(value, quantity_of(part, known), quantity_of(whole, known))
        case ph.PointsAbove():
            message = f"`{text_of(value)}` is a limit on a score, and no amount."
            fix = "Set a score against it alone: `mark is at least 5 points above …`."
            raise Mixed(message, value.span, fix)
        case ph.Total():
            found = _taken(value, known(value.what))
        case ph.NumberOf():
            found = Quantity("number")
        case ph.Forfeited():
            found = Quantity("money", 100)
        case ph.Dated():
            found = _dated(value)
        case _:
            found = _scalar(value)
    return found


def quantity_of_mean(mean: WeightedMean, known: Known) -> Quantity | None:
    """What a weighted mean gives: a fraction of the kind that its parts are. Raises Mixed."""
    found = [(field, known(field)) for field in mean.fields]
    first = found[0][1] if found else None
    if first is None or not all(quantity for _, quantity in found):
        return None
    for field, quantity in found:
        assert quantity is not None
        if quantity.kind not in _COUNTED or (quantity.kind, quantity.unit) != (
            first.kind,
            first.unit,
        ):
            message = (
                f"`{text_of(field)}` is {in_words(quantity)} and `{text_of(found[0][0])}` is "
                f"{in_words(first)}: they have no mean."
            )
            raise Mixed(message, field.span, "Take the mean of values of one kind.")
    return Quantity(first.kind, 1, is_fraction=True, unit=first.unit)


def quantity_of_bands(banded: ByBand) -> Quantity | None:
    """What the rows of a table give: all of one kind, in the finest parts that one has.

    None where no row says an amount. Raises Mixed.
    """
    found = [(cell, _scalar(cell.content)) for cell in banded.gives]  # type: ignore[arg-type]  # `gives` has amounts alone
    for cell, quantity in found:
        if quantity.kind != found[0][1].kind:
            message = (
                f"`{text_of(cell)}` is {in_words(quantity)} and `{text_of(found[0][0])}` is "
                f"{in_words(found[0][1])}: a measure is one of them."
            )
            raise Mixed(message, cell.span, "Write every row in one kind.")
    return _of_all([quantity for _, quantity in found]) if found else None


def _scalar(value: ph.Scalar) -> Quantity:
    match value:
        case ph.Money(pence=pence):
            return Quantity("money", 100, step=pence)
        case ph.Percent(digits=digits, places=places):
            return Quantity("percentage", PERCENT * 10**places, step=digits)
        case ph.Number(digits=digits, places=places):
            return Quantity("number", 10**places, step=digits)
        case ph.Day():
            return Quantity("date")
        case ph.Duration():
            return Quantity("duration")
    return Quantity("choice")


def _dated(value: ph.Dated) -> Quantity:
    """What changes by date is of one kind, held in the finest parts that it is written in."""
    found = [_scalar(change.value) for change in value.changes]
    for change, quantity in zip(value.changes, found, strict=True):
        if quantity.kind != found[0].kind:
            message = f"`{alone(value)}` changes from {in_words(found[0])} to {in_words(quantity)}."
            raise Mixed(message, change.span, "Write values of one kind.")
    return _of_all(found)


def _of_all(found: list[Quantity]) -> Quantity:
    """What one of several values gives: in the finest parts of one that they have."""
    return evolve(max(found, key=lambda quantity: quantity.scale), step=1)


def _taken(value: ph.Total, of: Quantity | None) -> Quantity | None:
    """A total, an average or an extreme of a field: an average is a fraction."""
    if of is None:
        return None
    if of.kind not in ("money", "percentage", "number"):
        message = f"`{text_of(value.what)}` is {in_words(of)}: it has no {value.how}."
        raise Mixed(message, value.span, _NUMBERS)
    return Quantity(of.kind, 1, True, of.unit) if value.how == "average" else of


def _share(value: ph.ShareOf, of: Quantity | None) -> Quantity | None:
    if of is None:
        return None
    if of.kind not in ("money", "percentage", "number"):
        raise Mixed(f"A share of `{text_of(value.of)}` has no meaning.", value.span, _NUMBERS)
    share = _scalar(value.share)
    scale = 1 if of.is_fraction else of.scale * share.scale
    step = 1 if of.is_fraction else of.step * share.step
    return Quantity(of.kind, scale, of.is_fraction, of.unit, step)


_NUMBERS = "Work with amounts of money, percentages and numbers."


def _arithmetic(
    value: ph.Arithmetic, left: Quantity | None, right: Quantity | None
) -> Quantity | None:
    if left is None or right is None:
        return None
    for part, quantity in ((value.left, left), (value.right, right)):
        if quantity.kind not in ("money", "percentage", "number"):
            message = f"`{text_of(part)}` is a {quantity.kind}, and cannot be worked with."
            raise Mixed(message, value.span, _NUMBERS)
    is_fraction = left.is_fraction or right.is_fraction or value.sign == "÷"
    if value.sign in ("+", "-"):
        return _sum(value, left, right, is_fraction)
    kind = _product_kind(value, left.kind, right.kind)
    scale = 1 if is_fraction else left.scale * right.scale
    unit = (left.unit or right.unit) if kind == "number" and not (left.unit and right.unit) else ""
    step = 1 if is_fraction else left.step * right.step
    return Quantity(kind, scale, is_fraction, unit, step)


def _sum(value: ph.Arithmetic, left: Quantity, right: Quantity, is_fraction: bool) -> Quantity:
    if (left.kind, left.unit) != (right.kind, right.unit):
        word = "added to" if value.sign == "+" else "subtracted from"
        message = (
            f"`{text_of(value.left)}` is {in_words(left)} and `{text_of(value.right)}` is "
            f"{in_words(right)}: one cannot be {word} the other."
        )
        raise Mixed(message, value.span, _one_kind(left, right))
    if is_fraction:
        return Quantity(left.kind, 1, is_fraction, left.unit)
    return Quantity(left.kind, _common(left, right), False, left.unit, _common_step(left, right))


def _one_kind(left: Quantity, right: Quantity) -> str:
    """How two values come to be of one kind: a plain number is no score, and no hours."""
    unit = left.unit or right.unit
    if left.kind == right.kind == "number" and unit and not (left.unit and right.unit):
        field = "the score" if unit == "score" else f"what counts {unit}"
        return (
            f"Add and subtract values of one kind: declare {field} as `whole number` or `number`."
        )
    return "Add and subtract values of one kind."


def _common(left: Quantity, right: Quantity) -> int:
    """The finer scale: scales are powers of ten, so the coarser divides it."""
    return max(left.scale, right.scale)


def _common_step(left: Quantity, right: Quantity) -> int:
    """The step of a sum, in parts of the finer scale."""
    scale = _common(left, right)
    return gcd(left.step * (scale // left.scale), right.step * (scale // right.scale))


def in_words(quantity: Quantity) -> str:
    """`money`, `a percentage`, `a number of hours`, `a score`."""
    if quantity.unit:
        return "a score" if quantity.unit == "score" else f"a number of {quantity.unit}"
    words = {"money": "money", "number": "a plain number"}
    return words.get(quantity.kind, f"a {quantity.kind}")


def _product_kind(value: ph.Arithmetic, left: str, right: str) -> str:
    if left == right == "money":
        if value.sign == "÷":
            return "number"
        message = f"`{text_of(value)}` multiplies money by money."
        raise Mixed(message, value.span, "Multiply an amount by a number or a percentage.")
    if value.sign == "÷" and right == "money":
        message = f"`{text_of(value)}` divides by money what is not money."
        raise Mixed(message, value.span, "Divide an amount of money by a number or by money.")
    if "money" in (left, right):
        return "money"
    return "percentage" if left == right == "percentage" and value.sign == "×" else "number"


def _percentage(
    value: ph.PercentageOf, part: Quantity | None, whole: Quantity | None
) -> Quantity | None:
    if part is None or whole is None:
        return None
    if (part.kind, part.unit) != (whole.kind, whole.unit) or part.kind not in _COUNTED:
        message = (
            f"`{text_of(value.part)}` is {in_words(part)} and `{text_of(value.whole)}` is "
            f"{in_words(whole)}: one is no percentage of the other."
        )
        raise Mixed(message, value.span, "Take a percentage of two values of one kind.")
    return Quantity("percentage", 1, is_fraction=True)


_COUNTED = ("money", "number", "percentage")
