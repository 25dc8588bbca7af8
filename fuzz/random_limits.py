"""Caps, floors and splits: what bounds the drawn payments and divides them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fuzz.dice import Dice, Form, length, money, percent
from fuzz.random_payments import due

_EARLIEST = "earliest earned first, the last in part"
_UNITS = ("month", "month", "quarter", "year", "calendar-quarter", "calendar-year")


_WIDE = re.compile(
    r"(?:for|for each) (?:the contract|notice|(?:calendar-)?(?:week|month|quarter|year))$", re.M
)

_NOBODY, _PROVIDER, _PERSON = range(3)


def _whose(block: str) -> int:
    """Whether the lines of a payment name a person, a provider alone, or nobody."""
    if (
        "for each provider" in block
        or "for each review" in block
        or "of days-over" in block
        or "  shared" in block
    ):
        return _PROVIDER
    return _NOBODY if _WIDE.search(block) else _PERSON


def _over(dice: Dice, grain: str, blocks: Sequence[str]) -> str:
    """Some of the payments that can be limited for each of that grain; none when none can."""
    least = _PERSON if "person" in grain else _PROVIDER if "provider" in grain else _NOBODY
    fit = [block.split()[1] for block in blocks if _whose(block) >= least]
    if len(fit) == len(blocks) and blocks[0].startswith("payment") and dice.random() < 0.5:
        return "all payments"
    return ", ".join(dice.some(fit)) if fit else ""


def cap(dice: Dice, number: int, paying: Sequence[str], taking: Sequence[str]) -> str:
    """A cap of any kind over some of the payments, or of the deductions; often there is none."""
    if taking and dice.random() < 0.6:
        grain = dice.choice(
            ["provider and month of earning", "person", "provider", "year of earning"]
        )
        limit = f"  at most  {money(dice)} for each {grain}\n  order    {_EARLIEST}\n  excess   is not taken\n"
        over = _over(dice, grain, taking)
    else:
        limit = dice.choice([_of_money] * 6 + [_best, _best, _recorded, _of_measure])(dice)
        plain = [
            block for block in paying if "highest first" not in limit or "withhold" not in block
        ]
        over = _over(dice, limit.split("\n")[0], plain) if plain else ""
        if len(plain) < len(paying) and over == "all payments":
            over = ", ".join(block.split()[1] for block in plain)
    return f'cap ceiling-{number} "Ceiling"\n  over     {over}\n{limit}' if over else ""


def _grain(dice: Dice) -> tuple[str, str]:
    """What a cap is for each of, and the period in it, if there is one."""
    unit = dice.choice(_UNITS)
    of_earning = dice.choice([f"{unit} of earning", f"{unit} of earning", unit])
    draws = [
        (f"provider and {of_earning}", unit), (f"provider and {of_earning}", unit), (of_earning, unit),
        (f"person and {of_earning}", unit), ("person", ""), ("provider", ""),
        ("person and provider", ""),
    ]  # fmt: skip
    return dice.choice(draws)


def _of_money(dice: Dice) -> str:
    grain, unit = _grain(dice)
    room = money(dice, 4_000)
    if dice.random() < 0.1:
        return (
            f"  at most  {room} for the contract\n  order    {_EARLIEST}\n  excess   is not paid\n"
        )
    if not unit and dice.random() < 0.4:
        months = f", in any {dice.randint(2, 14)} months"
        return f"  at most  {room} for each {grain}{months}\n  order    {_EARLIEST}\n  excess   is not paid\n"
    if unit and dice.random() < 0.25:
        part = dice.maybe(f", {percent(dice)} of it", chance=0.5)
        kept = length(dice, (3, unit.removeprefix("calendar-")))
        return (
            f"  at most  {room} for each {grain}\n  order    {_EARLIEST}\n  excess   is not paid\n"
            f"  unused room  is carried forward for {kept}{part}\n"
        )
    order = dice.choice([_EARLIEST] * 3 + ["pro rata"])
    carried = unit and order != "pro rata" and dice.random() < 0.5
    ends = dice.choice(["lapses", "is paid on the last statement"])
    excess = f"carried forward\n  at the end  {ends}" if carried else "is not paid"
    return f"  at most  {room} for each {grain}\n  order    {order}\n  excess   {excess}\n"


def _best(dice: Dice) -> str:
    count = dice.randint(1, 3)
    grain, _ = _grain(dice)
    return (
        f"  at most  {count} payment{'' if count == 1 else 's'} for each {grain}\n"
        f"  order    highest first\n{dice.maybe('  excess   is not paid' + chr(10))}"
    )


def _recorded(dice: Dice) -> str:
    grain = dice.choice(["person", "person and year of earning", "person and month of earning"])
    field = dice.choice(
        ["allowance at the last plan", "allowance at the first plan", "need at the first referral"]
    )
    return f"  at most  {field} for each {grain}\n  order    {_EARLIEST}\n  excess   is not paid\n"


def _of_measure(dice: Dice) -> str:
    own = f"certified for each provider and {dice.total_period} of earning"
    rolling = f"monthly-money for each provider, in any {dice.randint(2, 12)} months"
    draws = [rolling] if dice.total_period == "week" else [own, own, rolling]
    return (
        f"  at most  {percent(dice)} of {dice.choice(draws)}\n"
        f"  order    {_EARLIEST}\n  excess   is not paid\n"
    )


def floor(dice: Dice, paying: Sequence[str]) -> str:
    """What some payments come to at least."""
    unit = dice.choice(_UNITS)
    grains = [f"each provider and {unit} of earning"] * 2 + ["each provider"]
    if len(dice.providers) == 1:
        grains += [f"each {unit} of earning", "the contract"]
    grain = dice.choice(grains)
    over = _over(dice, grain, paying)
    at_least = f"  at least  {money(dice, 900)} for {grain}\n{due(dice)}"
    return f'floor least "Least"\n  over      {over}\n{at_least}' if over else ""


def splits(dice: Dice, blocks: Sequence[str]) -> Iterator[str]:
    """Who pays, whose result it is, or to whom it is passed on: one of each side at most."""
    sides: list[Form] = [_payers, dice.choice([_passed_on, _passed_on, _in_order])]
    if len(dice.providers) > 1:
        sides.append(_providers)
    names = [block.split()[1] for block in blocks]
    of_people = [block.split()[1] for block in blocks if _whose(block) == _PERSON]
    for number, side in enumerate(dice.sample(sides, dice.choice([1, 1, 2]))):
        fit = of_people if side is _providers else names
        divided = dice.choice(
            ["all payments"] * (fit == names) + [", ".join(dice.some(fit or names))]
        )
        yield f'split sides-{number} "Sides"\n  divides  {divided}\n{side(dice)}'


def _payers(dice: Dice) -> str:
    first = dice.randint(1, 80)
    if dice.random() < 0.3:
        rest = 100 - first - 7
        return (
            f"    | payer | share |\n    | health-board | {first}% |\n    | vale | 7% |\n"
            f"    | assessor | {rest}% |\n"
        )
    return f"    | payer | share |\n    | vale | {first}.5% |\n    | health-board | the rest |\n"


def _providers(dice: Dice) -> str:
    *first, last = dice.sample(dice.providers, len(dice.providers))
    rows = "".join(f"    | {name} | {dice.randint(1, 45)}% |\n" for name in first)
    return f"    | provider | share |\n{rows}    | {last} | the rest |\n"


def _passed_on(dice: Dice) -> str:
    share = percent(dice, 90)
    if dice.random() < 0.5:
        return f"    | passed on to | share |\n    | assessor | {share} |\n    | the provider | the rest |\n"
    later = length(dice, (30, "day"), (2, "week"), (1, "month"), (9, "working day"))
    return (
        f"    | passed on to | share | due |\n    | assessor | {share} | {later} later |\n"
        "    | the provider | the rest | |\n"
    )


def _in_order(dice: Dice) -> str:
    middle = f"    | assessor | the next {money(dice, 900)} |\n"
    return (
        f"    | passed on to | part |\n    | health-board | the first {money(dice, 900)} |\n"
        f"{dice.maybe(middle, chance=0.5)}    | the provider | the rest |\n"
    )
