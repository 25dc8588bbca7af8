"""A report of the incentive search as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ocdsl.base.money import pounds
from ocdsl.incentives.check import Finding
from ocdsl.incentives.checks import entry
from ocdsl.incentives.render.hypertext import paragraph, table, titled, whole_page
from ocdsl.incentives.render.shown import (
    NO_SAFETY,
    REMOVES,
    counted,
    gained,
    heading,
    idle_words,
    paid,
    quoted,
    seen,
    side_by_side,
    status_of,
)
from ocdsl.incentives.search import Report
from ocdsl.model.contract import Contract


def to_html(contract: Contract, report: Report) -> str:
    """The report as a page: every verdict in a table, then each finding as a story."""
    parts = [
        f"<p><code>{report.contract_digest}</code></p>",
        paragraph(counted(report)),
        paragraph(NO_SAFETY),
        table(("", "entry", "verdict", ""), _verdicts(report)),
        *(paragraph(idle_words(*pair)) for pair in report.idle),
    ]
    for code, finding in report.findings:
        parts += _finding(contract, code, finding)
    return whole_page(f"Perverse incentives of {contract.title}", parts)


def _verdicts(report: Report) -> Iterator[tuple[str, ...]]:
    for verdict in report.verdicts:
        yield verdict.check, entry(verdict.check).name, status_of(verdict), verdict.detail


def _finding(contract: Contract, code: str, finding: Finding) -> Iterator[str]:
    check, mend = entry(code), finding.mend
    yield titled(heading(check, finding))
    yield paragraph(f"{finding.story} It comes from {quoted(contract, finding)}")
    logs = (
        (who, "\n".join(a), "the same" if a == b else "\n".join(b))
        for who, a, b in side_by_side(finding)
    )
    yield table(("who", "log 1", "log 2"), logs)
    money = ((name, pounds(a), pounds(b), pounds(b - a)) for name, a, b in paid(finding))
    yield table(("owed", "log 1", "log 2", "more"), money)
    yield paragraph(f"{gained(finding)}.")
    yield paragraph(f"Seen before: {seen(check)}")
    yield paragraph(f"What usually helps: {check.mitigation}")
    if mend:
        for edit in mend.edits:
            yield f"<p>In <code>{escape(edit.block)}</code>:</p><pre>{escape(edit.text)}</pre>"
        yield paragraph(f"{REMOVES[mend.removes]}{mend.says}")
    if finding.accepted:
        yield paragraph(f"The contract accepts this: {finding.accepted}")
