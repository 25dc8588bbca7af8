"""A condition at one row in words: met, not met or awaited, by which events, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ocdsl.audit.case import Case, person_of, quoted
from ocdsl.audit.explanation import Point
from ocdsl.audit.length_words import length_details
from ocdsl.audit.spell_words import lasting_details, reaching_details
from ocdsl.audit.value_words import in_text, kind_of
from ocdsl.audit.worked_words import Row, parts_of_value
from ocdsl.base.calendar import in_words
from ocdsl.ledger.reason import EventNote
from ocdsl.model.nodes import nodes
from ocdsl.model.open_spells import against_target, is_met
from ocdsl.rules import operators as op
from ocdsl.rules.lowering.words import phrase_text
from ocdsl.syntax import phrases as ph

MOST_NEAR_MISSES = 3
NO_WINDOW = "Its days are counted from something that is not recorded."
MET, NOT_MET, AWAITED = "met", "not met", "awaited"


def condition_point(case: Case, node_id: str, key: Any) -> Point:
    """A condition of a payment or a cohort, with the contract's lines and the events behind it."""
    node_id, key = inner(case, node_id, key)
    node = case.node(node_id)
    if isinstance(node, op.Combine) and node.negate and is_set_aside(case, node.of[0]):
        return _set_aside_point(case, node_id, key)
    standing = standing_of(case, node_id, key)
    return Point(
        says=f"{_heading(case, node_id, key, standing)}: {node.says}.",
        standing=standing,
        quotes=quoted(case.contract, node.clause, node.says),
        details=tuple(details(case, node_id, key)),
        events=picked_events(case, node_id, key),
    )


def inner(case: Case, node_id: str, key: Any) -> tuple[str, Any]:
    """A condition's own row: a person's condition, spread over finer rows, is the person's."""
    node = case.node(node_id)
    while isinstance(node, op.Broadcast) and not node.by and node.frame.has_person:
        below = case.node(node.source)
        node_id, key = node.source, key[:2] if below.frame.of_spells else person_of(key)
        node = below
    return node_id, key


def standing_of(case: Case, node_id: str, key: Any) -> str:
    """Whether a condition is met, not met or awaited as at the date (law 12)."""
    value, settled = case.fact(node_id, key)
    if settled > case.as_at:
        return AWAITED
    return MET if value else NOT_MET


def _heading(case: Case, node_id: str, key: Any, standing: str) -> str:
    settled = case.fact(node_id, key)[1]
    if not settled:
        return standing.capitalize()
    day = in_words(settled)
    return {
        MET: f"Met on {day}",
        NOT_MET: f"Not met, as was known on {day}",
        AWAITED: f"Awaited, known on {day} at the latest",
    }[standing]


# ---- what decided it


def details(case: Case, node_id: str, key: Any) -> Iterator[str]:
    """Sentences on how a condition came out: dates and windows, values and limits."""
    node = case.node(node_id)
    if isinstance(node, op.Combine):
        yield from _combine_details(case, node, key)
    if isinstance(node, op.Spell) and node.what == "covers":
        yield from reaching_details(case, node, key)
    if not isinstance(node, op.Compare):
        return
    left = case.node(node.left)
    if node.rel == "within":
        yield from _within_details(case, node, key)
    elif node.rel in ("present", "absent"):
        yield from _presence_details(case, left, key)
    elif isinstance(left, op.Select) and left.field == "event_id":
        yield f"That one is {case.value(node.right, key)}."
    elif isinstance(left, op.Select):
        yield from _value_details(case, node, left, key)
    else:
        yield from _worked_details(case, node, key)


def _combine_details(case: Case, node: op.Combine, key: Any) -> Iterator[str]:
    if node.negate:
        return
    for row, own in parts_of(case, node, key):
        standing = standing_of(case, row, own)
        why = " ".join(details(case, row, own))
        yield f"{standing.capitalize()}: {case.node(row).says}." + (f" {why}" if why else "")


def parts_of(case: Case, node: op.Combine, key: Any) -> Iterator[tuple[str, Any]]:
    """The rows of the conditions that are combined; those of a wordless list in its place."""
    for part in node.of:
        row, own = inner(case, part, key)
        below = case.node(row)
        if isinstance(below, op.Combine) and not below.says and not below.negate:
            yield from parts_of(case, below, own)
        else:
            yield row, own


def _within_details(case: Case, node: op.Compare, key: Any) -> Iterator[str]:
    day = case.value(node.left, key)
    low, high = case.value(node.low, key), case.value(node.high, key)
    if not _window_known(case, node, key):
        yield NO_WINDOW
        return
    window = days_in_words(low, high)
    if day is None:
        if case.known(node.id, key):
            yield f"No such day was recorded; it had to be {window}."
        else:
            yield f"No such day is recorded yet; it has to be {window}."
    else:
        what = "It was recorded on" if _is_recording(case, node) else "The day is"
        had_to_be = "" if low is None and high is None else f"; it had to be {window}"
        yield f"{what} {in_words(day)}{had_to_be}."
    yield from length_details(case, (node.low, node.high), key)


def _is_recording(case: Case, node: op.Compare) -> bool:
    left = case.node(node.left)
    return isinstance(left, op.Select) and left.field == "recorded_on"


def _window_known(case: Case, node: op.Compare | op.Pick, key: Any) -> bool:
    """Whether there is what the days of a window are counted from."""
    bounds = (node.low, node.high)
    return all(bound is None or case.value(bound, key) is not None for bound in bounds)


def days_in_words(low: int | None, high: int | None) -> str:
    """`from 1 May 2026 up to and including 3 June 2026`, open where a limit is missing."""
    first = "" if low is None else f"from {in_words(low)}"
    last = "" if high is None else f"up to and including {in_words(high)}"
    return " ".join(part for part in (first, last) if part) or "on any day"


def _presence_details(case: Case, left: op.Node, key: Any) -> Iterator[str]:
    if isinstance(left, op.Pick):
        if case.node(left.source).frame.of_spells:
            yield from lasting_details(case, left, person_of(key))
        elif case.value(left.id, key) is None:
            yield from _missing_event(case, left, key)
    elif isinstance(left, op.Aggregate):
        yield f"The total{_of_field(case, left)} is {case.text(left.id, key)}."
    elif isinstance(left, op.Lookup) and case.value(left.id, key) is None:
        held = case.value(left.of, key)
        what = "what it is looked in by, which is not known" if held is None else None
        yield f"No row of the table holds {what or case.text(left.of, key)}."


def _of_field(case: Case, total: op.Aggregate) -> str:
    """` of hours`: what a total adds up."""
    source = case.node(total.source)
    return f" of {source.field}" if isinstance(source, op.Select) and source.field else ""


def _missing_event(case: Case, pick: op.Pick, key: Any) -> Iterator[str]:
    """Why no event was picked: none recorded, none that fits, or none in the window."""
    source = case.node(pick.source)
    assert isinstance(source, op.Select)
    if not _window_known(case, pick, key):
        yield NO_WINDOW
        return
    person = person_of(key)
    recorded = [e for e in case.facts.events_of(person) if e.event == source.event]
    if not recorded:
        yield f"No {source.event} of {person} is recorded{_window_words(case, pick, key)}."
    yield from length_details(case, (pick.low, pick.high), key)
    for event in recorded[:MOST_NEAR_MISSES]:
        why = _why_not(case, pick, source, key, event)
        yield f"{case.note(event).text()}: not this one, because {why}."
    if len(recorded) > MOST_NEAR_MISSES:
        yield f"{len(recorded) - MOST_NEAR_MISSES} more of that kind do not fit either."


def _window_words(case: Case, pick: op.Pick, key: Any) -> str:
    low, high = case.value(pick.low, key), case.value(pick.high, key)
    if low is None and high is None:
        return ""
    return f" {days_in_words(low, high)}"


def _why_not(case: Case, pick: op.Pick, source: op.Select, key: Any, event: Any) -> str:
    failed = failed_tests(case, source.keep, event.event_id) if source.keep else []
    low, high = case.value(pick.low, key), case.value(pick.high, key)
    if low is not None and event.occurred_on < low:
        failed.append(f"it is before {in_words(low)}")
    if high is not None and event.occurred_on > high:
        failed.append(f"it is after {in_words(high)}")
    return " and ".join(failed) or "its window is not known"


def failed_tests(case: Case, test: str, event_id: str) -> list[str]:
    """The tests on an event's own fields that it does not pass, in the contract's words."""
    node = case.node(test)
    if case.value(test, event_id) is not False:
        return []
    if isinstance(node, op.Combine) and not node.negate and node.least == len(node.of):
        return [words for part in node.of for words in failed_tests(case, part, event_id)]
    return [f"it is not so that {node.says}"]


def _worked_details(case: Case, node: op.Compare, key: Any) -> Iterator[str]:
    """What the sides of a test come to, where one of them is worked out."""
    contract, name = case.contract, node.clause.block
    payment, outcome = contract.payments.get(name), contract.outcomes.get(name)
    block = payment or outcome
    limits = _limit_tests(case, block.when) if block else ()
    test = next((test for test in limits if phrase_text(test) == node.says), None)
    if test is None:
        return
    if outcome is not None:
        event = contract.achieving(outcome)
        picks = "" if outcome.is_of_events else phrase_text(event)
        row = Row(case, node.id, key, event.event.text, outcome.name, picks)
    else:
        row = Row(case, node.id, key, contract.event_at_hand(payment) if payment else "")
    values = (test.value, *(limit.value for limit in test.limits))
    parts = dict.fromkeys(part for value in values for part in parts_of_value(row, value))
    if parts:
        yield f"Here {', '.join(parts)}."


def _limit_tests(case: Case, when: ph.Tests | None) -> Iterator[ph.LimitTest]:
    """The tests against limits, and against the targets of measures."""
    for test in nodes(when):
        if isinstance(test, ph.LimitTest):
            yield test
        if isinstance(test, ph.ChoiceTest) and is_met(test):
            target = against_target(case.contract, test)
            if target is not None:
                yield target


def _value_details(case: Case, node: op.Compare, left: op.Select, key: Any) -> Iterator[str]:
    kind = kind_of(case.contract, case.graph, left.id)
    value = case.value(left.id, key)
    if value is None:
        yield f"The {left.field} is not recorded."
        return
    limit = ""
    if node.right is not None:
        other = case.value(node.right, key)
        limit = f"; it had to be {node.rel} {in_text(kind, other)}"
        if other is None:
            limit = "; what it is compared with is not recorded"
    yield f"The {left.field} is {in_text(kind, value)}{limit}."


# ---- being set aside


def is_set_aside(case: Case, node_id: str) -> bool:
    """Whether a condition is that of being set aside before something settled (ruling E29)."""
    node = case.node(node_id)
    return isinstance(node, op.Compare) and node.rel == "settles before"


def _set_aside_point(case: Case, node_id: str, key: Any) -> Point:
    """The condition of not being set aside, with the clause that says who is."""
    node = case.node(node_id)
    assert isinstance(node, op.Combine)
    left = case.node(node.of[0])
    assert isinstance(left, op.Compare)
    standing = standing_of(case, node_id, key)
    day = in_words(case.fact(left.id, key)[1])
    why = (f"Set aside on {day}, before the line was earned.",) if standing == NOT_MET else ()
    picked = case.node(inner(case, left.left, key)[0])
    return Point(
        says=f"{_heading(case, node_id, key, standing)}: {node.says}.",
        standing=standing,
        quotes=quoted(case.contract, picked.clause),
        details=why,
        events=_leaving(case, left.left, key) if standing == NOT_MET else (),
    )


def _leaving(case: Case, day: str, key: Any) -> tuple[EventNote, ...]:
    """The event that set a person aside, without what its window was counted from."""
    row, own = inner(case, day, key)
    node = case.node(row)
    return events_at(case, node.of, own) if isinstance(node, op.Select) and node.of else ()


# ---- the events behind it


def picked_events(case: Case, node_id: str, key: Any) -> tuple[EventNote, ...]:
    """The picked and summed events a row rests on, nearest first, each once."""
    found: dict[str, EventNote] = {}
    todo = [(node_id, key)]
    seen = set()
    while todo:
        row = todo.pop(0)
        if row in seen or not case.node(row[0]).frame.has_person:
            continue
        seen.add(row)
        for note in events_at(case, *row):
            found.setdefault(note.event_id, note)
        todo += case.rows_below(*row)
    return tuple(found.values())


def events_at(case: Case, node_id: str, key: Any) -> tuple[EventNote, ...]:
    """The event a Pick found, or the events that a person's Aggregate summed."""
    node = case.node(node_id)
    if isinstance(node, op.Pick | op.Spell) and getattr(node, "what", "") != "covers":
        event = case.value(node_id, key)
        return () if event is None else (case.note(event),)
    if isinstance(node, op.Aggregate) and node.frame.has_person:
        ids = set(case.facts.members(node_id, key))
        own = case.facts.events_of(person_of(key))
        return tuple(case.note(event) for event in own if event.event_id in ids)
    return ()
