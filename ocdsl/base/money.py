"""Exact money: whole pence, fractions as pairs of integers, and splits that lose nothing.

Standard library only: the emitted evaluator carries this file whole.
"""

from __future__ import annotations

from collections.abc import Sequence

MOST_PENCE = 2**63 - 1
"""The most that one line may come to, so that every engine counts it whole."""


class AmountTooLargeError(Exception):
    """A line of a result comes to more than every engine can count whole (law 21)."""

    def __init__(self) -> None:
        super().__init__(
            f"A line of this log comes to more than {pounds(MOST_PENCE)}, the most that is counted."
        )


def half_up(numerator: int, denominator: int) -> int:
    """The whole number nearest to a fraction; a tie goes away from zero (law 21)."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def allocate(amount: int, weights: Sequence[int]) -> list[int]:
    """Split whole pence in proportion to weights so that the parts sum to `amount` (law 21).

    Each part gets its exact share rounded down, then the pence left over go to the largest
    remainders; a tie goes to the part named first. With no weight at all, every part is 0
    and the amount must be 0 too. `amount` and the weights are not negative.
    """
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    parts = [amount * weight // total for weight in weights]
    remainders = [amount * weight % total for weight in weights]
    left = amount - sum(parts)
    for index in sorted(range(len(weights)), key=lambda i: (-remainders[i], i))[:left]:
        parts[index] += 1
    return parts


def share_out(exact: Sequence[int], per_penny: int) -> list[int]:
    """Whole pence for exact amounts in parts of a penny; their sum is the rounded total (E7).

    Each is rounded down, then the pence that are left go to the largest remainders, a tie to the
    amount named first. The amounts may be below nothing.
    """
    pence = [amount // per_penny for amount in exact]
    left = half_up(sum(exact), per_penny) - sum(pence)
    for index in sorted(range(len(exact)), key=lambda i: (-(exact[i] % per_penny), i))[:left]:
        pence[index] += 1
    return pence


def decimal_text(value: int, places: int) -> str:
    """A scaled integer as plain decimal text: `(133875, 2)` gives `1338.75`."""
    sign = "-" if value < 0 else ""
    digits = str(abs(value)).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def pounds(pence: int) -> str:
    """Whole pence as a person writes them: `133875` gives `£1,338.75`."""
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"
