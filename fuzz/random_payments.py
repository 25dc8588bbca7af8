"""Payments, deductions, caps, floors and splits, each drawn with figures of its own.

A form that is added to the language is added here too: then every engine is tried on it beside
all the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random


class Dice(Random):
    """Random numbers, and the periods of a contract's measures, which its payments have to share."""

    rate_period = "quarter"
    hours_period = "month"


Form = Callable[[Dice], str]

_CARDS = {
    "ladder": """rates ladder "Ladder"
  by  outcome
    | outcome   | rate    |
    | recovered | £450.00 |
    | employed  | £333.33 |
""",
    "by-metric": """rates by-metric "By metric"
  by  metric
    | metric    | rate    |
    | bank      | £110.00 |
    | otherwise | £95.55  |
""",
    "by-group": """rates by-group "By group and year"
  by  group at the first referral, contract-year
    | group     | year 1  | otherwise |
    | young     | £210.00 | £199.99   |
    | otherwise | £310.01 | £0.00     |
""",
}


def some(random: Dice) -> list[str]:
    """Two to five payments and deductions, then what divides and bounds them."""
    chosen = [random.choice(FOR_OUTCOMES), *random.sample(OTHERS, random.randint(1, 4))]
    chosen += random.sample(DEDUCTIONS, random.choice([0, 0, 1]))
    blocks = [form(random) for form in chosen]
    blocks[:0] = [
        card for name, card in _CARDS.items() if any(f"  {name} for" in b for b in blocks)
    ]
    paying = [block.split()[1] for block in blocks if block.startswith("payment")]
    blocks += [_cap(random, number, paying) for number in range(random.choice([0, 1, 1, 2]))]
    if random.random() < 0.25:
        blocks.append(_floor(random, paying))
    if random.random() < 0.35:
        blocks.append(_split(random, paying))
    return blocks


def money(random: Dice, most: int = 2_000) -> str:
    """An amount, seldom round."""
    pounds = random.randint(1, most)
    return f"£{pounds:,}.{random.choice(['00', '00', f'{random.randint(0, 99):02d}'])}"


def _due(random: Dice) -> str:
    days = random.choice(["0 days", "14 days", "30 days", "1 month", "10 working days"])
    after = random.choice(
        ["earning", "the end of the month of earning", "the end of the quarter of earning"]
    )
    return f"  due   {days} after {after}\n"


def _perhaps(random: Dice, *lines: str) -> str:
    return random.choice(["", "", *lines])


def _adjusted(random: Dice) -> str:
    """What may stand under a payment for an outcome or a person."""
    table = """    | rate                        | released           |
    | less than 40%               | nothing            |
    | at least 40%, less than 60% | in a straight line |
    | at least 60%                | all                |
  what is not released  is not paid
"""
    kept = random.randint(1, 40)
    period = random.rate_period
    against = f"  withhold  {kept}% of the payment against rate during the {period} of the first start\n{table}"
    until = f"  withhold  {kept}% of the payment until 31 December 2026\n"
    waits = f"  withhold  {kept}% of the payment until employed\n  what is not released within 20 weeks  is not paid\n"
    weeks = random.randint(1, 60)
    back = f"  recover  100% of the payment on a readmission after earning, up to and including {weeks} days after the due-date\n"
    less = f"  less  1 in every {random.randint(2, 9)}, which would have happened anyway\n"
    shadow = "  in shadow until 30 June 2026\n"
    withheld = _perhaps(random, against, until, waits)
    return withheld + _perhaps(random, back) + _perhaps(random, less) + _perhaps(random, shadow)


def _when(random: Dice) -> str:
    tests = [
        "age at the first referral is at least 66",
        "in-dispute is not open",
        "group at the first referral is one of old, very-old",
        f"a visit is within {random.randint(5, 60)} days before the closure",
    ]
    return f"  when  {random.choice(tests[:3])}\n"


def _fee(random: Dice) -> str:
    price = money(random, 500)
    dated = f"{price} from 1 April 2026, {money(random, 500)} from 1 October 2026"
    return (
        f'payment fee "Fee"\n  pays  {random.choice([price, dated])} for each person in people\n'
        f"  on    the first start\n{_perhaps(random, _when(random))}{_adjusted(random)}{_due(random)}"
    )


def _outcome(random: Dice) -> str:
    what = random.choice(["recovered", "improved", "employed"])
    return (
        f'payment result "Result"\n  pays  {money(random)} for each {what}\n'
        f"{_perhaps(random, _when(random))}{_adjusted(random)}{_due(random)}"
    )


def _visits(random: Dice) -> str:
    amounts = ["cost", "£15.00 × hours", "2% of price + £1.05 × hours", "£10.00 ÷ 4 × hours"]
    limits = [
        f"  at most  {money(random, 90)}\n",
        "  at least  £4.50\n",
        "  at most  55% of price\n",
    ]
    tests = [
        "kind is plain",
        f"the visit is within {random.randint(2, 20)} weeks after the first start",
    ]
    return (
        f'payment visits "Visits"\n  pays  {random.choice(amounts)} for each visit in people\n'
        f"{_perhaps(random, *limits)}{_perhaps(random, *(f'  when  {test}' + chr(10) for test in tests))}"
        f"{_due(random)}"
    )


def _bands(random: Dice) -> str:
    edge = random.randint(1, 6)
    return f"""payment bands "By band"
  pays  whole amount by band of hours for each visit in people
    | hours                             | price  |
    | up to and including {edge}             | {money(random, 20)} |
    | more than {edge}, less than {edge + 5} | {money(random, 60)} |
    | at least {edge + 5} | {money(random, 90)} |
{_due(random)}"""


def _weekly(random: Dice) -> str:
    period = random.choice(["week", "month"])
    when = "  when  the week ends within 12 weeks after the first start\n"
    return f"""payment weekly "By the week"
  pays  whole amount by band of the total of hours at each visit for each person in people and provider and {period}
    | hours                               | price   |
    | up to and including 5               | £75.00  |
    | more than 5, up to and including 14 | £150.10 |
    | more than 14                        | £320.00 |
{_perhaps(random, when) if period == "week" else ""}{_due(random)}"""


def _parts(random: Dice) -> str:
    period = random.choice(["month", "quarter"])
    edge = random.randint(2, 8)
    return f"""payment parts "Each part at its own rate"
  pays  each part at its own rate by band of the number of visit in people for each provider and {period}
    | the number of visit in people                 | price  |
    | up to and including {edge}                    | {money(random, 30)} |
    | more than {edge}, up to and including {edge + 4} | {money(random, 20)} |
    | more than {edge + 4}                          | {money(random, 40)} |
{_due(random)}"""


def _spell(random: Dice) -> str:
    length = random.choice(["1 week", "4 weeks", "1 month", "10 days"])
    whole = random.choice(["whole", "started"])
    most = _perhaps(random, f"  at most  {random.randint(1, 6)} periods for each person\n")
    return (
        f'payment work "Time at work"\n  pays  {money(random, 200)} for each {whole} period of '
        f"{length} of at-work in people\n{most}{_due(random)}"
    )


def _spells(random: Dice) -> str:
    return (
        f'payment jobs "Jobs"\n  pays  {money(random, 300)} for each at-work in people\n'
        f"{_due(random)}"
    )


def _steps(random: Dice) -> str:
    what = random.choice(["step", "each-metric"])
    return f'payment steps "Steps"\n  pays  by-metric for each {what}\n{_due(random)}'


def _ladder(random: Dice) -> str:
    return f'payment rungs "Rungs"\n  pays  ladder for each of recovered, employed\n{_due(random)}'


def _card(random: Dice) -> str:
    return (
        'payment attachment "Attachment"\n  pays  by-group for each person in people\n'
        f"  on    the first start\n{_adjusted(random)}{_due(random)}"
    )


def _wide(random: Dice) -> str:
    period = random.rate_period
    tests = ["rate is met", "rate is at least 50%", "rate is not met"]
    return (
        f'payment prize "Prize"\n  pays  {money(random, 9_000)} for each provider and {period}\n'
        f"  when  {random.choice(tests)}\n{_due(random)}"
    )


def _hours(random: Dice) -> str:
    return (
        'payment hours-helped "Hours"\n  pays  £1.25 × helped-hours for each provider and '
        f"{random.hours_period}\n{_due(random)}"
    )


def _reviews(random: Dice) -> str:
    tests = ["share-spent is at least 50%", "mark is at least 40", "share-spent is less than 90%"]
    return (
        'payment savings "Savings"\n  pays  20% of (budget - spent) for each review\n'
        f"{_perhaps(random, *(f'  when  {test}' + chr(10) for test in tests))}{_due(random)}"
    )


def _contract(random: Dice) -> str:
    return f'payment notices "Notices"\n  pays  {money(random)} for each notice\n{_due(random)}'


def _late(random: Dice) -> str:
    return (
        f'deduction doubles "Double visits"\n  takes  {money(random, 40)} for each visit in people\n'
        f"  when   kind is double\n{_due(random)}"
    )


def _overspent(random: Dice) -> str:
    return f"""deduction overspent "Overspent"
  takes  each part at its own rate by band of spent - budget for each review
    | spent - budget                        | price |
    | up to and including £500.00           | 100%  |
    | more than £500.00                     | 20%   |
{_due(random)}"""


FOR_OUTCOMES: Sequence[Form] = (_outcome, _outcome, _steps, _ladder)
OTHERS: Sequence[Form] = (
    _fee, _visits, _bands, _weekly, _parts, _spell, _spells, _card, _wide, _hours, _reviews,
    _contract,
)  # fmt: skip
DEDUCTIONS: Sequence[Form] = (_late, _overspent)


def _cap(random: Dice, number: int, paying: list[str]) -> str:
    over = random.choice(
        ["all payments", ", ".join(random.sample(paying, random.randint(1, len(paying))))]
    )
    grains = [
        "provider and month of earning", "month of earning", "person", "provider and quarter of earning",
        "year of earning", "provider", "calendar-year of earning",
    ]  # fmt: skip
    grain = random.choice(grains)
    if random.random() < 0.15:
        return f'cap best-{number} "Best"\n  over     {over}\n  at most  1 payment for each person\n  order    highest first\n'
    order = random.choice(["earliest earned first, the last in part"] * 3 + ["pro rata"])
    carried = "earning" in grain and order != "pro rata" and random.random() < 0.5
    ends = random.choice(["lapses", "is paid on the last statement"])
    excess = f"carried forward\n  at the end  {ends}" if carried else "is not paid"
    return (
        f'cap ceiling-{number} "Ceiling"\n  over     {over}\n'
        f"  at most  {money(random, 4_000)} for each {grain}\n"
        f"  order    {order}\n  excess   {excess}\n"
    )


def _floor(random: Dice, paying: list[str]) -> str:
    grain = random.choice(
        ["provider and quarter of earning", "provider and year of earning", "month of earning"]
    )
    over = random.choice(["all payments", random.choice(paying)])
    return (
        f'floor least "Least"\n  over      {over}\n'
        f"  at least  {money(random, 900)} for each {grain}\n{_due(random)}"
    )


def _split(random: Dice, paying: list[str]) -> str:
    share = random.randint(1, 99)
    divided = random.choice(["all payments", random.choice(paying)])
    table = random.choice([
        f"    | payer        | share    |\n    | vale         | {share}%      |\n"
        "    | health-board | the rest |\n",
        f"    | passed on to | share    |\n    | assessor     | {share}%      |\n"
        "    | the provider | the rest |\n",
        f"    | passed on to | part              |\n    | assessor     | the first {money(random, 900)} |\n"
        "    | health-board | the rest          |\n",
    ])  # fmt: skip
    return f'split sides "Sides"\n  divides  {divided}\n{table}'
