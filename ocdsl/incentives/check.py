"""What a check of the catalogue is, and what it says of a contract."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Clause, Contract
from ocdsl.rules.graph import Graph

Row = dict[str, str]


@frozen
class SmallLog:
    """One of the two logs of a finding: its rows, the decisions they give, and the total owed."""

    rows: tuple[Row, ...]
    decisions: tuple[Decision, ...]
    owed: int
    """Whole pence payable, released or recovered, net."""


@frozen
class Finding:
    """A gain without help: two small logs that differ by little, and what each pays."""

    check: str
    on: str
    """The payment it is about."""
    where: str
    """The threshold in words, such as `at 60%`."""
    clause: Clause
    story: str
    """Who gains, and what they do: sentences."""
    before: SmallLog
    after: SmallLog
    gain: int
    """Pence that come from crossing the threshold alone."""
    accepted: str
    """The reason of the contract's `accept` block; empty when it does not accept the finding."""


@frozen
class Verdict:
    """What a check says of one payment."""

    check: str
    on: str
    status: str
    """`PROVED`, `FOUND`, `NOT CHECKED`, `NOT APPLICABLE`, or `NOT FOUND` of what is accepted."""
    detail: str
    """The bounds a proof holds within, or why the payment was not checked."""
    findings: tuple[Finding, ...] = ()


@frozen
class Subject:
    """What a check looks at."""

    contract: Contract
    graph: Graph

    def acceptance(self, check: str, payment: str) -> str:
        """The reason with which the contract accepts this finding; empty when it does not."""
        return next(
            (a.because or a.title for a in self.contract.acceptances
             if a.finding == check and a.on == payment),
            "",
        )  # fmt: skip


@frozen
class Check:
    """One entry of the catalogue with a machine check."""

    code: str
    name: str
    plain: str
    """What goes wrong, in plain words."""
    property: str
    """What holds when it does not go wrong, and how it is looked for."""
    seen: str
    """A documented case."""
    source: str
    mitigation: str
    look: Callable[[Subject], list[Verdict]]
