"""Payments and caps."""

from __future__ import annotations

from collections.abc import Mapping

from ocdsl.model.build.block_parts import common, must
from ocdsl.model.build.tables import price_bands, release_bands
from ocdsl.model.clauses import every, only
from ocdsl.model.context import PERIODS, Context, outcome_paid, subject_of
from ocdsl.model.contract import (
    FIELD_PLACES,
    Banded,
    Cap,
    Event,
    Flat,
    Outcome,
    Payment,
    Recovery,
    Withholding,
)
from ocdsl.model.dates import DateRules
from ocdsl.model.reach import due_of
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def build_payment(
    context: Context,
    block: tree.Block,
    events: Mapping[str, Event],
    outcomes: Mapping[str, Outcome],
) -> Payment:
    """A `payment` block."""
    outcome, subject = outcome_paid(block), subject_of(block)
    on, when = only(block, tree.On), only(block, tree.When)
    people = subject.population.text if subject and subject.population else ""
    return Payment(
        **common(block),
        cohort=outcomes[outcome].cohort if outcome else people,
        outcome=outcome,
        price=build_price(block, events),
        on=on.event if on else None,
        when=when.tests if when else None,
        withholding=build_withholding(only(block, tree.Withhold)),
        recovery=build_recovery(only(block, tree.Recover), context.dates),
        due=due_of(context, must(block, tree.Due)),
    )


def build_price(block: tree.Block, events: Mapping[str, Event]) -> Flat | Banded:
    """The price: fixed, or a whole amount by band of a total."""
    flat = only(block, tree.Pays)
    if flat:
        return Flat(flat.amount.pence)
    banded = must(block, tree.PaysByBand)
    event = picked(banded.quantity.what)
    field = events[event.event.text].field(banded.quantity.what.field.text)
    if field is None:
        raise LookupError(banded.quantity.what.field.text)
    return Banded(
        event=event,
        field=field.name,
        places=FIELD_PLACES[field.kind],
        bands=price_bands(banded.table, field),
        unit=next(g.text for g in banded.subject.grain if g.text in PERIODS),
    )


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


def build_cap(block: tree.Block, payments: Mapping[str, Payment]) -> Cap:
    """A `cap` block; `over all payments` names every payment."""
    at_most, over = must(block, tree.AtMost), must(block, tree.Over)
    named = {name.text for name in over.payments} or set(payments)
    end = only(block, tree.AtTheEnd)
    return Cap(
        **common(block),
        payments=tuple(name for name in payments if name in named),
        pence=at_most.amount.pence,
        grain=tuple(name.text for name in at_most.grain),
        carries=any(c.what == "carried forward" for c in every(block, tree.Excess)),
        lapses=end is None or end.what == "lapses",
    )
