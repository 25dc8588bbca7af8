"""A report of the incentive search as JSON, for programs."""

from __future__ import annotations

import json
from typing import Any

from ocdsl.base.money import decimal_text
from ocdsl.incentives.check import Edit, Finding, Said, Verdict
from ocdsl.incentives.checks import entry
from ocdsl.incentives.register import register_of
from ocdsl.incentives.render.shown import otherwise
from ocdsl.incentives.search import Report
from ocdsl.model.contract import Contract


def to_json(contract: Contract, report: Report) -> str:
    """The report as JSON, money as decimal text and both logs of each finding in full."""
    data = {
        "contract": report.contract,
        "contract_digest": report.contract_digest,
        "seed": report.seed,
        "counts": dict(report.counts),
        "verdicts": [_verdict(contract, verdict) for verdict in report.verdicts],
        "accepted_and_not_there": [{"check": code, "on": on} for code, on in report.idle],
        "register": register_of(contract, report).as_data(),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _verdict(contract: Contract, verdict: Verdict) -> dict[str, Any]:
    check = entry(verdict.check)
    return {
        "check": verdict.check,
        "name": check.name,
        "severity": check.severity,
        "status": verdict.status,
        "searched": verdict.searched,
        "parts": [_said(contract, part) for part in verdict.parts],
    }


def _said(contract: Contract, part: Said) -> dict[str, Any]:
    return {
        "on": part.on or None,
        "status": part.status,
        "detail": part.detail,
        "findings": [_finding(contract, finding) for finding in part.findings],
    }


def _finding(contract: Contract, finding: Finding) -> dict[str, Any]:
    mend = finding.mend
    return {
        "on": finding.on,
        "where": finding.where or None,
        "clause": finding.clause.line,
        "gainer": finding.gainer,
        "story": finding.story,
        "gain": decimal_text(finding.gain, 2),
        "saved": decimal_text(finding.saved, 2),
        "accepted": finding.accepted or None,
        "mend": None
        if mend is None
        else {
            "lines": [_edit(edit) for edit in mend.edits],
            "removes": mend.removes,
            "says": mend.says,
        },
        "log_2_under": [_edit(edit) for edit in otherwise(contract, finding)],
        "logs": [
            {"owed": decimal_text(log.owed, 2), "rows": list(log.rows)}
            for log in (finding.before, finding.after)
        ],
    }


def _edit(edit: Edit) -> dict[str, Any]:
    """Lines to paste: in which block, and the first and last line that they stand in place of."""
    return {"in": edit.block, "in_place_of": list(edit.lines or ()) or None, "text": edit.text}
