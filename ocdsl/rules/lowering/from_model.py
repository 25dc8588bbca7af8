"""The whole contract lowered: cohorts, outcomes, measures, payments, then caps and recoveries."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ocdsl.model.contract import Contract, Payment
from ocdsl.rules.graph import Graph
from ocdsl.rules.lowering.adjustments import (
    LineNodes,
    lower_lines,
    lower_recovery,
    lower_statements,
)
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.caps import lower_cap
from ocdsl.rules.lowering.each_event import lower_each_event
from ocdsl.rules.lowering.each_spell import lower_each_spell
from ocdsl.rules.lowering.floors import lower_floor
from ocdsl.rules.lowering.measures import lower_measure
from ocdsl.rules.lowering.payments import lower_payment
from ocdsl.rules.lowering.people import lower_cohort, lower_outcome
from ocdsl.rules.lowering.splits import lower_splits
from ocdsl.rules.lowering.wide import lower_wide
from ocdsl.rules.operators import NodeId


def lower(contract: Contract) -> Graph:
    """The rules graph of a checked contract. Every form becomes operators of the closed set."""
    builder = Builder(contract)
    people, results, rates = builder.cohorts, builder.outcomes, builder.rates
    people |= {n: lower_cohort(builder, c) for n, c in contract.cohorts.items()}
    results |= {
        n: lower_outcome(builder, o, people[o.cohort]) for n, o in contract.outcomes.items()
    }
    rates |= {
        n: lower_measure(builder, m, people[m.cohort], results[m.outcome])
        for n, m in contract.measures.items()
    }
    lines = []
    paying = (p for p in contract.payments.values() if not p.fills)
    for payment in (one for each in paying for one in _by_outcome(each)):
        paid_for = contract.outcomes.get(payment.outcome)
        whose = people.get(paid_for.cohort if paid_for else payment.cohort)
        if payment.grain is not None:
            paid = lower_wide(builder, payment)
        elif payment.event:
            paid = lower_each_event(builder, payment, whose)
        elif payment.spell:
            paid = lower_each_spell(builder, payment, whose)
        else:
            assert whose is not None
            paid = lower_payment(builder, payment, whose, results.get(payment.outcome))
        held, kept = payment.withholding, payment.retention
        rate = rates[held.measure] if held else None
        awaited = results[kept.outcome].nodes.achieved if kept and kept.outcome else None
        lines.append(lower_lines(builder, paid, rate, awaited))
    outputs = _outputs(builder, contract, lines)
    return Graph(
        contract=contract.name,
        currency=contract.currency,
        providers=contract.providers,
        calendar=builder.calendar,
        nodes=builder.nodes,
        outputs=outputs,
        measures={n: r.nodes for n, r in rates.items()},
        outcomes={n: r.nodes for n, r in results.items()},
    )


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
    paid = dict.fromkeys(n for nodes in cash.values() for n in nodes)
    others = [n for each in lines for n in each.others]
    return lower_splits(builder, (*paid, *others, *floors), tuple(recovered))
