"""The annexes: the contract's text by its lines, where its clauses stand, and what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from ocdsl.generators.specification.flow import Flow, Place
from ocdsl.generators.specification.runs import run, runs, tab
from ocdsl.generators.specification.tables import table_xml
from ocdsl.model.contract import Contract
from ocdsl.rules.wording.clauses import Ref, Table, say
from ocdsl.rules.wording.language import Language
from ocdsl.rules.wording.page_words import PageWords
from ocdsl.rules.wording.standard import last_page


def annexes(words: PageWords) -> tuple[tuple[str, str, str], ...]:
    """The bookmark, the label and the title of each annex, in their order."""
    titles = (
        ("annex_text", words.annex_text),
        ("annex_places", words.annex_places),
        ("annex_questions", words.annex_questions),
    )
    return tuple(
        (mark, f"{words.annex} {letter}", title)
        for letter, (mark, title) in zip("ABC", titles, strict=True)
    )


def contract_text(contract: Contract) -> Iterator[str]:
    """Each line of the contract as it is printed.

    Comments are never printed (law 6): a line that is only a comment is empty here.
    """
    comments = {c.span.line: c.span.column - 1 for c in contract.tree.comments}
    lines = contract.source.text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    for number, line in enumerate(lines, 1):
        yield line[: comments.get(number)].rstrip().removeprefix("\ufeff")


def contract_lines(contract: Contract, language: Language) -> Iterator[Markup]:
    """The runs of each line of the contract in its own language, tabs kept; Word numbers them."""
    for line in contract_text(contract):
        parts = line.split("\t")
        tag = language.of_contracts
        yield Markup(tab().join(run(part, language=tag) if part else "" for part in parts))


def places_of(places: Iterable[Place]) -> Table:
    """Every clause of the contract that has a clause here, in the order of the contract."""
    rows = tuple(
        ((str(p.line),), (p.identity,), (Ref(p.anchor),))
        for p in sorted(dict.fromkeys(places), key=lambda p: (p.line, p.identity))
    )
    heads = (say("Line"), say("Clause of the contract text"), say("Clause here"))
    return Table(heads, rows, (1, 8, 2))


def places_table(flow: Flow, language: Language) -> Markup:
    """The same as Word shows it: small, over the whole width."""
    table = language.table(places_of(flow.places))
    return table_xml(table, flow.numbers.reference, flow.setting, small=True)


def questions(contract: Contract, flow: Flow, language: Language) -> tuple[Markup, Markup]:
    """What the last page says of the questions still open, and its table, empty without any."""
    page = language.paragraph(last_page(contract))
    said = runs(page.text, flow.numbers.reference)
    if page.table is None:
        return said, Markup()
    return said, table_xml(page.table, flow.numbers.reference, flow.setting, small=True)
