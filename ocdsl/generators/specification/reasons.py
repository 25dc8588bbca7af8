"""Why a line of a worked example is as it is, worded from what decided it: no engine's English.

A decision names what it awaits or why it failed by the words of a node of the rules graph, and the
graph knows what those were made of: phrases of the contract. They are worded here as clauses are,
in few words.
"""

from __future__ import annotations

from typing import Any

from attrs import evolve

from ocdsl.base.calendar import Lag, day_of
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract, Payment
from ocdsl.rules.graph import Graph
from ocdsl.rules.meant import PHRASE, Unit
from ocdsl.rules.wording.clauses import Date, Words, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.dates import lag_text
from ocdsl.rules.wording.english.flow_picture import at_hand, brief
from ocdsl.rules.wording.english.phrases import event_inline, noun, test, worked_out
from ocdsl.rules.wording.english.scalars import scalar_text
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph

NOT_MET = "not met: "
NOT_KNOWN = f"{NOT_MET}the amount can be worked out"
"""How a decision says that what its amount rests on is not known, and never will be."""
_ROOM = "room under "
_REASONS = {
    "not released by ": "decided by {what}",
    "taken back on ": "taken back on {what}",
    "in shadow until ": "in shadow until {what}",
    "makes up ": "makes up {what}",
    "over ": "over {what}",
    "set off against ": "set off against {what}",
}
"""How a decision begins its reason, and how that is worded: what follows is a node's words, the
name of a block, a day or an amount."""


def awaited(contract: Contract, graph: Graph, decision: Decision) -> Words:
    """What a decision awaits, and the last day on which it can come."""
    what, _, day = (decision.awaiting or "").rpartition(", by ")
    voice = _voice(contract, graph, decision)
    if (cap := what.removeprefix(_ROOM)) != what:
        words = say("room under {cap}", cap=voice.term(cap))
    else:
        words = _made_of(voice, decision, what)
    return say("{what}, by {day}", what=words, day=Date(day_of(day)))


def reason(contract: Contract, graph: Graph, decision: Decision) -> Words:
    """Why a decision is as it is: for one that is not met, what does not hold."""
    why, voice = (decision.reason or "").removeprefix(NOT_MET), _voice(contract, graph, decision)
    for start, pattern in _REASONS.items():
        if why.startswith(start):
            return say(pattern, what=_made_of(voice, decision, why.removeprefix(start)))
    return _made_of(voice, decision, why)


def _voice(contract: Contract, graph: Graph, decision: Decision) -> Voice:
    return at_hand(Voice(contract, graph), contract.payments[decision.payment])


def _made_of(voice: Voice, decision: Decision, words: str) -> Words:
    """The words of a node from what they were made of; a block by its title; a figure as it is."""
    meant = voice.graph.meant.get(words)
    if meant is None:
        return _named(voice, words)
    payment = voice.contract.payments[decision.payment]
    parts = {name: _part(voice, payment, part) for name, part in meant.parts}
    pattern = _IN_A_SENTENCE.get(meant.pattern, meant.pattern)
    return parts["phrase"] if pattern == PHRASE else say(pattern, "reason", **parts)


_IN_A_SENTENCE = {"{measure} of the {unit} of {event}": "{measure} for the {unit} of {event}"}
"""The words of nodes that a sentence says otherwise than a list of nodes does."""


def _named(voice: Voice, words: str) -> Words:
    if words in voice.contract.outcomes:
        return say("{outcome}", "outcome", outcome=voice.term(words))
    try:
        return (voice.term(words),)
    except KeyError:
        return (Date(day_of(words)),) if words[:4].isdigit() else (words,)


def _part(voice: Voice, payment: Payment, part: Any) -> Words:
    """A part of a node's words: a test or an event of the contract, or another thing it names."""
    match part:
        case ph.EventPhrase():
            return event_inline(voice, part)
        case ph.Tests():
            return _tests(voice, payment, part)
        case ph.EventTest():
            return brief(voice, payment, part)
        case ph.LimitTest() | ph.ChoiceTest() | ph.Lasted():
            return test(_of_its_own(voice), part)
    return _thing(voice, part)


def _tests(voice: Voice, payment: Payment, tests: ph.Tests) -> Words:
    parts = tuple(_part(voice, payment, item) for item in tests.items)
    listed = w.listed(parts, "and" if tests.how in ("all", "and", "some") else "or")
    if tests.how != "some":
        return listed
    return say("at least {least} of these: {tests}", least=f"{tests.least:,}", tests=listed)


def _of_its_own(voice: Voice) -> Voice:
    """The voice in which the event at hand is named: nothing before it has told which it is."""
    if not voice.at_hand:
        return voice
    return evolve(voice, own=say("that {what}", what=noun(voice, voice.at_hand)))


def _thing(voice: Voice, part: Any) -> Words:
    """An event, a block, a length of time, a unit, or a value."""
    match part:
        case ph.Name(text=name):
            return noun(voice, name) if name in voice.contract.events else (voice.term(name),)
        case ph.Words(text=text):
            return (w.in_words(text),)
        case Lag():
            return lag_text(part)
        case Unit(name=name):
            return w.unit(name)
        case ph.Money() | ph.Percent() | ph.Day() | ph.Duration() | ph.Number():
            return scalar_text(part)
    return worked_out(voice, part)
