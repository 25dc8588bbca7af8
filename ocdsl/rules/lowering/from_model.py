"""The whole contract lowered: cohorts, outcomes, measures, payments, then caps and recoveries."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ocdsl.model.contract import Contract, Payment
from ocdsl.model.variations import Version
from ocdsl.rules.graph import Graph
from ocdsl.rules.lowering.adjustments import (
    LineNodes,
    lower_lines,
    lower_recovery,
    lower_statements,
)
from ocdsl.rules.lowering.advances import lower_advance
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.caps import lower_cap
from ocdsl.rules.lowering.conditions import test
from ocdsl.rules.lowering.each_event import lower_each_event
from ocdsl.rules.lowering.each_spell import lower_each_spell
from ocdsl.rules.lowering.floors import lower_floor
from ocdsl.rules.lowering.gates import lower_gate
from ocdsl.rules.lowering.measures import lower_measure
from ocdsl.rules.lowering.payments import PaymentNodes, lower_payment
from ocdsl.rules.lowering.people import ResultNodes, lower_cohort, lower_outcome
from ocdsl.rules.lowering.pools import after_what_they_total
from ocdsl.rules.lowering.splits import lower_splits
from ocdsl.rules.lowering.versions import lower_varied, under_versions
from ocdsl.rules.lowering.wide import lower_wide
from ocdsl.rules.operators import NodeId


def lower(contract: Contract) -> Graph:
    """The rules graph of a checked contract. Every form becomes operators of the closed set."""
    builder = Builder(contract, test)
    people, rates = builder.cohorts, builder.rates
    people |= {n: lower_cohort(builder, c) for n, c in contract.cohorts.items()}
    varied = _outcomes(builder, contract)
    rates |= {
        n: lower_measure(builder, m, people[m.cohort], builder.outcomes[m.outcome])
        for n, m in contract.measures.items()
    }
    found = {
        payment.name: tuple(
            _of_versions(builder, contract, payment.name, varied)
            if payment.name in contract.varied
            else _of_payment(builder, payment)
        )
        for payment in after_what_they_total(contract)
        if not payment.fills
    }
    lines = [line for name in contract.payments for line in found.get(name, ())]
    outputs = _outputs(builder, contract, lines)
    gates = {n: lower_gate(builder, gate) for n, gate in contract.gates.items()}
    return Graph(
        contract=contract.name,
        currency=contract.currency,
        providers=contract.providers,
        calendar=builder.calendar,
        nodes=builder.nodes,
        outputs=outputs,
        measures={n: r.nodes for n, r in rates.items()},
        outcomes={n: r.nodes for n, r in builder.outcomes.items()} | gates,
        meant=builder.meant,
    )


Results = dict[str, dict[str, ResultNodes]]
"""The nodes of each outcome that a variation changes, by its name and that of the version."""


def _outcomes(builder: Builder, contract: Contract) -> Results:
    """Every outcome lowered; those that a variation changes under each version as well (law 26)."""
    changed = frozenset(name for version in contract.versions for name in version.changed)
    varied: Results = {}
    for name, outcome in contract.outcomes.items():
        people = builder.cohorts[outcome.cohort]
        result = lower_outcome(builder, outcome, people) if name not in changed else None
        if result is None:
            own = [(v, v.contract.outcomes[name]) for v in contract.versions
                   if name in v.contract.outcomes]  # fmt: skip
            varied[name], nodes = lower_varied(builder, own, people)
            result = evolve(varied[name][own[-1][0].name], nodes=nodes)
            builder.contract, builder.version = contract, ""
        builder.outcomes[name] = result
    return varied


def _of_payment(builder: Builder, payment: Payment) -> Iterator[LineNodes]:
    for each in _by_outcome(payment):
        yield _lines(builder, _paid(builder, each, builder.outcomes.get(each.outcome)))


def _of_versions(
    builder: Builder, contract: Contract, name: str, varied: Results
) -> Iterator[LineNodes]:
    """A payment that a variation changes: the lines of each version, under it alone."""
    found: dict[str, list[tuple[Version, PaymentNodes]]] = {}
    own = [v for v in contract.versions if name in v.contract.payments]
    # An event that earns is judged by the text of its day: each version looks on its own days.
    alike = len({v.contract.payments[name].on for v in own}) == 1
    for version in own:
        builder.contract, builder.version = version.contract, version.name
        builder.days = _NO_DAYS if alike or contract.judged_on else (version.start, version.end)
        for each in _by_outcome(version.contract.payments[name]):
            result = varied.get(each.outcome, {}).get(version.name)
            paid = _paid(builder, each, result or builder.outcomes.get(each.outcome))
            found.setdefault(each.outcome, []).append((version, paid))
    builder.days = _NO_DAYS
    for each_outcome in found.values():
        paid_for = under_versions(builder, each_outcome)
        for (version, _), nodes in zip(each_outcome, paid_for, strict=True):
            builder.contract, builder.version = version.contract, version.name
            yield _lines(builder, nodes)
    builder.contract, builder.version = contract, ""


_NO_DAYS = (None, None)


def _paid(builder: Builder, payment: Payment, result: ResultNodes | None) -> PaymentNodes:
    """What earns a payment, and its amount."""
    paid_for = builder.contract.outcomes.get(payment.outcome)
    whose = builder.cohorts.get(paid_for.cohort if paid_for else payment.cohort)
    if payment.grain is not None:
        return lower_wide(builder, payment)
    if payment.event:
        return lower_each_event(builder, payment, whose)
    if payment.spell:
        return lower_each_spell(builder, payment, whose)
    assert whose is not None
    return lower_payment(builder, payment, whose, result)


def _lines(builder: Builder, paid: PaymentNodes) -> LineNodes:
    """The lines of what is paid, with what is withheld of it."""
    held, kept = paid.payment.withholding, paid.payment.retention
    rate = builder.rates[held.measure] if held else None
    awaited = builder.outcomes[kept.outcome].nodes.achieved if kept and kept.outcome else None
    return lower_lines(builder, paid, rate, awaited)


def _by_outcome(payment: Payment) -> Iterator[Payment]:
    """The payment as it is for each of its outcomes; itself where it has one or none."""
    for outcome in payment.outcomes or (payment.outcome,):
        yield evolve(payment, outcome=outcome)


def _outputs(builder: Builder, contract: Contract, lines: list[LineNodes]) -> tuple[NodeId, ...]:
    """Caps over the lines they cover, narrowest first; recoveries of what became payable."""
    cash: dict[str, tuple[NodeId, ...]] = {}
    for each in lines:
        name = each.paid.payment.name
        cash[name] = (*cash.get(name, ()), *each.cash)
    rounded = lower_statements(builder, tuple(n for nodes in cash.values() for n in nodes))
    if rounded is not None:
        cash = dict.fromkeys(cash, (rounded,))
    # Narrow caps first (law 23); one that carries comes last.
    for cap in sorted(contract.caps.values(), key=lambda cap: (cap.carries, *cap.width)):
        covered = dict.fromkeys(n for name in cap.payments for n in cash[name])
        capped = lower_cap(builder, cap, tuple(covered))
        for name, nodes in cash.items():
            if covered.keys() & set(nodes):
                cash[name] = (capped,)
    recovered = [
        lower_recovery(builder, each, cash[each.paid.payment.name])
        for each in lines
        if each.trigger is not None
    ]
    floors = [
        lower_floor(builder, floor, tuple(dict.fromkeys(n for p in floor.fills for n in cash[p])))
        for floor in contract.payments.values()
        if floor.fills
    ]
    repaid = [
        lower_advance(
            builder, each.paid.payment, each.cash[0],
            tuple(dict.fromkeys(n for p in each.paid.payment.advance.payments for n in cash[p])),
        )
        for each in lines
        if each.paid.payment.advance is not None
    ]  # fmt: skip
    paid = dict.fromkeys(n for nodes in cash.values() for n in nodes)
    others = [n for each in lines for n in each.others]
    return lower_splits(builder, (*paid, *others, *floors, *repaid), tuple(recovered))
