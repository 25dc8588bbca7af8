"""Amounts that jump when a value that one event records crosses a threshold."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.base.money import decimal_text, pounds
from ocdsl.base.source import Span
from ocdsl.incentives.check import FOUND, NOT_CHECKED, PROVED, Finding, Said
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.engines.steps import jumps
from ocdsl.incentives.rate_steps import rate_of
from ocdsl.incentives.scenes import provider_of, singles
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import changed
from ocdsl.ledger.decision import OWED
from ocdsl.model.amounts import BandedValue, Worked
from ocdsl.model.contract import Clause, Contract, Payment
from ocdsl.model.told import told
from ocdsl.syntax import phrases as ph

BEYOND = 1_000  # whole units looked at beyond the last limit of a table
MOST_FINDINGS = 3


@frozen
class Turn:
    """A value of an event's field at which what is paid jumps, one smallest unit further on."""

    event: str
    field: str
    places: int
    low: int
    """The last value before the jump, in the smallest unit."""
    span: Span


def amounts(subject: Subject) -> list[Said]:
    """What is said of each payment and deduction whose amount follows a value step by step."""
    payments = (p for p in subject.contract.payments.values() if subject.about(p.name))
    return [said for payment in payments if (said := _said(subject, payment)) is not None]


def _said(subject: Subject, payment: Payment) -> Said | None:
    found = turns(subject.contract, payment)
    if found is None:
        return None
    if not found:
        return Said(payment.name, PROVED, "for every value in its table: no jump of the amount")
    findings = tuple(f for turn in found[:MOST_FINDINGS] if (f := _finding(subject, payment, turn)))
    if not findings:
        return Said(payment.name, NOT_CHECKED, "it jumps, but no log was made that reaches there")
    one = found[0]
    values = " and ".join(decimal_text(turn.low, turn.places) for turn in found[:MOST_FINDINGS])
    detail = f"the amount jumps just beyond {one.field} of {values}"
    return Said(payment.name, FOUND, detail, findings)


def turns(contract: Contract, payment: Payment) -> list[Turn] | None:
    """Where the amount jumps; None where it does not follow a value of an event step by step."""
    price = payment.price
    if rate_of(contract, payment) is not None:
        return None  # PI-18 turns how many people achieve
    if isinstance(price, BandedValue) and isinstance(price.value, ph.FieldAt):
        return list(_of_table(contract, payment, price, price.value))
    if isinstance(price, Worked) and price.counted is not None:
        counted = price.counted
        low = counted.days - 1 if counted.whole else counted.days
        span = payment.clauses["pays"].span
        turn = Turn(contract.event_at_hand(payment), counted.field, 0, low, span)
        return [turn] if counted.days > 1 else []
    return None


def _of_table(
    contract: Contract, payment: Payment, price: BandedValue, value: ph.FieldAt
) -> Iterator[Turn]:
    event = value.at.event.text if value.at else contract.event_at_hand(payment)
    limits = [n for b in price.bands for n in (b.low, b.high) if n is not None]
    top = max(limits, default=0) + BEYOND * int(10**price.places)
    for jump in jumps(price.bands, top, "pence"):
        starts = [b for b in price.bands if b.low == jump.threshold]
        included = any(b.low_included for b in starts)
        span = starts[0].span if starts else payment.clauses["pays"].span
        yield Turn(event, value.field.text, price.places, jump.threshold - included, span)


def _finding(subject: Subject, payment: Payment, turn: Turn) -> Finding | None:
    """One log on each side of the jump, the better paid one last."""
    for scene in singles(subject):
        index = next((n for n, _ in scene.rows_of({turn.event})), None)
        if index is None:
            continue
        event_id = scene.rows[index]["event_id"]
        rows = _least(subject, payment, turn, (scene.rows, event_id))
        if rows:
            return _told(subject, payment, turn, _sides(turn, rows, event_id))
    return None


def _least(subject: Subject, payment: Payment, turn: Turn, log: tuple[Rows, str]) -> Rows:
    """The rows that the jump needs; none where this log does not show it."""
    whole = _gain(subject, payment, turn, *log)
    if not whole:
        return ()
    return smaller(log[0], lambda rows: _gain(subject, payment, turn, rows, log[1]) == whole)


def _sides(turn: Turn, rows: Rows, event_id: str) -> list[Rows]:
    """The log with the value just below the jump, and just beyond it."""
    index = next((n for n, row in enumerate(rows) if row["event_id"] == event_id), None)
    if index is None:
        return []
    texts = (decimal_text(turn.low + more, turn.places) for more in (0, 1))
    return [changed(rows, index, **{turn.field: text}) or rows for text in texts]


def _gain(subject: Subject, payment: Payment, turn: Turn, rows: Rows, event_id: str) -> int | None:
    paid = [subject.pay(side) for side in _sides(turn, rows, event_id)]
    own = [[d for d in each.decisions if d.payment == payment.name] for each in paid if each]
    if len(own) != 2:  # a row is refused, or the event is not there
        return None
    low, high = (sum(d.amount for d in lines if d.status in OWED) for lines in own)
    return high - low


def _told(subject: Subject, payment: Payment, turn: Turn, sides: list[Rows]) -> Finding | None:
    logs = [subject.played(side) for side in sides]
    values = [decimal_text(turn.low + more, turn.places) for more in (0, 1)]
    if logs[1].owed < logs[0].owed:
        logs.reverse()
        values.reverse()
    provider = provider_of(subject, sides[0])
    gain = pounds(logs[1].owed - logs[0].owed)
    finding = Finding(
        on=payment.name,
        where=told(
            "at {value} {field}", value=decimal_text(turn.low, turn.places), field=turn.field
        ),
        clause=Clause(payment.name, "pays", turn.span),
        gainer=provider,
        story=(
            told(
                "{who} has {event:a} with {field} of {values} instead of {values_2}, and "
                "is left with {gain} more. The least that can be recorded decides it, by "
                "chance or by arrangement.",
                who=subject.title(provider),
                event=turn.event,
                field=turn.field,
                values=values[1],
                values_2=values[0],
                gain=gain,
            )
        ),
        before=logs[0],
        after=logs[1],
        gained_by="by crossing the threshold alone",
    )
    return finding if finding.gain > 0 else None
