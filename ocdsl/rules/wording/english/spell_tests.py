"""Tests of spells: whether one is open, and whether one has lasted so long."""

from __future__ import annotations

from ocdsl.rules.wording.clauses import Words, say
from ocdsl.rules.wording.english import dates
from ocdsl.rules.wording.english.places import see
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph


def lasted_test(voice: Voice, item: ph.Lasted) -> Words:
    """Whether a spell, the one that is paid for or any of the person's, has gone on so long."""
    spell = voice.contract.spells[item.spell.text]
    text = (
        "that spell of {spell}{see} has lasted {length}"
        if voice.spell == spell.name
        else "a spell of {spell}{see} of the person’s has lasted {length}"
    )
    return say(
        text, spell=voice.term(spell.name), see=see(spell), length=dates.duration(item.duration)
    )


def open_test(voice: Voice, item: ph.ChoiceTest) -> Words:
    """Whether the person's spell goes on when all else has settled; where it does, until when."""
    spell = voice.contract.spells[item.value.field.text]
    text = (
        "the person is in no spell of {spell}{see} at the end of the day on which all else is met "
        "(where the person is in one, it is earned when that spell is over)"
        if item.negated
        else "the person is in a spell of {spell}{see} at the end of the day on which all else is "
        "met"
    )
    return say(text, spell=voice.term(spell.name), see=see(spell))
