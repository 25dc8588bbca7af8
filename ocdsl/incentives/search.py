"""Runs the checks on a contract and gathers what they say."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from ocdsl.incentives.check import Check, Finding, Subject, Verdict
from ocdsl.incentives.checks import CHECKS
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph


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
        """1 when something was found that the contract does not accept, otherwise 0."""
        return int(any(not finding.accepted for finding in self.findings))


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
    return Report(contract.name, contract.source.digest, tuple(verdicts))
