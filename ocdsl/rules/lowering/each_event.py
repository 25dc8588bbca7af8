"""Lowers what is paid or taken for each event of a kind."""

from __future__ import annotations

from ocdsl.model.amounts import Flat
from ocdsl.model.contract import Payment
from ocdsl.rules.frames import each_frame
from ocdsl.rules.lowering.amounts import amount_of, exact_of, known_amount
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.by_date import priced
from ocdsl.rules.lowering.payments import PaymentNodes, earned_by, when_tests
from ocdsl.rules.lowering.people import CohortNodes, not_before_term, present
from ocdsl.rules.lowering.phrases import Scope, field_of, select
from ocdsl.rules.operators import Pick
from ocdsl.syntax import phrases as ph


def lower_each_event(
    builder: Builder, payment: Payment, people: CohortNodes | None
) -> PaymentNodes:
    """A line for each event of the kind, of the people of a cohort where one is named.

    It is earned on the day of the event, or when the conditions on it are settled.
    """
    clause, frame = payment.clauses["pays"], each_frame(payment.event)
    scope = Scope(builder, clause, frame=frame)
    own = builder.add(
        Pick, f"own-{payment.event}", clause, frame, source=select(scope, payment.event, None),
        which="own",
        says=builder.words("the {event}", event=ph.Name(payment.event)),
    )  # fmt: skip
    scope = scope.picks(payment.event, own)
    there = present(scope, own, f"{payment.event}-there")
    subject, parts = there, (there, *not_before_term(scope, own))
    if people is not None:
        subject = builder.at(frame, people.joined)
        parts = (subject, *parts)
    parts += when_tests(scope, payment)
    own_scope, scope = scope, priced(scope, payment)
    amount = amount_of(scope, payment, there)
    if not isinstance(payment.price, Flat):
        parts += (known_amount(scope, amount),)
    earned, waits = earned_by(scope, payment, people, parts)
    return PaymentNodes(
        payment, people, frame, subject, earned, amount, own,
        field_of(scope, own, payment.event, "provider"), waits,
        exact_of(scope, payment, amount),
        own_scope,
    )  # fmt: skip
