"""What an engine gives back: the header, the account of the events, the summary, the decisions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

from ocdsl.ledger.decision import Decision
from ocdsl.ledger.result import EventAccount, Header, as_row, compact, json_text


class Evaluation(ABC):
    """A whole result. Engines that hold their decisions elsewhere override the two iterators."""

    def __init__(
        self,
        header: Header,
        account: EventAccount,
        summary: dict[str, Any],
        decisions: Sequence[Decision] = (),
    ) -> None:
        """`summary` holds `contract_text`, `totals`, `outcomes` and `measures`, as printed."""
        self.header = header
        self.account = account
        self.summary = summary
        self._decisions = decisions

    def decisions(self) -> Iterator[Decision]:
        """Every decision, sorted by id."""
        return iter(self._decisions)

    def find(self, decision_id: str) -> Decision | None:
        """The decision of that id, or None. Engines may look it up instead."""
        return next((d for d in self.decisions() if d.id == decision_id), None)

    def about(self, person: str) -> list[Decision]:
        """The decisions about one person, sorted by id. Engines may look them up instead."""
        return [decision for decision in self.decisions() if decision.person == person]

    def rows(self) -> Iterator[str]:
        """Every decision as compact JSON, sorted by id."""
        return (compact(as_row(decision)) for decision in self.decisions())

    def json_text(self) -> Iterator[str]:
        """The pieces of the one JSON object that `ocdsl evaluate --format json` prints."""
        return json_text(self.header, self.account, self.summary, self.rows())

    def json_bytes(self) -> Iterator[bytes | memoryview]:
        """The same in UTF-8. An engine that holds it so overrides this: it may be large."""
        return (piece.encode() for piece in self.json_text())

    @abstractmethod
    def fates(self) -> Iterator[tuple[str, str, str]]:
        """Every row read: event id, `used`, `not-relevant` or `refused`, and by what or why."""
