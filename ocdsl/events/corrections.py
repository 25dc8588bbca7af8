"""Rules that need more than one row: duplicated ids, corrections and retractions (laws 15 to 17).

Standard library only: the emitted evaluator carries this file whole.

What is refused depends on what the rows say and when they were recorded, never on their order in
a file. A row is never refused because of one recorded after it, so an evaluation as known at an
earlier moment stays as it was when more rows arrive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ocdsl.events.refusals import Refusal, shown
from ocdsl.events.rows import Event


class Settled(NamedTuple):
    """Rows after the rules between rows: those that stand and those refused."""

    events: list[Event]
    refusals: list[Refusal]


def settle(events: list[Event], refused_ids: Iterable[str]) -> Settled:
    """Apply the rules between rows to accepted rows; `refused_ids` were refused one by one."""
    kept, refusals = _one_row_an_id(events)
    corrections = [e for e in kept if e.supersedes or e.retracts]
    if not corrections:
        return Settled(kept, refusals)
    judge = _Judge(kept, {*refused_ids, *(r.event_id for r in refusals)})
    late = judge.refusals(corrections)
    gone = {refusal.event_id for refusal in late}
    return Settled([e for e in kept if e.event_id not in gone], refusals + late)


def refused(event: Event, code: str, message: str, fix: str) -> Refusal:
    """The refusal of a row that was an event until a rule between rows spoke."""
    return Refusal(event.file, event.row, event.event_id, code, message, fix)


def _one_row_an_id(events: list[Event]) -> tuple[list[Event], list[Refusal]]:
    by_id = {event.event_id: event for event in events}
    if len(by_id) == len(events):
        return events, []
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.event_id, []).append(event)
    kept: list[Event] = []
    refusals: list[Refusal] = []
    for group in groups.values():
        if len(group) == 1:
            kept += group
        else:
            _settle_group(group, kept, refusals)
    return kept, refusals


def _settle_group(group: list[Event], kept: list[Event], refusals: list[Refusal]) -> None:
    """One id, several rows: the first recorded stands, unless several first ones differ."""
    # Of equal rows the one that comes first in the files stands, in whatever order they were read.
    group.sort(key=lambda event: (event.file, event.row))
    first = min(event.recorded_at for event in group)
    firsts = [event for event in group if event.recorded_at == first]
    clear = all(event.content == firsts[0].content for event in firsts)
    if clear:
        kept.append(firsts[0])
    for event in group:
        if clear and event is firsts[0]:
            continue
        same = clear and event.content == firsts[0].content
        refusals.append(_same_row(event) if same else _same_id(event, clear))


def _same_row(event: Event) -> Refusal:
    message = f"The row says the same as another row of event {shown(event.event_id)}."
    return refused(event, "DuplicateRow", message, "Leave it out; the other row is used.")


def _same_id(event: Event, clear: bool) -> Refusal:
    other = "and that one was recorded first" if clear else "and neither was recorded first"
    message = f"Another row has the event_id {shown(event.event_id)} too, {other}."
    fix = "Give each event its own event_id; to correct an event, name it in supersedes."
    return refused(event, "DuplicateId", message, fix)


class _Judge:
    """Judges corrections and retractions among the rows that stand."""

    def __init__(self, events: Sequence[Event], refused_ids: set[str]) -> None:
        self.by_id = {event.event_id: event for event in events}
        self.refused_ids = refused_ids - self.by_id.keys()
        self.verdicts: dict[str, Refusal | None] = {}
        self.taken: dict[str, Event] = {}

    def refusals(self, corrections: Sequence[Event]) -> list[Refusal]:
        """The refusals of those corrections that may not stand."""
        for event in self._in_circles(corrections):
            message = f"The corrections from {shown(event.event_id)} lead back to itself."
            fix = "Name in supersedes the event that was there before."
            self.verdicts[event.event_id] = refused(event, "CorrectionCycle", message, fix)
        # A row is judged after the row that it names, which was recorded no later.
        waiting = [e for e in corrections if e.event_id not in self.verdicts]
        depths = self._depths(waiting)
        for event in sorted(waiting, key=lambda e: (depths[e.event_id], e.recorded_at, e.event_id)):
            self.verdicts[event.event_id] = self._verdict(event)
        return [verdict for verdict in self.verdicts.values() if verdict]

    def _in_circles(self, corrections: Sequence[Event]) -> list[Event]:
        done: set[str] = set()
        found: list[Event] = []
        for start in corrections:
            path: dict[str, Event] = {}
            at: Event | None = start
            while at and at.event_id not in path and at.event_id not in done:
                path[at.event_id] = at
                at = self.by_id.get(at.supersedes or at.retracts)
            if at and at.event_id in path:
                ids = list(path)
                found += [path[i] for i in ids[ids.index(at.event_id) :]]
            done.update(path)
        return found

    def _depths(self, corrections: Sequence[Event]) -> dict[str, int]:
        """How many corrections stand behind each one, along what it names."""
        depths: dict[str, int] = {}
        for start in corrections:
            path: list[str] = []
            at: Event | None = start
            while at and at.event_id not in depths and at.event_id not in self.verdicts:
                path.append(at.event_id)
                at = self.by_id.get(at.supersedes or at.retracts)
            behind = depths.get(at.event_id, 0) if at else 0
            for event_id in reversed(path):
                depths[event_id] = behind = behind + 1
        return depths

    def _verdict(self, event: Event) -> Refusal | None:
        name = event.supersedes or event.retracts
        target = self.by_id.get(name)
        if target is None or self.verdicts.get(name):
            return self._names_no_event(event, name, target)
        return (
            _of_another_kind(event, target)
            or _of_another_time(event, target)
            or _of_a_retraction(event, target)
            or self._of_a_corrected_event(event, name)
        )

    def _names_no_event(self, event: Event, name: str, target: Event | None) -> Refusal:
        if target is None and name not in self.refused_ids:
            message = f"The log has no event {shown(name)} to {_deed(event)}."
            fix = f"Write the event_id of the event to {_deed(event)}."
            return refused(event, "CorrectsUnknownEvent", message, fix)
        message = f"The row that it would {_deed(event)}, {shown(name)}, was itself refused."
        fix = "Name the event before it, or record the event anew in a row that names none."
        return refused(event, "CorrectsRefusedRow", message, fix)

    def _of_a_corrected_event(self, event: Event, name: str) -> Refusal | None:
        before = self.taken.setdefault(name, event)
        if before is event:
            return None
        done = "corrected" if before.supersedes else "withdrawn"
        message = f"Event {shown(name)} was already {done}, by {shown(before.event_id)}."
        fix = f"Name {shown(before.event_id)}, which stands in its place."
        if before.retracts:
            fix = "Record the event anew, in a row that names no other."
        return refused(event, "AlreadyCorrected", message, fix)


def _deed(event: Event) -> str:
    return "correct" if event.supersedes else "withdraw"


def _of_another_kind(event: Event, target: Event) -> Refusal | None:
    if event.event != target.event:
        message = (
            f"The row is a {event.event} and would {_deed(event)} {shown(target.event_id)}, "
            f"a {target.event}."
        )
        fix = f"Write {target.event} as its event, or withdraw the one and record the other."
        return refused(event, "CorrectsAnotherKind", message, fix)
    by_provider = event.recorded_by in ("provider", event.provider)
    if by_provider and event.provider != target.provider:
        message = f"{event.provider} would {_deed(event)} an event of {target.provider}."
        fix = f"Ask {target.provider} to {_deed(event)} it."
        return refused(event, "CorrectsAnotherProvider", message, fix)
    return None


def _of_another_time(event: Event, target: Event) -> Refusal | None:
    if event.recorded_at >= target.recorded_at:
        return None
    message = (
        f"The row was recorded before {shown(target.event_id)}, which it would {_deed(event)}."
    )
    fix = "Write in recorded_at when the correction was recorded."
    return refused(event, "CorrectsTooEarly", message, fix)


def _of_a_retraction(event: Event, target: Event) -> Refusal | None:
    if not target.retracts:
        return None
    message = f"{shown(target.event_id)} is itself a withdrawal, and a withdrawal is final."
    fix = "Record the event anew, in a row that names no other."
    return refused(event, "CorrectsARetraction", message, fix)
