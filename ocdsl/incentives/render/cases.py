"""The two logs of each finding as cases in Markdown: prose, a log, and what must come out."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import day_of, in_words
from ocdsl.base.money import pounds
from ocdsl.incentives.check import Edit, Finding, Row, SmallLog
from ocdsl.incentives.checks import entry
from ocdsl.incentives.mending import place_of
from ocdsl.incentives.render.shown import FIXED, gained, heading, otherwise, quoted
from ocdsl.incentives.search import Report
from ocdsl.model.contract import Contract

_HEADS = "| date | event | person | provider | recorded | by | id | detail |"


def to_cases(contract: Contract, report: Report) -> str:
    """Each finding as two cases that any engine can be tried on; the contract comes first."""
    lines = [f"# Cases of perverse incentives in {contract.title}", ""]
    lines += ["```ocdsl", contract.source.text.rstrip("\n"), "```"]
    for code, finding in report.findings:
        lines += _cases(contract, code, finding)
    return "\n".join(lines) + "\n"


def _cases(contract: Contract, code: str, finding: Finding) -> Iterator[str]:
    check = entry(code)
    title, quote = heading(check, finding), quoted(contract, finding).replace("|", chr(92) + "|")
    for number, log in enumerate((finding.before, finding.after), 1):
        yield from ("", f"## {title}, log {number}", "")
        if number == 1:
            yield from (finding.story, f"It comes from {quote}", "", f"{gained(finding)}.", "")
        elif edits := otherwise(contract, finding):
            yield from (*(_change(contract, edit) for edit in edits), "")
        yield from _log(log)
        yield from ("", f"As at {in_words(contract.tail_end)}:", "")
        yield from _decisions(log)


def _change(contract: Contract, edit: Edit) -> str:
    """An edit as words of the contract to others, with the lines above that make them unlike."""
    lines = contract.source.text.rstrip("\n").split("\n")
    start, end = place_of(contract, edit)
    above = start
    while above and (above == end or contract.source.text.count(_joined(lines[above:end])) > 1):
        above -= 1
    new = _joined([*lines[above:start], *edit.text.split("\n")])
    return f"Change: `{_joined(lines[above:end])}` to `{new}`".replace("\n", "⏎")


def _joined(lines: list[str]) -> str:
    return "\n".join(lines)


def _log(log: SmallLog) -> Iterator[str]:
    yield _HEADS
    yield "|---|---|---|---|---|---|---|---|"
    for row in log.rows:
        cells = (
            in_words(day_of(row["occurred_on"])), row["event"], row["person"], row["provider"],
            row["recorded_at"], row["recorded_by"], row["event_id"], _detail(row),
        )  # fmt: skip
        yield "| " + " | ".join(cells) + " |"


def _detail(row: Row) -> str:
    return ", ".join(f"{n} is {v}" for n, v in row.items() if n not in FIXED and v != "")


def _decisions(log: SmallLog) -> Iterator[str]:
    if not log.decisions:
        yield "Nothing is paid."
        return
    yield "| decision | amount | status |"
    yield "|---|--:|---|"
    for d in log.decisions:
        yield f"| `{d.id}` | {pounds(d.amount)} | {d.status} |"
