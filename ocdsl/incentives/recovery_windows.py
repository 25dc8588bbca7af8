"""Windows in which money can be taken back: they begin with earning, and end by the due date.

Where they lie is known only of what has been decided, so the log is evaluated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ocdsl.events.rows import Event
from ocdsl.incentives.detector import Place
from ocdsl.incentives.engines.bunching import Edge, bunched
from ocdsl.incentives.watched import Watched
from ocdsl.ledger.decision import Decision
from ocdsl.model.amounts import Recovery
from ocdsl.model.contract import Payment

_INSIDE, _OUTSIDE = 28, 6
"""Days after the window, and on both sides of its end, that its first day beyond is set beside."""


def recoveries(watched: Watched) -> list[tuple[Payment, Recovery]]:
    """The payments that can be taken back, each with how."""
    payments = watched.contract.payments.values()
    return [(payment, payment.recovery) for payment in payments if payment.recovery]


def after_recovery(watched: Watched) -> Iterator[Place | None]:
    """What would take money back, on the day after it can; None where too few people have it."""
    for payment, back in recoveries(watched):
        kind = back.event.event.text
        length = f"{back.after_due.number} {back.after_due.unit}"
        length += "s" if back.after_due.number != 1 else ""
        edge = Edge(
            what=f"{kind} events on the day after the last on which {payment.name} can be taken "
            f"back, {length} after the due date",
            beside="The days beside it have",
            clause=payment.clauses.get("recover", payment.clause),
            inside=_INSIDE,
            outside=_OUTSIDE,
            days=True,
        )
        steps = _steps(watched, payment, back)
        for provider in watched.contract.providers:
            yield bunched(edge, provider, steps.get(provider, {}))


def _steps(
    watched: Watched, payment: Payment, back: Recovery
) -> Mapping[str, Mapping[int, list[Event]]]:
    """By provider, the first such event after earning of each person, by days past the window."""
    steps: dict[str, dict[int, list[Event]]] = defaultdict(lambda: defaultdict(list))
    events = watched.of_person(back.event.event.text)
    for person, decision in _earned(watched, payment).items():
        first = next(
            (e for e in events.get(person, ()) if _counts(watched, back, e, decision)), None
        )
        if first is not None:
            steps[first.provider][first.occurred_on - _beyond(watched, back, decision)].append(
                first
            )
    return steps


def _earned(watched: Watched, payment: Payment) -> Mapping[str, Decision]:
    """For each person the line by which the payment was first earned, with its due date."""
    found: dict[str, Decision] = {}
    for decision in watched.decisions:
        own = decision.payment == payment.name and decision.person and decision.amount > 0
        if own and decision.earned_on and decision.payable_on and decision.person:
            found.setdefault(decision.person, decision)
    return found


def _counts(watched: Watched, back: Recovery, event: Event, decision: Decision) -> bool:
    later = event.occurred_on > (decision.earned_on or 0)
    return later and watched.passes(event, back.event.where)


def _beyond(watched: Watched, back: Recovery, decision: Decision) -> int:
    """The first day on which nothing can be taken back any more."""
    last = watched.contract.dates.later(decision.payable_on or 0, back.after_due)
    return last + back.up_to_and_including
