"""A report of the incentive search as text for a terminal, as Markdown and as JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from ocdsl.base.calendar import day_of, in_words
from ocdsl.base.money import decimal_text, pounds
from ocdsl.incentives.check import Finding, Row, SmallLog, Verdict
from ocdsl.incentives.checks import CHECKS
from ocdsl.incentives.search import Report
from ocdsl.ledger.decision import OWED
from ocdsl.model.contract import Contract

_FIXED = {
    "event_id", "event", "provider", "person", "occurred_on", "recorded_at", "recorded_by",
}  # fmt: skip
WIDTH = 46


# ---- what is shown of a finding, whatever the form


def side_by_side(finding: Finding) -> list[tuple[str, list[str], list[str]]]:
    """For each group of people alike in both logs: who, and what happens to them in each."""
    before, after = (_by_person(log) for log in (finding.before, finding.after))
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for person in sorted({*before, *after}):
        key = (tuple(before.get(person, ())), tuple(after.get(person, ())))
        groups.setdefault(key, []).append(person)
    return [(_who(people), list(a), list(b)) for (a, b), people in groups.items()]


def _by_person(log: SmallLog) -> dict[str, list[str]]:
    people: dict[str, list[str]] = {}
    for row in log.rows:
        people.setdefault(row["person"], []).append(_happening(row))
    return people


def _happening(row: Row) -> str:
    facts = ", ".join(f"{name} is {value}" for name, value in row.items() if name not in _FIXED)
    day = in_words(day_of(row["occurred_on"]))
    return f"{day}: {row['event']}" + (f", {facts}" if facts else "")


def _who(people: list[str]) -> str:
    """`p01`, or `p01 to p17 (17 people)` for names in a row."""
    if len(people) == 1:
        return people[0]
    return f"{people[0]} to {people[-1]} ({len(people)} people)"


def paid(finding: Finding) -> list[tuple[str, int, int]]:
    """The money owed in each log, by payment and status, and in all; pence."""
    sums: dict[str, list[int]] = {}
    for index, log in enumerate((finding.before, finding.after)):
        for d in log.decisions:
            if d.status in OWED:
                sums.setdefault(f"{d.payment}, {d.status}", [0, 0])[index] += d.amount
    rows = [(name, a, b) for name, (a, b) in sorted(sums.items())]
    return [*rows, ("in all", finding.before.owed, finding.after.owed)]


def _quoted(contract: Contract, finding: Finding) -> str:
    line = " ".join(contract.source.line(finding.clause.line).split())
    return f"line {finding.clause.line} of {finding.clause.block}: {line}"


# ---- text


def to_text(contract: Contract, report: Report) -> str:
    """The report for a terminal: the verdicts, then each finding as a story."""
    lines = [f"Perverse incentives of {contract.name}", ""]
    for verdict in report.verdicts:
        lines += _verdict_lines(verdict)
    for finding in report.findings:
        lines += ["", *_finding_text(contract, finding)]
    return "\n".join(lines) + "\n"


def _verdict_lines(verdict: Verdict) -> list[str]:
    check = _check(verdict.check)
    head = f"{verdict.status:<14} {verdict.check}  {check.name}: {verdict.on}"
    return [head, *textwrap.wrap(verdict.detail, 90, initial_indent=" " * 15,
                                 subsequent_indent=" " * 15)]  # fmt: skip


def _finding_text(contract: Contract, finding: Finding) -> Iterator[str]:
    check = _check(finding.check)
    yield f"{finding.check}  {check.name}: {finding.on} {finding.where}"
    yield from textwrap.wrap(finding.story, 98, initial_indent="  ", subsequent_indent="  ")
    yield f"  It comes from {_quoted(contract, finding)}"
    yield ""
    yield f"  {'Log 1':<{WIDTH}}  Log 2"
    for who, before, after in side_by_side(finding):
        yield f"  {who}"
        yield from _columns(before, after)
    yield ""
    yield f"  {'Owed when the contract has ended':<44} {'log 1':>12} {'log 2':>12} {'more':>12}"
    for name, a, b in paid(finding):
        yield f"  {name:<44} {pounds(a):>12} {pounds(b):>12} {pounds(b - a):>12}"
    yield f"  Gained by crossing the threshold alone: {pounds(finding.gain)}"
    yield f"  Seen before: {check.seen} ({check.source})"
    yield f"  What usually helps: {check.mitigation}"
    if finding.accepted:
        yield f"  The contract accepts this: {finding.accepted}"


def _columns(before: list[str], after: list[str]) -> Iterator[str]:
    for index in range(max(len(before), len(after))):
        left = before[index] if index < len(before) else ""
        right = after[index] if index < len(after) else ""
        mark = " " if left == right else "*"
        lefts, rights = (textwrap.wrap(side, WIDTH - 4) or [""] for side in (left, right))
        for row in range(max(len(lefts), len(rights))):
            a = lefts[row] if row < len(lefts) else ""
            b = rights[row] if row < len(rights) else ""
            yield f"  {mark} {a:<{WIDTH - 2}}  {mark} {b}".rstrip()


# ---- Markdown


def to_markdown(contract: Contract, report: Report) -> str:
    """The report as Markdown, with the two logs of each finding side by side."""
    lines = [f"# Perverse incentives of {contract.title}", "", f"`{report.contract_digest}`", ""]
    lines += ["| verdict | check | payment | |", "|---|---|---|---|"]
    for v in report.verdicts:
        lines.append(f"| {v.status} | {v.check} {_check(v.check).name} | {v.on} | {v.detail} |")
    for finding in report.findings:
        lines += ["", *_finding_markdown(contract, finding)]
    return "\n".join(lines) + "\n"


def _finding_markdown(contract: Contract, finding: Finding) -> Iterator[str]:
    check = _check(finding.check)
    yield f"## {finding.check} {check.name}: {finding.on} {finding.where}"
    yield ""
    yield f"{finding.story} It comes from {_quoted(contract, finding).replace('|', chr(92) + '|')}"
    yield ""
    yield "| who | log 1 | log 2 |"
    yield "|---|---|---|"
    for who, before, after in side_by_side(finding):
        same = "the same" if before == after else "<br>".join(after)
        yield f"| {who} | {'<br>'.join(before)} | {same} |"
    yield ""
    yield "| owed | log 1 | log 2 | more |"
    yield "|---|--:|--:|--:|"
    for name, a, b in paid(finding):
        yield f"| {name} | {pounds(a)} | {pounds(b)} | {pounds(b - a)} |"
    yield ""
    yield f"Gained by crossing the threshold alone: **{pounds(finding.gain)}**."
    yield ""
    yield f"Seen before: {check.seen} ({check.source})"
    if finding.accepted:
        yield ""
        yield f"The contract accepts this: {finding.accepted}"


# ---- JSON


def to_json(report: Report) -> str:
    """The report as JSON, money as decimal text and both logs of each finding in full."""
    plain = {
        "contract": report.contract,
        "contract_digest": report.contract_digest,
        "verdicts": [_plain_verdict(verdict) for verdict in report.verdicts],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _plain_verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "check": verdict.check,
        "on": verdict.on,
        "status": verdict.status,
        "detail": verdict.detail,
        "findings": [_plain_finding(finding) for finding in verdict.findings],
    }


def _plain_finding(finding: Finding) -> dict[str, Any]:
    return {
        "where": finding.where,
        "clause": finding.clause.line,
        "story": finding.story,
        "gain": decimal_text(finding.gain, 2),
        "accepted": finding.accepted or None,
        "logs": [
            {"owed": decimal_text(log.owed, 2), "rows": list(log.rows)}
            for log in (finding.before, finding.after)
        ],
    }


def _check(code: str) -> Any:
    return next(check for check in CHECKS if check.code == code)
