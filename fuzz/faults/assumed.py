"""Faults that show in what is assumed of groups of people: what they cost, and what they bring."""

from __future__ import annotations

from math import isqrt

from fuzz.faults.ground import Ground, Planted, UnfitError, kind, money
from fuzz.faults.pieces import (
    RESULTS,
    Group,
    Service,
    fee,
    groups,
    jump,
    rate,
    some_result,
    start_fee,
    weeks,
    withheld,
)

SLACK = 2_000
"""Pence by which a draw is worse, or better, than what only just is a fault."""


def _people(ground: Ground) -> str:
    """The people of a contract that assumes nothing of others."""
    if ground.contract.assumptions:
        raise UnfitError
    return str(Service(RESULTS[1], ground.whole(12, 26)))


def _two(ground: Ground) -> tuple[Group, Group]:
    """An easier group and a harder one, which costs more."""
    easier = Group(
        ground.whole(40, 90), ground.whole(60, 85), ground.whole(30, 45), ground.pence(300, 700)
    )
    harder = Group(
        ground.whole(10, 40), ground.whole(30, 50), ground.whole(5, 15), ground.pence(900, 1_800)
    )
    return easier, harder


def _covers(cost: int, percent: int) -> int:
    """The least fee in pence at which a result of so many percent of people covers a cost."""
    return -(-cost * 100 // percent)


def _between(ground: Ground, low: int, high: int) -> int:
    """Pence well inside two limits."""
    if high - low < 4 * SLACK:
        raise UnfitError
    return ground.whole(low + 2 * SLACK, high - 2 * SLACK)


def _by_price(ground: Ground, start: int, prices: tuple[int, int], told: str) -> Planted:
    """The same contract with one fee for the result, and with another."""
    people = _people(ground)
    sound, faulty = (f"{people}{start_fee(start)}{fee(price)}{told}" for price in prices)
    return ground.graft(sound, faulty)


def _one_pays_one_costs(ground: Ground) -> Planted:
    """At the first fee both groups are worth serving, at the second only the easier one."""
    easier, harder = _two(ground)
    assert easier.cost and harder.cost
    start = ground.pence(50, 250)
    both = _covers(harder.cost, harder.percent)
    low = max(_covers(max(easier.cost - start, 0), easier.percent), 1)
    high = _covers(harder.cost - start, harder.percent)
    return _by_price(
        ground,
        start,
        (both + ground.pence(100, 900), _between(ground, low, high)),
        groups(easier, harder),
    )


@kind("PI-01", "a group costs more than it brings, beside one that earns at the same price")
def one_group_loses(ground: Ground) -> Planted:
    """The price covers both groups, and then one of them."""
    return _one_pays_one_costs(ground)


@kind("PI-54", "the mean of two groups earns, and the harder one loses")
def hard_group_alone(ground: Ground) -> Planted:
    """The price covers both groups, and then the mean of them alone."""
    easier, harder = _two(ground)
    assert easier.cost and harder.cost
    start = ground.pence(50, 250)
    people = easier.people + harder.people
    cost = (easier.people * easier.cost + harder.people * harder.cost) // people - start
    share = easier.people * easier.percent + harder.people * harder.percent
    mean = -(-cost * 100 * people // share)
    high = _covers(harder.cost - start, harder.percent)
    both = _covers(harder.cost, harder.percent) + ground.pence(100, 900)
    prices = (both, _between(ground, mean, high))
    return _by_price(ground, start, prices, groups(easier, harder))


@kind("PI-02", "doing nothing leaves more than serving a group")
def better_left(ground: Ground) -> Planted:
    """The fee is worth the effort for both groups, and then for neither or one."""
    easier, harder = _two(ground)
    assert easier.cost and harder.cost
    worth = [_covers(g.cost or 0, g.percent - g.anyway) for g in (easier, harder)]
    prices = (max(worth) + ground.pence(50, 900), max(worth) - ground.pence(100, 900))
    return _by_price(ground, ground.pence(50, 600), prices, groups(easier, harder))


@kind("PI-05", "less is taken off than would have come anyway")
def too_little_off(ground: Ground) -> Planted:
    """As large a part is taken off as comes anyway in the easier group, and then a small one."""
    told = _two(ground)
    people, price = _people(ground), ground.pence(300, 2_000)
    worst = max(100 * g.anyway // g.percent for g in told)
    parts = (min(worst + ground.whole(2, 8), 98), ground.whole(1, worst - 10))
    less = "  less  {} in every 100, which would have happened anyway\n"
    sound, faulty = (
        f"{people.replace('recorded by  commissioner', 'recorded by  provider', 1)}"
        f"{fee(price, less.format(part))}{groups(*told)}"
        for part in parts
    )
    return ground.graft(sound, faulty, "~fee")


@kind("PI-17", "what is paid on a start is more than staying to the end leaves")
def paid_on_the_start(ground: Ground) -> Planted:
    """Serving each group to the end is worth it, and then leaving the harder one is."""
    easier, harder = _two(ground)
    assert harder.cost
    even = _covers(harder.cost, harder.percent)
    prices = (even + ground.pence(100, 900), even - ground.pence(200, 900))
    return _by_price(ground, ground.pence(100, 600), prices, groups(easier, harder))


@kind("PI-34", "what is paid on a start is more than serving somebody costs")
def paid_without_a_result(ground: Ground) -> Planted:
    """Less than serving costs is paid on a start, and then more."""
    easier, harder = _two(ground)
    people, price = _people(ground), fee(ground.pence(300, 3_000))
    assert easier.cost
    little, much = (easier.cost - ground.pence(50, 250), easier.cost + ground.pence(50, 900))
    sound, faulty = (
        f"{people}{start_fee(start)}{price}{groups(easier, harder)}" for start in (little, much)
    )
    return ground.graft(sound, faulty)


@kind("PI-38", "a rate is judged on so few people that luck decides it", by_block=True)
def few_people(ground: Ground) -> Planted:
    """Some hundreds are judged, and then some tens."""
    at = ground.whole(35, 65)
    told = Group(ground.whole(5, 15), at + ground.whole(20, 25), at - ground.whole(4, 8))
    kept = withheld(ground.whole(10, 50), "year", jump(at))
    people, price = _people(ground), ground.pence(300, 2_000)

    def text(least: int) -> str:
        needs = (
            f"  needs     at least {least} people\n  otherwise  pool with the next year\n"
            "  at the end  judged on the people there are\n"
        )
        return f"{people}{rate('year', needs)}{fee(price, kept)}{groups(told)}"

    return ground.graft(text(ground.whole(700, 900)), text(ground.whole(16, 40)), "~fee")


@kind("PI-61", "next to nothing hangs on the result", by_block=True)
def little_at_risk(ground: Ground) -> Planted:
    """A part of some size hangs on the result, and then less than 3% does."""
    people, start = str(Service(RESULTS[1], ground.whole(8, 26))), ground.pence(300, 900)
    much, little = start * ground.whole(5, 400) // 100, start * ground.whole(2, 28) // 1_000
    sound, faulty = (f"{people}{start_fee(start)}{fee(price)}" for price in (much, little))
    return ground.graft(sound, faulty, "~fee")


@kind("PI-62", "costs are covered only if as many reach the result as is expected")
def all_at_risk(ground: Ground) -> Planted:
    """The fee covers the costs of all but a very bad year, and then of every second year alone."""
    told = _two(ground)
    start = ground.pence(50, 200)
    cost = sum(g.people * ((g.cost or 0) - start) for g in told)
    expected = sum(g.people * g.percent for g in told)  # hundredths
    spread = isqrt(sum(g.people * g.percent * (100 - g.percent) for g in told))  # hundredths
    prices = tuple(cost * 100 // (expected - by) for by in (3 * spread, -spread // 20))
    return _by_price(ground, start, (prices[0], prices[1]), groups(*told))


@kind("PI-69", "less is deducted for what is left undone than leaving it undone saves")
def cheap_fine(ground: Ground) -> Planted:
    """As much is deducted as is saved, or more, and then less."""
    service = f"{Service(some_result(ground), weeks(ground))}{fee(ground.pence(50, 900))}"
    saved = ground.pence(5, 80)
    sound, faulty = (
        f"""{service}
event ~missed-visit "Visit left out"
  recorded by  commissioner

deduction ~missed "Visits left out"
  takes  {money(taken)} for each ~missed-visit in ~people
  due    30 days after earning

assume ~spared "A visit that is left out"
  saves    {money(saved)} for each ~missed
  because  Made up.
"""
        for taken in (saved + ground.whole(0, 500), saved - ground.whole(1, saved // 2))
    )
    return ground.graft(sound, faulty, "~missed")
