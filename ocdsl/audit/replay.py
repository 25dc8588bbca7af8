"""Replays a saved result: the same decisions again, or every difference and its cause (law 19)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import frozen

from ocdsl.audit.replay_causes import Causes
from ocdsl.audit.saved_faults import faults
from ocdsl.base.source import Source
from ocdsl.ledger.decision import COLUMNS, Decision
from ocdsl.ledger.decision_ids import subject_of
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.ledger.result import Header, as_row
from ocdsl.ledger.saved import SavedResult

Evaluate = Callable[[Source, int, str | None], Evaluation]
"""Evaluates a contract's text on the log, as at a day and as known at a moment or None."""

ONLY_BEFORE, ONLY_NOW, CHANGED = "only before", "only now", "changed"


@frozen
class Difference:
    """One decision that is not the same, and why."""

    kind: str
    """`only before`, `only now` or `changed`."""
    before: Decision | None
    now: Decision | None
    causes: tuple[str, ...]

    @property
    def id(self) -> str:
        """The decision's id."""
        return _either(self.before, self.now).id

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that differ; none for a decision that is on one side only."""
        if self.before is None or self.now is None:
            return ()
        pairs = zip(COLUMNS, self.before, self.now, strict=True)
        return tuple(name for name, old, new in pairs if old != new)

    def as_json(self) -> dict[str, Any]:
        """The difference as plain data."""
        return {
            "id": self.id,
            "kind": self.kind,
            "columns": list(self.columns),
            "before": None if self.before is None else as_row(self.before),
            "now": None if self.now is None else as_row(self.now),
            "causes": list(self.causes),
        }


@frozen
class Replay:
    """A saved result against the same evaluation done again."""

    saved: Header
    now: Header
    compared: int
    """Decisions of either side."""
    faults: tuple[str, ...]
    """What in the saved result contradicts itself, or cannot be explained: it was altered."""
    changes: tuple[str, ...]
    """What the two runs do not have in common: log, version, engine, contract."""
    differences: tuple[Difference, ...]

    @property
    def identical(self) -> bool:
        """Whether every decision is the same and nothing in the result contradicts itself."""
        return not self.differences and not self.faults

    @property
    def exit_status(self) -> int:
        """0 when identical, else 1."""
        return 0 if self.identical else 1

    def as_json(self) -> dict[str, Any]:
        """The replay as plain data."""
        return {
            "identical": self.identical,
            "compared": self.compared,
            "faults": list(self.faults),
            "changes": list(self.changes),
            "differences": [difference.as_json() for difference in self.differences],
        }


def replay(saved: SavedResult, evaluate: Evaluate, contract: Source | None = None) -> Replay:
    """Evaluates again, with the contract text kept in the result and its two times, and compares.

    With `contract`, that text is used instead, and the clauses that differ are among the causes.
    Raises what `evaluate` raises.
    """
    kept = Source(f"{saved.path} (the contract it keeps)", saved.summary["contract_text"])
    source = kept if contract is None else contract
    result = evaluate(source, saved.header.as_at, saved.header.known_at)
    pairs = list(_differing(saved, result))
    subjects = {subject_of(_either(before, now).id) for before, now in pairs}
    then = _events_of(subjects, saved.decisions.values())
    since = _events_of(subjects, result.decisions()) if subjects else {}
    wanted = {event_id for own in (*then.values(), *since.values()) for event_id in own}
    wrong = list(faults(saved))
    causes = Causes(
        saved=saved,
        now=result.header,
        text=source.text,
        fates=_fates(result, wanted) if wanted else {},
        then=then,
        since=since,
        contradicted=bool(wrong),
    )
    found = tuple(
        Difference(_kind(before, now), before, now, causes.of(before, now)) for before, now in pairs
    )
    return Replay(
        saved=saved.header,
        now=result.header,
        compared=len(saved.decisions) + sum(d.kind == ONLY_NOW for d in found),
        faults=(*wrong, *_summary_faults(saved, result, causes)),
        changes=tuple(causes.changes()),
        differences=found,
    )


Pair = tuple[Decision | None, Decision | None]


def _differing(saved: SavedResult, result: Evaluation) -> Iterator[Pair]:
    """The decisions that are not the same on both sides, in the order of their ids."""
    left = dict(saved.decisions)
    pairs: list[Pair] = []
    for now in result.decisions():
        before = left.pop(now.id, None)
        if before != now:
            pairs.append((before, now))
    pairs += ((before, None) for before in left.values())
    return iter(sorted(pairs, key=lambda pair: _either(*pair).id))


def _either(before: Decision | None, now: Decision | None) -> Decision:
    """The decision of this run or, when it has none, that of the saved result."""
    decision = now or before
    assert decision is not None
    return decision


def _events_of(subjects: set[str], decisions: Iterable[Decision]) -> dict[str, set[str]]:
    """The events that the decisions about each of some subjects rest on."""
    found: dict[str, set[str]] = {}
    for decision in decisions:
        if subject_of(decision.id) in subjects:
            found.setdefault(subject_of(decision.id), set()).update(decision.because)
    return found


def _kind(before: Decision | None, now: Decision | None) -> str:
    return ONLY_NOW if before is None else ONLY_BEFORE if now is None else CHANGED


def _fates(result: Evaluation, wanted: set[str]) -> dict[str, tuple[str, str]]:
    """What became of some events in this run: `used`, `not-relevant` or `refused`, and why."""
    return {i: (fate, why) for i, fate, why in result.fates() if i in wanted}


def _summary_faults(saved: SavedResult, result: Evaluation, causes: Causes) -> Iterator[str]:
    """Parts of the result that differ although nothing they come from does."""
    if causes.explained:
        return
    for name in ("outcomes", "measures"):
        if saved.summary[name] != result.summary[name]:
            yield f'Its "{name}" are not what this contract and log give: they were altered.'
    if saved.account != result.account:
        yield "Its account of the events is not what this log gives: it was altered."
