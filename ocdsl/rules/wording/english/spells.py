"""Spells: what starts and ends one, how long it lasts, what is paid for it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ocdsl.base.calendar import Lag
from ocdsl.model.contract import Outcome, Payment, Spell
from ocdsl.model.lengths import Periods
from ocdsl.rules.wording.clauses import Paragraph, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.amounts import own_event, paid, worked_amount
from ocdsl.rules.wording.english.dates import duration
from ocdsl.rules.wording.english.phrases import event_inline, noun, only_if
from ocdsl.rules.wording.english.places import see
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph


def spell_words(voice: Voice, spell: Spell) -> Iterator[Paragraph]:
    """What starts and ends a spell, and the breaks that do not end it."""
    ends = spell.ends_on
    text = (
        "A spell of {term} starts on the day of {starts}. It goes on until the day of the next "
        "{ends} of the same person, which is the last day of the spell."
        if ends.where is None
        else "A spell of {term} starts on the day of {starts}. It goes on until the day of {ends}, "
        "which is the last day of the spell."
    )
    yield Paragraph(
        say(
            text, term=voice.term(spell.name), starts=_any(voice, spell.starts_on),
            ends=_next(voice, ends),
        ),
        clauses_of(spell, "", "starts on", "ends on"),
    )  # fmt: skip
    yield Paragraph(
        say(
            "A start while a spell goes on changes nothing, and neither does an end while none "
            "does. Events of one day are taken in the order of their record numbers."
        ),
        clauses_of(spell, "starts on", "ends on"),
    )
    yield _breaks(spell)


def _any(voice: Voice, phrase: ph.EventPhrase) -> Words:
    """`a Moved in event …`."""
    return event_inline(voice, ph.EventPhrase("a", "", phrase.event, phrase.where))


def _next(voice: Voice, phrase: ph.EventPhrase) -> Words:
    """The kind of event by its name alone, or `the person's next … for which …`."""
    if phrase.where is None:
        return noun(voice, phrase.event.text)
    return event_inline(voice, ph.EventPhrase("the", "next", phrase.event, phrase.where))


def _breaks(spell: Spell) -> Paragraph:
    longest = spell.longest
    if longest is None:
        text = say(
            "A person who starts again on the day on which a spell ended goes on with that spell. "
            "Any later start is a new spell."
        )
    else:
        text = say(
            "A person who starts again no later than {longest} after the last day of a spell{day_0}"
            " goes on with that spell, and the break counts as part of it. Any later start is a "
            "new spell.",
            longest=duration(longest), day_0=_day_0(spell.breaks),
        )  # fmt: skip
    return Paragraph(text, clauses_of(spell, "ignores") or clauses_of(spell, "ends on"))


def _day_0(lag: Lag) -> Words:
    if not _in_days(lag):
        return ()
    text = ", counting that day as day 0 (so day {number} counts)"
    return say(text, number=f"{lag.number:,}")


def _in_days(lag: Lag) -> bool:
    return lag.unit == "day"


# ---- outcomes


def achieved_by_spell(voice: Voice, outcome: Outcome) -> Iterator[Paragraph]:
    """An outcome that a spell achieves once it has lasted so long."""
    lasting = outcome.lasting
    assert lasting is not None
    spell, lag = voice.contract.spells[lasting.spell], lasting.lag
    day_0: Words = ()
    if _in_days(lag):
        text = ", counting its first day as day 0 (so day {number} is that day)"
        day_0 = say(text, number=f"{lag.number:,}")
    clauses = clauses_of(outcome, "achieved when")
    yield Paragraph(
        say(
            "It is achieved by the person’s first spell of {term}{see} to have lasted {length}: "
            "one that goes on until the day {length} after its first day{day_0}. Each spell is "
            "counted afresh from its own first day.",
            term=voice.term(spell.name), see=see(spell), length=duration(lasting.length),
            day_0=day_0,
        ),
        clauses,
    )  # fmt: skip
    if spell.longest is not None:
        yield Paragraph(
            say(
                "Where that day falls in a break, the outcome is settled on the day on which the "
                "person starts again, or else as not achieved by that spell on the last day on "
                "which a start would go on with it."
            ),
            clauses,
        )
    if outcome.when is not None:
        start = voice.contract.achieving(outcome)
        own = evolve(voice.at(start), own=say("the event that starts that spell"))
        asked, items = only_if(own, say("It is achieved only"), outcome.when)
        yield Paragraph(asked, clauses_of(outcome, "when"), items)


# ---- payments


def paid_for_spells(voice: Voice, payment: Payment) -> Words:
    """What a payment is for each of, in the table of payments."""
    what: Words = (voice.term(payment.spell),)
    whose = voice.term(payment.cohort) if payment.cohort else ""
    if payment.periods is not None:
        text = "{period} of {what} of a person in {whose}" if whose else "{period} of {what}"
        return say(text, period=_period(payment.periods), what=what, whose=whose)
    text = "spell of {what} of a person in {whose}" if whose else "spell of {what}"
    return say(text, what=what, whose=whose)


def _period(periods: Periods) -> Words:
    text = "whole period of {length}" if periods.whole else "started period of {length}"
    return say(text, length=duration(periods.length))


# Whether it is for each period of a spell, and whether for the people of a group.
_FOR_EACH = {
    (False, False): "for each spell of {term}{see}",
    (False, True): "for each spell of {term}{see} of a person in {cohort}{place}",
    (True, False): "for each {period} of a spell of {term}{see}",
    (True, True): "for each {period} of a spell of {term}{see} of a person in {cohort}{place}",
}


def each_spell(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    """What is paid for each spell, or for each period of one, and how much."""
    spell = voice.contract.spells[payment.spell]
    cohort = voice.contract.cohorts.get(payment.cohort)
    what_for = say(
        _FOR_EACH[payment.periods is not None, cohort is not None],
        period=_period(payment.periods) if payment.periods else "",
        term=voice.term(spell.name), see=see(spell),
        cohort=voice.term(cohort.name) if cohort else "", place=see(cohort) if cohort else "",
    )  # fmt: skip
    yield Paragraph(
        paid(payment, "the provider recorded with the start of the spell", what_for),
        clauses_of(payment, "", "pays"),
    )
    yield from worked_amount(voice.at(own_event(voice, payment)), payment)
    if payment.periods is not None:
        yield from _periods(payment, payment.periods)


def _periods(payment: Payment, periods: Periods) -> Iterator[Paragraph]:
    count = (
        "A period counts once the spell has gone on to its last day."
        if periods.whole
        else "A period counts once it has started, however long the spell then goes on."
    )
    yield Paragraph(
        say(
            "The first period starts on the first day of the spell, the second {length} after it, "
            "the third twice as long after it, and so on, each counted from that first day. Each "
            "period ends on the day before the next one starts. {count}",
            length=duration(periods.length), count=say(count),
        ),
        clauses_of(payment, "pays"),
    )  # fmt: skip
    if periods.most:
        text = (
            _MOST_DEDUCTED
            if payment.takes
            else "No more than {most} is paid for each person, in all of their spells together: "
            "those that are earned first."
            if periods.most == 1
            else "No more than {most} are paid for each person, in all of their spells together: "
            "those that are earned first."
        )
        most = w.count(periods.most, "period")
        yield Paragraph(say(text, most=most), clauses_of(payment, "at most"))


_MOST_DEDUCTED = (
    "Amounts are deducted for no more than {most} of each person, in all of their spells together: "
    "those that are earned first."
)


def earned_on(payment: Payment) -> Words:
    """When a payment for each spell, or for each period of one, is earned."""
    if payment.periods is None:
        return say(
            "It is earned on the first day of the spell, or on the first day on which all that it "
            "depends on is settled."
        )
    return say(
        "It is earned on the last day of the period. Where that day falls in a break that does not "
        "end the spell, it is earned on the day on which the person starts again."
        if payment.periods.whole
        else "It is earned on the first day of the period. Where that day falls in a break that "
        "does not end the spell, it is earned on the day on which the person starts again."
    )
