"""Amounts that are worked out, and what is paid for each event of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ocdsl.base.money import pounds
from ocdsl.model.amounts import Band, BandedValue, ByParts, Counted, Flat, Worked
from ocdsl.model.contract import Payment
from ocdsl.model.signs import figure, never_below_nothing
from ocdsl.rules.wording.clauses import Paragraph, Table, Titled, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.by_date import by_date, in_force
from ocdsl.rules.wording.english.cards import card_alone
from ocdsl.rules.wording.english.phrases import noun, worked_out
from ocdsl.rules.wording.english.places import see
from ocdsl.rules.wording.english.scalars import band_text
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph

# Whether it is taken, and whether it is once.
_PAYS = {
    (False, False): "The commissioner pays {whom} {amount} {what_for}.",
    (False, True): "The commissioner pays {whom} {amount}, once, {what_for}.",
    (True, False): "The commissioner deducts from {whom} {amount} {what_for}.",
    (True, True): "The commissioner deducts from {whom} {amount}, once, {what_for}.",
}


def paid(payment: Payment, whom: str, what_for: Words, once: bool = False) -> Words:
    """`The commissioner pays the provider £400.00 for each …`, or what it does in a deduction."""
    text = _PAYS[payment.takes, once]
    return say(text, whom=say(whom, "whom"), amount=_price(payment), what_for=what_for)


def _price(payment: Payment) -> Words:
    price = payment.price
    return (pounds(price.pence),) if isinstance(price, Flat) else say("an amount")


def _paid_with_it(payment: Payment, what_for: Words) -> Words:
    """The same of a payment for each event, to the provider of that event."""
    text = (
        "The commissioner deducts {amount} {what_for}, from the provider recorded with it."
        if payment.takes
        else "The commissioner pays {amount} {what_for}, to the provider recorded with it."
    )
    return say(text, amount=_price(payment), what_for=what_for)


def own_event(voice: Voice, payment: Payment) -> ph.EventPhrase:
    """The event that a payment is for each of, or that starts its spells, as `the EVENT`."""
    return ph.EventPhrase("the", "", ph.Name(voice.contract.event_at_hand(payment)))


def each_event(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    """What is paid for each event of a kind, and how much."""
    what: Words = noun(voice, payment.event)
    cohort = voice.contract.cohorts.get(payment.cohort)
    if cohort is None:
        what_for = say("for each {what}", what=what)
    else:
        what_for = say(
            "for each {what} about a person in {cohort}{see}",
            what=what, cohort=voice.term(cohort.name), see=see(cohort),
        )  # fmt: skip
    yield Paragraph(_paid_with_it(payment, what_for), clauses_of(payment, "", "pays"))
    yield from worked_amount(voice.at(own_event(voice, payment)), payment)


def grain_text(grain: tuple[str, ...]) -> Words:
    """`provider and calendar year`; `this contract` for none."""
    if not grain:
        return say("this contract")
    return w.listed([say(key, "unit") if key == "provider" else w.unit(key) for key in grain])


def for_each(voice: Voice, payment: Payment, grain: tuple[str, ...]) -> Iterator[Paragraph]:
    """What is paid for each provider, each period, or once for the contract."""
    units = [w.unit(key) for key in grain if key != "provider"]
    whom = "each provider" if "provider" in grain else "the providers"
    if "provider" not in grain and len(voice.contract.providers) == 1:
        whom = "the provider"
    often = (
        say("for each {unit} of this contract", unit=units[0])
        if units
        else say("once for this contract")
    )
    yield Paragraph(paid(payment, whom, often), clauses_of(payment, "", "pays"))
    yield from worked_amount(voice, payment)
    if payment.shared is not None:
        yield _shared(voice, payment, payment.shared)


def _shared(voice: Voice, payment: Payment, weight: ph.Value) -> Paragraph:
    """In what proportion the providers share it, and what becomes of the pennies."""
    return Paragraph(
        say(
            "The providers share it in proportion to {weight}. Each part is rounded down to a "
            "whole penny, and the pennies that are left go to the parts that lost most; of equal "
            "ones, to the provider whose name in the data comes first. A provider for whom that "
            "is nothing, or not known, has no part; where it is so for all of them, nothing is "
            "paid.",
            weight=worked_out(voice, weight),
        ),
        clauses_of(payment, "shared"),
    )


_BOUNDS = {
    "at most": "The amount is never more than {value}.",
    "at least": "The amount is never less than {value}.",
}


def worked_amount(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    """How an amount is worked out, or the table that it is looked up in, and its limits."""
    yield from _amount(voice, payment)
    price = payment.price
    if isinstance(price, Worked) and price.counted is not None:
        yield _for_periods(payment, price.counted)
    for limit in price.limits if isinstance(price, Worked | BandedValue | ByParts) else ():
        text = say(_BOUNDS[limit.word], value=worked_out(voice, limit.value))
        yield Paragraph(text, clauses_of(payment, limit.word))


def _for_periods(payment: Payment, counted: Counted) -> Paragraph:
    text = (
        "It is due for each whole period of {days} in the {name} recorded with that event. A part "
        "of a period does not count."
        if counted.whole
        else "It is due for each started period of {days} in the {name} recorded with that event. "
        "A part of a period counts as a whole one."
    )
    days, name = w.count(counted.days, "day"), w.in_words(counted.field)
    return Paragraph(say(text, days=days, name=name), clauses_of(payment, "pays"))


_PARTS = (
    "The amount is the sum of the parts of {value}, each at the rate of the row it lies in. The "
    "sum is rounded once to a whole penny, half a penny upwards:"
)


def _amount(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    price, clauses = payment.price, clauses_of(payment, "pays")
    rates = card_alone(voice, price.value) if isinstance(price, Worked) else None
    if rates is not None:
        text = say("The amount is the rate in {card}{see}.", card=voice.term(rates.name),
                   see=see(rates))  # fmt: skip
        yield Paragraph(text, clauses)
    elif isinstance(price, Worked) and isinstance(price.value, ph.Dated):
        yield by_date(voice, payment, price.value)
    elif isinstance(price, Worked):
        yield Paragraph(_worked(voice, payment, price.value), clauses)
        if price.changes:
            yield in_force(voice, payment)
    elif isinstance(price, BandedValue):
        value = worked_out(voice, price.value)
        text = say("The amount depends on {value}:", value=value)
        yield Paragraph(text, clauses, table=_bands(voice, price))
    elif isinstance(price, ByParts):
        value = worked_out(voice, price.value)
        yield Paragraph(say(_PARTS, value=value), clauses, table=_parts(voice, price))


def _worked(voice: Voice, payment: Payment, value: ph.Value) -> Words:
    words, always = worked_out(voice, value), always_the_same(payment)
    if always is not None:
        return say("The amount is {amount}, which is {value}.", amount=pounds(always), value=words)
    if never_below_nothing(voice.contract, value, voice.at_hand):
        text = "The amount is {value}. It is rounded once to a whole penny, half a penny upwards."
        return say(text, value=words)
    text = (
        "The amount is {value}. It is rounded once to a whole penny, half a penny upwards. Where "
        "it comes out below {nothing}, nothing is taken."
        if payment.takes
        else "The amount is {value}. It is rounded once to a whole penny, half a penny upwards. "
        "Where it comes out below {nothing}, nothing is paid."
    )
    return say(text, value=words, nothing=pounds(0))


def always_the_same(payment: Payment) -> int | None:
    """The pence of an amount worked out of figures alone that comes to whole pence, or None."""
    price = payment.price
    found = figure(price.value) if isinstance(price, Worked) and price.counted is None else None
    pence = None if found is None or "less" in payment.clauses else found * 100
    return pence.numerator if pence is not None and pence >= 0 and pence.denominator == 1 else None


def _parts(voice: Voice, price: ByParts) -> Table:
    limited = any(band.most is not None for band in price.bands)
    rows = tuple(
        (band_text(band, price.places, _UNITS.get(price.kind, "")), _rate(band, price))
        + ((_most(band),) if limited else ())
        for band in price.bands
    )
    heads = (_head(voice, price), say("Rate of this part"))
    if not limited:
        return Table(heads, rows, (3, 2), frozenset({1}))
    return Table((*heads, say("At most")), rows, (4, 3, 2), frozenset({1, 2}))


def _most(band: Band) -> Words:
    return say("No limit") if band.most is None else (pounds(band.most),)


def _rate(band: Band, price: ByParts) -> Words:
    if price.kind == "money":
        return (w.percentage(Fraction(*band.share)),)
    return say(_FOR_EACH.get(price.kind, "{amount} for each one"), amount=pounds(band.pence))


def rows_of_bands(price: BandedValue, gives: Callable[[int], str]) -> tuple[tuple[Words, ...], ...]:
    """Each band in words, and what it gives: `gives` writes a number of parts of one."""
    unit = _UNITS.get(price.kind, "")
    return tuple(
        (band_text(band, price.places, unit), (gives(band.pence),)) for band in price.bands
    )


def _bands(voice: Voice, price: BandedValue) -> Table:
    rows = rows_of_bands(price, pounds)
    return Table((_head(voice, price), say("Amount")), rows, (3, 2), frozenset({1}))


_FOR_EACH = {"hours": "{amount} for each hour", "days": "{amount} for each day"}
_UNITS = {"money": "£", "percentage": "%", "hours": "hours", "days": "days"}


def _head(voice: Voice, price: BandedValue | ByParts) -> Words:
    of = price.value
    if not isinstance(of, ph.FieldAt):
        return say("Value")
    c, name = voice.contract, of.field.text
    measure = c.calculations.get(name) or c.measures.get(name)
    if measure is not None:
        return (Titled(measure.title, measure.welsh),)
    return say("{name:^}", name=w.in_words(name))
