"""Lowers a payment: what earns it, its price, and its lines."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from ocdsl.model.amounts import Banded, Flat
from ocdsl.model.contract import Clause, Payment
from ocdsl.rules.lowering.amounts import (
    Exact,
    amount_of,
    exact_of,
    kept_of,
    known_amount,
    taken_of,
)
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.by_date import priced
from ocdsl.rules.lowering.conditions import tests
from ocdsl.rules.lowering.days import period_edge
from ocdsl.rules.lowering.open_spells import open_tests, without_open
from ocdsl.rules.lowering.people import CohortNodes, ResultNodes, not_before_term, present, stays
from ocdsl.rules.lowering.phrases import (
    Scope,
    pick,
    select,
)
from ocdsl.rules.lowering.totals import field_at_event, in_term
from ocdsl.rules.meant import Unit
from ocdsl.rules.operators import (
    PERSON,
    Aggregate,
    Cumulate,
    Frame,
    Line,
    Lookup,
    NodeId,
)
from ocdsl.syntax import phrases as ph


@frozen
class PaymentNodes:
    """What the instruments of a payment (withholding, recovery, caps) build on."""

    payment: Payment
    people: CohortNodes | None
    """The people it is for; None where it is for each event and names no cohort."""
    frame: Frame
    subject: NodeId
    """Who has a line at all: those who have joined."""
    earned: NodeId
    amount: NodeId
    order: NodeId | None
    provider: NodeId | None
    awaits: tuple[NodeId, ...]
    exact: Exact
    """The amount before it is rounded, where statements are."""
    scope: Scope
    """Where it is worked out: what `the EVENT` is, and the day of what is paid for."""
    last: NodeId | None = None
    """The last day of each row's own period, where the row's key has only the first."""
    holds: NodeId | None = None
    """The condition of being under the version that it is of; None where there is one alone."""


def lower_payment(
    builder: Builder, payment: Payment, people: CohortNodes, result: ResultNodes | None
) -> PaymentNodes:
    """A payment for each person, for each outcome, or for each person and period by band."""
    if isinstance(payment.price, Banded):
        return _by_band(builder, payment, payment.price, people)
    scope, subject = Scope(builder, payment.clauses["pays"]), people.joined
    if result is not None:
        scope = evolve(result.scope, clause=scope.clause, outcome=payment.outcome)
        event, parts, subject = result.event, result.parts, result.subject
    else:
        assert payment.on is not None
        on = evolve(scope, clause=payment.clauses["on"])
        event = pick(on, payment.on, between=builder.days)
        scope = scope.picks(payment.on.event.text, event)
        parts = (people.joined, present(on, event), *not_before_term(on, event))
    parts += when_tests(scope, payment)
    own, scope = scope, priced(scope, payment, people)
    amount = amount_of(scope, payment, subject)
    if not isinstance(payment.price, Flat):
        parts += (known_amount(scope, amount),)
    earned, waits = earned_by(scope, payment, people, parts)
    return PaymentNodes(
        payment, people, scope.frame, subject, earned, amount, event,
        builder.at(scope.frame, people.provider), waits, exact_of(scope, payment, amount), own,
    )  # fmt: skip


def when_tests(scope: Scope, payment: Payment) -> tuple[NodeId, ...]:
    """The conditions of a payment's `when`, at the scope's frame."""
    if payment.when is None:
        return ()
    others = without_open(scope.builder.contract, payment.when)
    return tests(evolve(scope, clause=payment.clauses["when"]), others)


def earned_by(
    scope: Scope, payment: Payment, people: CohortNodes | None, parts: tuple[NodeId, ...]
) -> tuple[NodeId, tuple[NodeId, ...]]:
    """The condition that earns a line, and what it waits for or fails on, in order.

    Spells are asked for on the day when all else has settled; then comes the most of a person's
    periods that are paid, and being set aside comes last.
    """
    builder, clause = scope.builder, payment.clause
    base = builder.all_of("conditions", clause, parts)
    opens = open_tests(scope, payment, base)
    if opens:
        base = builder.all_of("conditions-and-spells", clause, (base, *opens))
    first = _among_the_first(scope, payment, base)
    if first:
        base = builder.all_of("conditions-and-limit", clause, (base, *first))
    if people is None:
        return base, (*parts, *opens, *first)
    earned, left = stays(builder, people, base, clause)
    stayed = (builder.negation("stayed", clause, left),) if left else ()
    return earned, (*parts, *opens, *first, *stayed)


_MOST = ("at most {most} period for each person", "at most {most} periods for each person")


def _among_the_first(scope: Scope, payment: Payment, earned: NodeId) -> tuple[NodeId, ...]:
    """The condition of being among the first periods of a person that are paid at all."""
    most = payment.periods.most if payment.periods else 0
    if not most:
        return ()
    says = scope.builder.words(_MOST[most != 1], most=ph.Number(most, 0))
    return (
        scope.builder.add(
            Cumulate, "among-the-first", payment.clauses["at most"], scope.frame,
            sources=(earned,), scope=("person",), payments=(payment.name,), most=most, says=says,
        ),
    )  # fmt: skip


def _by_band(
    builder: Builder, payment: Payment, price: Banded, people: CohortNodes
) -> PaymentNodes:
    """The total of a field in each period has a price by its band; earned when the period ends."""
    clause = payment.clauses["pays"]
    frame = Frame(
        builder.of_version(payment.name), ("person", "provider", price.unit), "cell", price.unit
    )
    scope = Scope(builder, clause, frame=frame)
    total = _total(scope, price, frame)
    amount = builder.add(
        Lookup, "price", clause, frame, of=total, bands=price.bands, result="pence",
        says=builder.words("a price for {field}", field=ph.Words(price.field)),
    )  # fmt: skip
    in_a_row = builder.says(amount)
    amount = taken_of(scope, payment, kept_of(scope, payment, amount))
    joined = str(builder.at(frame, people.joined))
    ended = present(scope, total, f"{price.unit}-ended")
    parts = (joined, ended, *when_tests(scope, payment), present(scope, amount, says=in_a_row))
    earned, waits = earned_by(scope, payment, people, parts)
    return PaymentNodes(
        payment, people, frame, joined, earned, amount, total, None, waits,
        exact_of(scope, payment, amount), scope,
    )  # fmt: skip


def _total(scope: Scope, price: Banded, frame: Frame) -> NodeId:
    builder, event = scope.builder, price.event.event.text
    source = in_term(scope, select(scope, event, price.event.where))
    at_event = evolve(scope, frame=builder.frame(source))
    fields = {
        name: field_at_event(scope, source, name)
        for name in ("person", "provider", "occurred_on", price.field)
    }
    period = period_edge(at_event, fields["occurred_on"], price.unit, "start")
    return builder.add(
        Aggregate, f"total-{price.field}", scope.clause, frame,
        source=fields[price.field], how="sum", by=(fields["person"], fields["provider"], period),
        says=builder.words("the end of the {unit}", unit=Unit(price.unit)),
    )  # fmt: skip


def line(builder: Builder, paid: PaymentNodes, status: str, clause: Clause, **parts: Any) -> NodeId:
    """A Line of this payment; what is not given is as for the payment's own line."""
    payable = status in ("payable", "released")
    defaults: dict[str, Any] = {
        "amount": paid.amount,
        "earned": paid.earned,
        "subject": paid.subject,
        "order": paid.order,
        "provider": paid.provider,
        "due": paid.payment.due if payable else None,
        "outcome": paid.payment.outcome if _names_outcome(builder, paid) else "",
        "last": paid.last,
        "version": builder.version if paid.holds else "",
    }
    return builder.add(
        Line, f"line-{status}", clause, paid.frame, payment=paid.payment.name, status=status,
        **{**defaults, **parts},
    )  # fmt: skip


def _names_outcome(builder: Builder, paid: PaymentNodes) -> bool:
    """Whether a person's line is for one of several outcomes, by one text or another.

    Its id names the outcome then; that of a line for each event names the event.
    """
    if paid.frame != PERSON:
        return False
    payment = paid.payment
    texts = (version.contract.payments.get(payment.name) for version in builder.whole.versions)
    varied = (name for text in texts if text for name in text.outcomes or ("",))
    return len({*payment.outcomes, *varied}) > 1
