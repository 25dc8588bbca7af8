"""Faults of counting: what is counted twice, what nothing stands against, what has no limit."""

from __future__ import annotations

from fuzz.faults.ground import Ground, Planted, UnfitError, kind, money
from fuzz.faults.pieces import (
    CARRIED,
    LOST,
    PROVIDER,
    RESULTS,
    Result,
    Service,
    cap,
    fee,
    some_result,
    weeks,
)


def _every(ground: Ground, closes: str) -> Planted:
    result, by, price = some_result(ground), weeks(ground), fee(ground.pence(50, 2_000))
    sound, faulty = (
        f"{Service(result, by, closes=closes, every=every)}{price}" for every in (False, True)
    )
    return ground.graft(sound, faulty, "~fee")


@kind("PI-29", "each result of a person counts, and not the first alone")
def sent_twice(ground: Ground) -> Planted:
    """The provider sends the result again."""
    return _every(ground, PROVIDER)


@kind("PI-33", "each result of a person counts, and not the first alone")
def comes_back(ground: Ground) -> Planted:
    """The person comes back, whoever records it."""
    return _every(ground, ground.either("provider", "commissioner"))


@kind("PI-30", "a second payment is for the same event")
def paid_twice(ground: Ground) -> Planted:
    """The second payment is for the start, and then for a quicker result."""
    by = ground.whole(12, 26)
    service, price = Service(RESULTS[1], by), fee(ground.pence(50, 2_000))
    within = f"within {by - ground.whole(0, 4)} weeks after the first ~start"
    soon = f"""
outcome ~soon "Result soon"
  counts    once for each person in ~people
  achieved  on the first ~certificate where the ~certificate is {within}
"""
    extra = money(ground.pence(20, 900))
    bonus = '\npayment ~bonus "Bonus"\n  pays  {}\n  due   30 days after earning\n'
    other = f"{extra} for each person in ~people\n  on    the first ~start"
    sound, faulty = (
        f"{service}{soon}{price}{bonus.format(what)}" for what in (other, f"{extra} for each ~soon")
    )
    return ground.graft(sound, faulty)


@kind("PI-37", "a second result follows from the first")
def moves_together(ground: Ground) -> Planted:
    """The second comes after the first one's weeks, and then within them or within more."""
    result, by, more = some_result(ground), weeks(ground), ground.whole(1, 20)
    after = f"more than {by} weeks, up to and including {by + more} weeks after"
    follows = f"within {by + ground.whole(0, 1) * more} weeks after"
    prices = f"""{fee(ground.pence(50, 2_000))}
payment ~second-fee "Second fee"
  pays  {money(ground.pence(50, 2_000))} for each ~second
  due   30 days after earning
"""
    sound, faulty = (
        f"{Service(result, by)}{_second(result, when)}{prices}" for when in (after, follows)
    )
    return ground.graft(sound, faulty, "~fee")


def _second(result: Result, when: str) -> str:
    return f"""
outcome ~second "Second result"
  counts    once for each person in ~people
  achieved  on the first ~{result.event}{result.where}
  when      the ~{result.event} is {when} the first ~start
"""


@kind("PI-32", "a break of a few days ends a stay that is paid for as a whole")
def cut_in_two(ground: Ground) -> Planted:
    """Breaks are ignored, and then none is."""
    price = money(ground.pence(50, 2_000))

    def text(breaks: str) -> str:
        return f"""{_stays(PROVIDER, breaks)}
payment ~stay-fee "Fee for a stay"
  pays  {price} for each ~stay in ~people
  due   30 days after earning
"""

    ignores = f"\n  ignores    breaks of up to and including {ground.whole(7, 40)} days"
    return ground.graft(text(ignores), text(""), "~stay-fee")


def _stays(who: str, breaks: str = "") -> str:
    return f"""{Service(RESULTS[1], 20)}
event ~moved-in "Moved in"
  recorded by  {who}

event ~moved-out "Moved out"
  recorded by  {who}

spell ~stay "Stay"
  starts on  each ~moved-in
  ends on    the next ~moved-out{breaks}
"""


@kind("PI-36", "what undoes a result costs nothing the second time")
def second_time_is_free(ground: Ground) -> Planted:
    """Each time costs something, and then the first alone does."""
    result, by = some_result(ground), weeks(ground)
    unless = (f"no ~relapse is within {ground.whole(15, 60)} days after the ~{result.event}",)
    each = f"""
deduction ~each-time "Each relapse"
  takes  {money(ground.pence(10, 300))} for each ~relapse in ~people
  due    30 days after earning
"""
    whole = f"{Service(result, by, unless=unless)}{_RELAPSE}{fee(ground.pence(350, 2_000))}"
    return ground.graft(whole + each, whole, "~fee")


_RELAPSE = """
event ~relapse "Relapse"
  recorded by  commissioner
"""


def _recovered(ground: Ground) -> str:
    """A line by which a payment is taken back on a new referral soon after."""
    days, part = ground.whole(20, 90), ground.whole(5, 10) * 10
    return (
        f"  recover  {part}% of the payment on a ~referral after earning, "
        f"up to and including {days} days after the due-date\n"
    )


def _without_recovery(ground: Ground) -> Planted:
    service, price = Service(some_result(ground), weeks(ground)), ground.pence(50, 2_000)
    back = _recovered(ground)
    return ground.graft(f"{service}{fee(price, back)}", f"{service}{fee(price)}", "~fee")


@kind("PI-43", "nothing stands against a result that does harm", by_block=True)
def nothing_against_it(ground: Ground) -> Planted:
    """The payment is taken back on a new referral, and then it is not."""
    return _without_recovery(ground)


@kind("PI-66", "a relapse costs nothing", by_block=True)
def relapse_is_free(ground: Ground) -> Planted:
    """The payment is taken back on a new referral, and then it is not."""
    return _without_recovery(ground)


@kind("PI-67", "the last day on which a payment is taken back decides all of it", by_block=True)
def all_or_nothing_back(ground: Ground) -> Planted:
    """Nothing is taken back, and then all or most of it is, up to a day."""
    service, price = Service(some_result(ground), weeks(ground)), ground.pence(50, 2_000)
    back = _recovered(ground)
    return ground.graft(f"{service}{fee(price)}", f"{service}{fee(price, back)}", "~fee")


@kind("PI-44", "visits that the provider records are paid for by the visit")
def paid_by_the_visit(ground: Ground) -> Planted:
    """The commissioner records the visits, and then the provider does."""
    service, price = Service(some_result(ground), weeks(ground)), money(ground.pence(5, 90))

    def text(who: str) -> str:
        return f"""{service}
event ~visit "Visit"
  recorded by  {who}

payment ~visit-fee "Fee for a visit"
  pays  {price} for each ~visit in ~people
  due   30 days after earning
"""

    return ground.graft(text("commissioner"), text(PROVIDER), "~visit-fee")


@kind("PI-47", "what would have happened anyway is not taken off", by_block=True)
def nothing_taken_off(ground: Ground) -> Planted:
    """A part is taken off, and then none is."""
    service, price = Service(some_result(ground), weeks(ground)), ground.pence(50, 2_000)
    of = ground.whole(2, 12)
    less = f"  less  {ground.whole(1, of - 1)} in every {of}, which would have happened anyway\n"
    return ground.graft(f"{service}{fee(price, less)}", f"{service}{fee(price)}", "~fee")


@kind("PI-51", "providers share one sum by how they compare")
def shared_sum(ground: Ground) -> Planted:
    """Each is paid for its own quality, and then they share one sum."""
    ground = ground.with_rival()
    each, pool = money(ground.pence(1, 90)), money(ground.pence(500, 9_000))

    def text(pays: str) -> str:
        return f"""
event ~year-end "Year end"
  about        a provider
  recorded by  commissioner
  ~quality     whole number, at least 0, up to and including 100

measure ~total "Quality of the year"
  for each  provider and year
  is        the total of ~quality at each ~year-end

payment ~pool "Fund"
  pays  {pays}
  due   30 days after earning
"""

    shared = f"{pool} for each year\n  shared  among providers in proportion to ~total"
    return ground.graft(text(f"{each} × ~total for each provider and year"), text(shared), "~pool")


@kind("PI-65", "a fifth outcome brings less than a tenth")
def five_outcomes(ground: Ground) -> Planted:
    """There are four, and then a small fifth."""
    if ground.contract.outcomes:
        raise UnfitError
    service = str(Service(RESULTS[0], 20))
    people = service[: service.index("outcome ~result")]
    prices = [ground.pence(150, 900) for _ in range(4)] + [ground.pence(5, 40)]
    review = '\nevent ~review "Review"\n  recorded by  provider\n'

    def text(count: int) -> str:
        blocks = (
            f"""
outcome ~step-{n} "Step {n}"
  counts    once for each person in ~people
  achieved  on the first {"~review" if n == 5 else "~closure where ~reason is well"}

payment ~fee-{n} "Fee {n}"
  pays  {money(price)} for each ~step-{n}
  due   30 days after earning
"""
            for n, price in enumerate(prices[:count], 1)
        )
        return people + review + "".join(blocks)

    return ground.graft(text(4), text(5), "~fee-5")


def _harm(ground: Ground) -> tuple[str, str]:
    """A service, and a deduction for each stay in a care home that is more than its fee."""
    price = ground.pence(50, 900)
    service = f"""{Service(some_result(ground), weeks(ground))}{fee(price)}
event ~care-home "Moved into a care home"
  recorded by  commissioner

event ~back-home "Back at home"
  recorded by  commissioner

spell ~stay "Stay in a care home"
  starts on  each ~care-home
  ends on    the next ~back-home
"""
    taken = money(price + ground.pence(20, 3_000))
    return (
        service,
        f"""
deduction ~home-cost "Cost of a care home"
  takes  {taken} for each ~stay in ~people
  due    30 days after earning
""",
    )


@kind("PI-27", "more is deducted for a failure than a person brings")
def dearer_than_they_bring(ground: Ground) -> Planted:
    """Nothing is deducted, and then a stay in a care home is."""
    service, deduction = _harm(ground)
    return ground.graft(service, service + deduction, "~home-cost")


@kind("PI-68", "whoever is lost saves a deduction")
def saved_by_a_loss(ground: Ground) -> Planted:
    """Nothing is deducted, and then a stay in a care home is."""
    service, deduction = _harm(ground)
    return ground.graft(service, service + deduction, "~home-cost")


def _limited(ground: Ground, people: int) -> tuple[str, int]:
    """A service with a fee, and a limit that so many people reach, the last of them in part."""
    price = ground.pence(50, 900)
    service = f"{Service(some_result(ground), weeks(ground))}{fee(price)}"
    return service, price * people - ground.whole(0, price - 1)


@kind("PI-70", "a limit for all providers goes by who comes first")
def first_come(ground: Ground) -> Planted:
    """The limit is shared in proportion, and then goes in order."""
    if ground.contract.caps:
        raise UnfitError
    ground = ground.with_rival()
    service, limit = _limited(ground, ground.whole(3, 9))
    sound = cap(limit, "the contract", LOST, "pro rata")
    return ground.graft(service + sound, service + cap(limit, "the contract", LOST), "~fee")


@kind("PI-71", "no limit covers a payment", by_block=True)
def no_limit(ground: Ground) -> Planted:
    """A limit in money, and then none."""
    service, limit = _limited(ground, ground.whole(50, 500))
    if ground.contract.caps:
        raise UnfitError
    scope = ground.either("the contract", "each year of earning", "each month of earning")
    return ground.graft(service + cap(limit, scope, LOST), service, "~fee")


def _monthly(ground: Ground, people: int) -> Planted:
    if ground.contract.caps:
        raise UnfitError
    service, limit = _limited(ground, people)
    scope = ground.either("each provider and month of earning", "each month of earning")
    sound, faulty = (service + cap(limit, scope, excess) for excess in (CARRIED, LOST))
    return ground.graft(sound, faulty)


@kind("PI-10", "what is over the limit of a month is lost")
def lost_over_the_limit(ground: Ground) -> Planted:
    """It is carried forward, and then it is not."""
    return _monthly(ground, ground.whole(3, 12))


@kind("PI-21", "what is over the limit of a month is lost", by_block=True)
def nothing_for_one_more(ground: Ground) -> Planted:
    """It is carried forward, and then it is not."""
    return _monthly(ground, ground.whole(3, 40))
