"""A report of the incentive search as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ocdsl.base.money import pounds
from ocdsl.incentives.check import Finding
from ocdsl.incentives.checks import entry
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

_STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
th, td { border: 1px solid #767676; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.money { text-align: right; white-space: nowrap; }
pre { background: #f3f3f3; padding: .6rem; overflow-x: auto; }
"""


def to_html(contract: Contract, report: Report) -> str:
    """The report as a page: every verdict in a table, then each finding as a story."""
    title = escape(f"Perverse incentives of {contract.title}")
    parts = [
        "<!doctype html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1>",
        f"<p><code>{report.contract_digest}</code></p>",
        _p(counted(report)),
        _p(NO_SAFETY),
        _table(("", "entry", "verdict", ""), _verdicts(report)),
        *(_p(idle_words(*pair)) for pair in report.idle),
    ]
    for code, finding in report.findings:
        parts += _finding(contract, code, finding)
    return "\n".join([*parts, "</main></body></html>"]) + "\n"


def _p(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
    body = "\n".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _cell(text: str) -> str:
    money = ' class="money"' if text.lstrip("-").startswith("£") else ""
    return f"<td{money}>{escape(text).replace(chr(10), '<br>')}</td>"


def _verdicts(report: Report) -> Iterator[tuple[str, ...]]:
    for verdict in report.verdicts:
        yield verdict.check, entry(verdict.check).name, status_of(verdict), verdict.detail


def _finding(contract: Contract, code: str, finding: Finding) -> Iterator[str]:
    check, mend = entry(code), finding.mend
    yield f"<h2>{escape(heading(check, finding))}</h2>"
    yield _p(f"{finding.story} It comes from {quoted(contract, finding)}")
    logs = (
        (who, "\n".join(a), "the same" if a == b else "\n".join(b))
        for who, a, b in side_by_side(finding)
    )
    yield _table(("who", "log 1", "log 2"), logs)
    money = ((name, pounds(a), pounds(b), pounds(b - a)) for name, a, b in paid(finding))
    yield _table(("owed", "log 1", "log 2", "more"), money)
    yield _p(f"{gained(finding)}.")
    yield _p(f"Seen before: {seen(check)}")
    yield _p(f"What usually helps: {check.mitigation}")
    if mend:
        for edit in mend.edits:
            yield f"<p>In <code>{escape(edit.block)}</code>:</p><pre>{escape(edit.text)}</pre>"
        yield _p(f"{REMOVES[mend.removes]}{mend.says}")
    if finding.accepted:
        yield _p(f"The contract accepts this: {finding.accepted}")
