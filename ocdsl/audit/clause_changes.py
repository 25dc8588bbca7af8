"""Which clauses of a contract's text differ from another's, and which payments they bear on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ocdsl.base.source import Source
from ocdsl.model.caps import Cap
from ocdsl.model.contract import Block, Clause, Contract
from ocdsl.model.from_syntax import check
from ocdsl.model.splits import Split
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.operators import Line


def changed_clauses(before: str, now: str) -> tuple[str, ...]:
    """Identities of the clauses whose words differ, such as `outcome-fee.pays`, in order.

    Layout, notes to oneself (`#`) and the lines' numbers do not count. Nothing when one of the
    texts is no contract without mistakes.
    """
    old, new = clause_texts(before), clause_texts(now)
    if not old or not new:
        return ()
    names = dict.fromkeys([*old, *new])
    return tuple(name for name in names if old.get(name) != new.get(name))


def clause_texts(text: str) -> dict[str, str]:
    """The words of each clause by its identity, with the bullets or the table below it."""
    contract = _contract(text)
    if contract is None:
        return {}
    starts: dict[int, str] = {}
    for name, place in _places(contract):
        starts.setdefault(place, name)
    found: dict[str, str] = {}
    identity = ""
    for number, line in enumerate(contract.source.plain.split("\n"), 1):
        identity = starts.get(number, identity)
        words = " ".join(line.split())
        if identity and words and not words.startswith("#"):
            found[identity] = f"{found.get(identity, '')}\n{words}".strip()
    return found


def blocks_behind(text: str) -> Mapping[str, frozenset[str]]:
    """For each payment, the blocks its lines rest on, its caps and splits among them."""
    contract = _contract(text)
    if contract is None:
        return {}
    graph = lower(contract)
    found: dict[str, frozenset[str]] = {}
    for payment in contract.payments:
        lines = (n.id for n in graph.nodes.values() if isinstance(n, Line) and n.payment == payment)
        blocks = {graph.nodes[n].clause.block for n in graph.upstream(*lines)}
        after: tuple[Cap | Split, ...] = (*contract.caps.values(), *contract.splits.values())
        others = (block.name for block in after if payment in block.payments)
        found[payment] = frozenset({*blocks, *others, payment, contract.name})
    return found


def _contract(text: str) -> Contract | None:
    return check(Source("the contract of the result", text)).contract


def _places(contract: Contract) -> Iterator[tuple[str, int]]:
    """Each clause's identity and line; that of a variation has its name besides."""
    headings = [(v.clause.line, v.name) for v in contract.versions if v.name]
    texts = [v.contract for v in contract.versions] or [contract]
    for clause in (c for text in texts for c in _clauses(text)):
        names = [name for line, name in headings if line <= clause.line]
        yield clause.identity + (f" ({names[-1]})" if names else ""), clause.line
    yield from ((f"{v.name}.from", v.clause.line) for v in contract.versions if v.name)


def _clauses(contract: Contract) -> Iterator[Clause]:
    for block in _blocks(contract):
        yield block.clause
        yield from block.clauses.values()


def _blocks(contract: Contract) -> Iterator[Block]:
    yield contract
    for named in (
        contract.events,
        contract.spells,
        contract.cohorts,
        contract.outcomes,
        contract.measures,
        contract.calculations,
        contract.cards,
        contract.payments,
        contract.caps,
        contract.splits,
    ):
        yield from named.values()
    yield from (*contract.acceptances, *contract.examples, *contract.sections)
    yield from (*contract.suitability, *contract.logic_models, *contract.assumptions)
