"""Looks at a real log with every detector, and gathers what chance alone does not explain."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction

from attrs import frozen

from ocdsl.incentives.detector import (
    FOUND,
    NOT_APPLICABLE,
    NOTHING_SEEN,
    STATUSES,
    TOO_FEW,
    Detector,
    LogVerdict,
    Looked,
    Sighting,
)
from ocdsl.incentives.detectors import detectors
from ocdsl.incentives.watched import Watched

ALARMS = Fraction(1, 100)
"""How likely chance alone makes even one place of a whole log a sighting, at most."""


@frozen
class LogReport:
    """What was said of a log by every detector."""

    contract: str
    contract_digest: str
    log_digest: str
    as_at: int
    known_at: str | None
    events: int
    """Rows that could be seen."""
    refused: int
    """Rows that were refused, and looked at by no detector."""
    verdicts: tuple[LogVerdict, ...]

    @property
    def looked(self) -> int:
        """Places that were looked at by all detectors."""
        return sum(verdict.looked for verdict in self.verdicts)

    @property
    def sightings(self) -> tuple[tuple[str, Sighting], ...]:
        """Everything that was seen, with the code of its detector."""
        return tuple((v.detector, sighting) for v in self.verdicts for sighting in v.sightings)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many detectors say what."""
        said = [verdict.status for verdict in self.verdicts]
        return {status: said.count(status) for status in STATUSES}

    @property
    def exit_status(self) -> int:
        """1 when something was seen; otherwise 0."""
        return int(bool(self.sightings))


class UnknownDetectorError(Exception):
    """A code that no detector has; `fix` says which there are."""

    fix = f"The detectors go from {detectors()[0].code} to {detectors()[-1].code}."


def watch(watched: Watched, codes: Sequence[str] = ()) -> tuple[LogVerdict, ...]:
    """What the detectors of these codes say, or all of them. Raises UnknownDetectorError.

    A place is a sighting when it differs by enough to matter, and when its likelihood by chance
    times the number of all places that were looked at is at most `ALARMS`: so however many places
    there are, chance alone gives a sighting in at most so many logs.
    """
    known = {each.code: each for each in detectors()}
    for code in codes:
        if code not in known:
            raise UnknownDetectorError(f"No detector has the code {code}.")
    chosen = [known[code] for code in sorted(set(codes))] or list(detectors())
    with _collector_paused():
        looked = [(each, each.look(watched)) for each in chosen]
    places = sum(len(each.places) for _, each in looked)
    return tuple(_verdict(each, found, places) for each, found in looked)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Millions of small rows, none in a circle: pausing the collector halves the time."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _verdict(detector: Detector, looked: Looked, places: int) -> LogVerdict:
    sightings = tuple(_sightings(looked, places))
    count = len(looked.places)
    if looked.absent:
        return LogVerdict(detector.code, NOT_APPLICABLE, 0, 0, looked.absent)
    if not count:
        detail = f"too few events at {_places(looked.too_few)}" if looked.too_few else "no events"
        return LogVerdict(detector.code, TOO_FEW, 0, looked.too_few, detail)
    detail = f"{_places(count)} looked at"
    if looked.too_few:
        detail += f", too few events at {looked.too_few} more"
    status = FOUND if sightings else NOTHING_SEEN
    return LogVerdict(detector.code, status, count, looked.too_few, detail, sightings)


def _places(count: int) -> str:
    return f"{count:,} place{'' if count == 1 else 's'}"


def _sightings(looked: Looked, places: int) -> Iterator[Sighting]:
    for place in looked.places:
        if place.plainly:
            chance = place.chance()
            anywhere = min(Fraction(1), chance * places)
            if anywhere <= ALARMS:
                yield Sighting(place, chance, anywhere)
