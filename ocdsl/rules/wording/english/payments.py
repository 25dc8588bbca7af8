"""English for payments: what is paid, when it is earned and due, what is withheld and recovered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from attrs import evolve

from ocdsl.base.calendar import in_words, lag_in_words
from ocdsl.base.money import pounds
from ocdsl.model.amounts import Banded, Recovery, Withholding
from ocdsl.model.contract import Block, Contract, Payment
from ocdsl.rules.wording.clauses import (
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
from ocdsl.rules.wording.english.amounts import (
    amount_text,
    each_event,
    for_each,
    own_event,
    who_pays,
    worked_amount,
)
from ocdsl.rules.wording.english.cards import card
from ocdsl.rules.wording.english.dates import due_dates, due_text
from ocdsl.rules.wording.english.floors import floor_words
from ocdsl.rules.wording.english.flow_picture import flow
from ocdsl.rules.wording.english.glance import at_a_glance
from ocdsl.rules.wording.english.people import group
from ocdsl.rules.wording.english.phrases import (
    Voice,
    event_inline,
    only_if,
)
from ocdsl.rules.wording.english.places import see
from ocdsl.rules.wording.english.retained import in_shadow, kept, parts, retained
from ocdsl.rules.wording.english.scalars import HUNDREDTHS, band_text, release_text
from ocdsl.rules.wording.english.spells import each_spell, earned_on


def payments(voice: Voice) -> Section:
    """Every payment at a glance, what holds for each of them, then each payment."""
    contract = voice.contract
    groups = tuple(group(p, _payment(voice, p)) for p in contract.payments.values())
    if not groups:
        none = Paragraph(("No payment is made under this contract for what is achieved.",))
        return Section("Payment", "section.payment", (none,))
    seen = (*at_a_glance(voice), *_drawn(flow(voice)))
    glance = Group("Payments at a glance", "section.glance", seen)
    cards = tuple(group(c, card(voice, c)) for c in contract.cards.values())
    return Section("Payment", "section.payment", (glance, _every_payment(voice), *groups, *cards))


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
    return Group("What holds for every payment", "section.every-payment", (
        Paragraph((
            "A payment is earned on the first day on which each of its conditions is met and "
            "nothing that could still happen would change that. That day is its day of earning.",
        )),
        Paragraph((
            "The due date is the day on which the payment becomes payable."
            + due_dates(contract),
        ), clauses_of(contract, "due dates")),
        Paragraph((
            f"{_rounding(contract)} An amount that "
            "is divided is divided so that its parts add up to it exactly.",
        ), clauses_of(contract, "rounding")),
        Paragraph((
            f"The commissioner sets out the payments of each {w.CALENDAR[contract.statements]} in "
            "a statement, by their due dates.",
        ), clauses_of(contract, "statements")),
    ))  # fmt: skip


def _rounding(contract: Contract) -> str:
    """Where the one rounding is (rulings E6 and E7)."""
    if not contract.rounds_statements:
        return "Each payment is rounded once to a whole penny, half a penny upwards."
    return (
        "Payments are exact until the total of those that are due to a provider in a "
        f"{w.CALENDAR[contract.statements]} is rounded, once, to a whole penny, half a penny "
        "upwards. Each payment is then rounded down, and the pennies that are left go to those "
        "that lost most by it; of equal ones, to the event with the smaller id."
    )


def _payment(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    if payment.fills:
        yield from floor_words(voice, payment, due_text(payment.due))
        return
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
    if "less" in payment.clauses:
        yield kept(payment)
    yield from _earned(voice, payment)
    cohort = voice.contract.cohorts.get(payment.cohort)
    if cohort is not None and cohort.sets_aside is not None:
        yield Paragraph(
            say(
                "Nothing is paid for a person who is set aside{see} before the day of earning.",
                see=see(cohort, "sets aside"),
            ),
            clauses_of(payment, "pays"),
        )
    yield Paragraph((f"It is due {due_text(payment.due)}.",), clauses_of(payment, "due"))
    if payment.shadow_until is not None:
        yield in_shadow(payment, payment.shadow_until)
    yield from advance_words(voice, payment)
    if payment.withholding is not None:
        yield from _withheld(voice, payment, payment.withholding)
    if payment.retention is not None:
        yield from retained(voice, payment, payment.retention)
    if payment.recovery is not None:
        yield from _recovered(voice, payment, payment.recovery)


# ---- what is paid


def _flat(voice: Voice, payment: Payment) -> Paragraph:
    cohort = voice.contract.cohorts[payment.cohort]
    who, amount = who_pays(payment, "the person’s provider"), amount_text(payment)
    clauses = clauses_of(payment, "", "pays")
    if len(payment.outcomes) > 1:
        names = [say("{o}{see}", o=voice.term(n), see=see(voice.contract.outcomes[n]))
                 for n in payment.outcomes]  # fmt: skip
        return Paragraph(
            say(
                f"{who} {amount} for each of these outcomes that a person achieves: {{names}}.",
                names=w.listed(names),
            ),
            clauses,
        )
    if payment.outcome:
        outcome = voice.contract.outcomes[payment.outcome]
        for_each = "for each person in {cohort} who achieves {outcome}{see}."
        if outcome.is_of_events:
            for_each = "each time a person in {cohort} achieves {outcome}{see}."
        return Paragraph(
            say(
                f"{who} {amount} {for_each}",
                cohort=voice.term(cohort.name), outcome=voice.term(outcome.name), see=see(outcome),
            ),
            clauses,
        )  # fmt: skip
    return Paragraph(
        say(
            f"{who} {amount}, once, for each person in "
            "{cohort}{see}.",
            cohort=voice.term(cohort.name), see=see(cohort),
        ),
        clauses,
    )  # fmt: skip


def _by_band(voice: Voice, payment: Payment, price: Banded) -> Iterator[Paragraph]:
    cohort, unit = voice.contract.cohorts[payment.cohort], w.CALENDAR[price.unit]
    what = event_inline(voice, price.event)
    field = w.in_words(price.field)
    yield Paragraph(
        say(
            f"For each person in {{cohort}}{{see}}, each provider and each {unit}, the "
            f"commissioner pays that provider one amount. It depends on the total of the {field} "
            f"recorded with {{what}} about that person by that provider in the {unit}:",
            cohort=voice.term(cohort.name), see=see(cohort), what=what,
        ),
        clauses_of(payment, "", "pays"),
        table=_price_table(voice, price, field, unit),
    )  # fmt: skip
    yield Paragraph((
        f"The amount for the band is paid whole. It is not reduced for a {unit} in which the "
        "service begins or ends. A total that falls in no band is not paid for.",
    ), clauses_of(payment, "pays"))  # fmt: skip


def _price_table(voice: Voice, price: Banded, field: str, unit: str) -> Table:
    declared = voice.field(price.event.event.text, price.field)
    suffix = " hours" if declared and declared.kind == "hours" and field != "hours" else ""
    rows = tuple(
        ((band_text(band, price.places, suffix),), (pounds(band.pence),)) for band in price.bands
    )
    heads = (f"Total of {field} in the {unit}", f"Amount for the {unit}")
    return Table(heads, rows, (3, 2), frozenset({1}))


# ---- when it is earned


def _earned(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    clauses = clauses_of(payment, "on") or clauses_of(payment, "pays")
    yield Paragraph(_earned_on(voice, payment), clauses)
    if payment.when is not None:
        start: Words = ("It is paid only",)
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
        return (
            "It is earned on the day on which the outcome is settled as achieved, which may be "
            "later than the day of the outcome itself.",
        )
    if payment.grain is not None:
        return (_for_wide(payment, payment.grain),)
    if payment.event:
        return ("It is earned on the day of that event, or on the first day on which all that it "
                "depends on is settled.",)  # fmt: skip
    if payment.spell:
        return earned_on(payment)
    if payment.on is not None:
        on = event_inline(voice, payment.on)
        return say(
            "It is earned on the day of {on}, or on the day the person joins the group if that "
            "is later.",
            on=on,
        )
    assert isinstance(payment.price, Banded)
    return (
        f"It is earned on the last day of the {w.CALENDAR[payment.price.unit]}, or on the day the "
        "person joins the group if that is later.",
    )


def _for_wide(payment: Payment, grain: tuple[str, ...]) -> str:
    if payment.on_day is not None:
        return f"It is earned on {in_words(payment.on_day)}."
    unit = next((w.CALENDAR[k] for k in grain if k != "provider"), "term")
    return (
        f"It is earned on the last day of the {unit}, or on the first day after it on which all "
        "that it depends on is settled."
    )


# ---- what is withheld


def _withheld(voice: Voice, payment: Payment, held: Withholding) -> Iterator[Paragraph]:
    measure = voice.contract.measures[held.measure]
    unit, share = w.CALENDAR[measure.unit], w.percentage(Fraction(*held.share))
    share += f" is withheld{parts(payment, held.share)}"
    yield Paragraph(
        say(
            f"Of each payment, {share} until {{measure}}{{see}} "
            f"is known for the person’s provider and the {unit} of {{moment}}. How much of what "
            "is withheld is then released to the provider depends on that measure:",
            measure=voice.term(measure.name), see=see(measure),
            moment=event_inline(voice, held.moment),
        ),
        clauses_of(payment, "withhold"),
        table=_release_table(measure, held),
    )  # fmt: skip
    yield Paragraph(
        ("What is not released is not paid. What is released is earned on the day the measure is "
         f"known, and is due {due_text(payment.due)}.",),
        clauses_of(payment, "what is not released"),
    )  # fmt: skip
    yield Paragraph((
        "The amounts withheld from a provider’s payments that one percentage decides are added "
        "up, and the share released is taken of that sum and rounded once. It is then spread over "
        "those payments so that the parts add up to it exactly.",
    ), clauses_of(payment, "withhold"))  # fmt: skip
    if not (measure.pools and measure.judged_at_end):
        yield Paragraph(
            ("Where that measure can never be known, nothing is released.",),
            clauses_of(payment, "withhold"),
        )


def _release_table(measure: Block, held: Withholding) -> Table:
    rows = tuple(
        ((band_text(band, HUNDREDTHS, "%"),), (release_text(held.bands, index),))
        for index, band in enumerate(held.bands)
    )
    return Table((measure.title, "Share of the withheld amount released"), rows, (2, 3))


# ---- what is recovered


def _recovered(voice: Voice, payment: Payment, recovery: Recovery) -> Iterator[Paragraph]:
    share = Fraction(*recovery.share)
    whole = "the whole of the payment" if share == 1 else f"{w.percentage(share)} of the payment"
    limit = ", up to and including" if recovery.up_to_and_including else " and less than"
    days = lag_in_words(recovery.after_due)
    trigger = event_inline(voice, recovery.event)
    yield Paragraph(
        say(
            f"The commissioner recovers {whole} if {{trigger}} takes place after the day of "
            f"earning{limit} {days} after the due date. Only the first such event counts.",
            trigger=trigger,
        ),
        clauses_of(payment, "recover"),
    )
    yield Paragraph(
        (
            "Only what has become payable is recovered, on the day of that event or on the due "
            "date of each part of the payment, whichever is later.",
        ),
        clauses_of(payment, "recover"),
    )
    if payment.withholding or payment.retention:
        decided = "the measure was not known" if payment.withholding else "it was not released"
        yield Paragraph(
            (
                f"Where {decided} before the day of that event, what is withheld "
                "is never released and is not paid.",
            ),
            clauses_of(payment, "recover"),
        )
