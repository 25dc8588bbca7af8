"""A report on a real log as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.detector import Sighting
from ocdsl.incentives.detectors import detector
from ocdsl.incentives.render.log_shown import (
    NO_VERDICT,
    chances,
    counted,
    examples,
    heading,
    quoted,
    scope,
    shows,
    status_of,
    told,
)
from ocdsl.incentives.render.markdown import row
from ocdsl.incentives.watch import LogReport
from ocdsl.model.contract import Contract


def to_markdown(contract: Contract, report: LogReport) -> str:
    """The report as Markdown: a table of the detectors, then each sighting."""
    lines = [f"# What the log of {contract.title} shows", ""]
    lines += [f"Contract `{report.contract_digest}`, log `{report.log_digest}`.", ""]
    lines += [" ".join((counted(report), *scope(report), NO_VERDICT)), ""]
    lines += [row("", "detector", "says", ""), "|---|---|---|---|"]
    for v in report.verdicts:
        lines.append(row(v.detector, detector(v.detector).name, status_of(v), v.detail))
    for code, sighting in report.sightings:
        lines += ["", *_sighting(contract, report, code, sighting)]
    return "\n".join(lines) + "\n"


def _sighting(
    contract: Contract, report: LogReport, code: str, sighting: Sighting
) -> Iterator[str]:
    each = detector(code)
    yield from (f"## {heading(each, contract, sighting)}", "")
    yield f"{told(contract, sighting)} {chances(report, sighting)}"
    yield ""
    yield f"- It is about {quoted(contract, sighting)}"
    yield f"- {each.plain} (It would show {shows(each)}.)"
    yield f"- To ask: {each.ask}"
    if named := examples(sighting):
        yield f"- Some of the events: {named}"
