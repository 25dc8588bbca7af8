"""Lowers tests: the conditions that a `when` states, at the frame of a person or a finer one."""

from __future__ import annotations

from attrs import evolve

from ocdsl.model.build.people import lasting_of
from ocdsl.model.open_spells import against_target
from ocdsl.rules.frames import spell_frame
from ocdsl.rules.lowering.arithmetic import comparable
from ocdsl.rules.lowering.days import period_edge
from ocdsl.rules.lowering.phrases import (
    Scope,
    bounds,
    day_of_event,
    finest,
    pick,
    value_at_hand,
    value_test,
    within,
)
from ocdsl.rules.lowering.spells import first_that_lasts, lasts, lower_spell
from ocdsl.rules.lowering.values import lower_value
from ocdsl.rules.meant import PHRASE
from ocdsl.rules.operators import PERSON, Combine, Compare, NodeId
from ocdsl.syntax import phrases as ph


def tests(scope: Scope, phrase: ph.Tests) -> tuple[NodeId, ...]:
    """The conditions that must all hold; several joined by `or` or a count become one."""
    conditions = tuple(test(scope, item) for item in phrase.items)
    if phrase.how in ("one", "and", "all"):
        return conditions
    least = phrase.least or 1
    return (
        scope.builder.add(
            Combine, "some-of", scope.clause, scope.frame, of=conditions, least=least,
            says=scope.builder.words(PHRASE, phrase=phrase),
        ),
    )  # fmt: skip


def test(scope: Scope, item: ph.Test) -> NodeId:
    """The condition that a test states, at the scope's frame."""
    if isinstance(item, ph.EventTest):
        return _event_test(scope, item)
    if isinstance(item, ph.Lasted):
        return _lasted_test(scope, item)
    if isinstance(item, ph.LimitTest) and _is_worked_out(scope, item):
        return _worked_test(scope, item)
    if isinstance(item, ph.ChoiceTest) and scope.frame.kind == "period":
        return _target_test(scope, item)
    person = evolve(scope, frame=PERSON)
    event, value = value_at_hand(person, item.value)
    at_value = evolve(scope, frame=scope.builder.frame(value))
    condition = value_test(at_value, item, value, scope.declared(event, item.value.field.text))
    return str(scope.builder.at(scope.frame, condition))


def _event_test(scope: Scope, item: ph.EventTest) -> NodeId:
    says = scope.builder.words(PHRASE, phrase=item)
    if isinstance(item.event, ph.PeriodPhrase):
        edge = "start" if item.verb == "starts" else "end"
        day = period_edge(scope, None, item.event.unit, edge)
        low, high = bounds(evolve(scope, frame=PERSON), (item.window,))
        return within(scope, day, (low, high), says)
    person = evolve(scope, frame=PERSON)
    if item.event.article == "the":
        day = day_of_event(person, item.event)
        window = bounds(person, (item.window,))
        at_day = evolve(scope, frame=finest(person, day, *window))
        condition = within(at_day, scope.builder.at(at_day.frame, day), window, says)
    else:
        found = pick(person, item.event, item.window)
        _, high = bounds(person, (item.window,))
        rel, frame = "absent" if item.event.article == "no" else "present", finest(person, found)
        condition = scope.builder.add(
            Compare, f"{rel}-{item.event.event.text}", scope.clause, frame, rel=rel, left=found,
            high=scope.builder.at(frame, high) if rel == "absent" else None, says=says,
        )  # fmt: skip
    return str(scope.builder.at(scope.frame, condition))


def _lasted_test(scope: Scope, item: ph.Lasted) -> NodeId:
    """Whether the spell that the row is has lasted so long; or else any spell of its person."""
    builder = scope.builder
    lasting = lasting_of(item, builder.contract.dates)
    if scope.frame == spell_frame(lasting.spell):
        return lasts(scope, lower_spell(builder, lasting.spell), lasting)
    first, _ = first_that_lasts(evolve(scope, frame=PERSON), lasting)
    says = scope.builder.words(PHRASE, phrase=item)
    condition = builder.add(
        Compare, f"{lasting.spell}-lasted", scope.clause, PERSON, rel="present", left=first,
        says=says,
    )  # fmt: skip
    return str(builder.at(scope.frame, condition))


# ---- values that are worked out


def _is_worked_out(scope: Scope, item: ph.LimitTest) -> bool:
    """Whether a side of a test is a calculation, or a measure worked out for the event at hand."""
    return any(_is_calculation(scope, v) for v in (item.value, *(x.value for x in item.limits)))


def _is_calculation(scope: Scope, value: ph.Value) -> bool:
    if isinstance(value, ph.FieldAt):
        if scope.frame.kind == "period":
            return True
        hand = value.at.event.text if value.at else scope.hand
        measure = scope.builder.contract.calculations.get(value.field.text)
        named = measure is not None and measure.event == hand
        return named and not (hand and scope.declared(hand, value.field.text))
    return not isinstance(value, ph.Scalar | ph.PointsAbove)


def _target_test(scope: Scope, item: ph.ChoiceTest) -> NodeId:
    """A measure against its own target: `quality is met`."""
    target, name = against_target(scope.builder.contract, item), item.value.field.text
    assert target is not None
    met = _worked_test(scope, target)
    says = scope.builder.words(PHRASE, phrase=item)
    if not item.negated:
        return scope.builder.add(
            Combine, f"{name}-met", scope.clause, scope.frame, of=(met,), least=1, says=says
        )
    return scope.builder.negation(f"{name}-not-met", scope.clause, met, says)


def _worked_test(scope: Scope, item: ph.LimitTest) -> NodeId:
    """Both sides worked out exactly, and compared as they are: nothing is rounded for a test."""
    value = lower_value(scope, item.value)
    says = scope.builder.words(PHRASE, phrase=item)
    conditions = []
    for limit in item.limits:
        left, right, than = comparable(scope, value, lower_value(scope, limit.value))
        conditions.append(scope.builder.add(
            Compare, f"{item.value.field.text}-test", scope.clause, scope.frame,
            rel=limit.word, left=left, right=right, than=than, says=says,
        ))  # fmt: skip
    hint = f"{item.value.field.text}-tests"
    return scope.builder.all_of(hint, scope.clause, tuple(conditions), says)
