"""Which clauses, bands and boundaries the examples of a contract exercise (law 28).

Only what money depends on is asked for. A clause is exercised by an example when it stands in the
reason of some line that the example gives; a band when some line is looked up in it; each place of
a boundary (at it, just below it, just above it) when a value is tried there.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from ocdsl.audit.case import Case
from ocdsl.audit.examples import ExampleResult
from ocdsl.audit.made_by import Made, made
from ocdsl.audit.measure_words import band_of, judged
from ocdsl.audit.reason_tree import reason_of
from ocdsl.ledger.facts import FactSource
from ocdsl.ledger.reason import Reason
from ocdsl.model.amounts import Band
from ocdsl.model.checks.missing_example import paid_thresholds, reached
from ocdsl.model.context import Context
from ocdsl.model.contract import Contract
from ocdsl.rules import operators as op
from ocdsl.rules.graph import Graph


@frozen
class Item:
    """A clause, a band or a boundary: where it is, and the examples that exercise it."""

    kind: str
    """`clause`, `band` or `boundary`."""
    block: str
    says: str
    """The clause's line or the band's row in the contract's own words, or the place of a value."""
    line: int
    """The source line, counted from 1."""
    by: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The item as plain data."""
        return {
            "kind": self.kind,
            "block": self.block,
            "says": self.says,
            "line": self.line,
            "examples": list(self.by),
        }


@frozen
class Trial:
    """An example that was run, with the facts of its evaluation."""

    result: ExampleResult
    facts: FactSource


def coverage(contract: Contract, graph: Graph, trials: tuple[Trial, ...]) -> tuple[Item, ...]:
    """Every clause that decides, every band and every boundary, in the order of the contract."""
    seen = [_Seen.of(contract, graph, trial) for trial in trials]
    items = [*_clauses(contract, graph, seen), *_bands(contract, graph, seen)]
    items += _boundaries(contract, [trial.result for trial in trials])
    return tuple(sorted(items, key=lambda item: (item.line, item.kind != "clause", item.says)))


@frozen
class _Seen:
    """The clauses and the bands (by their lines) behind all lines of one example."""

    example: str
    clauses: frozenset[str]
    bands: frozenset[int]

    @staticmethod
    def of(contract: Contract, graph: Graph, trial: Trial) -> _Seen:
        evaluation = trial.result.evaluation
        case = Case(contract, graph, trial.facts, evaluation.header.as_at)
        lines = [made(case, decision) for decision in evaluation.decisions()]
        clauses = {c for line in lines for c in _told(_reason(line))}
        clauses |= {clause for line in lines for clause in _beside(line)}
        bands = {b.span.line for line in lines for b in _bands_of(line) if b is not None}
        return _Seen(trial.result.example.name, frozenset(clauses), frozenset(bands))


def _beside(line: Made) -> Iterator[str]:
    """Clauses that decided a line although its reason stops short of them."""
    if line.decision.status == "carried-forward":
        caps = line.case.contract.caps.values()
        yield from (f"{cap.name}.excess" for cap in caps if line.payment.name in cap.payments)
    # The reason of a released line goes no further than the rate: whom it counts is asked apart.
    measure = judged(line)
    if measure and measure.provider and line.case.known(measure.nodes.rate, measure.key):
        yield f"{measure.name}.is"


def _reason(line: Made) -> Reason:
    return reason_of(line.case, line.decision, line.operators(), line.key)


def _told(reason: Reason) -> Iterator[str]:
    waiting = [reason]
    while waiting:
        part = waiting.pop()
        yield part.clause
        waiting.extend(part.children)


def _bands_of(line: Made) -> Iterator[Band | None]:
    """The rows that a line's price and its release were looked up in."""
    case = line.case
    for node in case.graph.nodes.values():
        if not isinstance(node, op.Lookup) or node.clause.block != line.payment.name:
            continue
        if node.result != "share":
            yield band_of(node, case.value(node.of, line.key))
    measure = judged(line)
    if measure and measure.provider and case.known(measure.nodes.rate, measure.key):
        yield band_of(measure.table, case.value(measure.nodes.rate, measure.key))


def _clauses(contract: Contract, graph: Graph, seen: list[_Seen]) -> Iterator[Item]:
    paid = reached(contract) | set(contract.caps)
    clauses = {node.clause.identity: node.clause for node in graph.nodes.values()}
    for identity, clause in clauses.items():
        if clause.keyword and clause.block in paid:
            by = tuple(each.example for each in seen if identity in each.clauses)
            yield Item("clause", clause.block, _words(contract, clause.line), clause.line, by)


def _bands(contract: Contract, graph: Graph, seen: list[_Seen]) -> Iterator[Item]:
    for node in graph.nodes.values():
        for band in node.bands if isinstance(node, op.Lookup) else ():
            line = band.span.line
            by = tuple(each.example for each in seen if line in each.bands)
            yield Item("band", node.clause.block, _words(contract, line), line, by)


def _words(contract: Contract, line: int) -> str:
    return " ".join(contract.source.line(line).split())


def _boundaries(contract: Contract, results: list[ExampleResult]) -> Iterator[Item]:
    """At, just below and just above each threshold that money depends on."""
    context = Context(contract.source, contract.tree, contract=contract)
    alone = [
        tuple(paid_thresholds(evolve(context, contract=evolve(contract, examples=(r.example,)))))
        for r in results
    ]
    for n, threshold in enumerate(paid_thresholds(context)):
        for words, low, high in threshold.places:
            by = tuple(
                result.example.name
                for result, own in zip(results, alone, strict=True)
                if any(low <= value <= high for value in own[n].tried)
            )
            says, block = f"{threshold.words}: {words}", threshold.heading.partition(",")[0]
            yield Item("boundary", block.partition(" ")[2], says, threshold.span.line, by)
