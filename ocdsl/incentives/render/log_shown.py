"""What is shown of a report on a real log, whatever the form."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.calendar import in_words
from ocdsl.base.money import half_up
from ocdsl.incentives.detector import Detector, LogVerdict, Sighting
from ocdsl.incentives.watch import ALARMS, LogReport
from ocdsl.model.contract import Contract

NO_VERDICT = (
    "What is found differs from what chance alone explains. It may have a good reason, so ask. "
    "What is not found says nothing of what no detector looks at."
)
_RAREST = 10**12


def title_of(contract: Contract, party: str) -> str:
    """A party as the contract calls it."""
    return next((p.title for p in contract.parties if p.name == party), party)


def one_in(chance: Fraction) -> str:
    """A likelihood as `1 in 1,480`: never less likely than it is, nor than `_RAREST` says."""
    if chance * _RAREST < 1:
        return f"1 in {_RAREST:,}"
    return f"1 in {chance.denominator // chance.numerator:,}"


def about(number: Fraction) -> str:
    """A number of people with a decimal: `14.7`; a whole one without."""
    tenths = half_up(number.numerator * 10, number.denominator)
    whole, part = divmod(tenths, 10)
    return f"{whole:,}.{part}" if part else f"{whole:,}"


def counted(report: LogReport) -> str:
    """One sentence that counts what the detectors say."""
    words = ", ".join(f"{n} {status}" for status, n in report.counts.items() if n)
    return f"Of {len(report.verdicts)} detectors: {words}."


def scope(report: LogReport) -> Iterator[str]:
    """What the report is about, and how sure it is: sentences."""
    known = f", as known at {report.known_at}" if report.known_at else ""
    yield f"As at {in_words(report.as_at)}{known}: {report.events:,} rows could be seen."
    if report.refused:
        yield f"{report.refused:,} rows were refused: `ocdsl evaluate` names them."
    yield (
        f"{report.looked:,} places were looked at. Something is said of a place only if chance "
        f"alone says anything of any of them in at most {one_in(ALARMS)} logs."
    )


def heading(detector: Detector, contract: Contract, sighting: Sighting) -> str:
    """`LD-02 Results on the last day that counts: Alder Care Ltd`."""
    return f"{detector.code} {detector.name}: {title_of(contract, sighting.place.provider)}"


def told(contract: Contract, sighting: Sighting) -> str:
    """What was seen, and what would be by chance: sentences."""
    place = sighting.place
    what = place.what[:1].upper() + place.what[1:]
    return (
        f"{what}: {place.seen:,} of {place.of:,} for {title_of(contract, place.provider)}, where "
        f"about {about(place.expected)} would be by chance. {place.beside}."
    )


def chances(report: LogReport, sighting: Sighting) -> str:
    """How likely chance alone shows as much, there and anywhere: a sentence."""
    return (
        f"By chance alone as much would be seen there in at most {one_in(sighting.chance)} logs, "
        f"and at even one of the {report.looked:,} places in at most {one_in(sighting.anywhere)}."
    )


def quoted(contract: Contract, sighting: Sighting) -> str:
    """The clause that the place is about, with its line."""
    clause = sighting.place.clause
    line = " ".join(contract.source.line(clause.line).split())
    return f"line {clause.line} of {clause.block}: {line}"


def examples(sighting: Sighting) -> str:
    """Some of the events, by their ids; empty where none are named."""
    return ", ".join(sighting.place.events)


def shows(detector: Detector) -> str:
    """The entries of the catalogue that it would show."""
    return ", ".join(detector.entries)


def status_of(verdict: LogVerdict) -> str:
    """The status as it is printed: `FOUND 2`."""
    count = len(verdict.sightings)
    return f"{verdict.status} {count}" if count else verdict.status
