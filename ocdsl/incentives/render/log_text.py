"""A report on a real log for a terminal."""

from __future__ import annotations

import textwrap
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
from ocdsl.incentives.watch import LogReport
from ocdsl.model.contract import Contract

_PAGE = 98


def to_text(contract: Contract, report: LogReport) -> str:
    """The report for a terminal: what every detector says, then each sighting."""
    lines = [f"What the log of {contract.name} shows", ""]
    for sentence in (counted(report), *scope(report), NO_VERDICT):
        lines += textwrap.wrap(sentence, _PAGE)
    lines.append("")
    for verdict in report.verdicts:
        name = detector(verdict.detector).name
        lines.append(f"{verdict.detector}  {name}: {status_of(verdict)}")
        lines += _indented(verdict.detail, 7)
    for code, sighting in report.sightings:
        lines += ["", *_sighting(contract, report, code, sighting)]
    return "\n".join(lines) + "\n"


def _indented(words: str, by: int) -> list[str]:
    space = " " * by
    return textwrap.wrap(words, _PAGE, initial_indent=space, subsequent_indent=space)


def _sighting(
    contract: Contract, report: LogReport, code: str, sighting: Sighting
) -> Iterator[str]:
    each = detector(code)
    yield heading(each, contract, sighting)
    sentences = [
        told(contract, sighting),
        chances(report, sighting),
        f"It is about {quoted(contract, sighting)}",
        f"{each.plain} (It would show {shows(each)}.)",
        f"To ask: {each.ask}",
    ]
    if named := examples(sighting):
        sentences.append(f"Some of the events: {named}")
    for sentence in sentences:
        yield from _indented(sentence, 2)
