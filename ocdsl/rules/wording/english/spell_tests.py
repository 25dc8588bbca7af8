"""English for tests of spells: whether one is open, and whether one has lasted so long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocdsl.rules.wording.clauses import Words, say
from ocdsl.rules.wording.english import dates
from ocdsl.rules.wording.english.places import see
from ocdsl.syntax import phrases as ph

if TYPE_CHECKING:
    from ocdsl.rules.wording.english.phrases import Voice


def lasted_test(voice: Voice, item: ph.Lasted) -> Words:
    """Whether a spell, the one that is paid for or any of the person's, has gone on so long."""
    spell, length = voice.contract.spells[item.spell.text], dates.duration(item.duration)
    which = "that" if voice.spell == spell.name else "a"
    whose = "" if voice.spell == spell.name else " of the person’s"
    return say(
        f"{which} spell of {{spell}}{{see}}{whose} has lasted {length}",
        spell=voice.term(spell.name), see=see(spell),
    )  # fmt: skip


def open_test(voice: Voice, item: ph.ChoiceTest) -> Words:
    """Whether the person's spell goes on when all else has settled; where it does, until when."""
    spell = voice.contract.spells[item.value.field.text]
    what, end = {
        False: ("a", ""),
        True: ("no", " (where the person is in one, it is earned when that spell is over)"),
    }[item.negated]
    return say(
        f"the person is in {what} spell of {{spell}}{{see}} at the end of the day on which all "
        f"else is met{end}",
        spell=voice.term(spell.name), see=see(spell),
    )  # fmt: skip
