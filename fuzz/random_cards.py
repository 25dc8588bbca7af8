"""Cards of rates: by an outcome, by choices and by year, fixed, rising or falling."""

from __future__ import annotations

from collections.abc import Mapping

from fuzz.dice import Dice, Form, money, number, percent
from fuzz.random_people import ONCE
from fuzz.random_phrases import CHOICES


def cards(dice: Dice) -> dict[str, str]:
    """A card of each kind, under its name."""
    return {name: draw(dice) for name, draw in CARDS.items()}


def _rises(dice: Dice) -> str:
    """How the amounts of a card change on the first day of each year."""
    day = dice.choice(["1 January", f"1 {dice.year_month}"])
    least, most = dice.randint(0, 3), dice.randint(3, 9)
    limits = dice.maybe(f"  at least  {least}%\n") + dice.maybe(f"  at most   {most}%\n")
    how = dice.choice([
        f"  rises     by {percent(dice, 9)} each {day}\n",
        f"  falls     by {percent(dice, 9)} each {day}\n",
        f"  rises     with cpi each {day}\n{limits}",
    ])  # fmt: skip
    return f"{how}  rounding  half up to the penny\n"


def _by_outcome(dice: Dice) -> str:
    chosen = dice.sample(ONCE, dice.choice([2, 2, 3]))
    rows = "".join(f"    | {name} | {money(dice)} |\n" for name in chosen)
    if dice.random() < 0.3:
        rows = f"    | {chosen[0]} | {money(dice)} |\n    | otherwise | {money(dice)} |\n"
    dice.rungs = tuple(chosen)
    rises = dice.maybe(_rises(dice))
    return f'rates ladder "Ladder"\n  by        outcome\n    | outcome | rate |\n{rows}{rises}'


def _by_field(name: str, field: str, at: str, figure: Form, rising: bool) -> Form:
    """A card by one field with choices, read at an event or at the one at hand."""

    def draw(dice: Dice) -> str:
        choices = list(CHOICES[field])
        if dice.random() < 0.4:
            choices = [*choices[: dice.randint(1, len(choices) - 1)], "otherwise"]
        rows = "".join(f"    | {choice} | {figure(dice)} |\n" for choice in choices)
        rises = dice.maybe(_rises(dice), chance=0.4) if rising else ""
        return f'rates {name} "By {field}"\n  by        {field}{at}\n    | {field} | rate |\n{rows}{rises}'

    return draw


def _by_group_and_year(dice: Dice) -> str:
    years = "".join(f"year {n} | " for n in range(1, dice.choice([2, dice.last_year - 2025])))
    count = years.count("|") + 1
    rows = ""
    for choice in ("young", "old", "otherwise"):
        rows += f"    | {choice} |{''.join(f' {money(dice)} |' for _ in range(count))}\n"
    return (
        'rates by-group "By group and year"\n  by        group at the first referral, contract-year\n'
        f"    | group | {years}otherwise |\n{rows}{dice.maybe(_rises(dice), chance=0.2)}"
    )


def _by_year(dice: Dice) -> str:
    rows = "".join(f"    | {year} | {money(dice)} |\n" for year in ("year 1", "otherwise"))
    return (
        f'rates by-year "By year"\n  by        contract-year\n    | contract-year | rate |\n{rows}'
    )


def _by_two(dice: Dice) -> str:
    return f"""rates by-two "By kind and carer"
  by        kind, carer at the first referral
    | kind   | yes             | no              |
    | plain  | {money(dice)}   | {money(dice)}   |
    | double | {money(dice)}   | {money(dice)}   |
"""


CARDS: Mapping[str, Form] = {
    "ladder": _by_outcome,
    "by-metric": _by_field("by-metric", "metric", "", money, rising=True),
    "by-kind": _by_field("by-kind", "kind", "", money, rising=True),
    "by-carer": _by_field("by-carer", "carer", " at the first referral", money, rising=True),
    "uplift": _by_field("uplift", "group", " at the first referral", percent, rising=False),
    "counted": _by_field("counted", "kind", "", number, rising=False),
    "by-group": _by_group_and_year,
    "by-two": _by_two,
    "by-year": _by_year,
}
