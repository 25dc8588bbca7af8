"""Finds jumps of a band table with the solver, and proves that there are no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from ocdsl.incentives.engines.solver import own_z3
from ocdsl.model.amounts import Band

LARGE = 100
"""A change is a jump when it is more than one hundredth of the most the table gives."""


@frozen
class Jump:
    """Two neighbouring values between which the table's value jumps, at a threshold."""

    threshold: int
    """In the table's own units: ten-thousandths of a share, or the smallest unit of a quantity."""
    below: int
    """The value just below, over `scale`."""
    above: int
    scale: int


def jumps(bands: Sequence[Band], top: int, result: str) -> list[Jump]:
    """Every jump of a table over values from 0 to `top`, by asking until there is none left.

    A share (`result` `share`) is a function of a rate, which moves by as little as one likes;
    pence are a function of a quantity, which moves by one smallest unit.
    """
    z3 = own_z3()

    whole = result == "pence"
    low, high = (z3.Int("low"), z3.Int("high")) if whole else (z3.Real("low"), z3.Real("high"))
    solver = z3.Solver()
    step = 1 if whole else z3.Q(1, 1000)
    solver.add(low >= 0, high <= top, low < high, high - low <= step)
    at_low, at_high = (_value(z3, bands, x, whole) for x in (low, high))
    largest = max((b.pence if whole else 1) for b in bands)
    change = z3.If(at_high >= at_low, at_high - at_low, at_low - at_high)
    solver.add(change * LARGE > largest, _inside(z3, bands, low), _inside(z3, bands, high))
    found = []
    while solver.check() == z3.sat:
        model = solver.model()
        jump = _jump(bands, _pair(model, low), _pair(model, high), _values(model, at_low, at_high))
        found.append(jump)
        solver.add(z3.Or(high < jump.threshold, low > jump.threshold))
    return sorted(found, key=lambda j: j.threshold)


def falls(bands: Sequence[Band], top: int) -> bool:
    """Whether a table of shares gives less for some higher rate, of all rates from 0 to `top`."""
    z3 = own_z3()

    low, high = z3.Real("low"), z3.Real("high")
    solver = z3.Solver()
    solver.add(low >= 0, high <= top, low < high)
    solver.add(_inside(z3, bands, low), _inside(z3, bands, high))
    solver.add(_value(z3, bands, low, False) > _value(z3, bands, high, False))
    return bool(solver.check() != z3.unsat)


def _value(z3: Any, bands: Sequence[Band], x: Any, whole: bool) -> Any:
    """The table as one expression of the value looked up."""
    result: Any = z3.RealVal(0)
    for index in reversed(range(len(bands))):
        result = z3.If(_in_band(z3, bands[index], x), _of_band(z3, bands, index, x, whole), result)
    return result


def _of_band(z3: Any, bands: Sequence[Band], index: int, x: Any, whole: bool) -> Any:
    band = bands[index]
    if not band.straight:
        return z3.RealVal(band.pence) if whole else z3.Q(*band.share)
    before, after = (_of_band(z3, bands, i, x, whole) for i in (index - 1, index + 1))
    assert band.low is not None and band.high is not None
    return before + (after - before) * (x - band.low) / z3.RealVal(band.high - band.low)


def _in_band(z3: Any, band: Band, x: Any) -> Any:
    parts = []
    if band.low is not None:
        parts.append(x >= band.low if band.low_included else x > band.low)
    if band.high is not None:
        parts.append(x <= band.high if band.high_included else x < band.high)
    return z3.And(*parts)


def _inside(z3: Any, bands: Sequence[Band], x: Any) -> Any:
    """The value is in some band: what is in none, such as no hours at all, has no payment."""
    return z3.Or(*(_in_band(z3, band, x) for band in bands))


def _pair(model: Any, value: Any) -> tuple[int, int]:
    found = model.eval(value, model_completion=True)
    if found.is_int():
        return found.as_long(), 1
    return found.numerator_as_long(), found.denominator_as_long()


def _values(model: Any, *values: Any) -> list[tuple[int, int]]:
    return [_pair(model, value) for value in values]


def _jump(
    bands: Sequence[Band],
    low: tuple[int, int],
    high: tuple[int, int],
    values: list[tuple[int, int]],
) -> Jump:
    """The jump at the table's own limit that lies between two values."""
    limits = sorted({n for b in bands for n in (b.low, b.high) if n is not None})
    threshold = next(n for n in limits if low[0] <= n * low[1] and n * high[1] <= high[0])
    (below, a), (above, b) = values
    return Jump(threshold, below * b, above * a, a * b)


def smallest_group(threshold: int, least: int) -> tuple[int, int] | None:
    """The fewest people, and how many of them achieve, for whom one more crosses a rate.

    At least one has achieved already: the gain is what others' success is suddenly worth.
    `threshold` is in ten-thousandths, `least` the people needed for the rate to be known.
    """
    z3 = own_z3()

    people, achieved = z3.Ints("people achieved")
    question = z3.Optimize()
    question.add(people >= max(least, 1), people <= 10_000, achieved >= 1, achieved < people)
    question.add(achieved * 10_000 < threshold * people)
    question.add((achieved + 1) * 10_000 >= threshold * people)
    question.minimize(people)
    if question.check() != z3.sat:
        return None
    model = question.model()
    return model[people].as_long(), model[achieved].as_long()
