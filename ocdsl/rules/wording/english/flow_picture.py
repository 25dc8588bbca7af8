"""English in the pictures of how what is recorded leads to what is paid."""

from __future__ import annotations

from functools import partial

from attrs import evolve

from ocdsl.base.calendar import in_words
from ocdsl.model.contract import Outcome, Payment
from ocdsl.rules.wording.clauses import Figure, plain
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.dates import due_text, duration
from ocdsl.rules.wording.english.glance import amounts, paid_for
from ocdsl.rules.wording.english.phrases import Voice, test
from ocdsl.rules.wording.picture_words import ENGLISH
from ocdsl.rules.wording.pictures.flow import Spoken, flow_figures
from ocdsl.syntax import phrases as ph


def flow(voice: Voice) -> tuple[Figure, ...]:
    """The pictures of the contract's payments."""
    spoken = Spoken(
        words=ENGLISH,
        amount=partial(amounts, voice),
        paid_for=lambda payment: plain(paid_for(voice, payment)),
        due=due_text,
        test=partial(brief, voice),
        event=partial(_event, voice),
        share=w.percentage,
        day=in_words,
    )
    return tuple(flow_figures(voice.contract, spoken))


def brief(voice: Voice, block: Payment | Outcome, item: ph.Test) -> str:
    """A condition in few words: `no Unplanned hospital admission within 28 days after Case closed`.

    The clause has all of it: here it is left out whether the day itself counts.
    """
    if isinstance(item, ph.EventTest):
        when = _window(voice, item.window)
        if isinstance(item.event, ph.PeriodPhrase):
            return f"the {item.event.unit} {item.verb} {when}"
        article = "no " if item.event.article == "no" else ""
        return f"{article}{_event(voice, item.event)} {when}"
    return plain(test(_at_hand(voice, block), item))


def _at_hand(voice: Voice, block: Payment | Outcome) -> Voice:
    """The voice in which a bare name is read at the event that the block is about."""
    c = voice.contract
    if isinstance(block, Outcome):
        return voice.at(c.achieving(block))
    own = c.event_at_hand(block)
    if block.outcome:
        return voice.at(c.achieving(c.outcomes[block.outcome]))
    phrase = ph.EventPhrase("the", "", ph.Name(own)) if own else block.on
    return evolve(voice.at(phrase), spell=block.spell) if phrase else voice


def _event(voice: Voice, phrase: ph.EventPhrase) -> str:
    title = voice.term(phrase.event.text).text
    order = "" if not phrase.order or title.lower().startswith(phrase.order) else f"{phrase.order} "
    return f"{order}{title}"


def _window(voice: Voice, window: ph.Window) -> str:
    if isinstance(window, ph.During):
        return f"during {_period(voice, window.period)}"
    moment = _moment(voice, window.moment)
    if isinstance(window, ph.Relative):
        return f"{window.word} {moment}"
    if isinstance(window, ph.Within):
        return f"within {duration(window.duration)} {window.side} {moment}"
    limits = ", ".join(
        f"{limit.word} {duration(limit.value)}"
        for limit in window.limits
        if isinstance(limit.value, ph.Duration)
    )
    return f"{limits} {window.side} {moment}"


def _moment(voice: Voice, moment: ph.Moment) -> str:
    match moment:
        case ph.Day(ordinal=day):
            return in_words(day)
        case ph.EventPhrase():
            return _event(voice, moment)
        case ph.Special(word=word):
            return "the day of earning" if word == "earning" else "the due date"
    return f"the end of {_period(voice, moment.period)}"


def _period(voice: Voice, period: ph.PeriodPhrase) -> str:
    name = f"the {w.CALENDAR.get(period.unit, period.unit)}"
    return name if period.of is None else f"{name} of {_moment(voice, period.of)}"
