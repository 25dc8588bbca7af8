"""The four dates of a line: what picks its price, its measure, its cap and its statement (E4)."""

from __future__ import annotations

from attrs import evolve

from ocdsl.audit.answers import period_words
from ocdsl.audit.explanation import DateUsed
from ocdsl.audit.length_words import moved_from
from ocdsl.audit.made_by import USES_ROOM, Made
from ocdsl.audit.measure_words import judged
from ocdsl.audit.price_words import priced_by_date
from ocdsl.base.calendar import day_of, in_words, iso, period_end

PRICE, MEASURE, CAP, STATEMENT = (
    "price and version of the contract",
    "period of the measure",
    "period of the cap",
    "statement",
)


def dates_used(made: Made) -> tuple[DateUsed, ...]:
    """The dates in the order of ruling E4, each with why it is that one."""
    return (_versioned(made, _price(made)), _measure(made), _cap(made), _statement(made))


def _versioned(made: Made, date: DateUsed) -> DateUsed:
    """The version that the line was judged by, where its payment has more than one (law 26)."""
    if made.main.holds is None:
        return date
    version = f"`{made.main.version}`" if made.main.version else "the contract as signed"
    return evolve(date, text=f"{date.text}; the version is {version}")


def _price(made: Made) -> DateUsed:
    named = priced_by_date(made)
    if named is not None:
        day, why = named
        return DateUsed(PRICE, f"{in_words(day)}, {why}", day, day)
    if made.decision.period:
        first, last = (day_of(day) for day in made.decision.period.split("/"))
        unit = made.line.frame.unit or "period"
        return DateUsed(PRICE, f"the {unit} {_span(first, last)}", first, last)
    event = made.case.value(made.main.order, made.key)
    if event is None:
        return DateUsed(PRICE, "none yet: its event has not come", None, None)
    day = event.occurred_on
    outcome = made.case.contract.outcomes.get(made.payment.outcome)
    if outcome is not None and outcome.lasting is not None:
        day = made.case.contract.dates.later(day, outcome.lasting.lag)
        return DateUsed(PRICE, f"{in_words(day)}, when {outcome.lasting.says}", day, day)
    return DateUsed(
        PRICE, f"{in_words(day)}, the day of the {event.event} {event.event_id}", day, day
    )


def _measure(made: Made) -> DateUsed:
    measure = judged(made)
    if measure is None:
        return DateUsed(MEASURE, "none: nothing is withheld against a measure", None, None)
    if measure.start is None:
        return DateUsed(MEASURE, "not known yet", None, None)
    last = period_end(measure.start, measure.unit)
    text = f"the {measure.unit} {_span(measure.start, last)}, of {measure.name}"
    return DateUsed(MEASURE, text, measure.start, last)


def _cap(made: Made) -> DateUsed:
    earned = made.decision.earned_on
    if made.shares_room:
        earned = made.case.fact(made.main.earned, made.key)[1]
    elif earned is not None and made.decision.status not in USES_ROOM:
        return DateUsed(CAP, "none: it uses no room under a cap", None, None)
    caps = made.case.contract.caps.values()
    covering = [cap for cap in caps if made.decision.payment in cap.payments]
    units = [cap.unit for cap in covering if cap.unit]
    if not units:
        text = "none: no cap with a period is over this payment"
        return DateUsed(CAP, text, None, None)
    if earned is None:
        return DateUsed(CAP, "not known: the line is not earned", None, None)
    first = made.case.start(earned, units[0])
    last = period_end(first, units[0])
    text = f"{_period(first, last, units[0])}, the {units[0]} of earning ({in_words(earned)})"
    return DateUsed(CAP, text, first, last)


def _statement(made: Made) -> DateUsed:
    payable, unit = made.decision.payable_on, made.case.contract.statements
    if payable is None:
        return DateUsed(STATEMENT, "none: nothing is payable", None, None)
    first = made.case.start(payable, unit)
    last = period_end(first, unit)
    moved = _moved(made, payable)
    text = f"{_period(first, last, unit)}, when it is payable ({in_words(payable)}{moved})"
    return DateUsed(STATEMENT, text, first, last)


def _moved(made: Made, payable: int) -> str:
    """Whence a due date has moved to a working day."""
    due, earned = made.line.due, made.decision.earned_on
    if due is None or not due.moves or earned is None:
        return ""
    unmoved = made.case.contract.dates.due_on(earned, due._replace(moves=False))
    return moved_from(made.case, payable, unmoved)


def _period(first: int, last: int, unit: str) -> str:
    return period_words(iso(first)[:7]) if unit == "month" else f"the {unit} {_span(first, last)}"


def _span(first: int, last: int) -> str:
    return f"from {in_words(first)} to {in_words(last)}"
