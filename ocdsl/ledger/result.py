"""A whole result: the decisions, their totals, the account of the events, as one JSON object.

Standard library only: the emitted evaluator carries this file whole. Bytes are the same on
every engine and machine for the same contract, log and times (law 19), but for `engine`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ocdsl.base.calendar import iso
from ocdsl.base.money import decimal_text
from ocdsl.ledger.decision import OWED, Decision

Totals = dict[str, Any]
Subtotal = tuple[str, str, str, str, str]
"""Status, payment, provider, payer and payee, the last three empty for nobody."""

SUBTOTALS = ("payment", "provider", "payer", "payee")
NOBODY = {"provider": "none yet", "payer": "not divided", "payee": "not passed on"}
"""The row of a subtotal for the lines that name nobody, so that its rows add up to all there is."""


class EventAccount(NamedTuple):
    """Where every row read went: `read` is always the sum of the other three (law 17)."""

    read: int
    used: int
    not_relevant: int
    refused: int
    reasons: dict[str, dict[str, int]]
    """`not_relevant` and `refused`, each with counts by reason or code, sorted by name."""
    refusals: list[dict[str, Any]]
    """Each refused row: `file`, `row`, `event_id`, `code`, `message`, `fix`, in order of place."""


NO_DECISION = "no decision names it as evidence"
"""Why a row that could be used was not."""


def event_account(
    read: int, used: int, not_relevant: dict[str, int], refusals: list[dict[str, Any]]
) -> EventAccount:
    """The account of a log: rows that are not relevant counted by reason, and those refused."""
    refused: dict[str, int] = {}
    for refusal in refusals:
        refused[refusal["code"]] = refused.get(refusal["code"], 0) + 1
    found = {reason: count for reason, count in sorted(not_relevant.items()) if count}
    reasons = {"not_relevant": found, "refused": dict(sorted(refused.items()))}
    return EventAccount(read, used, sum(found.values()), len(refusals), reasons, refusals)


class Header(NamedTuple):
    """What identifies a result: contract, log, the two times, engine and version."""

    contract: str
    contract_digest: str
    log_digest: str
    as_at: int
    known_at: str | None
    engine: str
    version: str


def totals(decisions: Iterable[Decision]) -> Totals:
    """Money by status, and by payment, provider, payer and payee, as decimal strings.

    Each but the first has a sum for each status and `owed`: what is payable, released or
    recovered, net (law 22). Where some lines have a payer or a payee, those without have a row too.
    """
    sums: dict[Subtotal, int] = {}
    for d in decisions:
        key = (d.status, d.payment, d.provider or "", d.payer or "", d.payee or "")
        sums[key] = sums.get(key, 0) + d.amount
    return totals_of(sums)


def totals_of(sums: dict[Subtotal, int]) -> Totals:
    """The totals from pence by (status, payment, provider, payer, payee); nobody is empty text."""
    by_status: dict[str, int] = {}
    by: dict[str, dict[str, dict[str, int]]] = {kind: {} for kind in SUBTOTALS}
    named = {k: any(key[place] for key in sums) for place, k in enumerate(SUBTOTALS, 1)}
    for (status, *names), pence in sums.items():
        by_status[status] = by_status.get(status, 0) + pence
        for kind, name in zip(SUBTOTALS, names, strict=True):
            if kind in ("payer", "payee") and not named[kind]:
                continue
            row = by[kind].setdefault(name or NOBODY[kind], {"owed": 0})
            row[status] = row.get(status, 0) + pence
            if status in OWED:
                row["owed"] += pence
    return {
        "by_status": _money(by_status),
        **{
            f"by_{kind}": {name: _money(row) for name, row in sorted(by[kind].items())}
            for kind in SUBTOTALS
        },
    }


def _money(sums: dict[str, int]) -> dict[str, str]:
    return {name: decimal_text(pence, 2) for name, pence in sorted(sums.items())}


def as_row(decision: Decision) -> dict[str, Any]:
    """A decision with its dates as ISO text and its money as decimal text, for JSON and CSV."""
    row = decision._asdict()
    row["amount"] = decimal_text(decision.amount, 2)
    for name in ("earned_on", "payable_on"):
        if row[name] is not None:
            row[name] = iso(row[name])
    row["because"] = list(decision.because)
    return row


def compact(value: Any) -> str:
    """JSON without spaces, letters as they are: the one way a result is written."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def json_text(
    header: Header, account: EventAccount, summary: dict[str, Any], rows: Iterable[str]
) -> Iterator[str]:
    """The pieces of the result's JSON text. `rows` are decisions as compact JSON, sorted by id.

    `summary` holds `contract_text`, `totals`, `outcomes` and `measures`.
    """
    head, between, foot = json_frame(header, account, summary)
    yield head
    for number, row in enumerate(rows):
        yield (between if number else "\n") + row
    yield foot


def json_frame(
    header: Header, account: EventAccount, summary: dict[str, Any]
) -> tuple[str, str, str]:
    """What stands before the decisions in a result's JSON, between each two, and after them."""
    head = header._asdict()
    head["as_at"] = iso(header.as_at)
    parts = {**head, **summary, "events": account._asdict()}
    lines = [f"{compact(name)}:{compact(value)}" for name, value in parts.items()]
    return "{" + ",\n".join(lines) + ',\n"decisions":[', ",\n", "\n]}\n"
