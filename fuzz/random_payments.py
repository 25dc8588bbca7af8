"""Payments and deductions, each with drawn figures.

A form that is added to the language is added here, or to the module of its block: then every engine
is tried on it beside all the others. `tests/fuzz` names the forms that no drawn contract has.
"""

from __future__ import annotations

from collections.abc import Sequence

from fuzz.dice import PERIODS, Dice, Form, day, length, money, number, percent
from fuzz.random_amounts import amount, limits
from fuzz.random_people import ONCE, on_event
from fuzz.random_phrases import about, beside, tests


def paid(dice: Dice, name: str, of: str, whom: str, under: str = "") -> str:
    """A payment of an amount that is drawn, and the lines under it."""
    value = amount(dice, of)
    title = name.replace("-", " ").capitalize()
    return f'payment {name} "{title}"\n  pays  {value} {whom}\n{limits(dice, of, value)}{under}{due(dice)}'


def due(dice: Dice) -> str:
    """When what is earned is to be paid."""
    after = dice.choice(["earning", "earning", f"the end of the {dice.choice(PERIODS)} of earning"])
    days = length(dice, (40, "day"), (6, "week"), (2, "month"), (1, "quarter"), (15, "working day"))
    return f"  due   {dice.choice(['0 days', '14 days', '30 days', days])} after {after}\n"


# ---- what may stand under a payment


_RELEASED = (
    """    | success                     | released           |
    | less than 40%               | nothing            |
    | at least 40%, less than 60% | in a straight line |
    | at least 60%                | all                |
""",
    """    | success                     | released |
    | up to and including 25%     | 0%       |
    | more than 25%, less than 75.5% | 62.5% |
    | otherwise                   | 100%     |
""",
)


def _withheld(dice: Dice) -> str:
    kept, after = percent(dice, 60), length(dice, (40, "day"), (20, "week"), (6, "month"))
    unless = f"  what is not released{dice.choice(['', f' within {after}'])}  is not paid\n"
    against = (
        f"  withhold  {kept} of the payment against success during the {dice.rate_period} of "
        f"the first {dice.rate_event}\n{dice.choice(_RELEASED)}  what is not released  is not paid\n"
    )
    until = f"  withhold  {kept} of the payment until {day(dice)}\n"
    waits = f"  withhold  {kept} of the payment until {dice.choice(ONCE)}\n{unless}"
    return dice.choice([against, until, waits])


def _adjusted(dice: Dice) -> str:
    """What may stand under a payment for an outcome, a person, an event or a stay."""
    withheld = dice.maybe(_withheld(dice), chance=0.4)
    share = "100%" if withheld else dice.choice(["100%", percent(dice)])
    days = length(dice, (60, "day"), (9, "week"), (3, "month"))
    of = dice.choice(["a readmission", "a job-end", "an assessment", "a closure"])
    word = dice.choice(["up to and including", "up to and including", "less than"])
    window = f"after earning, {word} {days} after the due-date"
    back = f"  recover  {share} of the payment on {of} {window}\n"
    less = f"  less  1 in every {dice.randint(2, 9)}, which would have happened anyway\n"
    return withheld + dice.maybe(back) + dice.maybe(less, chance=0.2) + _shadow(dice)


def _shadow(dice: Dice) -> str:
    return dice.maybe(f"  in shadow until {day(dice)}\n", chance=0.1)


def _when(dice: Dice, draws: list[str], chance: float = 0.5) -> str:
    """Tests of a payment; whether a stay is open stands alone, or must hold with all others."""
    still = dice.choice(["in-dispute is not open", "in-dispute is not open", "at-work is open"])
    if dice.random() < 0.15:
        return f"  when  {dice.choice([still, f'all of{chr(10)}    - {still}{chr(10)}    - {draws[0]}'])}\n"
    return dice.maybe(f"  when  {tests(dice, draws)}", chance=chance)


# ---- for people, outcomes, events and stays


def _fee(dice: Dice) -> str:
    under = f"  on    {on_event(dice)}\n{_when(dice, beside(dice))}{_adjusted(dice)}"
    if dice.random() < 0.4:
        card = dice.choice(["by-group", "by-carer", "uplift × £90.90"])
        return f'payment fee "Fee"\n  pays  {card} for each person in people\n{under}{due(dice)}'
    return paid(dice, "fee", "person", "for each person in people", under)


def _result(dice: Dice) -> str:
    under = f"{_when(dice, beside(dice), 0.3)}{_adjusted(dice)}"
    dice.forfeits = "withhold" in under
    what = dice.choice([*ONCE, "with-job"])
    return paid(dice, "result", "outcome", f"for each {what}", under)


def _steps(dice: Dice) -> str:
    what = dice.choice(["step", "step", "each-metric"])
    return f'payment steps "Steps"\n  pays  by-metric for each {what}\n{_adjusted(dice)}{due(dice)}'


def _repeated(dice: Dice) -> str:
    return paid(dice, "many", "outcome", "for each repeated", _adjusted(dice))


def _ladder(dice: Dice) -> str:
    listed = ", ".join(dice.rungs)
    return (
        f'payment rungs "Rungs"\n  pays  ladder for each of {listed}\n'
        f"{_when(dice, beside(dice), 0.2)}{_shadow(dice)}{due(dice)}"
    )


def _visits(dice: Dice) -> str:
    draws = [*about(dice, "visit"), *beside(dice, "visit")]
    return paid(
        dice, "visits", "visit", "for each visit in people", _when(dice, draws) + _adjusted(dice)
    )


def _bands(dice: Dice) -> str:
    edge, of = dice.randint(1, 6), dice.choice(["hours", "hours", "hours at the first visit"])
    under = dice.maybe(_when(dice, about(dice, "visit"))) + dice.maybe(_adjusted(dice))
    last = dice.choice([f"at least {edge + 5}", "otherwise"])
    return f"""payment bands "By band"
  pays  whole amount by band of {of} for each visit in people
    | {of} | price |
    | up to and including {edge} | {dice.choice([money(dice, 20), "nothing"])} |
    | more than {edge}, less than {edge + 5} | {money(dice, 60)} |
    | {last} | {money(dice, 90)} |
{under}{due(dice)}"""


def _sliced(dice: Dice) -> str:
    low, high = dice.randint(5, 40), dice.randint(50, 400)
    return f"""payment sliced "Each part of a price"
  pays  each part at its own rate by band of price for each visit in people
    | price                                             | price  |
    | up to and including £{low}.00                     | {percent(dice)} |
    | more than £{low}.00, up to and including £{high}.00 | {percent(dice)} |
    | more than £{high}.00                              | {percent(dice, 30)} |
{dice.maybe(_adjusted(dice))}{due(dice)}"""


def _progress(dice: Dice) -> str:
    draws = [*about(dice, "assessment"), *beside(dice, "assessment")]
    under = _when(dice, draws) + dice.maybe(_adjusted(dice))
    return paid(dice, "gains", "assessment", "for each assessment in people", under)


def _weekly(dice: Dice) -> str:
    period = dice.choice(["week", "month", "quarter", "year"])
    side, event = dice.choice(["ends", "starts"]), dice.choice(["start", "referral"])
    within = length(dice, (12, "week"), (6, "month"), (90, "day"))
    when = f"  when  the {period} {side} within {within} after the first {event}\n"
    of, edges = dice.choice([("hours", ("5", "14")), ("price", ("£20.00", "£99.99"))])
    return f"""payment weekly "By the week"
  pays  whole amount by band of the total of {of} at each visit for each person in people and provider and {period}
    | {of}                                                  | price   |
    | up to and including {edges[0]}                        | {money(dice, 90)} |
    | more than {edges[0]}, up to and including {edges[1]}  | {money(dice, 200)} |
    | more than {edges[1]}                                  | {money(dice, 400)} |
{dice.maybe(when, chance=0.5)}{due(dice)}"""


def _work(dice: Dice) -> str:
    every = length(dice, (3, "week"), (2, "month"), (20, "day"), (1, "quarter"))
    most = dice.randint(1, 6)
    periods = f"  at most  {most} period{'' if most == 1 else 's'} for each person\n"
    whom = f"for each {dice.choice(['whole', 'started'])} period of {every} of at-work in people"
    return paid(dice, "work", "job", whom, dice.maybe(periods) + dice.maybe(_adjusted(dice)))


def _jobs(dice: Dice) -> str:
    draws = [*about(dice, "job"), *beside(dice, "job")]
    under = _when(dice, draws) + _adjusted(dice)
    return paid(dice, "jobs", "job", "for each at-work in people", under)


def _delays(dice: Dice) -> str:
    every = length(dice, (3, "week"), (9, "day"))
    whole = dice.choice(["whole", "started"])
    whom = f"for each {whole} period of {every} of days-late in people"
    under = dice.maybe(f"  at most  {money(dice, 90)}\n")
    return f'payment delays "Days"\n  pays  {money(dice, 40)} {whom}\n{under}{due(dice)}'


# ---- for providers, periods and the contract


def _wide_tests(dice: Dice) -> list[str]:
    low = dice.randint(1, 9)
    return [
        f"volume is at least {low}", "volume is met", f"certified is more than {money(dice, 90)}",
        f"lifelong is less than {low + 20}", "volume is not met",
    ]  # fmt: skip


def _prize(dice: Dice) -> str:
    draws = [
        "success is met",
        "success is at least 50%",
        "success is not met",
        "success is less than 75%",
    ]
    when = dice.choice([draws[0], draws[1], draws[2], " and ".join(draws[::3])])
    return (
        f'payment prize "Prize"\n  pays  {money(dice, 9_000)} for each provider and '
        f"{dice.rate_period}\n  when  {when}\n{_shadow(dice)}{due(dice)}"
    )


def _volume(dice: Dice) -> str:
    when = dice.maybe(f"  when  {tests(dice, _wide_tests(dice))}", chance=0.5) + _shadow(dice)
    return paid(dice, "totals", "provider", f"for each provider and {dice.total_period}", when)


def _lifelong(dice: Dice) -> str:
    value = dice.choice(
        ["£1.50 × lifelong", "lifelong × (£2.00 from 1 April 2026, £3.00 from 1 May 2026)"]
    )
    on = dice.maybe(f"  on    {day(dice)}\n")
    fixed = f'payment lifetime "In all"\n  pays  {money(dice)} for each provider\n{on}{due(dice)}'
    return dice.choice([
        fixed, f'payment lifetime "In all"\n  pays  {value} for each provider\n{due(dice)}',
    ])  # fmt: skip


def _parts(dice: Dice) -> str:
    period, edge = dice.choice(["month", "quarter", "year"]), dice.randint(2, 8)
    of = dice.choice(["visit in people", "recovered", "milestone in people"])
    rows = [
        f"up to and including {edge}",
        f"more than {edge}, up to and including {edge + 4}",
        f"more than {edge + 4}",
    ]
    most = dice.choice(["", "no limit", money(dice, 200)])
    third = f" {most} |" if most else ""
    heading = " at most |" if most else ""
    listed = "".join(f"    | {row} | {money(dice, 40)} |{third}\n" for row in rows)
    return f"""payment parts "Each part at its own rate"
  pays  each part at its own rate by band of the number of {of} for each provider and {period}
    | the number of {of} | price |{heading}
{listed}{due(dice)}"""


def _marked(dice: Dice) -> str:
    edge = dice.randint(5, 40)
    return f"""payment marked "By the mark of the year"
  pays  whole amount by band of quality for each provider and year
    | quality           | price            |
    | less than {edge}  | {money(dice)} |
    | at least {edge}   | {money(dice)} |
{dice.maybe("  when  quality is met" + chr(10))}{due(dice)}"""


def _reviews(dice: Dice) -> str:
    draws = [
        "share-spent is at least 50%", f"mark is at least {dice.randint(10, 80)}", "safe is yes",
        "share-spent is less than 90%, more than 5%", "spent is less than budget",
        f"drift is at least -{number(dice)}", f"spent is more than -{money(dice, 90)}",
        f"share-spent is at least -{percent(dice)}", f"kept is at least {percent(dice)}", "complaints is up to and including 2.5",
    ]  # fmt: skip
    under = dice.maybe(f"  when  {tests(dice, draws)}", chance=0.5) + _shadow(dice)
    return paid(dice, "savings", "review", "for each review", under)


def _overruns(dice: Dice) -> str:
    every, whole = length(dice, (3, "week"), (9, "day")), dice.choice(["whole", "started"])
    whom = f"for each {whole} period of {every} of days-over"
    return f'payment overruns "Days over"\n  pays  {money(dice, 40)} {whom}\n{due(dice)}'


def _notices(dice: Dice) -> str:
    when = dice.maybe(f"  when  level is at least {dice.randint(1, 50)}\n")
    return paid(dice, "notices", "notice", "for each notice", when)


def _block(dice: Dice) -> str:
    period = dice.choice(PERIODS)
    return f'payment standing "Standing"\n  pays  {money(dice)} for each {period}\n{due(dice)}'


def _mobilisation(dice: Dice) -> str:
    whom, on = "for the contract", dice.maybe(f"  on    {day(dice)}\n", chance=0.6)
    if on:
        return f'payment opening "Opening"\n  pays  {money(dice)} {whom}\n{on}{due(dice)}'
    return paid(dice, "opening", "contract", whom)


def _pool(dice: Dice) -> str:
    period = dice.total_period
    grain, value, weights = dice.choice([
        (f"each {period}", money(dice, 9_000), ["volume", "certified", "the number of visit in people"]),
        (f"each {period}", "forfeits" if dice.forfeits else money(dice), ["volume", "the number of recovered"]),
        (f"each {period}", "£2.50 × in-all", ["certified", "lifelong"]),
        ("the contract", money(dice, 90_000), ["lifelong", "the number of visit in people"]),
    ])  # fmt: skip
    return (
        f'payment pool "A fund"\n  pays  {value} for {grain}\n'
        f"  shared  among providers in proportion to {dice.choice(weights)}\n{due(dice)}"
    )


_PLAIN: Sequence[Form] = (
    _fee, _visits, _bands, _sliced, _progress, _weekly, _work, _jobs, _delays, _prize, _volume,
    _lifelong, _parts, _marked, _reviews, _overruns, _notices, _mobilisation, _steps, _repeated,
)  # fmt: skip
FOR_OUTCOMES: Sequence[Form] = (_result, _result, _result, _steps, _ladder, _repeated)
STANDARD: Sequence[Form] = (
    _fee,
    _visits,
    _bands,
    _reviews,
    _notices,
    _block,
    _mobilisation,
    _delays,
)
"""Payments that rest on no outcome and on no measure of the people."""
OTHERS: Sequence[Form] = (*_PLAIN, _block, _pool)


def advance(dice: Dice, paying: Sequence[str]) -> str:
    """An advance, repaid from some of the payments."""
    whom = dice.choice(["for each provider", "for the contract"])
    on = dice.choice(["1 April 2026", day(dice)])
    balance = f"  at the end  the balance is due in {length(dice, (60, 'day'), (2, 'month'))}\n"
    listed = ", ".join(dice.sample(list(paying), dice.randint(1, min(2, len(paying)))))
    return (
        f'payment advance "Advance"\n  pays  {money(dice, 5_000)} {whom}\n  on    {on}\n'
        f"  repaid  from {listed}, {percent(dice)} of each\n{balance}{due(dice)}"
    )


_NOT_TAKEN = (
    "  shared",
    "  withhold",
    "    | success",
    "  what is",
    "  recover",
    "  less  ",
)


def deduction(dice: Dice, forms: Sequence[Form]) -> str:
    """A payment the other way: what a payment may say that a deduction says too."""
    lines = dice.one(forms).split("\n")
    name = lines[0].split()[1]
    lines[0] = lines[0].replace(f"payment {name} ", f"deduction {name}-back ")
    table = False
    kept = []
    for line in lines:
        table = (table and line.startswith("    |")) or "against success" in line
        if not table and not line.startswith(_NOT_TAKEN):
            kept.append(line.replace("  pays  ", "  takes  ", 1))
    return "\n".join(kept)
