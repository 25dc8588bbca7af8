"""What a check looks at: the contract, its rules, and logs that the reference engine pays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from attrs import evolve, field, frozen

from ocdsl.backends.reference.engine import Run, evaluate, header_of
from ocdsl.backends.reference.results import decisions_of
from ocdsl.backends.reference.steps import steps_of
from ocdsl.events.from_model import schema_of
from ocdsl.events.log import Log, check_rows
from ocdsl.events.rows import RowChecker
from ocdsl.events.schema import LogSchema
from ocdsl.incentives.check import Finding, Row, SmallLog
from ocdsl.incentives.kept import Keeping
from ocdsl.ledger.decision import OWED, Decision
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph
from ocdsl.syntax.phrases import EventPhrase

Rows = tuple[Row, ...]


class Maker(Protocol):
    """Makes plausible rows for a contract: the same for the same seed, on every machine."""

    def histories(self, count: int, seed: int) -> Sequence[Rows]:
        """What happens to so many people, one after the other; or to providers, a year each."""

    def values(self, phrase: EventPhrase, seed: int) -> Mapping[str, str]:
        """Values of an event's own fields that pass the tests of a phrase, as a log has them."""


@frozen
class Plan:
    """How much a search does: decided by numbers, so that the same seed finds the same."""

    seed: int = 1
    examples: int = 60
    """Histories of people to begin with."""
    stop: Callable[[], bool] = field(default=lambda: False)
    """Whether the time that was given has run out."""


@frozen
class Paid:
    """What a log comes to when the contract has ended."""

    decisions: tuple[Decision, ...]
    achieved: Mapping[str, frozenset[str]]
    """For each outcome, the people who achieve it."""
    members: Mapping[str, frozenset[str]]
    """For each outcome, the people who may achieve it."""


@frozen(eq=False)
class Subject(Keeping):
    """A contract as the checks see it."""

    contract: Contract
    graph: Graph
    make: Callable[[Contract], Maker]
    """Gives the maker of plausible rows for a contract."""
    lower: Callable[[Contract], Graph]
    """Gives the rules of a contract, for one that has been mended."""
    plan: Plan = Plan()
    only: str = ""
    """The one block that is looked at, when what helps it has been tried; empty for all."""

    @property
    def maker(self) -> Maker:
        """The maker of plausible rows for this contract."""
        return self.once("maker", lambda: self.make(self.contract))

    @property
    def schema(self) -> LogSchema:
        """The log that the contract reads."""
        return self.once("schema", lambda: schema_of(self.contract))

    def mended(self, contract: Contract, only: str, examples: int) -> Subject:
        """The same search on a contract that was mended, for one of its blocks."""
        plan = evolve(self.plan, examples=examples)
        graph = self.lower(contract)
        return evolve(self, contract=contract, graph=graph, plan=plan, only=only, kept={})

    def about(self, block: str) -> bool:
        """Whether a block is looked at."""
        return self.only in ("", block)

    def acceptance(self, check: str, finding: Finding) -> str:
        """The reason with which the contract accepts this finding; empty when it does not."""
        return next(
            (a.because or a.title for a in self.contract.acceptances
             if a.finding == check and a.on == finding.on),
            "",
        )  # fmt: skip

    def title(self, party: str) -> str:
        """A party as the contract calls it; its name when it has no other."""
        return next((p.title for p in self.contract.parties if p.name == party), party)

    # ---- logs, paid by the reference

    def pay(self, rows: Rows) -> Paid | None:
        """What a log comes to at the end; None when a row of it would be refused."""
        log = self._log(rows)
        if log.refusals:
            return None
        steps = self.once("steps", lambda: steps_of(self.graph))
        run = Run(self.graph, log.events, self.contract.tail_end, steps)
        outcomes = self.graph.outcomes.items()
        return Paid(
            decisions=tuple(decisions_of(run.outputs())),
            achieved={name: _people_of(run, nodes.achieved) for name, nodes in outcomes},
            members={name: _people_of(run, nodes.member) for name, nodes in outcomes},
        )

    def _log(self, rows: Rows) -> Log:
        cells = [[row.get(column, "") for column in self.schema.columns] for row in rows]
        checker = self.once("checker", lambda: RowChecker(self.schema, self.schema.columns))
        log = Log([], [], [], 0)
        check_rows("incentive search", checker, enumerate(cells, 1), log)
        return log

    def played(self, rows: Rows) -> SmallLog:
        """A log and what it pays when the contract has ended, by the whole evaluator.

        Raises ValueError when the evaluator refuses a row: then the log is not possible.
        """
        log = self._log(rows)
        if log.refusals:
            raise ValueError(log.refusals[0].message)
        header = header_of(self.contract, "", self.contract.tail_end, None)
        decisions = tuple(evaluate(self.contract, self.graph, log, header, None).decisions())
        return SmallLog(rows, decisions, sum(d.amount for d in decisions if d.status in OWED))


def _people_of(run: Run, node: str) -> frozenset[str]:
    """The people for whom a condition is true; of a frame of events, those it is true for once."""
    true = (key for key, (value, _) in run.relations[node].items() if value)
    return frozenset(key if isinstance(key, str) else str(key[0]) for key in true)
