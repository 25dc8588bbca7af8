"""LD-08: more at the end, or the beginning, of a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from ocdsl.events.rows import Event
from ocdsl.incentives.detector import MOST_EVENTS, Detector, Looked, Place
from ocdsl.incentives.engines.luck import at_most_by_luck
from ocdsl.incentives.watched import Watched
from ocdsl.model.contract import Clause

_FEWEST = 40
_DAYS = {"month": 3, "quarter": 7, "calendar-quarter": 7, "year": 14, "calendar-year": 14}
_SCALE = 100_000
_HALVES_MORE = 3


def look(watched: Watched) -> Looked:
    """Each kind of event, at both ends of each period that money or a rate goes by."""
    units = _units(watched)
    if not units:
        return Looked(absent="no rate, limit or table goes by months, quarters or years")
    places: list[Place] = []
    few = 0
    for kind, event in watched.contract.events.items():
        rows = watched.one_each(kind) if event.about == "person" else ()
        for provider in watched.contract.providers if event.about == "person" else ():
            own = [row for row in rows if row.provider == provider]
            whole = {unit: _in_whole(watched, unit, own) for unit in units}
            few += len(own) < _FEWEST
            for unit in (unit for unit in units if len(whole[unit]) >= _FEWEST):
                places += _places(watched, (provider, kind, unit), whole[unit], event.clause)
    return Looked(tuple(places), few)


def _in_whole(watched: Watched, unit: str, rows: list[Event]) -> list[Event]:
    """The events in periods of the term that were over when the log was made.

    In one that the term or the log begins or ends in, people come for a part of the days alone;
    after the term there are those who are left, fewer with every day.
    """
    contract = watched.contract
    end = min(contract.term_end, max((e.occurred_on for e in watched.events), default=0))
    dates, start = contract.dates, contract.term_start
    return [
        row
        for row in rows
        if dates.start(row.occurred_on, unit) >= start and dates.end(row.occurred_on, unit) <= end
    ]


def _units(watched: Watched) -> list[str]:
    contract = watched.contract
    units = {measure.unit for measure in contract.measures.values()}
    units |= {cap.unit for cap in contract.caps.values()}
    units |= {unit for p in contract.payments.values() for unit in p.grain or ()}
    return sorted(units & set(_DAYS))


def _places(
    watched: Watched, where: tuple[str, str, str], rows: list[Event], clause: Clause
) -> Iterator[Place]:
    provider, kind, unit = where
    dates, days = watched.contract.dates, _DAYS[unit]
    ends = [(dates.start(e.occurred_on, unit), dates.end(e.occurred_on, unit), e) for e in rows]
    lengths = Counter(last - first + 1 for first, last, _ in ends)
    expected = sum((Fraction(days * n, length) for length, n in lengths.items()), Fraction(0))
    share = expected * Fraction(1, len(rows))
    rounded = Fraction(min(int(share * _SCALE) + 1, _SCALE), _SCALE)
    late = [e for _, last, e in ends if last - e.occurred_on < days]
    early = [e for first, _, e in ends if e.occurred_on - first < days]
    for word, found in (("last", late), ("first", early)):
        yield Place(
            provider=provider,
            what=f"{kind} events in the {word} {days} days of a {unit}",
            clause=clause,
            seen=len(found),
            of=len(rows),
            expected=expected,
            plainly=2 * len(found) >= _HALVES_MORE * expected,
            chance=partial(at_most_by_luck, len(found), len(rows), rounded),
            beside=f"Of {len(rows)} events, one for each person",
            events=tuple(event.event_id for event in found[:MOST_EVENTS]),
        )


DETECTOR = Detector(
    code="LD-08",
    name="More at the end or the beginning of a period",
    entries=("PI-10", "PI-14", "PI-21", "PI-56"),
    plain="Results are hurried into a period that still needs them, or held back for the next.",
    counts=(
        "For each provider and kind of event, the people whose event is in the last or the first "
        "days of the months, quarters or years that rates, limits and tables go by: 3 days of a "
        "month, 7 of a quarter, 14 of a year. Periods that the term or the log begins or ends in "
        "are left out. Each person counts once."
    ),
    by_chance=(
        "Every day of a period is as likely as the others. By the binomial distribution, with "
        "the share of those days rounded up."
    ),
    example="Of 600 closures 93 are in the last 7 days of a quarter, where 46 would be by chance.",
    ask="What was different in those days, and what happened to these people in the week after?",
    source=(
        "Oyer, Quarterly Journal of Economics 1998, volume 113, page 149, on business that is "
        "moved to the end of the year; Courty and Marschke, Journal of Labor Economics 2004, "
        "volume 22, page 23, on when training centres report"
    ),
    look=look,
)
