"""What a log pays by a contract, and findings of the incentive search that must not be there."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from ocdsl import api
from ocdsl.base.source import Source
from ocdsl.generators.sample_log import SmallLogs
from ocdsl.incentives.check import NOT_CHECKED, Finding, SmallLog, Verdict, money_of
from ocdsl.incentives.render.text import finding_text
from ocdsl.incentives.subject import Plan, Subject
from ocdsl.incentives.transforms.rows import Rows
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract


@frozen
class Changed:
    """A log, and the same as somebody has changed it although nobody is helped by it."""

    before: Rows
    after: Rows
    gainer: str
    """Who changes it: a provider, or `commissioner`."""
    says: str
    """What is done: `sends the closure of p01 again`."""
    gain: int
    """Pence that the gainer has more by it, beyond what is no fault."""


class RefusedRowError(ValueError):
    """Raised when the contract refuses a row of a log; the message says which and why."""


_SUBJECTS: dict[str, Subject] = {}
"""The rules of each contract that was asked about, by the digest of its text."""


def load(contract: str | Path | Source) -> Contract:
    """The checked contract of a file, of a folder, or of a text.

    Raises ContractError with every mistake when it has one.
    """
    return api.load(contract)


def decisions(contract: Contract, log: Rows) -> tuple[Decision, ...]:
    """Every decision for a log when the contract has ended, its tail included.

    The text in force is what counts where the contract has been varied. Raises RefusedRowError
    when a row is refused.
    """
    return _played(contract, log).decisions


def owed(contract: Contract, log: Rows, provider: str = "") -> int:
    """Pence owed for a log when the contract has ended: payable, released and recovered, net.

    With `provider`, what is owed to that one, and what belongs to no provider. Raises
    RefusedRowError when a row is refused, ValueError when the contract has no such provider.
    """
    if not provider:
        return _played(contract, log).owed
    if provider not in contract.providers:
        known = ", ".join(contract.providers)
        raise ValueError(f"The contract has no provider {provider}. It has: {known}.")
    return money_of(decisions(contract, log), provider)


def finding_in(contract: Contract, code: str, seed: int = 1, examples: int = 60) -> Finding | None:
    """The first finding of an entry that the contract does not accept; None when there is none.

    `code` is an entry of the catalogue, such as `PI-18`. The same seed and number of examples
    find the same. Raises QuestionError when the catalogue has no such entry.
    """
    verdict = _verdict(contract, code, seed, examples)
    return next((f for f in verdict.findings if not f.accepted), None)


def assert_no_finding(contract: Contract, *codes: str, seed: int = 1, examples: int = 60) -> None:
    """Fails when one of these entries is found in a contract, or could not be looked for.

    What the contract accepts with a reason is let pass. `examples` is how many histories of people
    the search begins with. That it passes does not mean that the contract is safe: nothing was
    found within what was tried. Raises AssertionError with the story of the finding, its two logs
    and what usually helps; QuestionError for an entry that is not in the catalogue; ValueError when
    no entry is named.
    """
    if not codes:
        raise ValueError("Name one entry of the catalogue at least, such as `PI-18`.")
    for code in codes:
        verdict = _verdict(contract, code, seed, examples)
        for finding in verdict.findings:
            if not finding.accepted:
                raise AssertionError(finding_text(contract, code, finding))
        if verdict.status == NOT_CHECKED:
            raise AssertionError(f"{code} was not checked: {verdict.detail}.")


def _verdict(contract: Contract, code: str, seed: int, examples: int) -> Verdict:
    plan = Plan(seed=seed, examples=examples)
    return api.incentives(contract, [code], plan).verdicts[0]


def subject_of(contract: Contract) -> Subject:
    """The rules of a contract as the search sees them, made once for each text."""
    key = contract.source.digest
    if key not in _SUBJECTS:
        now = contract.as_it_stands
        _SUBJECTS[key] = Subject(now, api.graph_of(now), SmallLogs, api.graph_of)
    return _SUBJECTS[key]


def _played(contract: Contract, log: Rows) -> SmallLog:
    try:
        return subject_of(contract).played(log)
    except ValueError as refused:
        raise RefusedRowError(str(refused)) from refused
