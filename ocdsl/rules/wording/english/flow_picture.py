"""The words in the pictures of how what is recorded leads to what is paid."""

from __future__ import annotations

from attrs import evolve

from ocdsl.model.contract import Outcome, Payment
from ocdsl.rules.wording.clauses import Date, Figure, Words, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.dates import due_text, duration
from ocdsl.rules.wording.english.glance import amounts, paid_for
from ocdsl.rules.wording.english.phrases import test
from ocdsl.rules.wording.english.scalars import limited, with_commas
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.rules.wording.language import Language
from ocdsl.rules.wording.picture_words import picture_words
from ocdsl.rules.wording.pictures.flow import Spoken, flow_figures
from ocdsl.rules.wording.pictures.titles import titled_in
from ocdsl.syntax import phrases as ph


def flow(voice: Voice, language: Language) -> tuple[Figure, ...]:
    """The pictures of the contract's payments, in a language."""
    text = language.text
    spoken = Spoken(
        words=picture_words(language),
        amount=lambda payment: text(amounts(voice, payment)),
        paid_for=lambda payment: text(paid_for(voice, payment)),
        due=lambda due: text(due_text(due)),
        test=lambda block, item: text(brief(voice, block, item)),
        event=lambda phrase: text(_event(voice, phrase)),
        share=w.percentage,
        day=language.date,
    )
    return tuple(flow_figures(titled_in(language, voice.contract), spoken))


def brief(voice: Voice, block: Payment | Outcome, item: ph.Test) -> Words:
    """A condition in few words: `no Unplanned hospital admission within 28 days after Case closed`.

    The clause has all of it: here it is left out whether the day itself counts.
    """
    if not isinstance(item, ph.EventTest):
        return test(at_hand(voice, block), item)
    when = _window(voice, item.window)
    if isinstance(item.event, ph.PeriodPhrase):
        return say(_PERIODS[item.verb], unit=say(item.event.unit, "unit"), when=when)
    text = "no {event} {when}" if item.event.article == "no" else "{event} {when}"
    return say(text, event=_event(voice, item.event), when=when)


_PERIODS = {
    "is": "the {unit} is {when}",
    "starts": "the {unit} starts {when}",
    "ends": "the {unit} ends {when}",
}


def at_hand(voice: Voice, block: Payment | Outcome) -> Voice:
    """The voice in which a bare name is read at the event that the block is about."""
    c = voice.contract
    if isinstance(block, Outcome):
        return voice.at(c.achieving(block))
    own = c.event_at_hand(block)
    if block.outcome:
        return voice.at(c.achieving(c.outcomes[block.outcome]))
    phrase = ph.EventPhrase("the", "", ph.Name(own)) if own else block.on
    return evolve(voice.at(phrase), spell=block.spell) if phrase else voice


_ORDERS = {
    "first": "first {event}",
    "second": "second {event}",
    "third": "third {event}",
    "fourth": "fourth {event}",
    "fifth": "fifth {event}",
    "sixth": "sixth {event}",
    "seventh": "seventh {event}",
    "eighth": "eighth {event}",
    "ninth": "ninth {event}",
    "tenth": "tenth {event}",
    "next": "next {event}",
    "last": "last {event}",
}


def _event(voice: Voice, phrase: ph.EventPhrase) -> Words:
    term = voice.term(phrase.event.text)
    if not phrase.order or term.text.lower().startswith(phrase.order):
        return (term,)
    return say(_ORDERS[phrase.order], event=term)


_RELATIVE = {
    "before": "before {moment}",
    "on or before": "on or before {moment}",
    "after": "after {moment}",
    "on or after": "on or after {moment}",
}
_WITHIN = {
    "after": "within {length} after {moment}",
    "before": "within {length} before {moment}",
}
_DISTANCE = {"after": "{limits} after {moment}", "before": "{limits} before {moment}"}


def _window(voice: Voice, window: ph.Window) -> Words:
    if isinstance(window, ph.During):
        return say("during {period}", period=_period(voice, window.period))
    moment = _moment(voice, window.moment)
    if isinstance(window, ph.Relative):
        return say(_RELATIVE[window.word], moment=moment)
    if isinstance(window, ph.Within):
        return say(_WITHIN[window.side], length=duration(window.duration), moment=moment)
    limits = with_commas([
        limited(limit.word, duration(limit.value))
        for limit in window.limits
        if isinstance(limit.value, ph.Duration)
    ])  # fmt: skip
    return say(_DISTANCE[window.side], limits=limits, moment=moment)


def _moment(voice: Voice, moment: ph.Moment) -> Words:
    match moment:
        case ph.Day(ordinal=day):
            return (Date(day),)
        case ph.EventPhrase():
            return _event(voice, moment)
        case ph.Special(word=word):
            return say("the day of earning" if word == "earning" else "the due date")
    return say("the end of {period}", period=_period(voice, moment.period))


def _period(voice: Voice, period: ph.PeriodPhrase) -> Words:
    unit = w.unit(period.unit)
    if period.of is None:
        return say("the {unit}", unit=unit)
    return say("the {unit} of {of}", unit=unit, of=_moment(voice, period.of))
