"""Pieces of contracts that faults are made of: a service with a result, a fee, a rate, groups."""

from __future__ import annotations

from attrs import frozen

from fuzz.faults.ground import Ground, money

PROVIDER, COMMISSIONER = "provider", "commissioner"


@frozen
class Result:
    """The event that brings a result: a closure, a certificate or a good score."""

    event: str
    field: str = ""
    where: str = ""


RESULTS = (
    Result("closure", "  ~reason  one of well, not-well, moved-away", " where ~reason is well"),
    Result("certificate"),
    Result(
        "review",
        "  ~score  score, at least 0, up to and including 100, higher is better",
        " where ~score is at least 60",
    ),
)


@frozen
class Service:
    """People who join, are started and reach a result: who records what, and by when."""

    result: Result
    weeks: int
    """A result counts that comes within so many weeks after the start."""
    joins: str = COMMISSIONER
    starts: str = PROVIDER
    closes: str = COMMISSIONER
    every: bool = False
    """Whether each result of a person counts."""
    aside: str = ""
    """Who records that somebody moves away and leaves the count; empty where nobody leaves it."""
    unless: tuple[str, ...] = ()
    """What else is asked of a result, such as `no ~stay is within 28 days after the ~closure`."""
    needs: str = ""
    """Lines of the outcome after that."""

    def __str__(self) -> str:
        event, article = self.result.event, "each" if self.every else "the first"
        field = f"\n{self.result.field}" if self.result.field else ""
        leaving = f'event ~leaving "Moved away"\n  recorded by  {self.aside}\n\n'
        asides = "\n  sets aside  on a ~leaving" if self.aside else ""
        counts = "every time" if self.every else "once"
        return f"""event ~referral "Referred"
  recorded by  {self.joins}

event ~start "First visit"
  recorded by  {self.starts}

event ~{event} "Result"
  recorded by  {self.closes}{field}

{leaving if self.aside else ""}cohort ~people "People"
  counts      once for each person
  joins on    the first ~referral where the ~referral is during the term
  belongs to  provider at the first ~start{asides}

outcome ~result "Result reached"
  counts    {counts} for each person in ~people
  achieved  on {article} ~{event}{self.result.where}
{self._when}{self.needs}
"""

    @property
    def _when(self) -> str:
        window = f"the ~{self.result.event} is within {self.weeks} weeks after the first ~start"
        tests = (window, *self.unless)
        if len(tests) == 1:
            return f"  when      {tests[0]}\n"
        return "  when      all of\n" + "".join(f"    - {test}\n" for test in tests)


def some_result(ground: Ground) -> Result:
    """One of the ways in which a result is recorded."""
    return ground.random.choice(RESULTS)


def weeks(ground: Ground) -> int:
    """How long a result may take."""
    return ground.whole(8, 26)


def fee(pence: int, more: str = "", on: str = "~fee", days: int = 30) -> str:
    """A payment for each result."""
    return f"""
payment {on} "Fee"
  pays  {money(pence)} for each ~result
  due   {days} days after earning
{more}"""


def start_fee(pence: int) -> str:
    """A payment for each person who is started."""
    return f"""
payment ~start-fee "Fee for starting"
  pays  {money(pence)} for each person in ~people
  on    the first ~start
  due   30 days after earning
"""


def rate(period: str, more: str = "") -> str:
    """The share of those who were started in a period who reach the result."""
    return f"""
measure ~rate "Share of people who reach it"
  for each  provider and {period}
  counts    once for each person in ~people where the first ~start is during the {period}
  is        the percentage who achieve ~result
{more}"""


def withheld(part: int, period: str, rows: tuple[tuple[str, str], ...]) -> str:
    """Lines of a payment of which so many percent are kept until the rate is known."""
    table = "\n".join(
        f"    | {limit} | {gives} |" for limit, gives in (("~rate", "released"), *rows)
    )
    return (
        f"  withhold  {part}% of the payment against ~rate during the {period} of the first ~start"
        f"\n{table}\n  what is not released  is not paid\n"
    )


def straight(low: int, high: int) -> tuple[tuple[str, str], ...]:
    """Rows that release nothing, then a part in a straight line, then all."""
    return (
        (f"less than {low}%", "nothing"),
        (f"at least {low}%, less than {high}%", "in a straight line"),
        (f"at least {high}%", "all"),
    )


def jump(at: int) -> tuple[tuple[str, str], ...]:
    """Rows that release nothing below a rate and all from it on."""
    return ((f"less than {at}%", "nothing"), (f"at least {at}%", "all"))


def cap(
    pence: int, scope: str, excess: str, order: str = "earliest earned first, the last in part"
) -> str:
    """A limit on the fee; `excess` is what becomes of what is over it."""
    return f"""
cap ~limit "Limit"
  over     ~fee
  at most  {money(pence)} for {scope}
  order    {order}
  {excess}
"""


LOST = "excess   is not paid"
CARRIED = "excess   carried forward\n  at the end  is paid on the last statement"


@frozen
class Group:
    """What is assumed of one group of people: how many, who achieve it, and what one costs."""

    people: int
    percent: int
    anyway: int
    cost: int | None = None
    """Pence; None where it is not told."""

    def block(self, name: str) -> str:
        """The block that says it."""
        spends = "" if self.cost is None else f"  spends    {money(self.cost)} for each person\n"
        return f"""
assume ~{name} "Group {name}"
  counts    {self.people} people in ~people each year
  achieved  ~result by {self.percent}% of people, by {self.anyway}% anyway
{spends}  because   Made up.
"""


def groups(*told: Group) -> str:
    """The blocks of several groups."""
    return "".join(group.block(name) for name, group in zip(("one", "two"), told, strict=False))
