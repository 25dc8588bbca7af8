"""Payments and deductions."""

from __future__ import annotations

from ocdsl.base.calendar import PERIODS, Due
from ocdsl.model.amounts import (
    Advance,
    Banded,
    BandedValue,
    ByParts,
    Counted,
    Flat,
    Price,
    Recovery,
    Retention,
    Withholding,
    Worked,
)
from ocdsl.model.build.block_parts import common, must
from ocdsl.model.build.events import build_field
from ocdsl.model.build.people import population
from ocdsl.model.build.tables import part_bands, price_bands, release_bands, value_bands
from ocdsl.model.build.values import build_price_limits
from ocdsl.model.clauses import only
from ocdsl.model.context import Context, outcome_paid, outcomes_paid, subject_of
from ocdsl.model.contract import FIELD_PLACES, Payment
from ocdsl.model.dates import DateRules
from ocdsl.model.lengths import Periods
from ocdsl.model.reach import due_of
from ocdsl.model.values_read import value_read
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.clause_text import periods_text


def build_payment(context: Context, block: tree.Block) -> Payment:
    """A `payment` or a `deduction` block."""
    event, subject = context.each_event(block), subject_of(block)
    spell = context.each_spell(block)
    outcome = "" if event or spell else outcome_paid(block)
    on, when = only(block, tree.On), only(block, tree.When)
    shadow, shared = only(block, tree.InShadow), only(block, tree.SharedAmong)
    people = subject.population.text if subject and subject.population else ""
    return Payment(
        **common(block),
        takes=block.keyword == "deduction",
        fills=build_fills(context, block),
        cohort=population(context.named["outcome"][outcome]) if outcome else people,
        outcome=outcome,
        outcomes=outcomes_paid(block) if outcome else (),
        event=event,
        grain=context.wide_grain(block),
        spell=spell,
        periods=build_periods(spell, subject, only(block, tree.AtMostPeriods), context.dates),
        price=build_price(context, block),
        shared=shared.weight if shared else None,
        kept=build_kept(only(block, tree.Less)),
        on=on.event if on else None,
        on_day=day.day.ordinal if (day := only(block, tree.OnDay)) else None,
        advance=build_advance(context, block),
        when=when.tests if when else None,
        withholding=build_withholding(only(block, tree.Withhold)),
        retention=build_retention(block, context.dates),
        recovery=build_recovery(only(block, tree.Recover), context.dates),
        due=due_of(context, must(block, tree.Due)),
        shadow_until=shadow.day.ordinal if shadow else None,
    )


def build_fills(context: Context, block: tree.Block) -> tuple[str, ...]:
    """The payments that a floor is over, in the order of the contract; none for a payment."""
    over = only(block, tree.Over)
    if block.keyword != "floor" or over is None:
        return ()
    named = {name.text for name in over.payments} or earning(context)
    return tuple(name for name in context.named["payment"] if name in named)


def earning(context: Context) -> set[str]:
    """The payments that are paid for something: not those that are paid in advance."""
    return {n for n, block in context.named["payment"].items() if not only(block, tree.Repaid)}


def build_advance(context: Context, block: tree.Block) -> Advance | None:
    """`repaid from …`, and when the balance is due."""
    repaid = only(block, tree.Repaid)
    if repaid is None:
        return None
    named = {name.text for name in repaid.payments}
    lag = context.dates.lag(must(block, tree.Balance).lag)
    return Advance(
        payments=tuple(name for name in context.named["payment"] if name in named),
        share=fraction(repaid.share),
        balance_due=Due(lag, "", context.dates.due_dates_move),
    )


def build_periods(
    spell: str, subject: tree.Subject | None, at_most: tree.AtMostPeriods | None, dates: DateRules
) -> Periods | None:
    """`each whole period of 4 weeks of in-work`, and `at most 13 periods for each person`."""
    if subject is None or subject.periods is None or not spell:
        return None
    counted = subject.periods
    return Periods(
        whole=counted.counted == "whole",
        length=counted.length,
        lag=dates.lag(counted.length),
        most=at_most.count.digits if at_most else 0,
    )


def build_price(context: Context, block: tree.Block) -> Price:
    """The price: fixed, worked out, or a whole amount by band of a total or of a value."""
    plain = only(block, tree.Pays)
    if plain:
        amount = plain.amount
        priced = only(block, tree.PriceInForce)
        counted = build_counted(context, plain.subject)
        if isinstance(amount, ph.Money) and counted is None:
            return Flat(amount.pence)
        priced_on = priced.event if priced else None
        return Worked(amount, build_price_limits(block), priced_on, counted)
    banded = must(block, tree.PaysByBand)
    wide = context.wide_grain(block) is not None
    if not isinstance(banded.quantity, ph.Total) or wide:
        read = value_read(context, block, banded.quantity)
        if read is None:
            raise LookupError(f"the bands of {block.name.text} limit nothing")
        if banded.parts:
            parts = part_bands(banded.table, read)
            limits = build_price_limits(block)
            return ByParts(banded.quantity, read.kind, read.places, parts, limits)
        bands, limits = value_bands(banded.table, read), build_price_limits(block)
        return BandedValue(banded.quantity, read.kind, read.places, bands, limits)
    event = picked(banded.quantity.what)
    clause = context.field(event.event.text, banded.quantity.what.field.text)
    if clause is None:
        raise LookupError(banded.quantity.what.field.text)
    return Banded(
        event=event,
        field=clause.name.text,
        places=FIELD_PLACES[clause.kind],
        bands=price_bands(
            banded.table, build_field(context.named["event"][event.event.text], clause)
        ),
        unit=next(g.text for g in banded.subject.grain if g.text in PERIODS),
    )


def build_counted(context: Context, subject: tree.Subject) -> Counted | None:
    """`each started period of 2 days of lateness`; None for the periods of a spell, or none."""
    name = subject.grain[0] if subject.periods else None
    if subject.periods is None or name is None or not context.counted_event(name.text):
        return None
    length = subject.periods.length
    return Counted(
        field=name.text,
        whole=subject.periods.counted == "whole",
        days=length.count * (7 if length.unit == "week" else 1),
        says=periods_text(subject.periods, name),
    )


def build_kept(clause: tree.Less | None) -> tuple[int, int]:
    """A `less` clause: `less 1 in every 6` keeps 5 in every 6."""
    if clause is None:
        return (1, 1)
    return clause.of.digits - clause.taken.digits, clause.of.digits


def picked(value: ph.FieldAt) -> ph.EventPhrase:
    """The event a value is read at."""
    if value.at is None:
        raise LookupError(f"{value.field.text} is read at no event")
    return value.at


def build_withholding(clause: tree.Withhold | None) -> Withholding | None:
    """A `withhold` clause and its table of releases."""
    if clause is None:
        return None
    moment = clause.period.of
    if not isinstance(moment, ph.EventPhrase):
        raise LookupError("the period withheld against belongs to no event")
    return Withholding(
        share=fraction(clause.share),
        measure=clause.measure.text,
        moment=moment,
        bands=release_bands(clause.table),
    )


def build_retention(block: tree.Block, dates: DateRules) -> Retention | None:
    """A `withhold … until` clause, and how long it waits."""
    clause, at_end = only(block, tree.WithholdUntil), only(block, tree.NotReleased)
    if clause is None:
        return None
    return Retention(
        share=fraction(clause.share),
        until=clause.until.ordinal if isinstance(clause.until, ph.Day) else None,
        outcome=clause.until.text if isinstance(clause.until, ph.Name) else "",
        within=dates.lag(at_end.within) if at_end and at_end.within else None,
    )


def build_recovery(clause: tree.Recover | None, dates: DateRules) -> Recovery | None:
    """A `recover` clause."""
    if clause is None:
        return None
    limit = clause.window.limit
    if not isinstance(limit.value, ph.Duration):
        raise LookupError("the recovery has no last day")
    return Recovery(
        share=fraction(clause.share),
        event=clause.event,
        after_due=dates.lag(limit.value),
        up_to_and_including=limit.word == "up to and including",
    )


def fraction(share: ph.Percent) -> tuple[int, int]:
    """A percentage as a fraction: 12.5% is (125, 1000)."""
    return share.digits, 100 * 10**share.places
