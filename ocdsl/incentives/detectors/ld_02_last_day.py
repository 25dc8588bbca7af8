"""LD-02: results on the last day that counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from attrs import frozen

from ocdsl.events.rows import Event
from ocdsl.incentives.detector import Detector, Looked
from ocdsl.incentives.engines.bunching import Edge, bunched
from ocdsl.incentives.recovery_windows import after_recovery, recoveries
from ocdsl.incentives.watched import Watched
from ocdsl.model.contract import Clause, Contract, Outcome
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph

_MOST_DAYS = 28
_FEWEST_DAYS = 3


@frozen
class _WindowEnd:
    """An end of a window that an event is in, or must not be in."""

    event: ph.EventPhrase
    """The event in the window; with `no`, it gains who has it just after."""
    moment: ph.EventPhrase
    """What the window is counted from; an event without an order is the achieving one."""
    achieving: ph.EventPhrase
    window: ph.Within | ph.Distance
    duration: ph.Duration
    last: bool
    """Whether it is the window's last day, and not its first."""
    clause: Clause

    @property
    def undoes(self) -> bool:
        """Whether the event is one that must not come."""
        return self.event.article == "no"

    @property
    def what(self) -> str:
        """`closures on the last day of 8 weeks after a service-start`."""
        length = f"{self.duration.count} {self.duration.unit}"
        length += "s" if self.duration.count != 1 else ""
        where = f"{length} {self.window.side} the {self.moment.event.text}"
        if self.undoes:
            return f"{self.event.event.text} events on the day after {where}"
        return f"{self.event.event.text} events on the {_DAY[self.last]} day of {where}"


_DAY = {True: "last", False: "first"}


def look(watched: Watched) -> Looked:
    """The ends of every window that a result must be in, or what undoes it must not."""
    ends = list(_ends(watched.contract))
    if not ends and not recoveries(watched):
        return Looked(
            absent="no outcome asks for an event in a window that another one begins, and no "
            "payment can be taken back"
        )
    taken_back = list(after_recovery(watched))
    places = [place for place in taken_back if place]
    few = len(taken_back) - len(places)
    for end in ends:
        steps, length = _steps(watched, end)
        edge = Edge(
            what=end.what,
            beside="The days beside it have",
            clause=end.clause,
            inside=min(length, _MOST_DAYS),
            outside=6,
            days=True,
        )
        for provider in watched.contract.providers:
            place = bunched(edge, provider, steps.get(provider, {}))
            places += [place] if place else []
            few += place is None
    return Looked(tuple(places), few)


def _steps(
    watched: Watched, end: _WindowEnd
) -> tuple[Mapping[str, Mapping[int, list[Event]]], int]:
    """The events by provider and by days from the end, and the days that lie further in."""
    steps: dict[str, dict[int, list[Event]]] = defaultdict(lambda: defaultdict(list))
    moments = watched.picked(end.moment if end.moment.order else end.achieving)
    length = _MOST_DAYS
    for person, event in _events(watched, end).items():
        if person not in moments:
            continue
        begun = moments[person].occurred_on
        edge = _day(watched.contract, end, begun)
        if end.undoes:
            steps[event.provider][event.occurred_on - edge - 1].append(event)
            continue
        further = edge - event.occurred_on if end.last else event.occurred_on - edge
        steps[event.provider][further].append(event)
        length = min(length, abs(edge - begun) - 1 if end.last else _MOST_DAYS)
    return steps, max(length, _FEWEST_DAYS)


def _events(watched: Watched, end: _WindowEnd) -> Mapping[str, Event]:
    """For each person the event that the window is about."""
    if not end.undoes:
        return watched.picked(end.achieving)
    after = watched.picked(end.achieving)
    found: dict[str, Event] = {}
    for person, events in watched.of_person(end.event.event.text).items():
        if person in after:
            day = after[person].occurred_on
            later = (
                e for e in events if e.occurred_on > day and watched.passes(e, end.event.where)
            )
            if first := next(later, None):
                found[person] = first
    return found


def _day(contract: Contract, end: _WindowEnd, begun: int) -> int:
    lag = contract.dates.lag(end.duration)
    after = end.window.side == "after"
    return contract.dates.later(begun, lag if after else lag._replace(number=-lag.number))


# ---- the windows of a contract


def _ends(contract: Contract) -> Iterator[_WindowEnd]:
    for outcome in contract.outcomes.values():
        for part in (outcome.achieved_on, outcome.when):
            for test in nodes(part):
                if isinstance(test, ph.EventTest):
                    yield from _of_test(contract, outcome, test)


def _of_test(contract: Contract, outcome: Outcome, test: ph.EventTest) -> Iterator[_WindowEnd]:
    achieving = contract.achieving(outcome)
    event, window = test.event, test.window
    if not isinstance(event, ph.EventPhrase) or not isinstance(window, ph.Within | ph.Distance):
        return
    own = event.article == "the" and event.event.text == achieving.event.text
    if not isinstance(window.moment, ph.EventPhrase) or not (own or event.article == "no"):
        return
    if event.article == "no" and window.side == "before":
        return
    clause = outcome.clauses.get("when", outcome.clause)
    for duration, last in _durations(window):
        if last or event.article != "no":
            yield _WindowEnd(event, window.moment, achieving, window, duration, last, clause)


def _durations(window: ph.Within | ph.Distance) -> Iterator[tuple[ph.Duration, bool]]:
    """The lengths at which a window ends, or begins, as days of its own."""
    if isinstance(window, ph.Within):
        yield window.duration, window.side == "after"
        return
    for limit in window.limits:
        if isinstance(limit.value, ph.Duration) and limit.word in _CLOSED:
            later = limit.word == "up to and including"
            yield limit.value, later == (window.side == "after")


_CLOSED = ("at least", "up to and including")

DETECTOR = Detector(
    code="LD-02",
    name="Results on the last day that counts",
    entries=("PI-09", "PI-11", "PI-13"),
    plain="Results are dated to the day that still counts, or harm to the day after it counts.",
    counts=(
        "For each provider, the people whose result falls on the first or the last day of the "
        "window that a rule has for it, and what undoes a result, or takes a payment back, on the "
        "day after its window. Each person counts once."
    ),
    by_chance=(
        "As many as on each day beside it. By the binomial distribution: one day of those within "
        "a fortnight further in, one of those on both sides, and one of the same days of the week "
        "in earlier weeks; the likeliest of the three is taken."
    ),
    example="61 cases are closed on day 56 of 56, and 12, 14, 11 and 9 on the days before.",
    ask="What happened on that day, and when was it written down, case by case?",
    source=(
        "McCrary, Journal of Econometrics 2008, volume 142, page 698; Cattaneo, Jansson and Ma, "
        "Journal of the American Statistical Association 2020, volume 115, page 1449"
    ),
    look=look,
)
