"""PI-24: a little more activity moves to a much better paid step."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.money import decimal_text, pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, PROVED, Check, Finding, Said, SmallLog
from ocdsl.incentives.engines.history import Happening, History, NotEncodedError, Wish, history
from ocdsl.incentives.engines.steps import Jump, jumps
from ocdsl.incentives.small_logs import rows_of
from ocdsl.incentives.subject import Subject
from ocdsl.model.amounts import Banded
from ocdsl.model.bands import least_and_most
from ocdsl.model.contract import Clause, Field, Payment
from ocdsl.model.told import told
from ocdsl.rules.operators import Line

BEYOND = 1_000  # whole units looked at beyond the last limit of a table


def look(subject: Subject) -> list[Said]:
    """What is said of each payment by band of a quantity."""
    return [
        _verdict(subject, payment, payment.price)
        for payment in subject.contract.payments.values()
        if isinstance(payment.price, Banded) and subject.about(payment.name)
    ]


def _verdict(subject: Subject, payment: Payment, price: Banded) -> Said:
    highest = max(n for b in price.bands for n in (b.low, b.high) if n is not None)
    top = highest + BEYOND * int(10**price.places)
    unit = decimal_text(1, price.places)
    bounds = f"from {unit} to {decimal_text(top, price.places)} {price.field}, in steps of {unit}"
    found = jumps(price.bands, top, "pence")
    if not found:
        return Said(payment.name, PROVED, f"{bounds}: no jump")
    try:
        findings = tuple(f for jump in found for f in _finding(subject, payment, price, jump))
    except NotEncodedError as missing:
        detail = f"jumps were found, but no log was made: {missing} cannot be put to the solver"
        return Said(payment.name, NOT_CHECKED, detail)
    if not findings:
        detail = "jumps were found, but no log that reaches them"
        return Said(payment.name, NOT_CHECKED, detail)
    return Said(payment.name, FOUND, f"{bounds}: {len(found)} jumps", findings)


def _finding(subject: Subject, payment: Payment, price: Banded, jump: Jump) -> Iterator[Finding]:
    declared = subject.contract.events[price.event.event.text].field(price.field)
    assert declared is not None
    low = _low_side(price, jump)
    found = _history(subject, payment, low)
    if found is None:
        return
    before, after = (_week(subject, price, declared, found, total) for total in (low, low + 1))
    if after.owed == before.owed:
        return
    yield Finding(
        on=payment.name,
        where=told(
            "at {value} {field}",
            value=decimal_text(jump.threshold, price.places),
            field=price.field,
        ),
        clause=_row_clause(payment, price, low + 1),
        gainer=subject.contract.providers[0],
        story=_story(subject, price, low, (before, after)),
        before=before,
        after=after,
        gained_by="by crossing the threshold alone",
    )


def _low_side(price: Banded, jump: Jump) -> int:
    """The last quantity before the jump: the threshold, or one less when the next row has it."""
    starts_there = any(b.low == jump.threshold and b.low_included for b in price.bands)
    return jump.threshold - starts_there


def _history(subject: Subject, payment: Payment, total: int) -> History | None:
    """Somebody whose week with this total is paid."""
    line = next(
        n for n in subject.graph.nodes.values()
        if isinstance(n, Line) and n.payment == payment.name and n.status == "payable"
    )  # fmt: skip
    wish = Wish(conditions={line.subject: True, line.earned: True}, total=total)
    return history(subject.contract, subject.graph, wish)


def _week(subject: Subject, price: Banded, declared: Field, found: History, total: int) -> SmallLog:
    """The person's log with the quantity spread over as few days of the week as its limit lets."""
    _, limit = least_and_most(declared.limits)
    most = total if limit is None else limit
    days, left = [], total
    while left > 0:
        days.append(min(most, left))
        left -= days[-1]
    others = subject.maker.values(price.event, subject.plan.seed)
    worked = tuple(
        Happening(
            price.event.event.text, found.week_start + i % 7, {**others, declared.name: amount}
        )
        for i, amount in enumerate(days)
    )
    return subject.played(rows_of(subject.contract, [("p01", (*found.happenings, *worked))]))


def _row_clause(payment: Payment, price: Banded, value: int) -> Clause:
    """The row of the table that pays more."""
    clause = payment.clauses["pays"]
    row = next(b for b in price.bands if _holds(b.low, b.low_included, value, b.high))
    return Clause(clause.block, clause.keyword, row.span if row.span.line > 1 else clause.span)


def _holds(low: int | None, included: bool, value: int, high: int | None) -> bool:
    above = low is None or value > low or (included and value == low)
    return above and (high is None or value <= high)


def _story(subject: Subject, price: Banded, low: int, logs: tuple[SmallLog, SmallLog]) -> str:
    title = subject.title(subject.contract.providers[0])
    less, more = (decimal_text(n, price.places) for n in (low, low + 1))
    gain = pounds(logs[1].owed - logs[0].owed)
    return told(
        "{title} records {more} {field} in a {unit} instead of {less}, and is paid "
        "{gain} more for it. The person is helped no more than by {less}.",
        title=title,
        more=more,
        field=price.field,
        unit=price.unit,
        less=less,
        gain=gain,
    )


CHECK = Check(
    code="PI-24",
    name="Notch in a tier of hours or visits",
    group="shape",
    actor="provider",
    severity="critical",
    plain="Activity moves to just above the next step of payment.",
    property=(
        "For all quantities, one smallest unit more changes the price by no more than one "
        "hundredth of the highest price."
    ),
    how=(
        "The solver looks for a quantity that breaks this, once for each jump, until there are "
        "no more; then for somebody whose quantity lies there."
    ),
    seen=(
        "Home-health therapy in the United States gathered at 10 to 13 visits when payment rose "
        "there, and at 6, 14 and 20 within a year of new steps."
    ),
    source="United States Senate Finance Committee, report on Medicare home-health therapy, 2011",
    mitigation="Let somebody other than the provider set the hours, and say so in an accept block.",
    look=look,
    no_line=(
        "A price for each hour in place of a step would be another price: it has to be worked "
        "out and agreed."
    ),
)
