"""Examples, accepted findings and sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ocdsl.model.build.block_parts import common, must
from ocdsl.model.clauses import every, named_in, only, texts
from ocdsl.model.contract import Acceptance, Event, Example, ExampleRow, Expectation, Section
from ocdsl.model.kinds import scalar_in_log
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def build_example(block: tree.Block, events: Mapping[str, Event], provider: str) -> Example:
    """An `example` block; `provider` is the one meant where the log names none."""
    rows = tuple(
        _row(row, log.table.headings, (block.name.text, provider), events)
        for log in every(block, tree.Log)
        for row in log.table.rows
    )
    expects = tuple(_expectation(e) for e in every(block, tree.Expect))
    as_at = only(block, tree.AsAt)
    return Example(
        **common(block),
        rows=rows,
        expects=expects,
        as_at=as_at.day.ordinal if as_at else max(_days_named(rows, expects), default=0),
    )


def _row(
    cells: tuple[ph.Cell, ...],
    headings: tuple[str, ...],
    default: tuple[str, str],
    events: Mapping[str, Event],
) -> ExampleRow:
    by_heading = dict(zip(headings, cells, strict=False))
    event = _text(by_heading["event"], "")
    about = events[event].about
    day = _day(by_heading["date"]) or 0
    return ExampleRow(
        day=day,
        recorded=_day(by_heading.get("recorded")) or day,
        event=event,
        person=_text(by_heading.get("person"), default[0] if about == "person" else ""),
        provider=_text(by_heading.get("provider"), "" if about == "contract" else default[1]),
        values=tuple(_values(by_heading.get("detail"), events[event])),
        span=by_heading["date"].span,
    )


def _text(cell: ph.Cell | None, otherwise: str) -> str:
    """The name in a cell; what is meant otherwise when it is blank."""
    name = named_in(cell)
    return name.text if name else otherwise


def _day(cell: ph.Cell | None) -> int | None:
    return cell.content.ordinal if cell and isinstance(cell.content, ph.Day) else None


def _values(cell: ph.Cell | None, event: Event) -> Iterator[tuple[str, str]]:
    facts = cell.content.items if cell and isinstance(cell.content, ph.Facts) else ()
    for fact in facts:
        field = event.field(fact.field.text)
        yield fact.field.text, scalar_in_log(fact.value, field.kind if field else "")


def _expectation(clause: tree.Expect) -> Expectation:
    days = {which: day.ordinal for which, day in clause.dates}
    return Expectation(
        payment=clause.payment.text,
        pence=clause.amount.pence,
        status=clause.status.replace(" ", "-") or "payable",
        person=clause.person.text if clause.person else None,
        earned_on=days.get("earned"),
        payable_on=days.get("payable"),
        span=clause.span,
    )


def _days_named(rows: tuple[ExampleRow, ...], expects: tuple[Expectation, ...]) -> Iterator[int]:
    for row in rows:
        yield from (row.day, row.recorded)
    for expected in expects:
        yield from (day for day in (expected.earned_on, expected.payable_on) if day is not None)


def build_acceptance(block: tree.Block) -> Acceptance:
    """An `accept` block."""
    clause = only(block, tree.Finding) or must(block, tree.DiagnosticCode)
    of_search = isinstance(clause, tree.Finding)
    return Acceptance(
        **common(block),
        finding=clause.code if of_search else "",
        diagnostic="" if of_search else clause.code,
        on=clause.on.text if clause.on else "",
        because=" ".join(texts(block, "because")),
    )


def build_section(block: tree.Block) -> Section:
    """A `section` block: prose for the specification."""
    return Section(**common(block), paragraphs=texts(block, "text"))
