"""Payments and thresholds that no example tries (law 28)."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.base.diagnostics import Severity, block_of
from ocdsl.model.boundaries import Threshold, thresholds
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.model.contract import Clause, Contract, Payment


@frozen
class Gap:
    """Something without an example: `kind` is `paid`, `released`, `recovered`, `capped` or `edge`.

    `name` is the payment or the cap; for an edge there is the threshold instead.
    """

    kind: str
    name: str
    found: Found
    threshold: Threshold | None = None


def find(context: Context) -> Iterator[Found]:
    """Payments, thresholds, releases, recoveries and caps without an example."""
    return (gap.found for gap in gaps(context))


def gaps(context: Context) -> Iterator[Gap]:
    """Each thing without an example, with what an example of it needs to know."""
    contract = context.contract
    if contract is None:
        return
    shown = _shown(contract)
    yield from _payments(contract, shown)
    yield from _caps(contract, shown)
    for threshold in paid_thresholds(context):
        missing = threshold.missing()
        if missing:
            tries = f"{', '.join(missing[:-1])} or {missing[-1]}" if missing[1:] else missing[0]
            message = f"No example tries `{threshold.words}` {tries}."
            yield Gap("edge", "", Found(message, threshold.span, threshold.heading), threshold)


def paid_thresholds(context: Context) -> Iterator[Threshold]:
    """The thresholds that money depends on."""
    paid = reached(context.contract) if context.contract else set()
    return (t for t in thresholds(context) if block_of(t.heading) in paid)


def reached(contract: Contract) -> set[str]:
    """The blocks that money depends on: payments, what they pay for, and whose people they are."""
    names = set(contract.payments)
    for payment in contract.payments.values():
        names |= {payment.outcome, payment.cohort}
        if payment.withholding:
            measure = contract.measures[payment.withholding.measure]
            names |= {measure.name, measure.outcome, measure.cohort}
        if payment.retention:
            names.add(payment.retention.outcome)
    return names | {
        outcome.cohort for outcome in contract.outcomes.values() if outcome.name in names
    }


def _shown(contract: Contract) -> dict[str, set[str]]:
    """The statuses in which examples expect lines of each payment."""
    shown: dict[str, set[str]] = {name: set() for name in contract.payments}
    for example in contract.examples:
        for expected in example.expects:
            shown[expected.payment].add(expected.status)
    return shown


def _payments(contract: Contract, shown: dict[str, set[str]]) -> Iterator[Gap]:
    for payment in contract.payments.values():
        if not shown[payment.name]:
            message = f"No example expects `{payment.name}`."
            yield Gap(
                "paid", payment.name, _found(message, payment.clause, f"payment {payment.name}")
            )
        yield from _adjustments(payment, shown[payment.name])


def _adjustments(payment: Payment, shown: set[str]) -> Iterator[Gap]:
    held = payment.withholding or payment.retention
    if held and not shown & {"released", "forfeited"}:
        message = f"No example shows what is released of what `{payment.name}` withholds."
        found = _found(message, payment.clauses["withhold"], f"payment {payment.name}, withhold")
        yield Gap("released", payment.name, found)
    if payment.recovery and "recovered" not in shown:
        message = f"No example shows a `{payment.name}` recovered."
        found = _found(message, payment.clauses["recover"], f"payment {payment.name}, recover")
        yield Gap("recovered", payment.name, found)


def _caps(contract: Contract, shown: dict[str, set[str]]) -> Iterator[Gap]:
    for cap in contract.caps.values():
        if not any(shown[name] & {"capped", "carried-forward"} for name in cap.payments):
            message = f"No example reaches the limit of `{cap.name}`."
            found = _found(message, cap.clauses["at most"], f"cap {cap.name}, at most")
            yield Gap("capped", cap.name, found)


def _found(message: str, clause: Clause, heading: str) -> Found:
    return Found(message, clause.span, heading)


RULE = Rule(
    code="MissingExample",
    severity=Severity.ADVICE,
    what="A payment or a threshold has no example at it, just below it or just above it.",
    why="Where a penny turns on a day or a unit, two readers agree only on a worked example.",
    fix="Add an `example`: it is printed in the specification and runs as a test.",
    example='payment closing-fee "Closing fee"\n'
    "  pays  £50.00 for each person in older-people\n"
    "  on    the first closure\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 28",
    find=find,
    needs_contract=True,
)
