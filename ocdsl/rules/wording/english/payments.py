"""Payments: what is paid, when it is earned and due, what is withheld and recovered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from ocdsl.base.money import pounds
from ocdsl.model.amounts import Banded, Recovery, Withholding
from ocdsl.model.contract import Contract, Measure, Payment
from ocdsl.rules.wording.clauses import (
    Date,
    Figure,
    Group,
    Paragraph,
    Ref,
    Section,
    Table,
    Words,
    clauses_of,
    say,
)
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.advances import advance_words
from ocdsl.rules.wording.english.amounts import each_event, for_each, own_event, paid, worked_amount
from ocdsl.rules.wording.english.cards import card
from ocdsl.rules.wording.english.dates import due_dates, due_text, lag_text
from ocdsl.rules.wording.english.floors import floor_words
from ocdsl.rules.wording.english.flow_picture import flow
from ocdsl.rules.wording.english.glance import at_a_glance
from ocdsl.rules.wording.english.graded_picture import graded_drawn
from ocdsl.rules.wording.english.people import group
from ocdsl.rules.wording.english.phrases import event_inline, only_if
from ocdsl.rules.wording.english.places import see, titled
from ocdsl.rules.wording.english.retained import in_shadow, kept, parts, retained
from ocdsl.rules.wording.english.scalars import HUNDREDTHS, band_text, release_text
from ocdsl.rules.wording.english.spells import each_spell, earned_on
from ocdsl.rules.wording.english.voice import Voice


def payments(voice: Voice) -> Section:
    """Every payment at a glance, what holds for each of them, then each payment."""
    contract = voice.contract
    groups = tuple(group(p, _payment(voice, p)) for p in contract.payments.values())
    if not groups:
        none = Paragraph(say("No payment is made under this contract for what is achieved."))
        return Section(say("Payment"), "section.payment", (none,))
    pictures = Paragraph((), drawn=lambda language: tuple(_drawn(flow(voice, language))))
    seen = (*at_a_glance(voice), pictures)
    glance = Group(say("Payments at a glance"), "section.glance", seen)
    cards = tuple(group(c, card(voice, c)) for c in contract.cards.values())
    body = (glance, _every_payment(voice), *groups, *cards)
    return Section(say("Payment"), "section.payment", body)


def _drawn(figures: Sequence[Figure]) -> Iterator[Paragraph]:
    """The pictures, the first with what they leave out."""
    for number, figure in enumerate(figures):
        text = (
            "{picture} shows what each of them rests on. The clauses below hold, not the picture."
        )
        more = "{picture} goes on with it."
        pattern = more if number else text
        yield Paragraph(say(pattern, picture=Ref(figure.anchor)), figure=figure)


def _every_payment(voice: Voice) -> Group:
    contract = voice.contract
    due = say("The due date is the day on which the payment becomes payable.")
    divided = say("An amount that is divided is divided so that its parts add up to it exactly.")
    return Group(say("What holds for every payment"), "section.every-payment", (
        Paragraph(
            say(
                "A payment is earned on the first day on which each of its conditions is met and "
                "nothing that could still happen would change that. That day is its day of "
                "earning."
            )
        ),
        Paragraph(due + due_dates(contract), clauses_of(contract, "due dates")),
        Paragraph(
            say("{rounding} {divided}", rounding=_rounding(contract), divided=divided),
            clauses_of(contract, "rounding"),
        ),
        Paragraph(
            say(
                "The commissioner sets out the payments of each {unit} in a statement, by their "
                "due dates.",
                unit=w.unit(contract.statements),
            ),
            clauses_of(contract, "statements"),
        ),
    ))  # fmt: skip


def _rounding(contract: Contract) -> Words:
    """Where the one rounding is (rulings E6 and E7)."""
    if not contract.rounds_statements:
        return say("Each payment is rounded once to a whole penny, half a penny upwards.")
    return say(
        "Payments are exact until the total of those that are due to a provider in a {unit} is "
        "rounded, once, to a whole penny, half a penny upwards. Each payment is then rounded down, "
        "and the pennies that are left go to those that lost most by it; of equal ones, to the "
        "event whose record number comes first.",
        unit=w.unit(contract.statements),
    )


def _payment(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    due = say("It is due {when}.", when=due_text(payment.due))
    if payment.fills:
        yield from floor_words(voice, payment, due)
        return
    yield from _paid(voice, payment)
    yield graded_drawn(_voice_at(voice, payment), payment, ("total", "value"))
    if "less" in payment.clauses:
        yield kept(payment)
    yield from _earned(voice, payment)
    cohort = voice.contract.cohorts.get(payment.cohort)
    if cohort is not None and cohort.sets_aside is not None:
        yield Paragraph(
            say(
                "Nothing is deducted for a person who is set aside{see} before the day of earning."
                if payment.takes
                else "Nothing is paid for a person who is set aside{see} before the day of "
                "earning.",
                see=see(cohort, "sets aside"),
            ),
            clauses_of(payment, "pays"),
        )
    yield Paragraph(due, clauses_of(payment, "due"))
    if payment.shadow_until is not None:
        yield in_shadow(payment, payment.shadow_until)
    yield from advance_words(voice, payment)
    if payment.withholding is not None:
        yield from _withheld(voice, payment, payment.withholding)
        yield graded_drawn(voice, payment, ("measure",))
    if payment.retention is not None:
        yield from retained(voice, payment, payment.retention)
    if payment.recovery is not None:
        yield from _recovered(voice, payment, payment.recovery)


# ---- what is paid


def _paid(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    """What is paid for what: by band, for each period or event or spell, or for a person."""
    if isinstance(payment.price, Banded):
        yield from _by_band(voice, payment, payment.price)
    elif payment.grain is not None:
        yield from for_each(voice, payment, payment.grain)
    elif payment.event:
        yield from each_event(voice, payment)
    elif payment.spell:
        yield from each_spell(voice, payment)
    else:
        yield _flat(voice, payment)
        yield from worked_amount(_voice_at(voice, payment), payment)


def _flat(voice: Voice, payment: Payment) -> Paragraph:
    whom, once = "the person’s provider", not payment.outcomes
    text = paid(payment, whom, _paid_for(voice, payment), once)
    return Paragraph(text, clauses_of(payment, "", "pays"))


def _paid_for(voice: Voice, payment: Payment) -> Words:
    """Each person, or each outcome that a person achieves."""
    cohort = voice.contract.cohorts[payment.cohort]
    if not payment.outcomes:
        return say(
            "for each person in {cohort}{see}", cohort=voice.term(cohort.name), see=see(cohort)
        )
    outcomes = [voice.contract.outcomes[name] for name in payment.outcomes]
    if len(outcomes) > 1:
        names = [say("{outcome}{see}", outcome=voice.term(o.name), see=see(o)) for o in outcomes]
        text = "for each of these outcomes that a person achieves: {names}"
        return say(text, names=w.listed(names))
    (outcome,) = outcomes
    text = (
        "each time a person in {cohort} achieves {outcome}{see}"
        if outcome.is_of_events
        else "for each person in {cohort} who achieves {outcome}{see}"
    )
    return say(
        text,
        cohort=voice.term(cohort.name), outcome=voice.term(outcome.name), see=see(outcome),
    )  # fmt: skip


def _by_band(voice: Voice, payment: Payment, price: Banded) -> Iterator[Paragraph]:
    cohort, unit = voice.contract.cohorts[payment.cohort], w.unit(price.unit)
    field = w.in_words(price.field)
    text = (
        "For each person in {cohort}{see}, each provider and each {unit}, the commissioner "
        "deducts one amount from that provider. It depends on the total of the {field} recorded "
        "with {what} about that person by that provider in the {unit}:"
        if payment.takes
        else "For each person in {cohort}{see}, each provider and each {unit}, the commissioner "
        "pays that provider one amount. It depends on the total of the {field} recorded with "
        "{what} about that person by that provider in the {unit}:"
    )
    yield Paragraph(
        say(
            text,
            cohort=voice.term(cohort.name), see=see(cohort), unit=unit, field=field,
            what=event_inline(voice, price.event),
        ),
        clauses_of(payment, "", "pays"),
        table=_price_table(voice, price, field, unit),
    )  # fmt: skip
    yield Paragraph(
        say(
            "The amount for the band is deducted whole. It is not reduced for a {unit} in which "
            "the service begins or ends. For a total that falls in no band nothing is deducted."
            if payment.takes
            else "The amount for the band is paid whole. It is not reduced for a {unit} in which "
            "the service begins or ends. A total that falls in no band is not paid for.",
            unit=unit,
        ),
        clauses_of(payment, "pays"),
    )


def _price_table(voice: Voice, price: Banded, field: str, unit: Words) -> Table:
    declared = voice.declared(price.event.event.text, price.field)
    of = "hours" if declared and declared.kind == "hours" and field != "hours" else ""
    rows = tuple((band_text(band, price.places, of), (pounds(band.pence),)) for band in price.bands)
    heads = (
        say("Total of {field} in the {unit}", field=field, unit=unit),
        say("Amount for the {unit}", unit=unit),
    )
    return Table(heads, rows, (3, 2), frozenset({1}))


# ---- when it is earned


def _earned(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    clauses = clauses_of(payment, "on") or clauses_of(payment, "pays")
    yield Paragraph(_earned_on(voice, payment), clauses)
    if payment.when is not None:
        start = say("It is deducted only" if payment.takes else "It is paid only")
        text, items = only_if(_voice_at(voice, payment), start, payment.when)
        yield Paragraph(text, clauses_of(payment, "when"), items)


def _voice_at(voice: Voice, payment: Payment) -> Voice:
    if payment.outcome:
        achieved_on = voice.contract.outcomes[payment.outcome].achieved_on
        return voice.at(achieved_on) if achieved_on else voice
    if payment.event or payment.spell:
        return evolve(voice.at(own_event(voice, payment)), spell=payment.spell)
    return voice.at(payment.on) if payment.on else voice


def _earned_on(voice: Voice, payment: Payment) -> Words:
    if payment.outcome:
        return say(
            "It is earned on the day on which the outcome is settled as achieved, which may be "
            "later than the day of the outcome itself."
        )
    if payment.grain is not None:
        return _for_wide(payment, payment.grain)
    if payment.event:
        return say(
            "It is earned on the day of that event, or on the first day on which all that it "
            "depends on is settled."
        )
    if payment.spell:
        return earned_on(payment)
    if payment.on is not None:
        return say(
            "It is earned on the day of {on}, or on the day the person joins the group if that is "
            "later.",
            on=event_inline(voice, payment.on),
        )
    assert isinstance(payment.price, Banded)
    return say(
        "It is earned on the last day of the {unit}, or on the day the person joins the group if "
        "that is later.",
        unit=w.unit(payment.price.unit),
    )


def _for_wide(payment: Payment, grain: tuple[str, ...]) -> Words:
    if payment.on_day is not None:
        return say("It is earned on {day}.", day=Date(payment.on_day))
    return say(
        "It is earned on the last day of the {unit}, or on the first day after it on which all "
        "that it depends on is settled.",
        unit=w.unit(next((k for k in grain if k != "provider"), "term")),
    )


# ---- what is withheld


def _withheld(voice: Voice, payment: Payment, held: Withholding) -> Iterator[Paragraph]:
    measure = voice.contract.measures[held.measure]
    yield Paragraph(
        say(
            "Of each payment, {share} is withheld{parts} until {measure}{see} is known for the "
            "person’s provider and the {unit} of {moment}. How much of what is withheld is then "
            "released to the provider depends on that measure:",
            share=w.percentage(Fraction(*held.share)), parts=parts(payment, held.share),
            measure=voice.term(measure.name), see=see(measure), unit=w.unit(measure.unit),
            moment=event_inline(voice, held.moment),
        ),
        clauses_of(payment, "withhold"),
        table=_release_table(measure, held),
    )  # fmt: skip
    yield Paragraph(
        say(
            "What is not released is not paid. What is released is earned on the day the measure "
            "is known, and is due {when}.",
            when=due_text(payment.due),
        ),
        clauses_of(payment, "what is not released"),
    )
    yield Paragraph(
        say(
            "The amounts withheld from a provider’s payments that one percentage decides are added "
            "up, and the share released is taken of that sum and rounded once. It is then spread "
            "over those payments so that the parts add up to it exactly."
        ),
        clauses_of(payment, "withhold"),
    )
    if not (measure.pools and measure.judged_at_end):
        yield Paragraph(
            say("Where that measure can never be known, nothing is released."),
            clauses_of(payment, "withhold"),
        )


def _release_table(measure: Measure, held: Withholding) -> Table:
    rows = tuple(
        (band_text(band, HUNDREDTHS, "%"), release_text(held.bands, index))
        for index, band in enumerate(held.bands)
    )
    heads = (titled(measure), say("Share of the withheld amount released"))
    return Table(heads, rows, (2, 3))


# ---- what is recovered

# Whether the last day counts.
_RECOVERS = {
    True: "The commissioner recovers {whole} if {trigger} takes place after the day of earning, up "
    "to and including {lag} after the due date. Only the first such event counts.",
    False: "The commissioner recovers {whole} if {trigger} takes place after the day of earning "
    "and less than {lag} after the due date. Only the first such event counts.",
}


def _recovered(voice: Voice, payment: Payment, recovery: Recovery) -> Iterator[Paragraph]:
    share = Fraction(*recovery.share)
    whole = (
        say("the whole of the payment")
        if share == 1
        else say("{share} of the payment", share=w.percentage(share))
    )
    yield Paragraph(
        say(
            _RECOVERS[recovery.up_to_and_including],
            whole=whole, trigger=event_inline(voice, recovery.event),
            lag=lag_text(recovery.after_due),
        ),
        clauses_of(payment, "recover"),
    )  # fmt: skip
    yield Paragraph(
        say(
            "Only what has become payable is recovered, on the day of that event or on the due "
            "date of each part of the payment, whichever is later."
        ),
        clauses_of(payment, "recover"),
    )
    if payment.withholding or payment.retention:
        text = (
            "Where the measure was not known before the day of that event, what is withheld is "
            "never released and is not paid."
            if payment.withholding
            else "Where it was not released before the day of that event, what is withheld is "
            "never released and is not paid."
        )
        yield Paragraph(say(text), clauses_of(payment, "recover"))
