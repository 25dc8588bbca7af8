"""A report of the incentive search as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.base.money import pounds
from ocdsl.incentives.check import Edit, Finding
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


def to_markdown(contract: Contract, report: Report) -> str:
    """The report as Markdown, with the two logs of each finding side by side."""
    lines = [f"# Perverse incentives of {contract.title}", "", f"`{report.contract_digest}`", ""]
    lines += [counted(report), NO_SAFETY, "", "| | entry | verdict | |", "|---|---|---|---|"]
    for v in report.verdicts:
        lines.append(row(v.check, entry(v.check).name, status_of(v), v.detail))
    lines += [line for pair in report.idle for line in ("", idle_words(*pair))]
    for code, finding in report.findings:
        lines += ["", *_finding(contract, code, finding)]
    return "\n".join(lines) + "\n"


def row(*cells: str) -> str:
    """A row of a table."""
    return "| " + " | ".join(_plain(cell) for cell in cells) + " |"


def _plain(cell: str) -> str:
    return cell.replace("|", chr(92) + "|").replace("\n", "<br>")


def _finding(contract: Contract, code: str, finding: Finding) -> Iterator[str]:
    check = entry(code)
    yield f"## {heading(check, finding)}"
    yield ""
    yield f"{finding.story} It comes from {_plain(quoted(contract, finding))}"
    if lines := otherwise(contract, finding):
        yield from ("", f"{OTHERWISE}.", *_edits(lines))
    yield ""
    yield row("who", "log 1", "log 2")
    yield "|---|---|---|"
    for who, before, after in side_by_side(finding):
        yield row(who, "\n".join(before), "the same" if before == after else "\n".join(after))
    yield ""
    yield row("owed", "log 1", "log 2", "more")
    yield "|---|--:|--:|--:|"
    for name, a, b in paid(finding):
        yield row(name, pounds(a), pounds(b), pounds(b - a))
    yield ""
    yield f"{gained(finding)}."
    yield ""
    yield f"Seen before: {seen(check)}"
    yield ""
    yield f"What usually helps: {helps(check, finding)}"
    if finding.mend:
        yield from _edits(finding.mend.edits)
        yield ""
        yield f"{REMOVES[finding.mend.removes]}{finding.mend.says}"
    if finding.accepted:
        yield from ("", f"The contract accepts this: {finding.accepted}")


def _edits(edits: Iterable[Edit]) -> Iterator[str]:
    for edit in edits:
        block, instead = place(edit)
        yield from ("", f"In `{block}`{instead}:", "", "```ocdsl", edit.text.strip("\n"), "```")
