"""Every figure of every shipped specification is accounted for, in the clause that it stands in.

A figure is the contract's own (written in the blocks that the clause words, or following from one
there), an engine's (in a worked example), a source's (in a standard clause), or the page's (the
digest, the versions).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ocdsl.drawing.shapes import Drawing
from ocdsl.generators.specification.flow import Flow
from ocdsl.generators.specification.specification import sections_of
from ocdsl.model.contract import Contract
from ocdsl.model.register import Chart
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.clauses import Group, Paragraph, Section, aside, plain
from ocdsl.rules.wording.standard.catalogue import catalogue
from tests.specification import accounts, made
from tests.specification.reading import paragraphs
from tests.specification.test_word import every_contract, word

EVERY_BLOCK = {"section.glance", "section.terms", "section.returns", "section.library"}
"""Parts that speak of the whole contract: tables of payments and terms, columns of a record."""
FIXED = (
    ("2015", "National Audit Office", "the year of the NAO's Payment by results, HC 86"),
    ("100", "percentage", "a percentage is of a hundred"),
)
"""Figures that our own sentences bring: each with words that stand beside it, and its source."""
APART = {"ContractLine", "TOC1", "TOC2", "TOC3"}
# The contents are numbers alone, and the annexes count the contract's own lines.
PICTURE = ("Figure", "")
"""Styles of a drawing's paragraph and of those in its boxes."""


@cache
def contract_of(folder: Path) -> Contract:
    return made.contract((folder / "contract.ocdsl").read_text(encoding="utf-8"))


@cache
def sections(folder: Path) -> tuple[Section, ...]:
    contract = contract_of(folder)
    return sections_of(contract, lower(contract), made.worked, made.edition(contract))


def parts(folder: Path) -> Iterator[tuple[str, str, Paragraph]]:
    """Each paragraph with the anchors of its section and of its group."""
    for section in sections(folder):
        for part in section.body:
            if isinstance(part, Group):
                yield from ((section.anchor, part.anchor, p) for p in part.paragraphs)
            else:
                yield section.anchor, "", part


def known(contract: Contract, section: str, group: str, paragraph: Paragraph) -> set[str]:
    """The figures that a paragraph may hold, by where each comes from."""
    texts = accounts.texts_of(contract.source.text)
    blocks = {clause.block for clause in paragraph.clauses}
    whole = {section, group} & EVERY_BLOCK or paragraph.figure is not None
    near = texts.whole if whole else texts.near(blocks)
    allowed = {*accounts.figures(near), *accounts.derived(contract, near)}
    if paragraph.figure is not None and isinstance(paragraph.figure.picture, Chart):
        allowed |= accounts.of_a_chart(near) | accounts.of_parts(near)
    for example in contract.examples:
        if section == "section.examples" and aside("example", example) == group:
            allowed |= accounts.of_example(contract, example)
    if group == "section.cash-flow" and (flow := made.edition(contract).cash_flow):
        allowed |= accounts.of_cash_flow(flow)
    for clause in catalogue().clauses():
        if clause.anchor == group or (clause.section and group.endswith(clause.section)):
            allowed |= accounts.of_clause(clause)
    text = " ".join(plain(words) for words in accounts.said(paragraph))
    return allowed | {figure for figure, beside, _ in FIXED if beside.lower() in text.lower()}


@every_contract
def test_every_figure_of_a_clause_comes_from_what_the_clause_words(folder: Path) -> None:
    contract = contract_of(folder)
    strange = [
        (section, group, figure, plain(paragraph.text)[:80])
        for section, group, paragraph in parts(folder)
        for figure in accounts.told(paragraph) - known(contract, section, group, paragraph)
    ]
    assert strange == []


@every_contract
def test_every_figure_of_the_document_is_a_clauses_or_the_pages(folder: Path) -> None:
    contract = contract_of(folder)
    told = {figure for _, _, paragraph in parts(folder) for figure in accounts.told(paragraph)}
    headings = accounts.figures(accounts.texts_of(contract.source.text).near(()))
    allowed = {*told, *headings, *accounts.of_the_page(contract), *accounts.derived(contract, "")}
    drawn = {text for texts in axes_of(folder) for text in ("".join(texts), *texts)}
    lines = {str(n + 1) for n in range(len(contract.source.text.splitlines()))}
    annexes = lines | accounts.of_the_questions()
    strange = [
        (figure, seen.style, seen.typed[:80])
        for seen in paragraphs(word(folder))
        if seen.style not in APART and (seen.style not in PICTURE or seen.typed not in drawn)
        for figure in accounts.figures(seen.typed)
        if figure not in (allowed | annexes if seen.style == "TableSmall" else allowed)
    ]
    assert strange == []


def axes_of(folder: Path) -> Iterator[tuple[str, ...]]:
    """The words in the picture of the cash flow: a document has each, and all without spaces."""
    for _, group, paragraph in parts(folder):
        if group == "section.cash-flow" and paragraph.figure:
            assert isinstance(paragraph.figure.picture, Drawing)
            yield tuple(paragraph.figure.picture.text)


def test_the_axes_of_the_cash_flow_have_round_figures() -> None:
    folder = made.SHIPPED.parent
    flow = made.edition(contract_of(folder)).cash_flow
    assert flow is not None
    (texts,) = axes_of(folder)
    told = {figure for text in texts for figure in accounts.figures(text)}
    assert told <= accounts.of_its_axes(flow) | {str(flow.passes)}


def test_the_account_would_see_a_figure_from_nowhere() -> None:
    folder = made.SHIPPED.parent
    contract = contract_of(folder)
    section, group, paragraph = next(
        each for each in parts(folder) if each[1] == "outcome-fee" and accounts.told(each[2])
    )
    allowed = known(contract, section, group, paragraph)
    for figure in ("£1,575.01", "16%", "9 weeks", "31 August 2026"):
        assert not set(accounts.figures(figure)) & allowed


def test_no_fixed_figure_is_excused_that_is_not_there() -> None:
    everything = " ".join(
        plain(words)
        for folder in sorted((made.ROOT / "contracts").glob("*/contract.ocdsl"))
        for _, _, paragraph in parts(folder.parent)
        for words in accounts.said(paragraph)
    )
    for figure, beside, _ in FIXED:
        assert figure in everything and beside in everything


# ---- the other way


TOLD_IN_WORDS = {
    "100%": "the whole of the payment",
    "24": "31 December 2021",
    "0": "to the nearest whole number|, and the contract with it",
}
"""Patterns of what tells a figure otherwise: all of it, the day that ends a tail, or that there is
none, and no places."""


@every_contract
def test_every_figure_of_the_contract_is_told_where_its_block_is_worded(folder: Path) -> None:
    contract = contract_of(folder)
    told: dict[str, set[str]] = defaultdict(set)
    words: dict[str, str] = defaultdict(str)
    for _, group, paragraph in parts(folder):
        for block in {clause.block for clause in paragraph.clauses} | {group}:
            told[block] |= accounts.told(paragraph)
            words[block] += " ".join(plain(each) for each in accounts.said(paragraph))
    untold = [
        (name, figure)
        for name, text in accounts.texts_of(contract.source.text).blocks.items()
        if not name or name in words
        for figure in figures_written(text)
        if not forms_of(figure) & told[name or contract.name]
        and not re.search(TOLD_IN_WORDS.get(figure, "not told"), words[name or contract.name])
    ]
    assert untold == []


def figures_written(text: str) -> set[str]:
    """The figures of a block's lines: not of its heading, of names, nor of what a remark says."""
    if re.match("(example|library|use|accept|assume) ", text):
        return set()
    body = re.sub(r"^[a-z].*|#.*|(?<=[a-z])-\d+", "", text, flags=re.MULTILINE)
    first = text.split("\n", 1)[0] if text.startswith("contract ") else ""
    return set(accounts.figures(body)) | set(accounts.figures(first.rpartition('"')[2]))


def forms_of(figure: str) -> set[str]:
    """A figure, and how the limits of a field tell it: nothing, and a part of a hundred."""
    return {figure, "0" if figure == "£0.00" else figure.removesuffix("%")}


@every_contract
def test_every_clause_of_the_contract_is_present(folder: Path) -> None:
    contract = contract_of(folder)
    there = {clause.identity for _, _, p in parts(folder) for clause in p.clauses}
    rules = {node.clause.identity for node in lower(contract).nodes.values()}
    assert rules - there == set()
    blocks = [contract, *contract.sections, *contract.suitability, *contract.logic_models]
    for name in ("events", "cohorts", "outcomes", "measures", "payments", "caps", "splits",
                 "spells", "gates", "cards", "calculations"):  # fmt: skip
        blocks += getattr(contract, name).values()
    blocks += contract.acceptances
    written = {c.identity for b in blocks for c in (b.clause, *b.clauses.values())}
    examples = {aside("example", e) for e in contract.examples}
    assert written - there == set()
    assert examples <= {group for _, group, _ in parts(folder)}


def test_two_blocks_of_one_name_stand_each_at_its_own_clause() -> None:
    folder = made.ROOT / "contracts" / "reablement-at-home"
    flow = Flow(sections(folder))
    found = {p.line: flow.numbers.numbers[p.anchor] for p in flow.places if "." not in p.identity}
    lines = {b.clause.line: b.title for b in (contract_of(folder).events["assessment"],
             *(s for s in contract_of(folder).sections if s.name == "assessment"))}  # fmt: skip
    assert [(lines[n], found[n]) for n in sorted(lines)] == [
        ("Independence assessment", "2.4.1"), ("Assessment", "5.1")
    ]  # fmt: skip
