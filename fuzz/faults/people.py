"""Faults of selection and of measurement: who is counted, and who says so."""

from __future__ import annotations

from fuzz.faults.ground import Ground, Planted, kind
from fuzz.faults.pieces import (
    COMMISSIONER,
    PROVIDER,
    RESULTS,
    Service,
    fee,
    rate,
    some_result,
    straight,
    weeks,
    withheld,
)

PERIODS = ("month", "quarter", "year")


def _at_risk(ground: Ground) -> tuple[str, str]:
    """A rate, and the lines of a payment of which a part is kept until it is known."""
    period = ground.either(*PERIODS)
    low = ground.whole(20, 50)
    rows = straight(low, low + ground.whole(20, 40))
    return rate(period), withheld(ground.whole(10, 50), period, rows)


@kind("PI-01", "part of the fee hangs on a rate that counts from the provider’s own first visit")
def rate_of_those_started(ground: Ground) -> Planted:
    """Whoever would fail is never visited."""
    price = ground.pence(50, 2_000)
    service = str(Service(some_result(ground), weeks(ground)))
    measure, kept = _at_risk(ground)
    return ground.graft(
        service + measure + fee(price), service + measure + fee(price, kept), "~fee"
    )


@kind("PI-04", "the provider records who leaves the count")
def leaves_the_count(ground: Ground) -> Planted:
    """The commissioner records it, and then the provider does."""
    result, by, price = some_result(ground), weeks(ground), ground.pence(50, 2_000)
    measure, kept = _at_risk(ground)
    sound, faulty = (
        f"{Service(result, by, aside=who)}{measure}{fee(price, kept)}"
        for who in (COMMISSIONER, PROVIDER)
    )
    return ground.graft(sound, faulty, "~fee")


@kind("PI-05", "the provider records what people join by")
def enrols_itself(ground: Ground) -> Planted:
    """The commissioner refers people, and then the provider does."""
    result, by, price = some_result(ground), weeks(ground), fee(ground.pence(50, 2_000))
    sound, faulty = (f"{Service(result, by, joins=who)}{price}" for who in (COMMISSIONER, PROVIDER))
    return ground.graft(sound, faulty, "~fee")


@kind("PI-06", "the provider records the score that a later one is compared with")
def own_first_score(ground: Ground) -> Planted:
    """A fee for so many points of progress."""
    points, first = ground.whole(1, 10), ground.whole(2, 8)
    better = ground.either("higher", "lower")
    side = "above" if better == "higher" else "below"
    last = first + ground.whole(6, 14)
    price = fee(ground.pence(50, 2_000))
    window = f"at least {first} weeks, up to and including {last} weeks after the first ~start"

    def text(who: str) -> str:
        service = str(Service(RESULTS[1], 20))
        people = service[: service.index("outcome ~result")]
        return f"""{people}
event ~score-taken "Score"
  recorded by  {who}
  ~score       score, at least 0, up to and including 100, {better} is better

outcome ~result "Progress"
  counts    once for each person in ~people
  achieved  on the first ~score-taken where the ~score-taken is {window}
  when      ~score is at least {points} points {side} ~score at the first ~score-taken
{price}"""

    return ground.graft(text(COMMISSIONER), text(PROVIDER), "~fee")


@kind("PI-07", "the provider records the label that the price goes by")
def own_label(ground: Ground) -> Planted:
    """A card with a price for each of three labels."""
    base = ground.pence(50, 300)
    prices = [base, base + ground.pence(10, 300), base + ground.pence(310, 900)]
    ground.random.shuffle(prices)
    rows = "\n".join(
        f"    | {name} | £{pence // 100:,}.{pence % 100:02d} |"
        for name, pence in zip(("plain", "middling", "complex"), prices, strict=True)
    )
    service = Service(some_result(ground), weeks(ground))

    def text(who: str) -> str:
        return f"""{service}
event ~plan "Plan"
  recorded by  {who}
  ~level       one of plain, middling, complex

rates ~plan-price "Price of a plan"
  by  ~level
    | ~level | price |
{rows}

payment ~plan-fee "Fee for a plan"
  pays  ~plan-price for each ~plan in ~people
  due   30 days after earning
"""

    return ground.graft(text(COMMISSIONER), text(PROVIDER), "~plan-fee")


@kind("PI-08", "the provider records who leaves the count before it fails")
def let_go_before_it_counts(ground: Ground) -> Planted:
    """A stay in hospital undoes the result, and the rate with it."""
    result, by = some_result(ground), weeks(ground)
    measure, kept = _at_risk(ground)
    unless = (f"no ~stay is within {ground.whole(10, 60)} days after the ~{result.event}",)
    price = fee(ground.pence(50, 2_000), kept)
    sound, faulty = (
        f"{Service(result, by, aside=who, unless=unless)}{_STAY}{measure}{price}"
        for who in (COMMISSIONER, PROVIDER)
    )
    return ground.graft(sound, faulty, "~fee")


_STAY = """
event ~stay "Stay in hospital"
  recorded by  commissioner
"""


@kind("PI-40", "the provider records the bad news that undoes its result")
def own_bad_news(ground: Ground) -> Planted:
    """A stay in hospital undoes the result."""
    result, by = some_result(ground), weeks(ground)
    unless = (f"no ~stay is within {ground.whole(10, 60)} days after the ~{result.event}",)
    service, price = Service(result, by, unless=unless), fee(ground.pence(50, 2_000))
    sound, faulty = (
        f"{service}{_STAY.replace(COMMISSIONER, who)}{price}" for who in (COMMISSIONER, PROVIDER)
    )
    return ground.graft(sound, faulty, "~fee")


@kind("PI-41", "the provider records the result that it is paid for")
def own_result(ground: Ground) -> Planted:
    """The commissioner records it, and then the provider does."""
    result, by, price = some_result(ground), weeks(ground), fee(ground.pence(50, 2_000))
    sound, faulty = (
        f"{Service(result, by, closes=who)}{price}" for who in (COMMISSIONER, PROVIDER)
    )
    return ground.graft(sound, faulty, "~fee")


@kind("PI-39", "the provider sends in the answers whose average is paid for")
def own_answers(ground: Ground) -> Planted:
    """So much for each point of the average of a year."""
    price, how = ground.pence(1, 90), ground.either("average", "lowest")

    def text(who: str) -> str:
        return f"""
event ~answer "Answer"
  about        a provider
  recorded by  {who}
  ~quality     whole number, at least 0, up to and including 100

measure ~mean "Quality"
  for each  provider and year
  is        the {how} of ~quality at each ~answer

payment ~quality-fee "Fee for quality"
  pays  £{price // 100}.{price % 100:02d} × ~mean for each provider and year
  due   30 days after earning
"""

    return ground.graft(text(COMMISSIONER), text(PROVIDER), "~quality-fee")
