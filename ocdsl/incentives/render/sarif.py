"""A report of the incentive search as SARIF 2.1.0: findings by their lines, and every verdict."""

from __future__ import annotations

from typing import Any

import ocdsl
from ocdsl.base import sarif
from ocdsl.base.diagnostics import Accepted, Diagnostic, Severity
from ocdsl.incentives.check import (
    FOUND,
    NOT_APPLICABLE,
    NOT_CHECKED,
    PROVED,
    SEARCHED,
    Check,
    Finding,
)
from ocdsl.incentives.checks import entry
from ocdsl.incentives.render.shown import gained, seen
from ocdsl.incentives.search import Report
from ocdsl.model.contract import Clause, Contract

_KINDS = {PROVED: "pass", SEARCHED: "open", NOT_CHECKED: "open", NOT_APPLICABLE: "notApplicable"}


def to_sarif(contract: Contract, report: Report) -> str:
    """A result for each finding, what is accepted suppressed, and one for each other verdict."""
    pairs = [(_diagnostic(contract, code, f), f.accepted) for code, f in report.findings]
    found = [each for each, accepted in pairs if not accepted]
    suppressed = [Accepted(each, accepted) for each, accepted in pairs if accepted]
    helps = {v.check: _help(entry(v.check)) for v in report.verdicts}
    run = sarif.run_of(found, suppressed, contract.source, helps, ocdsl.__version__)
    _add_verdicts(run, report, helps)
    return sarif.text_of(run)


def _diagnostic(contract: Contract, code: str, finding: Finding) -> Diagnostic:
    check, clause = entry(code), finding.clause
    return Diagnostic(
        code=code,
        severity=Severity.WARNING,
        message=f"{check.name} on {finding.on}. {finding.story}",
        why=f"{gained(finding)}.",
        fix=check.mitigation,
        span=clause.span,
        heading=heading_of(contract, clause),
    )


def heading_of(contract: Contract, clause: Clause) -> str:
    """`payment outcome-fee, withhold`: the block and the clause, as a diagnostic names them."""
    blocks = (b.keyword for b in contract.tree.blocks if b.name.text == clause.block)
    keyword = next(blocks, "contract")
    return f"{keyword} {clause.block}" + (f", {clause.keyword}" if clause.keyword else "")


def _help(check: Check) -> sarif.RuleHelp:
    return sarif.RuleHelp(check.plain, check.property, check.mitigation, seen(check))


def _add_verdicts(run: dict[str, Any], report: Report, helps: dict[str, sarif.RuleHelp]) -> None:
    for verdict in report.verdicts:
        if verdict.status != FOUND:
            says = f"{verdict.heading}: {verdict.detail}"
            known = helps[verdict.check]
            sarif.add_silent(run, (verdict.check, _KINDS[verdict.status], says), known)
