"""A report of the incentive search as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ocdsl.base.money import pounds
from ocdsl.drawing.svg import to_svg
from ocdsl.incentives.check import Edit, Finding
from ocdsl.incentives.checks import entry
from ocdsl.incentives.register import register_of
from ocdsl.incentives.render.hypertext import paragraph, table, titled, whole_page
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
from ocdsl.model.chart_plot import chart_drawn
from ocdsl.model.contract import Contract
from ocdsl.model.register import MARKS, Register, Risk


def to_html(contract: Contract, report: Report) -> str:
    """The report as a page: every verdict in a table, then each finding as a story."""
    parts = [
        f"<p><code>{report.contract_digest}</code></p>",
        paragraph(counted(report)),
        paragraph(NO_SAFETY),
        table(("", "entry", "verdict", ""), _verdicts(report)),
        *(paragraph(idle_words(*pair)) for pair in report.idle),
        *_register(register_of(contract, report)),
    ]
    for code, finding in report.findings:
        parts += _finding(contract, code, finding)
    return whole_page(f"Perverse incentives of {contract.title}", parts)


_CHART_WIDTH = 10_800


def _register(register: Register) -> Iterator[str]:
    """The risks in one table, and the charts of what is paid."""
    if register.risks:
        yield titled("The risk register")
        yield table(_HEADS, (_risk(risk) for risk in register.risks))
    for number, chart in enumerate(register.charts, 1):
        yield titled(chart.title)
        words = escape(chart.alternative)
        drawing = chart_drawn(chart, _CHART_WIDTH)
        drawn = to_svg(drawing, f"chart-{number}", chart.title, chart.alternative)
        yield f"<figure>{drawn}<figcaption>{words}</figcaption></figure>"
    if register.charts:
        yield paragraph(MARKS)


_HEADS = ("risk", "who gains", "worth", "what usually helps", "accepted")


def _risk(risk: Risk) -> tuple[str, ...]:
    accepted = f"By {risk.accepted_by}: {risk.accepted}" if risk.accepted else "Not accepted."
    named = f"{risk.code} {risk.name}: {risk.on} {risk.where}".rstrip()
    lines = "".join(f"\n{line}" for line in risk.lines)
    removes = {True: "\nThat removes it.", False: "\nThat does not remove it.", None: ""}
    return (
        f"{named} ({risk.severity})\n{risk.story}",
        risk.gainer,
        pounds(risk.gain),
        f"{risk.helps}{lines}{removes[risk.removes]}",
        accepted,
    )


def _verdicts(report: Report) -> Iterator[tuple[str, ...]]:
    for verdict in report.verdicts:
        yield verdict.check, entry(verdict.check).name, status_of(verdict), verdict.detail


def _finding(contract: Contract, code: str, finding: Finding) -> Iterator[str]:
    check, mend = entry(code), finding.mend
    yield titled(heading(check, finding))
    yield paragraph(f"{finding.story} It comes from {quoted(contract, finding)}")
    if lines := otherwise(contract, finding):
        yield paragraph(f"{OTHERWISE}.")
        yield from _edits(lines)
    logs = (
        (who, "\n".join(a), "the same" if a == b else "\n".join(b))
        for who, a, b in side_by_side(finding)
    )
    yield table(("who", "log 1", "log 2"), logs)
    money = ((name, pounds(a), pounds(b), pounds(b - a)) for name, a, b in paid(finding))
    yield table(("owed", "log 1", "log 2", "more"), money)
    yield paragraph(f"{gained(finding)}.")
    yield paragraph(f"Seen before: {seen(check)}")
    yield paragraph(f"What usually helps: {helps(check, finding)}")
    if mend:
        yield from _edits(mend.edits)
        yield paragraph(f"{REMOVES[mend.removes]}{mend.says}")
    if finding.accepted:
        yield paragraph(f"The contract accepts this: {finding.accepted}")


def _edits(edits: Iterable[Edit]) -> Iterator[str]:
    for edit in edits:
        words = escape(edit.text.strip("\n"))
        block, instead = place(edit)
        yield f"<p>In <code>{escape(block)}</code>{instead}:</p><pre>{words}</pre>"
