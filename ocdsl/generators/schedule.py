"""The payment schedule as an Excel workbook: the payments at a glance, and every term of each."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ocdsl.generators.sentences import Sentences
from ocdsl.generators.workbooks import HEAD, WRAPPED, for_print, workbook, write_row
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph
from ocdsl.rules.wording.clauses import Group, Table

_GLANCE = "section.glance"
_GLANCE_WIDTHS, _TERM_WIDTHS = (36, 70, 24), (10, 36, 110)
"""Widths of the columns, in characters."""
_TERMS = ("section.payment", "section.caps", "section.splits", "section.order")
"""The sections that say what is paid, when, and within which limits."""


def schedule_workbook(contract: Contract, graph: Graph) -> bytes:
    """The workbook: the same contract gives the same bytes."""
    sentences, made = Sentences.of(contract, graph), BytesIO()
    with workbook(made, f"{contract.title}: payment schedule") as book:
        _glance(book, contract, sentences)
        _terms(book, sentences)
    return made.getvalue()


def _glance(book: Any, contract: Contract, sentences: Sentences) -> None:
    """Each payment, what it is for and its amount."""
    sheet, place = book.add_worksheet("Payments"), 3
    head, wrapped = book.add_format(HEAD), book.add_format(WRAPPED)
    for column, width in enumerate(_GLANCE_WIDTHS):
        sheet.set_column(column, column, width)
    title = book.add_format({"bold": True, "font_size": 14})
    sheet.write_string(0, 0, f"{contract.title}: payment schedule", title)
    made = f"Made from the contract text {contract.source.digest}."
    sheet.write_string(1, 0, made, book.add_format())
    for table in _tables(sentences):
        for column, text in enumerate(table.headings):
            sheet.write_string(place, column, sentences.text(text), head)
        for row in table.rows:
            place += 1
            write_row(sheet, place, [sentences.text(c) for c in row], _GLANCE_WIDTHS, wrapped)
        place += 2
    for_print(sheet)


def _tables(sentences: Sentences) -> Iterator[Table]:
    for group in sentences.groups("section.payment"):
        if group.anchor == _GLANCE:
            yield from (part.table for part in group.paragraphs if part.table is not None)


def _terms(book: Any, sentences: Sentences) -> None:
    """Every clause of the sections on payment, with its number in the specification."""
    sheet = book.add_worksheet("Terms")
    head, wrapped = book.add_format(HEAD), book.add_format(WRAPPED)
    for column, width in enumerate(_TERM_WIDTHS):
        sheet.set_column(column, column, width)
    write_row(sheet, 0, ("Clause", "About", "Term"), _TERM_WIDTHS, head)
    for place, row in enumerate(_rows(sentences), 1):
        write_row(sheet, place, row, _TERM_WIDTHS, wrapped)
    sheet.freeze_panes(1, 0)
    for_print(sheet, headed=True)


def _rows(sentences: Sentences) -> Iterator[tuple[str, str, str]]:
    for anchor in _TERMS:
        section = sentences.section(anchor)
        if section is None:
            continue
        heading, number = sentences.text(section.title), 0
        for part in section.body:
            if not isinstance(part, Group):
                number += not part.note
                own = "" if part.note else f"{sentences.number(anchor)}.{number}"
                yield from ((own, heading, line) for line in sentences.lines(part))
                continue
            number += 1
            if part.anchor != _GLANCE:
                yield from _of_group(sentences, part)


def _of_group(sentences: Sentences, group: Group) -> Iterator[tuple[str, str, str]]:
    number = 0
    for part in group.paragraphs:
        number += not part.note
        own = "" if part.note else f"{sentences.number(group.anchor)}.{number}"
        yield from ((own, sentences.text(group.title), line) for line in sentences.lines(part))
