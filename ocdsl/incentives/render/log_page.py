"""A report on a real log as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.detector import Sighting
from ocdsl.incentives.detectors import detector
from ocdsl.incentives.render.hypertext import item, paragraph, table, titled, whole_page
from ocdsl.incentives.render.log_shown import (
    NO_VERDICT,
    about,
    chances,
    counted,
    examples,
    heading,
    one_in,
    quoted,
    scope,
    shows,
    status_of,
    title_of,
    told,
)
from ocdsl.incentives.watch import LogReport
from ocdsl.model.contract import Contract


def to_html(contract: Contract, report: LogReport) -> str:
    """The report as a page: the detectors, a table of what was found, then each sighting."""
    said = (
        (v.detector, detector(v.detector).name, status_of(v), v.detail) for v in report.verdicts
    )
    parts = [
        f"<p><code>{report.contract_digest}</code>, log <code>{report.log_digest}</code></p>",
        paragraph(" ".join((counted(report), *scope(report)))),
        paragraph(NO_VERDICT),
        table(("", "detector", "says", ""), said),
    ]
    if report.sightings:
        parts.append(table(_HEADS, (_line(contract, *each) for each in report.sightings)))
    for code, sighting in report.sightings:
        parts += _sighting(contract, report, code, sighting)
    return whole_page(f"What the log of {contract.title} shows", parts)


_HEADS = ("", "provider", "what", "seen", "by chance", "likelihood there", "anywhere")


def _line(contract: Contract, code: str, sighting: Sighting) -> tuple[str, ...]:
    place = sighting.place
    likely = (one_in(sighting.chance), one_in(sighting.anywhere))
    named = (title_of(contract, place.provider), place.what)
    return (code, *named, f"{place.seen:,}", about(place.expected), *likely)


def _sighting(
    contract: Contract, report: LogReport, code: str, sighting: Sighting
) -> Iterator[str]:
    each = detector(code)
    yield titled(heading(each, contract, sighting))
    yield paragraph(f"{told(contract, sighting)} {chances(report, sighting)}")
    points = [
        f"It is about {quoted(contract, sighting)}",
        f"{each.plain} (It would show {shows(each)}.)",
        f"To ask: {each.ask}",
    ]
    if named := examples(sighting):
        points.append(f"Some of the events: {named}")
    yield f"<ul>{''.join(item(point) for point in points)}</ul>"
