"""Why a decision is not the same in a replay: contract, log, version, or an altered result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from ocdsl.audit.clause_changes import blocks_behind, changed_clauses
from ocdsl.events.log import AFTER_AS_AT, AFTER_KNOWN_AT
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.decision_ids import subject_of
from ocdsl.ledger.result import NO_DECISION, Header
from ocdsl.ledger.saved import SavedResult


@frozen
class Causes:
    """Finds why decisions differ, from what the two runs do not have in common."""

    saved: SavedResult
    now: Header
    text: str
    fates: Mapping[str, tuple[str, str]]
    then: Mapping[str, set[str]]
    """For each subject that differs, the events it rested on in the saved result."""
    since: Mapping[str, set[str]]
    """The same, in this run."""
    contradicted: bool
    """Whether the saved result contradicts itself."""
    clauses: tuple[str, ...] = field(init=False)
    blocks: Mapping[str, frozenset[str]] = field(init=False)

    @clauses.default
    def _find_clauses(self) -> tuple[str, ...]:
        before = str(self.saved.summary["contract_text"])
        return () if before == self.text else changed_clauses(before, self.text)

    @blocks.default
    def _find_blocks(self) -> Mapping[str, frozenset[str]]:
        return blocks_behind(self.text) if self.clauses else {}

    @property
    def contract_differs(self) -> bool:
        """Whether another text was evaluated than the one the result keeps."""
        return bool(self.saved.summary["contract_text"] != self.text)

    @property
    def log_differs(self) -> bool:
        """Whether the files of the log hold something else than they did."""
        return self.saved.header.log_digest != self.now.log_digest

    @property
    def version_differs(self) -> bool:
        """Whether another version of ocdsl made the result."""
        return self.saved.header.version != self.now.version

    @property
    def explained(self) -> bool:
        """Whether anything differs from which a decision may differ."""
        return self.contract_differs or self.log_differs or self.version_differs

    def changes(self) -> Iterator[str]:
        """A sentence for each thing that the two runs do not have in common."""
        before, now = self.saved.header, self.now
        if self.contract_differs:
            which = ", ".join(self.clauses) or "no clause has other words"
            yield (
                f"The contract differs: {before.contract_digest} then, "
                f"{now.contract_digest} now. Clauses: {which}."
            )
        if self.log_differs:
            yield f"The log differs: {before.log_digest} then, {now.log_digest} now."
        if self.version_differs:
            yield f"The version differs: {before.version} then, {now.version} now."
        if before.engine != now.engine:
            yield (
                f"The engine differs: {before.engine} then, {now.engine} now. "
                "Every engine gives the same decisions, so it is no cause."
            )

    def of(self, before: Decision | None, now: Decision | None) -> tuple[str, ...]:
        """The causes of one difference; there is always one."""
        found = [*self._of_contract(before, now), *self._of_log(before, now)]
        if self.version_differs and not found:
            found.append(
                f"Version {self.saved.header.version} made the result and this is version "
                f"{self.now.version}: their changes are in the changelog."
            )
        if not self.explained:
            found.append(
                "Nothing that it comes from differs, so it cannot be explained: the saved result "
                "was altered after it was made."
            )
        elif self.contradicted:
            found.append("The saved result contradicts itself, so it may have been altered too.")
        return tuple(found)

    def _of_contract(self, before: Decision | None, now: Decision | None) -> Iterator[str]:
        if not self.contract_differs:
            return
        decision = now or before
        assert decision is not None
        behind = self.blocks.get(decision.payment, frozenset())
        own = [name for name in self.clauses if name.partition(".")[0] in behind]
        if own:
            yield f"The contract differs in {', '.join(own)}."
        elif before is not None and now is not None and before._replace(clause=now.clause) == now:
            yield "Its clause stands on another line of the contract; nothing else differs."

    def _of_log(self, before: Decision | None, now: Decision | None) -> Iterator[str]:
        if not self.log_differs:
            return
        was, is_now = self._events(before, self.then, now), self._events(now, self.since, before)
        yield from (f"{event} {self._gone(event)}." for event in sorted(was - is_now))
        yield from (
            f"{event} is new: the saved result did not rest on it."
            for event in sorted(is_now - was)
        )
        if was == is_now:
            yield (
                f"The log differs, and its own events ({', '.join(sorted(was)) or 'none'}) have "
                "the same ids: what one of them says was changed, or events about other people "
                "changed a measure or a cap that it depends on."
            )

    def _events(
        self, own: Decision | None, of_subject: Mapping[str, set[str]], other: Decision | None
    ) -> set[str]:
        """A decision's events; where it is not on this side, those of what stands in its place."""
        if own is not None:
            return set(own.because)
        assert other is not None
        return of_subject.get(subject_of(other.id), set())

    def _gone(self, event_id: str) -> str:
        fate, why = self.fates.get(event_id, ("", ""))
        if not fate:
            return "is no longer in the log"
        if fate == "refused":
            return f"is now refused: {why.rstrip('.')}"
        if fate == "used" or why == NO_DECISION:
            return "is still in the log, but this no longer rests on it"
        if why in (AFTER_AS_AT, AFTER_KNOWN_AT):
            return f"can no longer be seen: it is {why}"
        return f"was corrected or withdrawn by {why}"
