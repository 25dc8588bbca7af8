"""A result as text: CSV for machines, tables for people. JSON is `Evaluation.json_text`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from attrs import frozen

from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.ledger.decision import COLUMNS, STATUSES, Decision
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.ledger.postings import Posting
from ocdsl.ledger.postings import as_row as posting_row
from ocdsl.ledger.result import as_row

FATE_COLUMNS = ("event_id", "fate", "reason")
_PIECE = 5_000


@frozen
class Table:
    """Rows of text under headings, to be shown to a person; `right` names the aligned columns."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[str] = frozenset()


def csv_text(evaluation: Evaluation) -> Iterator[str]:
    """Every decision as CSV with the columns of a decision, in pieces (part of the interface).

    Amounts are decimal text, dates ISO text, an absent value is empty; the ids in `because` are
    joined by `;`.
    """
    return _csv_pieces(COLUMNS, (_csv_row(d) for d in evaluation.decisions()))


def fates_csv_text(evaluation: Evaluation) -> Iterator[str]:
    """Every row of the log as CSV: its event id, its fate, and by what or why (law 17).

    Sorted, so that every engine gives the same bytes.
    """
    return _csv_pieces(FATE_COLUMNS, sorted(evaluation.fates()))


def postings_csv_text(postings: Sequence[Posting]) -> Iterator[str]:
    """What must be posted as CSV, a line a posting, in the order of their ids (law 24)."""
    rows = []
    for posting in postings:
        row = posting_row(posting)
        row["caused_by"] = ";".join(posting.caused_by)
        rows.append(list(row.values()))
    return _csv_pieces(Posting._fields, rows)


def _csv_row(decision: Decision) -> list[Any]:
    row = as_row(decision)
    row["because"] = ";".join(decision.because)
    return list(row.values())


def _csv_pieces(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    todo = iter(rows)
    piece: list[Sequence[Any]] = [headings]
    while piece:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(piece)
        yield text.getvalue()
        piece = list(islice(todo, _PIECE))


def result_tables(evaluation: Evaluation, lines: int) -> Iterator[Table]:
    """What a person wants to see of a result: totals, the account of the events, first decisions.

    At most `lines` decisions are shown; the title says how many there are.
    """
    yield from totals_tables(evaluation)
    yield from event_tables(evaluation)
    yield decision_table(evaluation, lines)


def totals_tables(evaluation: Evaluation) -> Iterator[Table]:
    """Money by provider, payment, payer and payee: a column for each status that occurs (law 22).

    Those who share nothing have no table.
    """
    totals = evaluation.summary["totals"]
    for kind in ("provider", "payment", "payer", "payee"):
        sums = totals[f"by_{kind}"]
        if sums or kind in ("provider", "payment"):
            yield _money_table(f"Totals by {kind}", kind, sums)


def _money_table(title: str, kind: str, sums: dict[str, dict[str, str]]) -> Table:
    found = {status for row in sums.values() for status in row}
    columns = [name for name in ("owed", *STATUSES) if name in found]
    rows = [(name, *(_shown(row.get(c)) for c in columns)) for name, row in sums.items()]
    if len(rows) > 1:
        rows.append(("all", *(_shown(_sum(sums, c)) for c in columns)))
    return Table(title, (kind, *columns), tuple(rows), frozenset(columns))


def _sum(sums: dict[str, dict[str, str]], column: str) -> str:
    return str(sum((Decimal(row.get(column, "0")) for row in sums.values()), Decimal(0)))


def _shown(amount: str | None) -> str:
    return "" if amount is None else pounds(int(Decimal(amount).scaleb(2)))


def event_tables(evaluation: Evaluation) -> Iterator[Table]:
    """Where every row of the log went, and why those not used were not (law 17)."""
    account = evaluation.account
    counts = [
        ("used", f"{account.used:,}"),
        ("not relevant", f"{account.not_relevant:,}"),
        ("refused", f"{account.refused:,}"),
        ("read", f"{account.read:,}"),
    ]
    yield Table("Rows of the log", ("fate", "rows"), tuple(counts), frozenset({"rows"}))
    for kind, title in (("not_relevant", "Why rows were not relevant"), ("refused", "Refusals")):
        reasons = account.reasons.get(kind, {})
        if reasons:
            rows = tuple((why, f"{count:,}") for why, count in reasons.items())
            yield Table(title, ("reason", "rows"), rows, frozenset({"rows"}))


def refusal_lines(evaluation: Evaluation, most: int) -> Iterator[str]:
    """The first refused rows, one sentence and one fix each, then how many more there are."""
    refusals = evaluation.account.refusals
    for refusal in refusals[:most]:
        place = f"{refusal['file']}, row {refusal['row']}"
        yield f"{place}: refused, {refusal['code']}: {refusal['message']} {refusal['fix']}"
    if len(refusals) > most:
        yield f"and {len(refusals) - most:,} more refused rows."


def decision_table(evaluation: Evaluation, lines: int) -> Table:
    """The first decisions, with what they wait for or why they are as they are."""
    rows = []
    count = 0
    for count, decision in enumerate(evaluation.decisions(), 1):
        if count <= lines:
            rows.append(_decision_row(decision))
    title = f"Decisions: the first {lines:,} of {count:,}" if count > lines else "Decisions"
    headings = ("id", "amount", "status", "earned on", "payable on", "line", "because")
    return Table(title, headings, tuple(rows), frozenset({"amount", "line"}))


def _decision_row(decision: Decision) -> tuple[str, ...]:
    days = (decision.earned_on, decision.payable_on)
    return (
        decision.id,
        pounds(decision.amount),
        decision.status,
        *("" if day is None else in_words(day) for day in days),
        str(decision.clause),
        decision.awaiting or decision.reason or ", ".join(decision.because),
    )


def plain_table(table: Table) -> Iterator[str]:
    """The lines of a table as plain text, its columns aligned with spaces."""
    widths = [max(map(len, column)) for column in zip(table.headings, *table.rows, strict=True)]
    yield table.title
    for row in (table.headings, tuple("-" * width for width in widths), *table.rows):
        cells = zip(row, table.headings, widths, strict=True)
        aligned = (t.rjust(w) if h in table.right else t.ljust(w) for t, h, w in cells)
        yield ("  " + "  ".join(aligned)).rstrip()
