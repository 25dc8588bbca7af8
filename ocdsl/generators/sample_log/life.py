"""One person's life as it unfolds: what has happened so far, and when it was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ocdsl.generators.sample_log.codes import EventCode
from ocdsl.generators.sample_log.draw import Draw
from ocdsl.generators.sample_log.ranges import Range, limit_range, overlap
from ocdsl.model.contract import Contract
from ocdsl.syntax import phrases as ph

DAY_MINUTES = 1_440
_OPENS, _OPEN_MINUTES = 480, 600
_DELAYS = (0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 5)

Values = tuple[tuple[int, int], ...]


class Happening(NamedTuple):
    """One event about a person, as codes. `minute` is when it was recorded, since ordinal day 0."""

    event: EventCode
    day: int
    minute: int
    provider: int
    recorder: int
    values: Values
    """Pairs of a field's column and its value."""


class Life:
    """A person's events so far. Days are ordinals; the first event of each kind is remembered."""

    def __init__(
        self,
        contract: Contract,
        kinds: Mapping[str, EventCode],
        draw: Draw,
        provider: int,
        limit_edge: int = 0,
    ) -> None:
        """`limit_edge` is the share of tested numbers that are put on a limit, of ten thousand."""
        self.contract, self.kinds = contract, kinds
        self.draw, self.provider, self.limit_edge = draw, provider, limit_edge
        self.days: dict[str, int] = {}
        self.values: dict[str, Values] = {}
        self.events: list[Happening] = []

    def happens(self, event: EventCode, day: int, values: Values) -> None:
        """An event on a day; one that the log could not hold on that day is left out."""
        if not event.first_day <= day <= event.last_day:
            return
        if event.name not in self.days or day < self.days[event.name]:
            self.days[event.name] = day
            self.values[event.name] = values
        minute = recorded_on(self.draw, day + self.draw.one_of(_DELAYS))
        recorders = event.recorders[self.provider]
        by = recorders[0] if len(recorders) == 1 else self.draw.one_of(recorders)
        self.events.append(Happening(event, day, minute, self.provider, by, values))

    @property
    def begun(self) -> int:
        """The day of the first event so far, or of the term's start."""
        return min(self.days.values(), default=self.contract.term_start)

    def value(self, event: str, column: int) -> int | None:
        """The value in that column of the first event of that name, or None."""
        return next((v for c, v in self.values.get(event, ()) if c == column), None)

    def ends_on(self, day: int, last: EventCode) -> None:
        """Nothing happens after `day`, but for what was of the kind `last`."""
        self.events = [h for h in self.events if h.day <= day or h.event is last]

    def range_of(self, windows: Iterable[ph.Window], own: int | None = None) -> Range:
        """The days in every window; `own` is the day of the event at hand (`the closure`)."""
        return overlap(self._window(window, own) for window in windows)

    def _window(self, window: ph.Window, own: int | None) -> Range:
        if isinstance(window, ph.During):
            return self._period(window.period, own)
        day = self.day_of(window.moment, own)
        if day is None:
            return None, None
        if isinstance(window, ph.Within):
            edge = self._edge(day, window.duration, window.side)
            return (day, edge) if window.side == "after" else (edge, day)
        if isinstance(window, ph.Distance):
            return self._distance(window, day)
        low = {"after": day + 1, "on or after": day}.get(window.word)
        high = {"before": day - 1, "on or before": day}.get(window.word)
        return low, high

    def _distance(self, window: ph.Distance, day: int) -> Range:
        sign = 1 if window.side == "after" else -1
        ranges = [
            limit_range(limit.word, sign * self._edge(day, limit.value, window.side))
            for limit in window.limits
            if isinstance(limit.value, ph.Duration)
        ]
        low, high = overlap([(sign * day, None), *ranges])
        return (low, high) if sign == 1 else (_turned(high), _turned(low))

    def _edge(self, day: int, duration: ph.Duration, side: str) -> int:
        """The day so long after or before a day."""
        lag = self.contract.dates.lag(duration)
        return self.contract.dates.later(
            day, lag if side == "after" else lag._replace(number=-lag.number)
        )

    def _period(self, period: ph.PeriodPhrase, own: int | None) -> Range:
        if period.unit == "term":
            return self.contract.term_start, self.contract.term_end
        day = self.day_of(period.of, own)
        return self.period(day, period.unit) if day is not None else (None, None)

    def period(self, day: int, unit: str) -> tuple[int, int]:
        """The first and the last day of the contract's week, month, quarter or year round `day`."""
        return self.contract.dates.start(day, unit), self.contract.dates.end(day, unit)

    def day_of(self, moment: ph.Moment | None, own: int | None = None) -> int | None:
        """The day of a moment, as far as it has come about."""
        if isinstance(moment, ph.Day):
            return moment.ordinal
        if isinstance(moment, ph.EventPhrase):
            picked = moment.article == "the" and not moment.order
            return own if picked and own is not None else self.days.get(moment.event.text)
        if isinstance(moment, ph.EndOf):
            return self._period(moment.period, own)[1]
        return None


def recorded_on(draw: Draw, day: int) -> int:
    """A minute of the working hours of a day."""
    return day * DAY_MINUTES + _OPENS + draw.below(_OPEN_MINUTES)


def _turned(day: int | None) -> int | None:
    return None if day is None else -day
