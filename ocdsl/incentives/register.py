"""Gathers what a search found into the risk register of the contract."""

from __future__ import annotations

from ocdsl.incentives.check import COMMISSIONER, Finding
from ocdsl.incentives.checks import entry
from ocdsl.incentives.search import Report
from ocdsl.model.contract import Contract
from ocdsl.model.register import Register, Risk


def register_of(contract: Contract, report: Report) -> Register:
    """Every finding of a report as a risk, in the order of the catalogue, with its charts."""
    return Register(
        contract=report.contract,
        contract_digest=report.contract_digest,
        seed=report.seed,
        counts=dict(report.counts),
        risks=tuple(_risk(contract, code, finding) for code, finding in report.findings),
        charts=report.charts,
    )


def _risk(contract: Contract, code: str, finding: Finding) -> Risk:
    check, mend = entry(code), finding.mend
    edits = mend.edits if mend else ()
    return Risk(
        code=code,
        name=check.name,
        severity=check.severity,
        on=finding.on,
        where=finding.where,
        line=finding.clause.line,
        gainer=_gainer(contract, finding.gainer),
        story=finding.story,
        gain=finding.gain,
        helps=check.mitigation,
        lines=tuple(f"{edit.block}: {' '.join(edit.text.split())}" for edit in edits),
        removes=mend.removes if mend else None,
        accepted=finding.accepted,
        accepted_by=_commissioner(contract) if finding.accepted else "",
    )


def _gainer(contract: Contract, name: str) -> str:
    if name == COMMISSIONER:
        return _commissioner(contract)
    return next((p.title for p in contract.parties if p.name == name), name)


def _commissioner(contract: Contract) -> str:
    own = (p.title for p in contract.parties if p.kind == "commissioner")
    return next(own, "the commissioner")
