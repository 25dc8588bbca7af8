"""The answer in one sentence: what was paid or not, when, to whom, and because of what."""

from __future__ import annotations

from collections.abc import Callable

from ocdsl.audit.advance_words import repaid_answer
from ocdsl.audit.case import Case
from ocdsl.audit.conditions import inner, is_set_aside
from ocdsl.audit.made_by import Made
from ocdsl.audit.measure_words import judged
from ocdsl.audit.retained_words import awaited, retained_because
from ocdsl.audit.value_words import people, percent
from ocdsl.base.calendar import MONTHS, day_of, in_words
from ocdsl.base.money import pounds
from ocdsl.rules import operators as op


def answer(made: Made) -> str:
    """The whole decision in one sentence, with its cause."""
    return _ANSWERS[made.decision.status](made)


def _day(day: int | None) -> str:
    assert day is not None
    return in_words(day)


def _payable_words(made: Made) -> str:
    """`was payable on 30 August 2026`, or `is payable on` while that day is to come."""
    d = made.decision
    assert d.payable_on is not None
    return f"{'was' if d.payable_on <= made.case.as_at else 'is'} payable on {_day(d.payable_on)}"


def _payable(made: Made) -> str:
    d = made.decision
    return (
        f"{_amount(made)} {_payable_words(made)}{made.whom}{made.period}, because every "
        f"condition of {d.payment} was met by {_day(d.earned_on)}{_late(made)}."
    )


def _amount(made: Made) -> str:
    """The amount; of how much it is a part, where a cap left something out."""
    if made.line.per_penny > 1:
        return pounds(made.decision.amount)
    whole = made.case.value(made.line.amount, made.key)
    part = "" if whole == made.decision.amount else f" of {pounds(whole)}"
    return f"{pounds(made.decision.amount)}{part}"


def _late(made: Made) -> str:
    """Of a part that a cap put off: until when it had to wait for room."""
    _, moved, period = made.decision.id.partition("@")
    if moved:
        return f"; it had to wait for room until {period_words(period)}"
    return "; it had to wait for room until the end" if ":payable" in made.decision.id else ""


def period_words(name: str) -> str:
    """`August 2026` of `2026-08`, the name of a period in a decision's id; else its first day."""
    name = name.partition(":")[0]
    year, month, *day = name.split("-")
    return in_words(day_of(name)) if day else f"{MONTHS[int(month) - 1]} {year}"


def _pending(made: Made) -> str:
    if made.shares_room:
        return _sharing(made)
    d, (node_id, _) = made.decision, deciding(made)
    settled = made.case.fact(made.main.earned, made.key)[1]
    return (
        f"{pounds(d.amount)}{made.whom}{made.period} is not decided yet, because this is "
        f"awaited: {made.case.node(node_id).says}. It will be known on {in_words(settled)} at the "
        "latest."
    )


def _sharing(made: Made) -> str:
    """Of a line that is earned, and waits for the room there is for it under a cap (ruling E19)."""
    d = made.decision
    what, _, day = (d.awaiting or "").rpartition(", by ")
    last = in_words(day_of(day))
    cap = next(cap for cap in made.caps() if cap.clause.line == d.clause)
    if made.case.graph.settled_room(cap) is not None:
        why = f"{what}, which limits it under {_cap(made)}, can change until {last}"
    elif cap.room:
        why = f"{what} is not recorded, which limits it under {_cap(made)}. It can be until {last}"
    else:
        why = f"it shares the room under {_cap(made)} with all that is earned until {what}, {last}"
    return (
        f"{pounds(d.amount)}{made.whom}{made.period} is earned and not decided yet, because {why}."
    )


def _not_due(made: Made) -> str:
    d, (node_id, key) = made.decision, deciding(made)
    node = made.case.node(node_id)
    aside = _aside(made.case, node)
    if aside is not None:
        day = made.case.fact(aside, key)[1]
        why = f"{d.person} was {made.case.node(aside).says}, on {in_words(day)}"
    else:
        why = f"this was not met: {node.says}"
    paid, whom = "paid", made.whom
    if made.payment.takes:
        paid, whom = "taken", whom.replace(" to ", " from ", 1)
    would = made.main.would_be
    if would is not None and made.case.value(would, made.key) is None:
        lost = "A part of it is not known."
    else:
        lost = f"{pounds(abs(d.amount))} would have been {paid}."
    return f"Nothing is {paid}{whom}{made.period}, because {why}. {lost}"


def deciding(made: Made) -> tuple[str, object]:
    """The first condition that is awaited, or the one on which the line failed, at its row."""
    case, line = made.case, made.main
    settled = case.fact(line.earned, made.key)[1]
    for node_id in line.awaits:
        value, own = case.fact(node_id, made.key)
        waits = made.decision.status == "pending" and own > case.as_at
        fails = made.decision.status == "not-due" and not value and own == settled
        if waits or fails:
            return inner(case, node_id, made.key)
    return inner(case, line.awaits[0], made.key)


def _aside(case: Case, node: op.Node) -> str | None:
    """The condition of being set aside that a condition turns round, if it does."""
    negated = isinstance(node, op.Combine) and node.negate
    if negated and isinstance(node, op.Combine) and is_set_aside(case, node.of[0]):
        return node.of[0]
    return None


# ---- what was withheld


def _withheld(made: Made) -> str:
    d = made.decision
    assert made.line.until is not None
    last = made.case.fact(made.line.until, made.key)[1]
    what = (
        f"{pounds(d.amount)} of what {d.provider} earned {made.of_whom} on {_day(d.earned_on)} is "
        "withheld"
    )
    if made.payment.retention and made.payment.retention.until is not None:
        return f"{what} until {in_words(last)}."
    return (
        f"{what}, because {awaited(made)} is not known yet. It will be known on {in_words(last)} "
        "at the latest."
    )


def _released(made: Made) -> str:
    return (
        f"{_amount(made)} that was withheld {_payable_words(made)}{made.whom}, because "
        f"{_decided(made)}."
    )


def _forfeited(made: Made) -> str:
    d, reverse = made.decision, made.reverse()
    recover = made.payment.clauses.get("recover")
    why = _decided(made)
    if reverse is not None and recover is not None and d.clause == recover.line:
        why = f"the payment was taken back: {_trigger(made, reverse)}"
    return f"{pounds(d.amount)} that was withheld is not paid{made.whom}, because {why}."


def _decided(made: Made) -> str:
    """What decided a release: a rate, a day, or an outcome."""
    return retained_because(made) if made.payment.retention else _rate(made)


def _rate(made: Made) -> str:
    measure = judged(made)
    assert measure is not None
    rate = made.case.value(measure.nodes.rate, measure.key)
    if rate is None:
        return f"{measure.name} could not be known, and then nothing is released"
    share = made.case.value(measure.table.id, measure.key) or (0, 1)
    return (
        f"{measure.name} was {percent(*rate)} ({rate[0]:,} of {people(rate[1])}), which releases "
        f"{percent(*share)}"
    )


# ---- what a cap or a recovery did


def _trigger(made: Made, reverse: op.Reverse) -> str:
    event = made.case.value(reverse.trigger, made.key)
    return f"{event.event_id}, a {event.event} on {in_words(event.occurred_on)}"


def _recovered(made: Made) -> str:
    d, reverse = made.decision, made.reverse()
    assert reverse is not None
    return (
        f"{pounds(-d.amount)} is taken back from {d.provider} {made.of_whom} on "
        f"{_day(d.payable_on)}, because of {_trigger(made, reverse)}."
    )


def _capped(made: Made) -> str:
    if made.payment.takes:
        d = made.decision
        from_whom = f" from {d.provider}" if d.provider else ""
        return (
            f"{pounds(-d.amount)} is not taken{from_whom} {made.of_whom}{made.period}, because "
            f"there was no room for it under {_cap(made)}."
        )
    return f"{_left_out(made)} is not paid, because there was no room for it under {_cap(made)}."


def _carried(made: Made) -> str:
    last = in_words(made.case.graph.calendar.tail_end)
    return (
        f"{_left_out(made)} is carried forward, because there is no room for it yet under "
        f"{_cap(made)}. It waits until {last} at the latest."
    )


def _left_out(made: Made) -> str:
    d = made.decision
    return f"{pounds(d.amount)} earned by {d.provider} {made.of_whom}{made.period}"


def _cap(made: Made) -> str:
    return next(cap.cap for cap in made.caps() if cap.clause.line == made.decision.clause)


def _shadow(made: Made) -> str:
    d, until = made.decision, made.payment.shadow_until
    assert until is not None
    return (
        f"{pounds(d.amount)}{made.whom}{made.period} is shown and not paid, because it was earned "
        f"on {_day(d.earned_on)} and {d.payment} is in shadow until {in_words(until)}."
    )


_ANSWERS: dict[str, Callable[[Made], str]] = {
    "payable": _payable,
    "pending": _pending,
    "not-due": _not_due,
    "withheld": _withheld,
    "released": _released,
    "forfeited": _forfeited,
    "recovered": _recovered,
    "repaid": repaid_answer,
    "capped": _capped,
    "carried-forward": _carried,
    "shadow": _shadow,
}
