"""Faults of timing: windows, days and periods, and what the commissioner does with them."""

from __future__ import annotations

from fuzz.faults.ground import Ground, Planted, UnfitError, kind, money, with_line
from fuzz.faults.pieces import COMMISSIONER, PROVIDER, RESULTS, Service, fee, some_result, weeks


def _tail(ground: Ground) -> int:
    """Whole weeks for which the contract goes on after the term."""
    return (ground.contract.tail_end - ground.contract.term_end) // 7


def _housed(ground: Ground) -> str:
    """People who are housed for a while, as the provider records it."""
    service = str(Service(RESULTS[1], 20))
    people = service[: service.index("outcome ~result")]
    return f"""{people}
event ~moved-in "Moved in"
  recorded by  provider

event ~moved-out "Moved out"
  recorded by  provider

spell ~housed "Housed"
  starts on  each ~moved-in
  ends on    the next ~moved-out
"""


@kind("PI-09", "all is paid once a stay has lasted so long, and nothing the day before")
def threshold_day(ground: Ground) -> Planted:
    """The certificate brings the result, and then the length of a stay does."""
    lasts = f"{ground.whole(4, 26)} weeks"
    price = fee(ground.pence(50, 2_000))
    sound, faulty = (
        f'{_housed(ground)}\noutcome ~result "Result"\n  counts    once for each person in '
        f"~people\n  achieved  {achieved}\n{price}"
        for achieved in ("on the first ~certificate", f"when ~housed has lasted {lasts}")
    )
    return ground.graft(sound, faulty, "~fee")


@kind("PI-11", "the provider records the days on which a window rests")
def own_days(ground: Ground) -> Planted:
    """The commissioner records start and result, and then the provider does."""
    result, by, price = some_result(ground), weeks(ground), fee(ground.pence(50, 2_000))
    sound, faulty = (
        f"{Service(result, by, starts=who, closes=who)}{price}" for who in (COMMISSIONER, PROVIDER)
    )
    return ground.graft(sound, faulty, "~fee")


@kind("PI-12", "a result counts only if it is recorded in time")
def late_evidence(ground: Ground) -> Planted:
    """It counts whenever it is recorded, and then within so many days alone."""
    result, by, price = some_result(ground), weeks(ground), fee(ground.pence(50, 2_000))
    closes = ground.either(PROVIDER, COMMISSIONER)
    days = ground.whole(5, 60)
    late = (
        f"  needs     the ~{result.event} to be recorded within {days} days\n"
        "  otherwise  not achieved\n"
    )
    sound, faulty = (
        f"{Service(result, by, closes=closes, needs=needs)}{price}" for needs in ("", late)
    )
    return ground.graft(sound, faulty, "~fee")


@kind("PI-13", "what undoes a result costs all up to a day, and nothing after it", by_block=True)
def window_edge(ground: Ground) -> Planted:
    """Nothing undoes the result, and then a stay within so many days does."""
    result, by, price = some_result(ground), weeks(ground), fee(ground.pence(50, 2_000))
    stay = '\nevent ~stay "Stay in hospital"\n  recorded by  commissioner\n'
    unless = (f"no ~stay is within {ground.whole(7, 120)} days after the ~{result.event}",)
    sound, faulty = (f"{Service(result, by, unless=tests)}{stay}{price}" for tests in ((), unless))
    return ground.graft(sound, faulty, "~fee")


@kind("PI-14", "a result may take longer than the contract goes on for the last to join")
def short_tail(ground: Ground) -> Planted:
    """A result within half of the tail, and then one that may take much longer."""
    tail = _tail(ground)
    if tail < 8:
        raise UnfitError
    result, price = RESULTS[1], fee(ground.pence(50, 2_000))
    least = tail + ground.whole(4, 20)
    late = (f"the ~certificate is at least {least} weeks after the first ~start",)
    sound = Service(result, ground.whole(2, tail // 4))
    faulty = Service(result, least + ground.whole(6, 20), unless=late)
    return ground.graft(f"{sound}{price}", f"{faulty}{price}", "~fee")


@kind("PI-52", "weeks are paid until the contract ends, so that who is referred late costs less")
def paid_to_the_end(ground: Ground) -> Planted:
    """No more than so many weeks are paid, and then all until the end."""
    price, every = money(ground.pence(5, 90)), ground.whole(1, 4)
    most = ground.whole(2, 6)
    if _tail(ground) < most * every + 20:
        raise UnfitError

    def text(limit: str) -> str:
        return f"""{_housed(ground)}
payment ~weekly "Fee for a home"
  pays  {price} for each whole period of {every} week{"s" * (every > 1)} of ~housed in ~people
{limit}  due   30 days after earning
"""

    return ground.graft(text(f"  at most  {most} periods for each person\n"), text(""), "~weekly")


@kind("PI-53", "the commissioner confirms what it has to pay for")
def own_sign_off(ground: Ground) -> Planted:
    """Somebody independent confirms, and then the commissioner does."""
    result, by, price = some_result(ground), weeks(ground), fee(ground.pence(50, 2_000))
    role = "~assessor"

    def text(who: str) -> str:
        service = str(Service(result, by, closes=role))
        return f"{service}{price}".replace(role, who)

    grafted = ground.graft(text(ground.named(role)), text(COMMISSIONER), "~fee")
    named = ground.named(role)
    line = f'  role  {named} "Assessor"'
    return Planted(with_line(grafted.sound, named, line), grafted.faulty, grafted.on)


@kind("PI-56", "a confirmation that comes a year later pays nothing")
def next_year(ground: Ground) -> Planted:
    """It counts whenever it comes, and then within so many weeks alone."""
    by, price = ground.whole(8, 40), fee(ground.pence(50, 2_000))
    service = str(Service(RESULTS[1], by))
    window = f"  when      the ~certificate is within {by} weeks after the first ~start\n"
    if window not in service:
        raise UnfitError
    return ground.graft(f"{service.replace(window, '')}{price}", f"{service}{price}", "~fee")


@kind("PI-63", "the result is paid months after it", by_block=True)
def paid_late(ground: Ground) -> Planted:
    """Within two months, and then after more than four."""
    service, price = Service(some_result(ground), weeks(ground)), ground.pence(50, 2_000)
    soon, late = ground.whole(10, 60), ground.whole(95, 300)
    return ground.graft(
        f"{service}{fee(price, days=soon)}", f"{service}{fee(price, days=late)}", "~fee"
    )


@kind("PI-55", "what is on its way when the contract is ended early is no longer paid for")
def ended_early(ground: Ground) -> Planted:
    """A result comes within the tail, and then it may take longer than the tail."""
    tail = _tail(ground)
    if tail < 20:
        raise UnfitError
    result, price = some_result(ground), fee(ground.pence(50, 2_000))
    sound, faulty = (
        f"{Service(result, by)}{price}" for by in (tail // 4, tail + ground.whole(26, 80))
    )
    return ground.graft(sound, faulty, "~fee")


@kind("PI-57", "a variation changes what is paid for people who joined before it", by_block=True)
def moved_goalposts(ground: Ground) -> Planted:
    """Each person is judged by the text of the day they joined, and then payments by their own."""
    kinds = {c.joins_on.event.text for c in ground.contract.cohorts.values()}
    if len(kinds) != 1:
        raise UnfitError
    joins = f"  versions  each person is judged by the text in force on the first {kinds.pop()}"
    return Planted(with_line(ground.text, "versions", joins), ground.text, "")
