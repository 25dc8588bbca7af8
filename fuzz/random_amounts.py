"""What is paid: sums, products, shares and quotients of what is known of what it is paid for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fuzz.dice import Dice, dated, money, number, percent
from fuzz.random_phrases import event

_READ = (
    "wage at the first job", "price at the first visit", "price at the second visit",
    "allowance at the first plan", "need at the first referral",
)  # fmt: skip
_COUNTED = (
    "score at the first assessment", "hours at the first visit", "hours at the third visit",
    "age at the first referral", "difficulties at the first questionnaire",
)  # fmt: skip
MONEY: Mapping[str, Sequence[str]] = {
    "visit": ("price", "price", "cost", "graded-price", "by-kind", "by-two", "by-year", *_READ[:2]),
    "job": ("wage", "wage", "least-wage", "by-carer", "by-year"),
    "assessment": ("by-carer", *_READ[:3]),
    "person": (*_READ, "by-carer"),
    "outcome": (*_READ, "by-carer", "by-year"),
    "review": ("spent", "budget", "budget"),
    "notice": (),
    "provider": ("certified", "the total of price at each visit in people"),
    "contract": ("overall",),
}
"""The amounts that may be named of each kind of thing that is paid for."""
NUMBERS: Mapping[str, Sequence[str]] = {
    "visit": ("hours", "hours", "counted", "graded-number", "days-late", _COUNTED[0]),
    "job": (_COUNTED[3],),
    "assessment": ("score", "progress", _COUNTED[0]),
    "person": _COUNTED,
    "outcome": _COUNTED,
    "review": ("mark", "complaints"),
    "notice": ("level",),
    "provider": (
        "volume", "lifelong", "in-all", "the number of visit in people", "the number of recovered",
        "the total of hours at each visit", "the number of people in people",
    ),
    "contract": ("the number of recovered", "the number of visit", "the number of step"),
}  # fmt: skip


def amount(dice: Dice, of: str) -> str:
    """A value in money: a figure, one that changes by date, or one that is worked out."""
    if dice.random() < 0.25:
        return money(dice, 300)
    if dice.random() < 0.15:
        return dated(dice, lambda d: money(d, 300))
    return _sum(dice, of)


def _sum(dice: Dice, of: str) -> str:
    first = _product(dice, of)
    if dice.random() < 0.6:
        return first
    return f"{first} {dice.choice(['+', '-'])} {_product(dice, of)}"


def _product(dice: Dice, of: str) -> str:
    draws = [
        f"{_number(dice, of)} × {_money(dice, of)}",
        f"{_money(dice, of)} × {_number(dice, of)}",
        f"{percent(dice)} of {_money(dice, of)}",
        f"{_money(dice, of)} ÷ {dice.choice(['2', '4', '8', '5'])}",
        f"{_money(dice, of)} ÷ {dice.choice(['2', '4'])} × {_number(dice, of)}",
        f"({_money(dice, of)} {dice.choice(['+', '-'])} {_money(dice, of)}) × {_number(dice, of)}",
        f"{percent(dice)} of ({_money(dice, of)} - {_money(dice, of)})",
        f"{_number(dice, of)} × ({dated(dice, lambda d: money(d, 40))})",
        f"{_money(dice, of)} × ({dated(dice, percent)})",
        f"{_money(dice, of)} × ({dated(dice, number)})",
    ]
    if of in ("person", "outcome", "job", "assessment", "visit"):
        draws.append(f"uplift × {_money(dice, of)}")
    return dice.choice(draws)


def _money(dice: Dice, of: str) -> str:
    named = MONEY[of]
    return dice.choice(named) if named and dice.random() < 0.5 else money(dice, 60)


def _number(dice: Dice, of: str) -> str:
    named = NUMBERS[of]
    return dice.choice(named) if named and dice.random() < 0.8 else number(dice)


def limits(dice: Dice, of: str, value: str) -> str:
    """What an amount comes to at most and at least, if it is worked out; whose day picks it."""
    if " from 1 April 2026" in value and of not in ("review", "notice", "provider", "contract"):
        return dice.maybe(f"  at the price in force  on {event(dice)}\n", chance=0.5)
    if _is_figure(value):
        return ""
    least = dice.choice([money(dice, 5), f"{dice.randint(1, 20)}% of {money(dice, 40)}"])
    most = dice.choice([money(dice, 300), f"{number(dice)} × {money(dice, 90)}"])
    return dice.maybe(f"  at most   {most}\n") + dice.maybe(f"  at least  {least}\n")


def _is_figure(value: str) -> bool:
    return value.startswith("£") and " " not in value
