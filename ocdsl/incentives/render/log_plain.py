"""A report on a real log as JSON, for programs."""

from __future__ import annotations

import json
from typing import Any

from ocdsl.base.calendar import iso
from ocdsl.incentives.detector import Sighting
from ocdsl.incentives.detectors import detector
from ocdsl.incentives.watch import LogReport


def to_json(report: LogReport) -> str:
    """The report as JSON. What is expected and how likely it is are exact fractions, as text."""
    data = {
        "contract": report.contract,
        "contract_digest": report.contract_digest,
        "log_digest": report.log_digest,
        "as_at": iso(report.as_at),
        "known_at": report.known_at,
        "events": report.events,
        "refused": report.refused,
        "looked_at": report.looked,
        "counts": dict(report.counts),
        "detectors": [
            {
                "detector": verdict.detector,
                "name": detector(verdict.detector).name,
                "entries": list(detector(verdict.detector).entries),
                "status": verdict.status,
                "looked_at": verdict.looked,
                "too_few": verdict.too_few,
                "detail": verdict.detail,
                "found": [_sighting(sighting) for sighting in verdict.sightings],
            }
            for verdict in report.verdicts
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _sighting(sighting: Sighting) -> dict[str, Any]:
    place = sighting.place
    return {
        "provider": place.provider,
        "what": place.what,
        "on": place.clause.block,
        "clause": place.clause.line,
        "seen": place.seen,
        "of": place.of,
        "expected": str(place.expected),
        "chance_one_in": _one_in(sighting.chance.numerator, sighting.chance.denominator),
        "chance_anywhere_one_in": _one_in(
            sighting.anywhere.numerator, sighting.anywhere.denominator
        ),
        "beside": place.beside,
        "events": list(place.events),
    }


def _one_in(numerator: int, denominator: int) -> str:
    """How many logs there are, at least, to one that shows as much by chance; a long number."""
    return str(denominator // max(numerator, 1))
