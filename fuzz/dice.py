"""Random numbers for a contract that is drawn, and what the blocks of it have to share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

PROVIDERS = ("alder", "bryn", "cwm")


class Dice(Random):
    """Random numbers, and what one contract's blocks share, such as its periods."""

    providers: tuple[str, ...] = PROVIDERS
    rate_period = "quarter"
    """The period of its rate of people: what waits for the rate waits for the rate of that."""
    rate_event = "start"
    """The event whose day says in which of those periods a person counts."""
    total_period = "month"
    """The period of its totals."""
    year_month = "April"
    """The month in which its years start."""
    rungs: tuple[str, ...] = ()
    """The outcomes that its ladder has a rate for."""
    forfeits = False
    """Whether a part of its `result` may be forfeited."""
    versions = False
    """Whether each person is judged by the text of one day."""
    last_year = 2028
    """The year in which its term ends."""

    def maybe(self, *texts: str, chance: float = 0.3) -> str:
        """One of the texts, or more often none."""
        return self.choice(texts) if self.random() < chance else ""

    def some(self, items: Sequence[str], least: int = 1) -> list[str]:
        """Some of the items, in an order of chance."""
        return self.sample(list(items), self.randint(least, len(items)))

    def one(self, forms: Sequence[Form]) -> str:
        """What one of the forms draws."""
        return self.choice(forms)(self)


Form = Callable[[Dice], str]
"""Draws a piece of a contract's text."""


# ---- figures


def money(dice: Dice, most: int = 2_000) -> str:
    """An amount, seldom round."""
    pounds = dice.randint(1, most)
    return f"£{pounds:,}.{dice.choice(['00', '00', f'{dice.randint(0, 99):02d}'])}"


def percent(dice: Dice, most: int = 100) -> str:
    """A share of more than nothing."""
    whole = dice.randint(1, most)
    return dice.choice([f"{whole}%", f"{whole}%", f"{whole - 1}.{dice.choice([25, 5, 75])}%"])


def number(dice: Dice, most: int = 9) -> str:
    """A number that is not 0, with a decimal now and then."""
    whole = dice.randint(1, most)
    return dice.choice([str(whole), f"{whole}.{dice.choice(['5', '25', '1'])}"])


def length(dice: Dice, *longest: tuple[int, str]) -> str:
    """So many days, weeks and so on, at most as many as stand beside the unit that is chosen."""
    most, unit = dice.choice(longest or _LENGTHS)
    count = 1 if dice.random() < 0.15 else dice.randint(1, most)
    return f"{count} {unit}{'' if count == 1 else 's'}"


_LENGTHS = (
    (90, "day"), (16, "week"), (6, "month"), (2, "quarter"), (1, "year"), (2, "year"),
    (25, "working day"),
)  # fmt: skip


def day(dice: Dice) -> str:
    """A day of the term, often the first of a month."""
    month = 3 + dice.randrange(12 * (dice.last_year - 2026))
    date = dice.choice([1, 1, dice.randint(2, 27), 28])
    return f"{date} {_MONTHS[month % 12]} {2026 + month // 12}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
PERIODS = ("week", "month", "quarter", "year", "calendar-quarter", "calendar-year")


def dated(dice: Dice, figure: Form) -> str:
    """A figure from the first day of the term, and another from a later day, or two."""
    days = ["1 April 2026", "1 October 2026", "15 February 2027"]
    count = dice.choice([2, 2, 3])
    return ", ".join(f"{figure(dice)} from {start}" for start in days[:count])
