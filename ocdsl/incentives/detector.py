"""What a detector is, the places it looks at in a log, and what it says of them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from ocdsl.model.contract import Clause

if TYPE_CHECKING:
    from ocdsl.incentives.watched import Watched

FOUND = "FOUND"
NOTHING_SEEN = "NOTHING SEEN"
TOO_FEW = "TOO FEW"
NOT_APPLICABLE = "NOT APPLICABLE"

STATUSES = (FOUND, NOTHING_SEEN, TOO_FEW, NOT_APPLICABLE)
"""What can be said of a log by a detector. None of them says that a log is honest."""

MOST_EVENTS = 10
"""Events that are named for a place, for whoever asks the provider about it."""


@frozen
class Place:
    """One place of a log that is looked at, and what is there."""

    provider: str
    what: str
    """What is counted there, in words: `closures on the last day of 8 weeks`."""
    clause: Clause
    seen: int
    of: int
    """How many it could have been."""
    expected: Fraction
    """How many there would be by chance."""
    plainly: bool
    """Whether it differs by enough to matter, however large the log is."""
    chance: Callable[[], Fraction]
    """How likely chance alone shows as much there, at most; exact, and worked out when asked."""
    beside: str
    """What it is compared with: a sentence."""
    events: tuple[str, ...] = ()
    """Ids of some of the events, at most `MOST_EVENTS`."""


@frozen
class Looked:
    """What a detector looked at in a log."""

    places: tuple[Place, ...] = ()
    too_few: int = 0
    """Places with too few events to say anything of."""
    absent: str = ""
    """Why the contract or the log has no such place; empty where it has."""


@frozen
class Sighting:
    """A place where more was seen than chance alone explains."""

    place: Place
    chance: Fraction
    """How likely chance alone shows as much at that place, at most."""
    anywhere: Fraction
    """How likely it shows as much at even one of all the places that were looked at, at most."""


@frozen
class LogVerdict:
    """What is said of a log by one detector."""

    detector: str
    status: str
    looked: int
    """Places that were looked at."""
    too_few: int
    detail: str
    sightings: tuple[Sighting, ...] = ()


@frozen
class Detector:
    """One way of looking at a real log for what would be seen if somebody gamed the contract."""

    code: str
    name: str
    entries: tuple[str, ...]
    """The entries of the catalogue that it would show."""
    plain: str
    """What may be going on, in plain words."""
    counts: str
    """What is counted."""
    by_chance: str
    """What is expected by chance, and by which test."""
    example: str
    ask: str
    """What to ask the provider: there may be a good reason."""
    source: str
    """Where the way of looking is documented."""
    look: Callable[[Watched], Looked]
