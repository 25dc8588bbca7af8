"""Runs the checks on a contract and gathers what they say."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from ocdsl.incentives.check import Check, Finding, Subject, Verdict
from ocdsl.incentives.checks import CHECKS
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph

NOT_FOUND = "NOT FOUND"
"""The status of what the contract accepts and no check has found."""


@frozen
class Report:
    """What every check said of a contract."""

    contract: str
    contract_digest: str
    verdicts: tuple[Verdict, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, accepted or not."""
        return tuple(f for verdict in self.verdicts for f in verdict.findings)

    @property
    def exit_status(self) -> int:
        """1 when a finding is not accepted, or one is accepted that was not made; otherwise 0."""
        idle = any(verdict.status == NOT_FOUND for verdict in self.verdicts)
        return int(idle or any(not finding.accepted for finding in self.findings))


def search(contract: Contract, graph: Graph, codes: Sequence[str] = ()) -> Report:
    """The verdicts of the checks of these codes, or of all. An unknown code raises KeyError."""
    known = {check.code: check for check in CHECKS}
    chosen: Sequence[Check] = [known[code] for code in codes] or CHECKS
    subject = Subject(contract, graph)
    verdicts = []
    for check in chosen:
        said = check.look(subject)
        nothing = Verdict(check.code, contract.name, "NOT APPLICABLE", "no clause has this form")
        verdicts += said or [nothing]
        verdicts += _idle(contract, check.code, said)
    return Report(contract.name, contract.source.digest, tuple(verdicts))


def _idle(contract: Contract, code: str, said: Sequence[Verdict]) -> list[Verdict]:
    """What the contract accepts of a check that did not find it, unless it could not look."""
    unseen = {verdict.on for verdict in said if verdict.status == "NOT CHECKED"}
    found = {finding.on for verdict in said for finding in verdict.findings}
    blocks = (a.on for a in contract.acceptances if a.finding == code)
    detail = "the contract accepts this, and it was not found: the acceptance can be taken out"
    return [Verdict(code, on, NOT_FOUND, detail) for on in blocks if on not in unseen | found]
