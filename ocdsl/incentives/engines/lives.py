"""What may happen to one person for whom an outcome is meant, with the service and without.

It begins from the histories that a search makes: one that achieves the outcome, and from it what
happens to somebody who is served and does not, who is started and left, and who is turned away.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.base.calendar import day_of
from ocdsl.incentives.cast import cast_of
from ocdsl.incentives.check import Row
from ocdsl.incentives.scenes import Scene, crowd, scene_of, singles
from ocdsl.incentives.small_logs import new_row
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import added, later
from ocdsl.ledger.decision import OWED
from ocdsl.model.nodes import nodes
from ocdsl.syntax.phrases import EventPhrase, Name

_TURNS = 5
"""How many other values of an event are tried."""


@frozen
class Lives:
    """What may happen to one person for whom an outcome is meant: the same days in each log."""

    outcome: str
    achieved: Rows
    """Served, and achieves it."""
    failed: Rows
    """Served, and does not."""
    lucky: Rows | None
    """Started and left, and achieves it all the same; None where that is not possible."""
    left: Rows
    """Started and left without service; a spell that has begun ends as it does in `failed`."""
    refused: Rows
    """Never started."""

    begins: int
    """The day on which the person becomes a provider's: its help begins."""

    @property
    def comes(self) -> int:
        """The day of the record that makes the result; of one that is undone, the last day."""
        made = [day_of(row["occurred_on"]) for row in self.achieved if row not in self.failed]
        return min(made) if made else max(day_of(row["occurred_on"]) for row in self.achieved)


def lives_of(subject: Subject, outcome: str) -> Lives | None:
    """What may happen to one person; None when no history was made that achieves the outcome.

    Of all histories that achieve it, the one that is paid the middle amount.
    """
    return subject.once(("lives", outcome), lambda: _lives(subject, outcome))


def _lives(subject: Subject, outcome: str) -> Lives | None:
    achievers = _achievers(subject, outcome)
    ranked = sorted((own for each in achievers if (own := _of_person(each))), key=_owed_in)
    middle = (len(ranked) - 1) // 2
    for scene in (*ranked[middle:], *ranked[:middle]):
        achieved = crowd(subject, [(scene.rows, 1)], scene.rows[0]["event"])
        failed = without_result(subject, outcome, achieved)
        if failed is not None:
            return _of_one(subject, outcome, achieved, failed)
    return None


def _achievers(subject: Subject, outcome: str) -> list[Scene]:
    """Histories that achieve the outcome; if none does, those that do once nothing undoes it."""
    found = [scene for scene in singles(subject) if scene.paid.achieved[outcome]]
    if found:
        return found
    undoes = {phrase.event.text for phrase in _undoing(subject, outcome)}
    spared = ((s, tuple(r for r in s.rows if r["event"] not in undoes)) for s in singles(subject))
    scenes = (scene_of(subject, rows) for s, rows in spared if 0 < len(rows) < len(s.rows))
    return [scene for scene in scenes if scene and scene.paid.achieved[outcome]]


def _undoing(subject: Subject, outcome: str) -> list[EventPhrase]:
    """What must not come if an outcome is to be achieved: `no readmission`."""
    asked = nodes(subject.contract.outcomes[outcome].when)
    return [node for node in asked if isinstance(node, EventPhrase) and node.article == "no"]


def _of_person(scene: Scene) -> Scene | None:
    """The log without events about nobody: what they pay is not paid for the person."""
    rows = tuple(row for row in scene.rows if row["person"])
    return scene if rows == scene.rows else scene_of(scene.subject, rows)


def _owed_in(scene: Scene) -> int:
    return sum(d.amount for d in scene.paid.decisions if d.status in OWED)


def without_result(subject: Subject, outcome: str, rows: Rows) -> Rows | None:
    """The rows without the last events that achieve the outcome, as many as it takes.

    Where people achieve it by joining, they join all the same: it is undone, or they join with
    other values. An event that ends a spell too, such as a closure, is kept with other values, or
    nothing would end the spell.
    """
    kind = _achieving(subject, outcome)
    while any(row["event"] == kind for row in rows):
        last = max(
            (row for row in rows if row["event"] == kind), key=lambda row: row["occurred_on"]
        )
        for tried in _without(subject, outcome, rows, last):
            if _fails(subject, outcome, tried):
                return tried
        rows = tuple(row for row in rows if row is not last)
    return None


def _without(subject: Subject, outcome: str, rows: Rows, last: Row) -> Iterator[Rows]:
    """The rows with one that achieves the outcome undone, otherwise, or left out: as is likely."""
    cast, kind = cast_of(subject), last["event"]
    rest = tuple(row for row in rows if row is not last)
    if kind in cast.joins:
        for phrase in _undoing(subject, outcome):
            yield added(rows, new_row(subject, phrase, later(last, 1)))
    if kind in cast.joins | cast.ends:
        plain = EventPhrase("each", "", Name(kind))
        for turn in range(_TURNS):
            yield (*rest, {**new_row(subject, plain, last, turn), "event_id": last["event_id"]})
    if kind not in cast.joins:
        yield rest


def _achieving(subject: Subject, outcome: str) -> str:
    return subject.contract.achieving(subject.contract.outcomes[outcome]).event.text


def _fails(subject: Subject, outcome: str, rows: Rows) -> bool:
    """Whether the log is possible, and nobody achieves the outcome; those who join are still in."""
    paid = subject.pay(rows) if rows else None
    if paid is None or paid.achieved[outcome]:
        return False
    return bool(paid.members[outcome]) or _achieving(subject, outcome) not in cast_of(subject).joins


def _of_one(subject: Subject, outcome: str, achieved: Rows, failed: Rows) -> Lives:
    cast = cast_of(subject)
    lucky = _of_kinds(achieved, cast.episode)
    paid = subject.pay(lucky)
    left = _of_kinds(failed, cast.joins | cast.starts | cast.ends)
    return Lives(
        outcome=outcome,
        achieved=achieved,
        failed=failed,
        lucky=lucky if paid and paid.achieved[outcome] else None,
        left=left,
        refused=_of_kinds(left, cast.joins),
        begins=_begins(subject, outcome, achieved),
    )


def _begins(subject: Subject, outcome: str, rows: Rows) -> int:
    cohort = subject.contract.cohorts[subject.contract.outcomes[outcome].cohort]
    own = [row for row in rows if row["event"] == cohort.belongs_to.event.text]
    return min(day_of(row["occurred_on"]) for row in own or rows)


def _of_kinds(rows: Rows, kinds: frozenset[str]) -> Rows:
    return tuple(row for row in rows if row["event"] in kinds)
