"""English for spells: what starts and ends one, how long it lasts, what is paid for it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ocdsl.base.calendar import Lag
from ocdsl.model.contract import Outcome, Payment, Spell
from ocdsl.model.lengths import Periods
from ocdsl.rules.wording.clauses import Paragraph, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.amounts import amount_text, own_event, who_pays, worked_amount
from ocdsl.rules.wording.english.dates import duration
from ocdsl.rules.wording.english.phrases import Voice, event_inline, noun, only_if
from ocdsl.rules.wording.english.places import see
from ocdsl.syntax import phrases as ph


def spell_words(voice: Voice, spell: Spell) -> Iterator[Paragraph]:
    """What starts and ends a spell, and the breaks that do not end it."""
    yield Paragraph(
        say(
            "A spell of {term} starts on the day of {starts}. It goes on until the day of the next "
            "{ends} of the same person, which is the last day of the spell.",
            term=voice.term(spell.name), starts=_any(voice, spell.starts_on),
            ends=_bare(voice, spell.ends_on),
        ),
        clauses_of(spell, "", "starts on", "ends on"),
    )  # fmt: skip
    yield Paragraph(
        (
            "A start while a spell goes on changes nothing, and neither does an end while none "
            "does. Of events on one day, the one with the smaller identifier comes first.",
        ),
        clauses_of(spell, "starts on", "ends on"),
    )
    yield _breaks(spell)


def _any(voice: Voice, phrase: ph.EventPhrase) -> Words:
    """`a Moved in event …`."""
    return event_inline(voice, ph.EventPhrase("a", "", phrase.event, phrase.where))


def _bare(voice: Voice, phrase: ph.EventPhrase) -> Words:
    if phrase.where is None:
        return noun(voice, phrase.event.text)
    return event_inline(voice, ph.EventPhrase("the", "next", phrase.event, phrase.where))


def _breaks(spell: Spell) -> Paragraph:
    longest = spell.longest
    if longest is None:
        text = (
            "A person who starts again on the day on which a spell ended goes on with that spell. "
            "Any later start is a new spell."
        )
    else:
        text = (
            f"A person who starts again no later than {duration(longest)} after the last day "
            f"of a spell{_day_0(spell.breaks)} goes on with that spell, and the break counts as "
            "part of it. Any later start is a new spell."
        )
    return Paragraph((text,), clauses_of(spell, "ignores") or clauses_of(spell, "ends on"))


def _day_0(lag: Lag) -> str:
    return f", counting that day as day 0 (so day {lag.number:,} counts)" if _in_days(lag) else ""


def _in_days(lag: Lag) -> bool:
    return lag.unit == "day"


# ---- outcomes


def achieved_by_spell(voice: Voice, outcome: Outcome) -> Iterator[Paragraph]:
    """An outcome that a spell achieves once it has lasted so long."""
    lasting = outcome.lasting
    assert lasting is not None
    spell, length = voice.contract.spells[lasting.spell], duration(lasting.length)
    last = f" (so day {lasting.lag.number:,} is that day)" if _in_days(lasting.lag) else ""
    day_0 = f", counting its first day as day 0{last}" if _in_days(lasting.lag) else ""
    clauses = clauses_of(outcome, "achieved when")
    yield Paragraph(
        say(
            "It is achieved by the person’s first spell of {term}{see} to have lasted "
            f"{length}: one that goes on until the day {length} after its first day{day_0}. Each "
            "spell is counted afresh from its own first day.",
            term=voice.term(spell.name), see=see(spell),
        ),
        clauses,
    )  # fmt: skip
    if spell.longest is not None:
        yield Paragraph(
            (
                "Where that day falls in a break, the outcome is settled on the day on which the "
                "person starts again, or else as not achieved by that spell on the last day on "
                "which a start would go on with it.",
            ),
            clauses,
        )
    if outcome.when is not None:
        start = voice.contract.achieving(outcome)
        own = evolve(voice.at(start), own="the event that starts that spell")
        text, items = only_if(own, ("It is achieved only",), outcome.when)
        yield Paragraph(text, clauses_of(outcome, "when"), items)


# ---- payments


def paid_for_spells(voice: Voice, payment: Payment) -> Words:
    """What a payment is for each of, in the table of payments."""
    what: Words = (voice.term(payment.spell),)
    if payment.periods is not None:
        what = say(f"{_period(payment.periods)} of {{what}}", what=what)
    if not payment.cohort:
        return say("spell of {what}", what=what) if payment.periods is None else what
    lead = "spell of " if payment.periods is None else ""
    return say(
        f"{lead}{{what}} of a person in {{whose}}", what=what, whose=voice.term(payment.cohort)
    )


def _period(periods: Periods) -> str:
    return f"{'whole' if periods.whole else 'started'} period of {duration(periods.length)}"


def each_spell(voice: Voice, payment: Payment) -> Iterator[Paragraph]:
    """What is paid for each spell, or for each period of one, and how much."""
    spell = voice.contract.spells[payment.spell]
    cohort, whose = voice.contract.cohorts.get(payment.cohort), Words()
    if cohort is not None:
        whose = say(
            " of a person in {cohort}{see}", cohort=voice.term(cohort.name), see=see(cohort)
        )
    who = who_pays(payment, "the provider recorded with the start of the spell")
    what = "spell" if payment.periods is None else f"{_period(payment.periods)} of a spell"
    yield Paragraph(
        say(
            f"{who} {amount_text(payment)} for each {what} of {{term}}{{see}}{{whose}}.",
            term=voice.term(spell.name), see=see(spell), whose=whose,
        ),
        clauses_of(payment, "", "pays"),
    )  # fmt: skip
    yield from worked_amount(voice.at(own_event(voice, payment)), payment)
    if payment.periods is not None:
        yield from _periods(payment, payment.periods)


def _periods(payment: Payment, periods: Periods) -> Iterator[Paragraph]:
    length = duration(periods.length)
    count = (
        "A period counts once the spell has gone on to its last day."
        if periods.whole
        else "A period counts once it has started, however long the spell then goes on."
    )
    yield Paragraph(
        (
            f"The first period starts on the first day of the spell, and each period ends on the "
            f"day before the next one starts. The n-th period starts n − 1 times {length} after "
            f"the first day of the spell, counted from that day. {count}",
        ),
        clauses_of(payment, "pays"),
    )
    if periods.most:
        yield Paragraph(
            (
                f"No more than {w.count(periods.most, 'period')} "
                f"{'is' if periods.most == 1 else 'are'} paid for each person, in all of their "
                "spells together: those that are earned first.",
            ),
            clauses_of(payment, "at most"),
        )


def earned_on(payment: Payment) -> Words:
    """When a payment for each spell, or for each period of one, is earned."""
    if payment.periods is None:
        return ("It is earned on the first day of the spell, or on the first day on which all that "
                "it depends on is settled.",)  # fmt: skip
    day = "last" if payment.periods.whole else "first"
    return (
        f"It is earned on the {day} day of the period. Where that day falls in a break that does "
        "not end the spell, it is earned on the day on which the person starts again.",
    )
