"""A report on a real log as SARIF 2.1.0: sightings by the lines of the contract they are about."""

from __future__ import annotations

from typing import Any

import ocdsl
from ocdsl.base import sarif
from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.incentives.detector import (
    FOUND,
    NOT_APPLICABLE,
    NOTHING_SEEN,
    TOO_FEW,
    Detector,
    Sighting,
)
from ocdsl.incentives.detectors import detector
from ocdsl.incentives.render.log_shown import chances, told
from ocdsl.incentives.render.sarif import heading_of
from ocdsl.incentives.watch import LogReport
from ocdsl.model.contract import Contract

_KINDS = {NOTHING_SEEN: "open", TOO_FEW: "open", NOT_APPLICABLE: "notApplicable"}


def to_sarif(contract: Contract, report: LogReport) -> str:
    """A result for each sighting, and one for each detector that saw nothing."""
    found = [_diagnostic(contract, report, *each) for each in report.sightings]
    helps = {v.detector: _help(detector(v.detector)) for v in report.verdicts}
    run = sarif.run_of(found, [], contract.source, helps, ocdsl.__version__)
    _add_others(run, report, helps)
    return sarif.text_of(run)


def _diagnostic(contract: Contract, report: LogReport, code: str, sighting: Sighting) -> Diagnostic:
    clause = sighting.place.clause
    return Diagnostic(
        code=code,
        severity=Severity.WARNING,
        message=told(contract, sighting),
        why=chances(report, sighting),
        fix=detector(code).ask,
        span=clause.span,
        heading=heading_of(contract, clause),
    )


def _help(each: Detector) -> sarif.RuleHelp:
    return sarif.RuleHelp(each.plain, f"{each.counts} {each.by_chance}", each.ask, each.source)


def _add_others(run: dict[str, Any], report: LogReport, helps: dict[str, sarif.RuleHelp]) -> None:
    for verdict in report.verdicts:
        if verdict.status != FOUND:
            says = f"{verdict.status}: {verdict.detail}"
            known = helps[verdict.detector]
            sarif.add_silent(run, (verdict.detector, _KINDS[verdict.status], says), known)
