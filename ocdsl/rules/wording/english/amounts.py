"""English for amounts that are worked out, and for what is paid for each event of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ocdsl.base.money import pounds
from ocdsl.model.amounts import Band, BandedValue, ByParts, Counted, Flat, Worked
from ocdsl.model.contract import Payment
from ocdsl.rules.wording.clauses import Paragraph, Table, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.by_date import by_date, in_force
from ocdsl.rules.wording.english.cards import card_alone
from ocdsl.rules.wording.english.phrases import Voice, noun, worked_out
from ocdsl.rules.wording.english.places import see
from ocdsl.rules.wording.english.scalars import band_text
from ocdsl.syntax import phrases as ph


def who_pays(payment: Payment, whom: str) -> str:
    """`The commissioner pays the provider`, or what it does in a deduction."""
    return f"The commissioner deducts from {whom}" if payment.takes else (
        f"The commissioner pays {whom}"
    )  # fmt: skip


def amount_text(payment: Payment) -> str:
    """A fixed price; `an amount` where it is worked out below."""
    return pounds(payment.price.pence) if isinstance(payment.price, Flat) else "an amount"


def own_event(voice: Voice, payment: Payment) -> ph.EventPhrase:
    """The event that a payment is for each of, or that starts its spells, as `the EVENT`."""
    return ph.EventPhrase("the", "", ph.Name(voice.contract.event_at_hand(payment)))


def each_event(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    """What is paid for each event of a kind, and how much."""
    what: Words = noun(voice, payment.event)
    whose: Words = ()
    cohort = voice.contract.cohorts.get(payment.cohort)
    if cohort is not None:
        whose = say(
            " about a person in {cohort}{see}", cohort=voice.term(cohort.name), see=see(cohort)
        )
    who = who_pays(payment, "the provider that it names")
    yield Paragraph(
        say(f"{who} {amount_text(payment)} for each {{what}}{{whose}}.", what=what, whose=whose),
        clauses_of(payment, "", "pays"),
    )
    yield from worked_amount(voice.at(own_event(voice, payment)), payment)


def grain_text(grain: tuple[str, ...]) -> str:
    """`provider and calendar year`; `this contract` for none."""
    names = [w.CALENDAR.get(key, key) for key in grain]
    return " and ".join(names) or "this contract"


def for_each(voice: Voice, payment: Payment, grain: tuple[str, ...]) -> Iterator[Paragraph]:
    """What is paid for each provider, each period, or once for the contract."""
    units = [w.CALENDAR[key] for key in grain if key != "provider"]
    whom = "each provider" if "provider" in grain else "the providers"
    if "provider" not in grain and len(voice.contract.providers) == 1:
        whom = "the provider"
    often = f"for each {units[0]} of this contract" if units else "once for this contract"
    yield Paragraph(
        (f"{who_pays(payment, whom)} {amount_text(payment)} {often}.",),
        clauses_of(payment, "", "pays"),
    )
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


def worked_amount(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    """How an amount is worked out, or the table that it is looked up in, and its limits."""
    yield from _amount(voice, payment)
    price = payment.price
    if isinstance(price, Worked) and price.counted is not None:
        yield _for_periods(payment, price.counted)
    for limit in price.limits if isinstance(price, Worked | BandedValue | ByParts) else ():
        how = "never more than" if limit.word == "at most" else "never less than"
        text = say(f"The amount is {how} {{value}}.", value=worked_out(voice, limit.value))
        yield Paragraph(text, clauses_of(payment, limit.word))


def _for_periods(payment: Payment, counted: Counted) -> Paragraph:
    what = f"{w.in_words(counted.field)} recorded with that event"
    each, rest = ("whole", " A part of a period does not count.") if counted.whole else (
        "started", " A part of a period counts as a whole one."
    )  # fmt: skip
    days = f"{counted.days:,} day{'' if counted.days == 1 else 's'}"
    text = f"It is due for each {each} period of {days} in the {what}.{rest}"
    return Paragraph((text,), clauses_of(payment, "pays"))


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
        less = "taken" if payment.takes else "paid"
        yield Paragraph(
            say(
                "The amount is {value}. It is rounded once to a whole penny, half a penny upwards. "
                f"Where it comes out below {pounds(0)}, nothing is {less}.",
                value=worked_out(voice, price.value),
            ),
            clauses,
        )
        if price.changes:
            yield in_force(voice, payment)
    elif isinstance(price, BandedValue):
        yield Paragraph(
            say("The amount depends on {value}:", value=worked_out(voice, price.value)),
            clauses,
            table=_bands(voice, price),
        )
    elif isinstance(price, ByParts):
        yield Paragraph(
            say(
                "The amount is the sum of the parts of {value}, each at the rate of the row it "
                "lies in. The sum is rounded once to a whole penny, half a penny upwards:",
                value=worked_out(voice, price.value),
            ),
            clauses,
            table=_parts(voice, price),
        )


def _parts(voice: Voice, price: ByParts) -> Table:
    limited = any(band.most is not None for band in price.bands)
    rows = tuple(
        ((band_text(band, price.places, _UNITS.get(price.kind, "")),), (_rate(band, price),))
        + (((pounds(band.most) if band.most is not None else "No limit",),) if limited else ())
        for band in price.bands
    )
    if not limited:
        return Table((_head(voice, price), "Rate of this part"), rows, (3, 2), frozenset({1}))
    heads = (_head(voice, price), "Rate of this part", "At most")
    return Table(heads, rows, (4, 3, 2), frozenset({1, 2}))


def _rate(band: Band, price: ByParts) -> str:
    if price.kind == "money":
        return w.percentage(Fraction(*band.share))
    return f"{pounds(band.pence)} for each {_ONE.get(price.kind, 'one')}"


def rows_of_bands(price: BandedValue, gives: Callable[[int], str]) -> tuple[tuple[Words, ...], ...]:
    """Each band in words, and what it gives: `gives` writes a number of parts of one."""
    unit = _UNITS.get(price.kind, "")
    return tuple(
        ((band_text(band, price.places, unit),), (gives(band.pence),)) for band in price.bands
    )


def _bands(voice: Voice, price: BandedValue) -> Table:
    rows = rows_of_bands(price, pounds)
    return Table((_head(voice, price), "Amount"), rows, (3, 2), frozenset({1}))


_ONE = {"hours": "hour", "days": "day"}
_UNITS = {"money": "£", "percentage": "%", "hours": " hours", "days": " days"}


def _head(voice: Voice, price: BandedValue | ByParts) -> str:
    of = price.value
    if not isinstance(of, ph.FieldAt):
        return "Value"
    measure = voice.contract.calculations.get(of.field.text)
    return measure.title if measure else w.sentence(w.in_words(of.field.text))
