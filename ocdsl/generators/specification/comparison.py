"""What changes from one text of a contract to another, as a document a board can read.

Each clause whose wording differs stands before and after, with the words that differ marked; the
numbers are those of the new wording.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from attrs import frozen

from ocdsl.generators.specification.document import document_bytes, paragraph
from ocdsl.generators.specification.runs import field, run, tab
from ocdsl.generators.specification.setting import PLAIN_SETTING
from ocdsl.generators.specification.tables import grid_of, grid_xml
from ocdsl.generators.specification.verify import ClauseDiffers

_UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_KIND = "What changes, clause by clause"


@frozen
class Money:
    """What is owed otherwise: a row for each provider and period, amounts as text."""

    rows: tuple[tuple[str, str, str, str, str], ...]


@frozen
class Changes:
    """All that a comparison says. Digests pin the two texts."""

    title: str
    commissioner: str
    before: str
    after: str
    sentences: tuple[str, ...]
    clauses: tuple[ClauseDiffers, ...]
    money: Money | None = None
    """None when no log was compared."""


def comparison_bytes(changes: Changes) -> bytes:
    """The Word file: the same changes give the same bytes."""
    header = paragraph("Header", run(changes.title) + tab() + run(_KIND))
    shown = f"Contract text {_short(changes.before)} and {_short(changes.after)}"
    pages = run("Page ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")
    footer = paragraph("Footer", run(shown) + tab() + pages)
    return document_bytes("".join(_body(changes)), header, footer)


def _body(changes: Changes) -> Iterator[str]:
    yield paragraph("CoverOwner", run(changes.commissioner))
    yield paragraph("Title", run(changes.title))
    yield paragraph("Subtitle", run(_KIND))
    yield paragraph("BodyText", run(f"Before: contract text {_short(changes.before)}"))
    yield paragraph("BodyText", run(f"After: contract text {_short(changes.after)}"))
    yield _heading("In short", "<w:pageBreakBefore/>")
    for sentence in changes.sentences or ("No clause of the contract differs.",):
        yield paragraph("BodyText", run(sentence))
    yield _heading("The wording before and after")
    yield from _wording(changes.clauses)
    if changes.money is not None:
        yield _heading("What is owed otherwise")
        yield from _owed(changes.money)
    yield _heading("The two texts")
    yield paragraph("BodyText", run("A digest changes with every sign of the text it is of."))
    for when, digest in (("Before", changes.before), ("After", changes.after)):
        yield paragraph("TableSmall", run(f"{when}: {digest}"))


def _heading(text: str, properties: str = "") -> str:
    # The order is Word's: a page break before, then the number that is taken away.
    return paragraph("Heading1", run(text), properties + _UNNUMBERED)


def _wording(clauses: Sequence[ClauseDiffers]) -> Iterator[str]:
    if not clauses:
        yield paragraph("BodyText", run("No clause of the specification is worded otherwise."))
        return
    yield paragraph(
        "BodyText",
        run("Words that are taken out are ") + run("struck through", "TakenOut")
        + run("; words that are put in are ") + run("underlined", "PutIn") + run("."),
    )  # fmt: skip
    rows = [(run(c.place), *marked(c.document, c.contract)) for c in clauses]
    yield str(grid_xml(grid_of(("Clause", "Before", "After"), rows, (2, 7, 7)), PLAIN_SETTING))
    yield paragraph("AfterTable", "")


def marked(before: str, after: str) -> tuple[str, str]:
    """The runs of two wordings, each with the words that the other has not marked."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    sides: tuple[list[str], list[str]] = ([], [])
    for kind, first, last, start, end in matcher.get_opcodes():
        same = kind == "equal"
        for pieces, words, style in (
            (sides[0], old[first:last], "TakenOut"),
            (sides[1], new[start:end], "PutIn"),
        ):
            if words:
                pieces.append(run(" ".join(words), "" if same else style))
    return run(" ").join(sides[0]), run(" ").join(sides[1])


def _owed(money: Money) -> Iterator[str]:
    if not money.rows:
        yield paragraph("BodyText", run("For the log compared, nothing is owed otherwise."))
        return
    yield paragraph(
        "BodyText",
        run("For the log compared, by provider and by the period in which it is payable."),
    )
    heads = ("Provider", "Period", "Before", "After", "Difference")
    rows = [[run(cell) for cell in row] for row in money.rows]
    yield str(grid_xml(grid_of(heads, rows, (4, 6, 3, 3, 3), (2, 3, 4)), PLAIN_SETTING))
    yield paragraph("AfterTable", "")


def _short(digest: str) -> str:
    return digest.removeprefix("sha256:")[:12]
