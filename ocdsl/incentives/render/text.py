"""A report of the incentive search for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from ocdsl.base.money import pounds
from ocdsl.incentives.check import Edit, Finding, Verdict
from ocdsl.incentives.checks import entry
from ocdsl.incentives.render.shown import (
    NO_SAFETY,
    OTHERWISE,
    REMOVES,
    counted,
    gained,
    heading,
    helps,
    idle_words,
    otherwise,
    paid,
    place,
    quoted,
    seen,
    side_by_side,
    status_of,
)
from ocdsl.incentives.search import Report
from ocdsl.model.contract import Contract

_WIDTH = 46
_PAGE = 98


def to_text(contract: Contract, report: Report) -> str:
    """The report for a terminal: every verdict, then each finding as a story."""
    lines = [f"Perverse incentives of {contract.name}", "", counted(report)]
    lines += [*textwrap.wrap(NO_SAFETY, _PAGE), ""]
    for verdict in report.verdicts:
        lines += _verdict_lines(verdict)
    lines += [line for pair in report.idle for line in ("", idle_words(*pair))]
    for code, finding in report.findings:
        lines += ["", *_finding_lines(contract, code, finding)]
    return "\n".join(lines) + "\n"


def finding_text(contract: Contract, code: str, finding: Finding) -> str:
    """One finding as a story: its two logs side by side, what they pay, and what usually helps."""
    return "\n".join(_finding_lines(contract, code, finding))


def _verdict_lines(verdict: Verdict) -> Iterator[str]:
    check = entry(verdict.check)
    yield f"{verdict.check}  {check.name}: {status_of(verdict)}"
    for part in verdict.parts:
        words = f"{part.on}: {part.detail}" if part.on else part.detail
        for line in words.split("\n"):
            yield from _indented(line, 7)


def _indented(words: str, by: int) -> list[str]:
    space = " " * by
    return textwrap.wrap(words, _PAGE, initial_indent=space, subsequent_indent=space)


def _finding_lines(contract: Contract, code: str, finding: Finding) -> Iterator[str]:
    check = entry(code)
    yield heading(check, finding)
    yield from _indented(finding.story, 2)
    yield f"  It comes from {quoted(contract, finding)}"
    if lines := otherwise(contract, finding):
        yield from ("", f"  {OTHERWISE}:", *_edit_lines(lines))
    yield ""
    yield f"  {'Log 1':<{_WIDTH}}  Log 2"
    for who, before, after in side_by_side(finding):
        yield f"  {who}"
        yield from _columns(before, after)
    yield ""
    yield f"  {'Owed when the contract has ended':<44} {'log 1':>12} {'log 2':>12} {'more':>12}"
    for name, a, b in paid(finding):
        yield f"  {name:<44} {pounds(a):>12} {pounds(b):>12} {pounds(b - a):>12}"
    yield f"  {gained(finding)}"
    yield from _indented(f"Seen before: {seen(check)}", 2)
    yield from _indented(f"What usually helps: {helps(check, finding)}", 2)
    yield from _mend_lines(finding)
    if finding.accepted:
        yield from _indented(f"The contract accepts this: {finding.accepted}", 2)


def _mend_lines(finding: Finding) -> Iterator[str]:
    mend = finding.mend
    if mend is None:
        return
    yield from _edit_lines(mend.edits)
    yield from _indented(f"{REMOVES[mend.removes]}{mend.says}", 2)


def _edit_lines(edits: Iterable[Edit]) -> Iterator[str]:
    for edit in edits:
        block, instead = place(edit)
        yield f"  In `{block}`{instead}:"
        yield from (f"    {line}".rstrip() for line in edit.text.strip("\n").split("\n"))


def _columns(before: list[str], after: list[str]) -> Iterator[str]:
    for index in range(max(len(before), len(after))):
        left = before[index] if index < len(before) else ""
        right = after[index] if index < len(after) else ""
        mark = " " if left == right else "*"
        lefts, rights = (textwrap.wrap(side, _WIDTH - 4) or [""] for side in (left, right))
        for row in range(max(len(lefts), len(rights))):
            a = lefts[row] if row < len(lefts) else ""
            b = rights[row] if row < len(rights) else ""
            yield f"  {mark} {a:<{_WIDTH - 2}}  {mark} {b}".rstrip()
