"""Lowers spells: who has them, and the first of a person that lasts so long."""

from __future__ import annotations

from attrs import evolve, frozen

from ocdsl.base.calendar import Lag
from ocdsl.model.lengths import Lasting
from ocdsl.rules import operators as op
from ocdsl.rules.frames import spell_frame
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.days import shift
from ocdsl.rules.lowering.phrases import Scope, field_of, select, within
from ocdsl.rules.meant import PHRASE
from ocdsl.rules.operators import NodeId
from ocdsl.syntax import phrases as ph


@frozen
class SpellNodes:
    """The nodes of a spell: its first event, at a row for each spell, and that event's day."""

    scope: Scope
    first: NodeId
    day: NodeId
    breaks: Lag


def lower_spell(builder: Builder, name: str) -> SpellNodes:
    """The spells of everybody, between what starts them and what ends them."""
    spell = builder.contract.spells[name]
    scope = Scope(builder, spell.clauses["starts on"], frame=spell_frame(name))
    starts, ends = (select(scope, p.event.text, p.where) for p in (spell.starts_on, spell.ends_on))
    first = builder.add(
        op.Spell, "spell", scope.clause, scope.frame, what="first", starts=starts, ends=ends,
        breaks=spell.breaks, says=builder.words("the start of {spell}", spell=ph.Name(name)),
    )  # fmt: skip
    day = field_of(scope, first, spell.starts_on.event.text, "occurred_on")
    return SpellNodes(scope, first, day, spell.breaks)


def at_day(scope: Scope, spell: SpellNodes, what: str, day: NodeId, says: str) -> NodeId:
    """Whether the row's spell has reached a day, or which event tells so."""
    hint = f"{what}-{day.split('.', 1)[1]}"
    return scope.builder.add(
        op.Spell, hint, scope.clause, scope.frame, what=what, of=spell.first, day=day,
        breaks=spell.breaks, says=says,
    )  # fmt: skip


def lasts(scope: Scope, spell: SpellNodes, lasting: Lasting) -> NodeId:
    """Whether each spell goes on until the day so long after its first day."""
    target = str(shift(scope, spell.day, lasting.lag))
    says = scope.builder.words(PHRASE, phrase=lasting.phrase)
    return at_day(scope, spell, "covers", target, says)


def first_that_lasts(scope: Scope, lasting: Lasting) -> tuple[NodeId, NodeId]:
    """The first event of a person's first spell that lasts so long, and the day it is reached.

    Each spell has its own clock: one that ends too soon is over, and the next starts afresh.
    """
    builder, spell = scope.builder, lower_spell(scope.builder, lasting.spell)
    at_spell = evolve(scope, frame=spell.scope.frame)
    covers = lasts(at_spell, spell, lasting)
    found = builder.add(
        op.Arith, "spell-that-lasts", scope.clause, at_spell.frame,
        op="if", left=spell.first, right=covers,
    )  # fmt: skip
    first = builder.add(
        op.Pick, "first-that-lasts", scope.clause, op.PERSON, source=found, which="first",
        says=builder.words(PHRASE, phrase=lasting.phrase),
    )  # fmt: skip
    event = builder.contract.spells[lasting.spell].starts_on.event.text
    return first, str(shift(scope, field_of(scope, first, event, "occurred_on"), lasting.lag))


def day_not_before_term(
    scope: Scope, day: NodeId, pattern: str, **parts: ph.Lasted | ph.Name
) -> NodeId:
    """What is reached before the term is never paid for (ruling E40).

    `pattern` says that it is on or after `{day}`, with the other parts that it names.
    """
    start = scope.builder.calendar.term_start
    says = scope.builder.words(pattern, day=ph.Day(start), **parts)
    return within(scope, day, (start, None), says)
