"""Finds what made a decision: the payment's line at its row and what came of it."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from ocdsl.audit.case import Case
from ocdsl.base.calendar import day_of, in_words
from ocdsl.ledger.decision import Decision
from ocdsl.ledger.decision_ids import key_of, line_of, subject_of
from ocdsl.model.contract import Payment
from ocdsl.rules import operators as op

USES_ROOM = ("payable", "released", "capped", "carried-forward")
"""The statuses of money that a cap counts, or left out (rulings E12 and E17)."""


@frozen
class Made:
    """A decision with what made it."""

    case: Case
    decision: Decision
    line: op.Line
    """The operator that made this line."""
    main: op.Line
    """The payment's own line, whose conditions earn all the others."""
    key: Any
    """The row of both: a person; a person and an event; a person, provider and first day."""

    @property
    def payment(self) -> Payment:
        """The payment in the contract."""
        return self.case.contract.payments[self.decision.payment]

    @property
    def outcome(self) -> str:
        """The outcome that is paid for; empty where none is."""
        return self.main.outcome or self.payment.outcome

    @property
    def at_hand(self) -> str:
        """The kind of event at hand: what is paid for each of, or what earns it; or nothing."""
        payment, contract = self.payment, self.case.contract
        if self.outcome:
            return contract.achieving(contract.outcomes[self.outcome]).event.text
        on = payment.on.event.text if payment.on else ""
        return contract.event_at_hand(payment) or on

    @property
    def shares_room(self) -> bool:
        """Whether it is earned, and waits until the room under a cap is shared (ruling E19)."""
        return self.decision.id.endswith(":pending")

    def caps(self) -> list[op.Apportion]:
        """The caps over this line, the narrowest first; none for what uses no room."""
        if self.decision.status not in USES_ROOM and not self.shares_room:
            return []
        nodes = self.case.graph.nodes.values()
        caps = (
            n for n in nodes if isinstance(n, op.Apportion) and not (n.parties or n.fills or n.back)
        )
        found = list(caps)
        return [n for n in found if self.decision.payment in self.running(n).payments]

    def running(self, cap: op.Apportion) -> op.Cumulate:
        """The running total that a cap works on."""
        node = self.case.node(cap.of)
        assert isinstance(node, op.Cumulate)
        return node

    def reverse(self) -> op.Reverse | None:
        """What takes this payment back on an event, if anything does."""
        nodes = self.case.graph.nodes.values()
        found = (n for n in nodes if isinstance(n, op.Reverse))
        clause = self.payment.clauses.get("recover")
        return next((n for n in found if clause and n.clause.line == clause.line), None)

    def operators(self) -> list[str]:
        """The operators that made the decision, from the output down to the line."""
        chain = [n for cap in reversed(self.caps()) for n in (cap.id, cap.of)]
        reverse = self.reverse()
        back = [reverse.id] if reverse and self.decision.status == "recovered" else []
        return [*back, *chain, self.line.id]

    @property
    def whom(self) -> str:
        """` to alder-care for mrs-a`; without who is not known, or not there."""
        provider = self.decision.provider
        words = (f"to {provider}" if provider else "", self.of_whom)
        return "".join(f" {word}" for word in words if word)

    @property
    def of_whom(self) -> str:
        """`for mrs-a`, or `for event e-17` where the event is about nobody."""
        if self.decision.person:
            return f"for {self.decision.person}"
        return f"for event {self.key[1]}" if self.line.frame.kind == "each" else ""

    @property
    def period(self) -> str:
        """` for the week from 4 May 2026 to 10 May 2026`; empty for a line without a period."""
        if not self.decision.period:
            return ""
        first, last = (in_words(day_of(day)) for day in self.decision.period.split("/"))
        return f" for the {self.line.frame.unit or 'period'} from {first} to {last}"


def made(case: Case, decision: Decision) -> Made:
    """What made a decision of this contract, under the version that it was judged by (law 26)."""
    lines = [
        n
        for n in case.graph.nodes.values()
        if isinstance(n, op.Line) and n.payment == decision.payment and _is_of(n, decision)
    ]
    main = next(
        (line for line in lines if line.shows_unpaid and _is_under(case, line, decision)), lines[0]
    )
    lines = [line for line in lines if line.version == main.version]
    if main.holds is not None:
        case = evolve(case, contract=case.contract.in_version(main.version))
    status = line_of(decision.id).rpartition("#")[2]
    same = [line for line in lines if line.status == status]
    # Two lines may forfeit the same money for different causes: their clauses tell them apart.
    by_clause = [line for line in same if line.clause.line == decision.clause]
    line = (by_clause or same or [main])[0]
    return Made(case, decision, line, main, _key(main, decision))


def _is_under(case: Case, line: op.Line, decision: Decision) -> bool:
    """Whether a decision was judged by the version that a line is of."""
    return line.holds is None or bool(case.value(line.holds, _key(line, decision)))


def _is_of(line: op.Line, decision: Decision) -> bool:
    """Whether a line is for the outcome that a decision's id names, where it names one."""
    return not line.outcome or subject_of(decision.id).endswith(f"/{line.outcome}")


def _key(line: op.Line, decision: Decision) -> Any:
    if line.frame.kind == "period":
        start = decision.period.split("/")[0] if decision.period else ""
        given = {"provider": decision.provider, line.frame.unit: day_of(start) if start else None}
        return tuple(given[key] for key in line.frame.keys)
    if line.frame.kind in ("each", *op.SPELLS):
        return key_of(line.frame.keys, decision.id, line.outcome)
    if line.frame.kind == "person" or decision.period is None:
        return decision.person
    return (decision.person, decision.provider, day_of(decision.period.split("/")[0]))
