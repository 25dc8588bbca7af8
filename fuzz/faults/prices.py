"""Faults of shape: jumps, flat stretches, tops, floors and falls of a price or of a share."""

from __future__ import annotations

from itertools import pairwise

from fuzz.faults.ground import Ground, Planted, kind, money
from fuzz.faults.pieces import (
    RESULTS,
    Service,
    fee,
    jump,
    rate,
    some_result,
    straight,
    weeks,
    withheld,
)

Rows = list[tuple[str, int]]
"""The limits of each band, and its price in pence."""


def _table(name: str, rows: Rows) -> str:
    lines = [f"    | {name} | price |"]
    lines += [f"    | {limits} | {money(pence)} |" for limits, pence in rows]
    return "\n".join(lines)


def _limits(edges: list[int], top: int | None = None) -> list[str]:
    """`less than 30`, `at least 30, less than 60`, `at least 60`: a band between each two."""
    first, last = f"less than {edges[0]}", f"at least {edges[-1]}"
    if top is not None:
        last += f", up to and including {top}"
    between = (f"at least {a}, less than {b}" for a, b in pairwise(edges))
    return [first, *between, last]


def _edges(ground: Ground, count: int) -> list[int]:
    """Limits from 10 to 90, at least 6 apart."""
    while True:
        found = sorted(ground.random.sample(range(10, 91), count))
        if all(b - a > 5 for a, b in pairwise(found)):
            return found


def _quality(how: str, rows: Rows) -> str:
    """A payment by band of the quality of a year."""
    return f"""
event ~year-end "Year end"
  about        a provider
  recorded by  commissioner
  ~quality     whole number, at least 0, up to and including 100

payment ~quality-fee "Fee for quality"
  pays  {how} by band of ~quality for each ~year-end
{_table("~quality", rows)}
  due   30 days after earning
"""


PARTS, WHOLE = "each part at its own rate", "whole amount"


def _points(ground: Ground, zero: int, others: int) -> Planted:
    """Each point of quality pays something, and then one band of points pays nothing."""
    edges = _edges(ground, others)
    prices = sorted(ground.pence(1, 90) for _ in range(others + 1))
    limits = _limits(edges, 100)
    none = [0 if n == zero % len(prices) else pence for n, pence in enumerate(prices)]
    sound, faulty = (
        _quality(PARTS, list(zip(limits, each, strict=True))) for each in (prices, none)
    )
    return ground.graft(sound, faulty, "~quality-fee")


@kind("PI-19", "the first points of quality pay nothing", by_block=True)
def dead_zone(ground: Ground) -> Planted:
    """The lowest band pays nothing."""
    return _points(ground, 0, ground.whole(1, 3))


@kind("PI-20", "the last points of quality pay nothing", by_block=True)
def top(ground: Ground) -> Planted:
    """The highest band pays nothing."""
    return _points(ground, -1, ground.whole(1, 3))


@kind("PI-23", "points between two others pay nothing", by_block=True)
def deadband(ground: Ground) -> Planted:
    """A band in the middle pays nothing."""
    return _points(ground, 1, ground.whole(2, 3))


@kind("PI-22", "the most is deducted from a low quality on, however low it is", by_block=True)
def floor(ground: Ground) -> Planted:
    """What is low is paid less, and then it is deducted for, the same for all that is low."""
    limit, taken = ground.whole(20, 80), ground.pence(100, 5_000)

    def text(block: str, verb: str, test: str) -> str:
        return f"""
event ~year-end "Year end"
  about        a provider
  recorded by  commissioner
  ~quality     whole number, at least 0, up to and including 100

payment ~yearly "Yearly charge"
  pays  {money(taken * 4)} for each ~year-end
  due   30 days after earning

{block} ~low "Quality"
  {verb}  {money(taken)} for each ~year-end
  when   ~quality is {test} {limit}
  due    30 days after earning
"""

    return ground.graft(
        text("payment", "pays", "at least"), text("deduction", "takes", "less than"), "~low"
    )


@kind("PI-25", "a better mark is paid less than a worse one", by_block=True)
def dip(ground: Ground) -> Planted:
    """Prices that rise from band to band, and then two of them change places."""
    edges = _edges(ground, ground.whole(2, 4))
    prices = sorted(ground.random.sample(range(2_000, 90_000, 500), len(edges) + 1))
    place = ground.whole(0, len(prices) - 2)
    fallen = [*prices]
    fallen[place], fallen[place + 1] = fallen[place + 1], fallen[place]

    def text(each: list[int]) -> str:
        return f"""
event ~review "Review"
  about        a provider
  recorded by  commissioner
  ~mark        score, at least 0, up to and including 100, higher is better

payment ~by-mark "Paid by the mark"
  pays  whole amount by band of ~mark for each ~review
{_table("~mark", list(zip(_limits(edges), each, strict=True)))}
  due   30 days after earning
"""

    return ground.graft(text(prices), text(fallen), "~by-mark")


@kind("PI-18", "a straight line of a released share becomes a jump", by_block=True)
def cliff(ground: Ground) -> Planted:
    """Nothing below a rate and all from it on."""
    service, price = Service(some_result(ground), weeks(ground)), ground.pence(50, 2_000)
    period, part = ground.either("month", "quarter", "year"), ground.whole(5, 50)
    low = ground.whole(20, 60)
    high = low + ground.whole(5, 35)
    least = ground.whole(5, 40)
    more = f"  needs     at least {least} people\n  otherwise  not known\n"
    more = ground.either("", more)
    sound, faulty = (
        f"{service}{rate(period, more)}{fee(price, withheld(part, period, rows))}"
        for rows in (straight(low, high), jump(high))
    )
    return ground.graft(sound, faulty, "~fee")


def _weekly(ground: Ground, how: str, rows: Rows, when: str = "") -> str:
    subject = "for each person in ~people and provider and week"
    return f"""
event ~visit "Visit"
  recorded by  provider
  ~hours       hours, more than 0, up to and including 24

payment ~weekly "Weeks of support"
  pays  {how} by band of the total of ~hours at each ~visit {subject}
{_table("~hours", rows)}
{when}  due   30 days after earning
"""


@kind("PI-24", "the price of a week rises by a step of hours", by_block=True)
def notches(ground: Ground) -> Planted:
    """One price for a week of any hours, and then another from so many hours on."""
    service = Service(some_result(ground), weeks(ground))
    limit = ground.whole(2, 20)
    first, then = ground.pence(10, 90), ground.pence(100, 400)
    one = [("more than 0", first)]
    two = [(f"more than 0, less than {limit}", first), (f"at least {limit}", then)]
    sound, faulty = (f"{service}{_weekly(ground, WHOLE, rows)}" for rows in (one, two))
    return ground.graft(sound, faulty, "~weekly")


@kind("PI-26", "weeks of service are paid without an end beside one fee for a result")
def without_an_end(ground: Ground) -> Planted:
    """The weeks that are paid come to less than the result, and then they have no limit."""
    by = ground.whole(12, 26)
    each = ground.pence(50, 300)
    most = ground.whole(4, 10)
    service = Service(RESULTS[0], by)
    price = fee(each * (most + 1) + ground.whole(0, each))
    rows = [("more than 0", each)]
    when = f"  when  the week ends within {most} weeks after the first ~start\n"
    sound, faulty = (
        f"{service}{_weekly(ground, WHOLE, rows, limit)}{price}" for limit in (when, "")
    )
    return ground.graft(sound, faulty, "~weekly")


@kind("PI-28", "a visit is paid a least amount, however short it is")
def least_amount(ground: Ground) -> Planted:
    """Hours are paid as they are, and then each visit at least so much."""
    service, hourly = Service(some_result(ground), weeks(ground)), ground.pence(10, 40)
    least = hourly + ground.pence(1, 30)

    def text(limit: str) -> str:
        return f"""{service}
event ~visit "Visit"
  recorded by  provider
  ~hours       hours, more than 0, up to and including 24

payment ~visits "Visits"
  pays  {money(hourly)} × ~hours for each ~visit in ~people
{limit}  due   30 days after earning
"""

    return ground.graft(text(""), text(f"  at least  {money(least)}\n"), "~visits")
