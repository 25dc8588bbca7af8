"""Measures: rates of people, values of an event, amounts of a period, and weighted means."""

from __future__ import annotations

from collections.abc import Mapping

from fuzz.dice import Dice, Form, dated, money, number, percent
from fuzz.random_people import ONCE


def measures(dice: Dice) -> dict[str, str]:
    """A measure of each kind, under its name."""
    return {name: draw(dice) for name, draw in MEASURES.items()}


def _target(dice: Dice, figure: str) -> str:
    return (
        f"  target     {dice.choice(['at least', 'at least', 'more than', 'less than'])} {figure}\n"
    )


def _limits(dice: Dice, least: str, most: str) -> str:
    return dice.maybe(f"  at most    {most}\n") + dice.maybe(f"  at least   {least}\n")


def _rounded(dice: Dice, chance: float = 0.4) -> str:
    places = dice.randint(0, 3)
    word = "place" if places == 1 else "places"
    return dice.maybe(f"  rounding   half up to {places} decimal {word}\n", chance=chance)


# ---- of people


def _rate(dice: Dice) -> str:
    period = dice.rate_period
    end = dice.choice(["judged on the people there are", "not known"])
    pooled = f"  otherwise  pool with the next {period}\n  at the end  {end}\n"
    needs = f"  needs      at least {dice.randint(2, 5)} people\n"
    needs += dice.choice([pooled, "  otherwise  not known\n"])
    return f"""measure success "Share who get there"
  for each   provider and {period}
  counts     once for each person in people where the first {dice.rate_event} is during the {period}
  is         the percentage who achieve {dice.choice(ONCE)}
{_target(dice, f"{dice.choice([30, 50, 60])}%")}{dice.maybe(needs, chance=0.6)}"""


# ---- of an event


def _cost(dice: Dice) -> str:
    value = dice.choice([
        "£15.00 × hours", "price + £2.50 × hours", "£7.25 × hours + 3% of price", "price - £10.00",
        f"({money(dice, 30)} + price) × {number(dice)}", f"price ÷ {dice.choice(['2', '4', '5'])}",
        f"hours × ({dated(dice, lambda d: money(d, 40))})",
    ])  # fmt: skip
    return f"""measure cost "Cost of a visit"
  for each   visit
  is         {value}
{_limits(dice, "£3.00", "£95.50")}{_rounded(dice)}"""


def _graded(name: str, figure: Form) -> Form:
    """A figure by the length of a visit."""

    def draw(dice: Dice) -> str:
        edge = dice.randint(1, 8)
        return f"""measure {name} "By the length of a visit"
  for each   visit
  is         whole amount by band of hours
    | hours             | value            |
    | less than {edge}  | {dice.choice(["nothing", figure(dice)])} |
    | at least {edge}, less than {edge + 4} | {figure(dice)} |
    | otherwise         | {figure(dice)}   |
{_rounded(dice)}"""

    return draw


def _least_wage(dice: Dice) -> str:
    return f"""measure least-wage "Least wage on the day"
  for each   job
  is         {dated(dice, lambda d: money(d, 40))}
"""


def _progress(dice: Dice) -> str:
    return f"""measure progress "Above the first score"
  for each   assessment
  is         score - score at the first assessment
{_limits(dice, "0", "40")}"""


def _share_spent(dice: Dice) -> str:
    return f"""measure share-spent "Share of the budget that was spent"
  for each   review
  is         spent as a percentage of budget
{_rounded(dice)}"""


# ---- of a provider and period, a period, or the contract


_TOTALS = (
    "the total of hours at each visit in people", "the total of hours at each visit",
    "the average of score at each assessment", "the highest of hours at each visit in people",
    "the lowest of difficulties at each questionnaire", "the number of visit in people",
    "the number of milestone", "the number of people in people", "the number of recovered",
    "the number of step", "the number of employed", "the average of mark at each review",
)  # fmt: skip
_MONEY_TOTALS = (
    "the total of price at each visit in people", "the total of cost at each visit in people",
    "the total of budget at each review", "£40.00 × the number of recovered",
    "£12.50 × the total of hours at each visit", "£100.00 × the number of people in people",
)  # fmt: skip


def _total(dice: Dice) -> str:
    value = dice.choice(_TOTALS)
    value = dice.choice([value, value, f"{value} ÷ the number of people in people", f"{value} × 2"])
    return f"""measure volume "An amount of the period"
  for each   provider and {dice.total_period}
  is         {value}
{_limits(dice, "1", "40")}{_rounded(dice)}{_target(dice, number(dice))}"""


def _money_total(dice: Dice) -> str:
    value = dice.choice(_MONEY_TOTALS)
    value = dice.choice(
        [value, value, f"{value} - {money(dice, 90)}", f"{percent(dice)} of {value}"]
    )
    return f"""measure certified "Money of the period"
  for each   provider and {dice.total_period}
  is         {value}
{_limits(dice, money(dice, 20), money(dice, 4_000))}"""


def _monthly_money(dice: Dice) -> str:
    return f"""measure monthly-money "Money of the month"
  for each   provider and month
  is         {dice.choice(_MONEY_TOTALS)}
"""


def _per_provider(dice: Dice) -> str:
    return f"""measure lifelong "Of the whole contract, for each provider"
  for each   provider
  is         {dice.choice(_TOTALS[5:])}
"""


def _per_period(dice: Dice) -> str:
    return f"""measure in-all "Of all providers"
  for each   {dice.total_period}
  is         {dice.choice(_TOTALS)}
{_rounded(dice)}"""


def _of_contract(dice: Dice) -> str:
    return f"""measure overall "Of the whole contract"
  for the contract
  is         {dice.choice(_MONEY_TOTALS)}
{_limits(dice, money(dice, 90), money(dice, 9_000))}"""


def _forfeits(dice: Dice) -> str:
    return f"""measure forfeits "What was forfeited"
  for each   {dice.total_period}
  is         {dice.choice(["", "", f"{percent(dice)} of "])}the total forfeited from result
"""


# ---- marks


def _weights(parts: list[str], dice: Dice) -> str:
    first = dice.randint(1, 98)
    shares = [first, 100 - first] if len(parts) == 2 else [50, 30, 20]
    rows = "".join(f"    | {p} | {s}% |\n" for p, s in zip(parts, shares, strict=True))
    return f"    | part | weight |\n{rows}"


def _mean(dice: Dice) -> str:
    parts = dice.sample(["yearly-score", "yearly-best", "yearly-strain"], dice.choice([2, 3]))
    missing = "  missing parts  share their weight among the rest\n"
    needs = f"  needs      at least {dice.randint(1, len(parts))} parts\n  otherwise  not known\n"
    return (
        'measure quality "Marks, weighed"\n  for each   provider and year\n  is         the weighted mean of\n'
        f"{_weights(parts, dice)}{dice.maybe(missing + needs, chance=0.6)}{_rounded(dice)}"
        f"{_target(dice, str(dice.randint(5, 60)))}"
    )


def _yearly(name: str, value: str) -> Form:
    def draw(dice: Dice) -> str:
        evidence = dice.maybe("  evidence   What the returns say\n", chance=0.1)
        return (
            f'measure {name} "{name.replace("-", " ").capitalize()}"\n  for each   provider and year\n'
            f"  is         {value}\n{_rounded(dice)}{_target(dice, str(dice.randint(1, 50)))}{evidence}"
        )

    return draw


def _yearly_total(dice: Dice) -> str:
    return f"""measure yearly-total "Visits of the year"
  for each   year
  is         the number of visit in people
{_target(dice, str(dice.randint(1, 9)))}"""


MEASURES: Mapping[str, Form] = {
    "success": _rate, "cost": _cost, "graded-price": _graded("graded-price", money),
    "graded-number": _graded("graded-number", number), "least-wage": _least_wage, "progress": _progress,
    "share-spent": _share_spent, "volume": _total, "certified": _money_total,
    "monthly-money": _monthly_money, "lifelong": _per_provider, "in-all": _per_period,
    "overall": _of_contract, "forfeits": _forfeits, "quality": _mean,
    "yearly-mark": _yearly("yearly-mark", "the average of mark at each review"),
    "yearly-score": _yearly("yearly-score", "the average of score at each assessment"),
    "yearly-best": _yearly("yearly-best", "the highest of score at each assessment in people"),
    "yearly-strain": _yearly("yearly-strain", "the lowest of difficulties at each questionnaire"),
    "yearly-visits": _yearly("yearly-visits", "the number of visit in people"),
    "yearly-total": _yearly_total,
}  # fmt: skip
