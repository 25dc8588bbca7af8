"""What in a saved result contradicts itself: signs that it was altered after it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ocdsl.base.source import Source
from ocdsl.ledger.result import totals
from ocdsl.ledger.saved import SavedResult


def faults(saved: SavedResult) -> Iterator[str]:
    """A sentence for each contradiction between the parts of a result; none when it is whole."""
    yield from _contract_fault(saved)
    yield from _total_faults(saved)
    yield from _account_faults(saved)
    ids = list(saved.decisions)
    if ids != sorted(ids):
        yield "Its decisions are not in the order of their ids."


def _contract_fault(saved: SavedResult) -> Iterator[str]:
    text = saved.summary["contract_text"]
    digest = Source("the contract of the result", text).digest
    if digest != saved.header.contract_digest:
        yield (
            f"The contract text in it has the digest {digest}, but its contract_digest is "
            f"{saved.header.contract_digest}: the text or the digest was altered."
        )


def _total_faults(saved: SavedResult) -> Iterator[str]:
    told, right = saved.summary["totals"], totals(saved.decisions.values())
    for kind, sums in right.items():
        given = told.get(kind)
        if given != sums:
            yield from _sum_faults(kind.replace("_", " "), given, sums)
    yield from (f'Its totals have "{kind}", which no result has.' for kind in told.keys() - right)


def _sum_faults(kind: str, given: Any, sums: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(given, dict):
        yield f"Its totals {kind} are missing."
        return
    for name in sorted(given.keys() | sums.keys()):
        told, right = given.get(name, "nothing"), sums.get(name, "nothing")
        if told != right:
            yield (
                f"Its totals {kind} do not match its decisions: {name} is {_shown(told)} by the "
                f"totals and {_shown(right)} by the decisions."
            )


def _shown(sums: Any) -> str:
    if isinstance(sums, dict):
        return ", ".join(f"{name} {amount}" for name, amount in sums.items())
    return str(sums)


def _account_faults(saved: SavedResult) -> Iterator[str]:
    account = saved.account
    if account.read != account.used + account.not_relevant + account.refused:
        yield (
            f"Its account of the events does not add up: {account.read} read, but "
            f"{account.used} used, {account.not_relevant} not relevant and "
            f"{account.refused} refused."
        )
    used = {event_id for d in saved.decisions.values() for event_id in d.because}
    if len(used) != account.used:
        yield (
            f"Its decisions rest on {len(used)} events, but its account says that "
            f"{account.used} were used."
        )
