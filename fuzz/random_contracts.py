"""Contracts put together at random from the forms of the language.

One set of events, people and outcomes, with windows and limits drawn anew; then some of the
payments of `fuzz.random_payments`, and some of the caps, floors and splits there. Two forms that
do not go together are refused by the checker, and another contract is drawn.
"""

from __future__ import annotations

from attrs import frozen

from fuzz.random_payments import Dice, some
from ocdsl.base.source import Source
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check

PROVIDERS = ("alder", "bryn", "cwm")

_EVENTS = """event referral "Referral"
  recorded by  commissioner
  age          whole number, at least 0, up to and including 120
  group        one of young, old, very-old

event start "First visit"
  recorded by  provider

event visit "Visit"
  recorded by  provider
  hours        hours, at least 0, up to and including 24
  price        money
  kind         one of plain, double

event assessment "Assessment"
  recorded by  assessor
  score        score, at least 0, up to and including 100

event closure "Closure"
  recorded by  provider
  reason       one of well, moved, died, other

event readmission "Readmission"
  recorded by  health-board

event job "Job begins"
  recorded by  provider

event job-end "Job ends"
  recorded by  provider

event milestone "Milestone"
  recorded by  commissioner
  metric       one of bank, home, course

event dispute "Dispute"
  recorded by  commissioner

event settlement "Dispute settled"
  recorded by  commissioner

event review "Review of a provider"
  about        a provider
  recorded by  commissioner
  spent        money
  budget       money, more than £0.00
  mark         whole number, at least 0, up to and including 100

event notice "Notice"
  about        the contract
  recorded by  commissioner
"""


@frozen
class Drawn:
    """A contract that the checker takes, and how many it refused before."""

    contract: Contract
    refused: tuple[str, ...]
    """The code of the first error of each contract that was refused."""


def draw(random: Dice) -> Drawn:
    """A random contract without an error."""
    refused: list[str] = []
    while True:
        checked = check(Source("random.ocdsl", text_of(random)))
        if checked.contract is not None:
            return Drawn(checked.contract, tuple(refused))
        refused.append(checked.diagnostics[0].code)


def text_of(random: Dice) -> str:
    """The text of a random contract, which may have forms that do not go together."""
    random.rate_period = random.choice(["month", "quarter", "year"])
    random.hours_period = random.choice(["month", "quarter"])
    blocks = [_header(random), _EVENTS, _people(random), _outcomes(random), _measures(random)]
    blocks += some(random)
    return "\n".join(block.strip("\n") + "\n" for block in blocks)


def _header(random: Dice) -> str:
    providers = "".join(
        f'  provider      {name} "{name.capitalize()}"\n'
        for name in PROVIDERS[: random.randint(1, len(PROVIDERS))]
    )
    line = "on each payment line"
    rounding = random.choice([line] * 5 + ["on each statement, shared over its lines"])
    ends = "end on the last day of", "run on to the first day after"
    return f"""contract random "Random"
  model         reward for individual outcomes
  commissioner  vale "Vale Council"
{providers}  role          assessor "Assessor"
  role          health-board "Health Board"
  term          from 1 April 2026 up to and including {random.choice(["31 March 2027", "31 March 2028"])}
  tail          {random.choice(["40 weeks", "60 weeks", "1 year"])}, for people who joined during the term
  currency      GBP
  rounding      half up to the penny {rounding}
  weeks         start on {random.choice(["Monday", "Sunday", "Wednesday"])}
  years         start on 1 {random.choice(["April", "January", "July"])}
  months        {random.choice(ends)} a month that is too short
  working days  follow england-and-wales
  due dates     {random.choice(["may fall on any day", "move to the next working day"])}
  statements    each {random.choice(["month", "quarter"])}
"""


def _people(random: Dice) -> str:
    aside = "  sets aside  on a closure where reason is one of moved, died\n"
    belongs = random.choice(["start", "start", "referral"])
    breaks = random.choice(
        ["", f"  ignores    breaks of up to and including {random.randint(1, 20)} days\n"]
    )
    return f"""spell at-work "At work"
  starts on  each job
  ends on    the next job-end
{breaks}
spell in-dispute "In dispute"
  starts on  each dispute
  ends on    the next settlement

cohort people "People"
  counts      once for each person
  joins on    the first referral where all of
    - age is at least {random.choice([18, 50, 65])}
    - the referral is during the term
  belongs to  provider at the first {belongs}
{random.choice(["", aside])}"""


def _outcomes(random: Dice) -> str:
    conditions = [
        f"the closure is within {random.randint(2, 12)} weeks after the first start",
        f"no readmission is within {random.randint(5, 40)} days after the closure",
        f"score at the first assessment is at least {random.randint(10, 60)}",
        f"the closure is within {random.randint(1, 3)} months after the first referral",
    ]
    chosen = random.sample(conditions, random.randint(1, 3))
    how = "all" if random.random() < 0.7 else "any"
    tests = f"  when      {how} of\n" + "".join(f"    - {test}\n" for test in chosen)
    if len(chosen) == 1:
        tests = f"  when      {chosen[0]}\n"
    days = random.randint(3, 40)
    needs = f"  needs     the closure to be recorded within {days} days\n  otherwise not achieved\n"
    return f"""outcome recovered "Recovered"
  counts    once for each person in people
  achieved  on the first closure where reason is well
{tests}{random.choice(["", needs])}
outcome improved "Improved"
  counts    once for each person in people
  achieved  on the first assessment where the assessment is at least {random.randint(1, 8)} weeks, up to and including {random.randint(9, 30)} weeks after the first start
  when      score is at least {random.randint(1, 15)} points above score at the first assessment

outcome employed "Employed for a time"
  counts    once for each person in people
  achieved  when at-work has lasted {random.choice(["13 weeks", "1 month", "3 months", "30 days"])}

outcome step "A step"
  counts    every time for each person in people
  achieved  on each milestone where metric is one of bank, home

outcome each-metric "The first of each kind"
  counts    once for each person and metric in people
  achieved  on the first milestone where metric is one of home, course
"""


def _measures(random: Dice) -> str:
    period = random.rate_period
    pooled = (
        f"  otherwise pool with the next {period}\n  at the end judged on the people there are\n"
    )
    alone = "  otherwise not known\n"
    needs = f"  needs     at least {random.randint(2, 5)} people\n{random.choice([pooled, alone])}"
    rounded = "  rounding  half up to 2 decimal places\n"
    return f"""measure rate "Share who recover"
  for each  provider and {period}
  counts    once for each person in people where the first start is during the {period}
  is        the percentage who achieve {random.choice(["recovered", "improved"])}
  target    at least {random.choice([30, 50, 60])}%
{random.choice(["", needs])}
measure cost "Cost of a visit"
  for each  visit
  is        {random.choice(["£15.00 × hours", "price + £2.50 × hours", "£7.25 × hours + 3% of price"])}
{random.choice(["", rounded])}
measure share-spent "Share of the budget that was spent"
  for each  review
  is        spent as a percentage of budget

measure helped-hours "Hours of help"
  for each  provider and {random.hours_period}
  is        the total of hours at each visit in people
"""
