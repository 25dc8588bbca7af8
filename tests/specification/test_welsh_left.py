"""No English of ours is left in a Welsh document: read from the file itself, not from its tree.

What is marked as English is the contract's own and may stand; so may its names where a file cannot
mark them, as on the cover and in pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html

from ocdsl.generators.specification import page_bytes
from ocdsl.generators.specification.package import packed, unpacked
from ocdsl.model.contract import Contract
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.edition import Edition
from tests.specification import made
from tests.specification.reading import W
from tests.specification.test_welsh import ENGLISH_WORDS, NAMED

NAMES = ("home-care-population", "home-care-rewards", "home-care-standards", "reablement-at-home")
every_document = pytest.mark.parametrize("name", NAMES)
ENGLISH = "en-GB"


@cache
def contract(name: str) -> Contract:
    path = made.ROOT / "contracts" / name / "contract.ocdsl"
    return made.contract(path.read_text(encoding="utf-8"))


@cache
def word(name: str) -> bytes:
    """The document that ships, with the cash flow where it is known."""
    return (made.ROOT / "generated" / name / f"{name}-cy.docx").read_bytes()


@cache
def page(name: str) -> bytes:
    model = contract(name)
    return page_bytes(model, lower(model), made.worked, Edition(language="cy"))


# ---- what a Word file says, but for what it marks as English


def said_in_word(docx: bytes) -> Iterator[str]:
    """Each paragraph, each picture as a whole, and what each picture is told as."""
    for part, content in unpacked(docx).items():
        if not re.fullmatch(r"word/(document|header\d|footer\d|charts/\w+)\.xml", part):
            continue
        root = etree.fromstring(content)
        if "charts" in part:
            yield " ".join(e.text or "" for e in root.iter("{*}t", "{*}v"))
        for drawing in root.iter(f"{W}drawing"):
            yield " ".join(said_by(p) for p in drawing.iter(f"{W}p"))
            yield from (str(e.get("descr")) for e in drawing.iter("{*}docPr"))
        for paragraph in root.iter(f"{W}p"):
            if _drawing(paragraph) is None:
                yield said_by(paragraph)


def said_by(paragraph: etree._Element) -> str:
    """The runs of its own that are not marked as English."""
    own = _drawing(paragraph)
    runs = (r for r in paragraph.iter(f"{W}r") if _drawing(r) is own and not _is_english(r))
    parts = (part for run in runs for part in run.iterchildren(f"{W}t", f"{W}br", f"{W}tab"))
    return "".join((part.text or "") if part.tag == f"{W}t" else " " for part in parts)


def _drawing(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(f"{W}drawing"), None)


def _is_english(run: etree._Element) -> bool:
    return any(e.get(f"{W}val") == ENGLISH for e in run.iterfind(f"{W}rPr/{W}lang"))


# ---- what a web page says


def said_on_page(content: bytes) -> Iterator[str]:
    root = html.document_fromstring(content)
    for element in root.iter():
        if element.tag in ("p", "li", "td", "th", "h1", "h2", "h3", "h4", "figcaption", "a", "dt"):
            parts = element.xpath(f".//text()[not(ancestor::*[@lang='{ENGLISH}'])]")
            yield " ".join("".join(parts).split())
        elif element.tag == "svg":
            yield " ".join(" ".join(element.itertext()).split())


# ---- English of ours


def english_left(texts: Iterator[str], contract: Contract) -> list[str]:
    """Texts with a word that only English has, once the names of the contract are taken out."""
    names = sorted(_names(contract), key=len, reverse=True)
    named = re.compile("|".join(map(re.escape, names)), re.IGNORECASE)
    left = []
    for text in texts:
        words = re.findall(r"[^\W\d_]+", named.sub(" ", text).lower())
        if ENGLISH_WORDS.intersection(words):
            left.append(text)
    return left


def _names(contract: Contract) -> Iterator[str]:
    """All that stands in quotes in a contract, its texts, and its names as words."""
    source = contract.source.text
    yield from NAMED
    yield from re.findall(r'"([^"]+)"', source)
    for line in source.splitlines():
        yield from (
            part for part in re.split(r"^\s*[\w-]+(?: [\w-]+)?\s\s+", line) if len(part) > 3
        )
    yield from (name.replace("-", " ") for name in re.findall(r"[a-z]+(?:-[a-z0-9]+)+", source))
    yield from re.findall(r"[a-z]+(?:-[a-z0-9]+)+", source)


@every_document
def test_no_english_of_ours_is_left_in_word(name: str) -> None:
    assert english_left(said_in_word(word(name)), contract(name)) == []


@every_document
def test_no_english_of_ours_is_left_on_the_page(name: str) -> None:
    assert english_left(said_on_page(page(name)), contract(name)) == []


# ---- and the test can fail


@pytest.mark.parametrize(
    ("welsh", "english"),
    [
        ("Cynnwys", "What is in it"),
        ("Yr hyn a ddaw ohono", "What becomes of it"),
        ("yn ddiweddarach", "days later than that"),
        ("o’r brig i lawr", "from the top down"),
    ],
)
def test_a_spoilt_document_is_found(welsh: str, english: str) -> None:
    parts = unpacked(word("reablement-at-home"))
    body = parts["word/document.xml"].decode("utf-8")
    assert welsh in body
    parts["word/document.xml"] = body.replace(welsh, english, 1).encode("utf-8")
    found = english_left(said_in_word(packed(parts)), contract("reablement-at-home"))
    assert found and all(english in text for text in found)


def test_english_that_is_not_marked_is_found() -> None:
    parts = unpacked(word("reablement-at-home"))
    body = parts["word/document.xml"].decode("utf-8")
    text = "The provider is paid for it, and that is all."
    spoilt = body.replace("</w:r></w:p>", f"</w:r><w:r><w:t>{text}</w:t></w:r></w:p>", 1)
    parts["word/document.xml"] = spoilt.encode("utf-8")
    (found,) = english_left(said_in_word(packed(parts)), contract("reablement-at-home"))
    assert found.endswith(text)


def test_a_spoilt_page_is_found() -> None:
    content = page("reablement-at-home").decode("utf-8")
    spoilt = content.replace(">Cynnwys<", ">What is in it<", 1)
    assert spoilt != content
    assert english_left(said_on_page(spoilt.encode("utf-8")), contract("reablement-at-home")) == [
        "What is in it"
    ]


def test_the_contracts_that_ship_in_welsh_are_these() -> None:
    kept = made.ROOT / "generated"
    assert tuple(sorted(Path(p).parent.name for p in kept.glob("*/*-cy.docx"))) == NAMES
