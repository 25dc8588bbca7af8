"""`make pairs PAIRS=5000 SEED=1`: random contracts with random logs, on every engine.

Each contract is put together from the forms of the language and judged on several logs made for it,
each as at a day and often as known at a moment of its own. Fails when an engine says anything else
than the reference: of any decision, of the account of the events or of the totals; or when a
payment takes, a deduction pays or two decisions have one id. What fails is kept in build/pairs. The
same seed gives the same pairs.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from attrs import define, field

from fuzz.dice import Dice
from fuzz.random_contracts import draw
from fuzz.random_logs import draw_log
from fuzz.words import ROOT
from ocdsl import api
from ocdsl.backends.run import Question, run_engine
from ocdsl.base.calendar import iso
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph

ENGINES = ("reference", "emitted", "duckdb")
LOGS = 3
"""Logs for each contract: a contract costs more to put together than a log to judge."""
KEPT = ROOT / "build" / "pairs"
_EVERY = 10.0
_AT_THE_END = 0.3
"""How often all is settled, so that no line is pending any more."""
_KNOWN_EARLIER = 0.25


@define
class Tally:
    """What has been tried, and what differed."""

    contracts: int = 0
    pairs: int = 0
    statuses: Counter[str] = field(factory=Counter)
    refused: Counter[str] = field(factory=Counter)
    paid: Counter[str] = field(factory=Counter)
    """Of each payment's name, how many decisions were of more than nothing."""
    failures: list[str] = field(factory=list)

    @property
    def decisions(self) -> int:
        """How many decisions were compared."""
        return self.statuses.total()

    def __str__(self) -> str:
        return (
            f"{self.pairs:,} pairs of {self.contracts:,} contracts, {self.decisions:,} decisions, "
            f"{len(self.failures)} that differ"
        )


def said(result: Evaluation) -> dict[str, object]:
    """All that a result says, but which engine said it."""
    account = result.account._asdict()
    return {
        "rows": ",\n".join(result.rows()).split(",\n"),
        "account": {**account, "refusals": sorted(map(str, account["refusals"]))},
        "summary": result.summary,
        "header": result.header._replace(engine=""),
    }


def difference(question: Question, tally: Tally) -> str:
    """What an engine says that the reference does not; empty when all agree."""
    answers = []
    for engine in ENGINES:
        answer = run_engine(question, engine)
        if answer.evaluation is None:
            return f"{engine}: {answer.diagnostics}"
        answers.append(answer.evaluation)
    ids = set()
    for decision in answers[0].decisions():
        if decision.id in ids:
            return f"the reference, twice: {decision}"
        ids.add(decision.id)
        tally.statuses[decision.status] += 1
        tally.paid[decision.payment] += decision.amount != 0
        if _wrong_way(question.contract, decision):
            return f"the reference: {decision}"
    first, *others = map(said, answers)
    for engine, other in zip(ENGINES[1:], others, strict=True):
        for part, value in first.items():
            if other[part] != value:
                return f"{engine}, {part}: {_apart(value, other[part])}"
    return ""


def _wrong_way(contract: Contract, decision: Decision) -> bool:
    """Whether a deduction pays, or a payment takes anything but what was paid before (law 23).

    All engines run the same rules: what the rules themselves get wrong, none of them shows.
    """
    payment = contract.payments.get(decision.payment)
    takes = payment.takes if payment else False
    takes |= decision.status in ("recovered", "repaid")
    return decision.amount > 0 if takes else decision.amount < 0


def _apart(first: object, other: object) -> str:
    if not (isinstance(first, list) and isinstance(other, list)):
        return f"{first} and {other}"
    lost, new = [r for r in first if r not in other], [r for r in other if r not in first]
    return f"only the reference: {lost[:2]}; only the other: {new[:2]}"


class Pairs:
    """A run: its random numbers, its tally, and where what differs is kept."""

    def __init__(self, seed: int, folder: Path, keep: Path = KEPT) -> None:
        self.dice, self.tally = Dice(seed), Tally()
        self._folder, self._keep = folder, keep

    def contract(self, logs: int) -> None:
        """One random contract on so many random logs."""
        drawn = draw(self.dice)
        self.tally.refused.update(drawn.refused)
        self.tally.contracts += 1
        try:
            graph = api.graph_of(drawn.contract)
        except Exception as failure:  # a contract that is taken can be judged
            self.tally.pairs += 1
            self._found(drawn.contract, (), f"{type(failure).__name__}: {failure}")
            return
        for _ in range(logs):
            self._pair(drawn.contract, graph)

    def _pair(self, contract: Contract, graph: Graph) -> None:
        dice = self.dice
        logs = draw_log(dice, contract, self._folder)
        as_at = dice.randint(contract.term_start + 20, contract.tail_end + 10)
        if dice.random() < _AT_THE_END:
            as_at = contract.tail_end + 60
        known_at = iso(as_at - dice.randint(-20, 90)) if dice.random() < _KNOWN_EARLIER else None
        self.tally.pairs += 1
        try:
            wrong = difference(Question(contract, graph, logs, as_at, known_at), self.tally)
        except Exception as failure:  # whatever it is, it is a finding, and is kept
            wrong = f"{type(failure).__name__}: {failure}"
        if wrong:
            when = f"as at {iso(as_at)}" + (f", known at {known_at}" if known_at else "")
            self._found(contract, logs, f"{when}: {wrong}")

    def _found(self, contract: Contract, logs: Sequence[Path], wrong: str) -> None:
        self.tally.failures.append(wrong)
        place = self._keep / f"{len(self.tally.failures):03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / "contract.ocdsl").write_text(contract.source.text, encoding="utf-8")
        (place / "difference.txt").write_text(f"{wrong}\n", encoding="utf-8")
        for log in logs:
            shutil.copy(log, place)


def run(pairs: Pairs, count: int, logs: int = LOGS) -> None:
    """At least so many pairs, with a line now and then that says how far it is."""
    told = monotonic()
    while pairs.tally.pairs < count:
        pairs.contract(logs)
        if monotonic() > told + _EVERY:
            told = monotonic()
            print(f"  {pairs.tally}", file=sys.stderr, flush=True)


def main() -> None:
    """Run from the command line; exit 1 when something differed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pairs", type=int, default=5_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pairs = Pairs(chosen.seed, Path(folder))
        run(pairs, chosen.pairs)
    print(pairs.tally)
    print("statuses:", ", ".join(f"{n:,} {s}" for s, n in sorted(pairs.tally.statuses.items())))
    print("paid:", ", ".join(f"{n:,} {s}" for s, n in pairs.tally.paid.most_common()))
    print("not put together:", ", ".join(f"{n} {c}" for c, n in pairs.tally.refused.most_common()))
    for wrong in pairs.tally.failures[:20]:
        print(wrong[:600])
    sys.exit(1 if pairs.tally.failures else 0)


if __name__ == "__main__":
    main()
