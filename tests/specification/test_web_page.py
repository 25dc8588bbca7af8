"""The web page of each shipped contract says what its Word document says, and is fit to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from ocdsl import api
from ocdsl.drawing.colours import COLOURS, DARK
from ocdsl.generators.specification import page_bytes, read_specification
from ocdsl.rules.lowering.from_model import lower
from tests.specification import made
from tests.specification.reading import paragraphs
from tests.specification.test_document import hostile_text
from tests.specification.test_word import every_contract, numbers_by_bookmark, word


@cache
def page(source: str) -> html.HtmlElement:
    contract = made.contract(source)
    edition = made.edition(contract)
    return html.document_fromstring(page_bytes(contract, lower(contract), made.worked, edition))


def page_of(folder: Path) -> html.HtmlElement:
    return page((folder / "contract.ocdsl").read_text(encoding="utf-8"))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().replace("\xa0", " ").split())


# ---- the same as the Word document


@every_contract
def test_the_names_of_the_page_are_words_bookmarks_with_their_numbers(folder: Path) -> None:
    root = page_of(folder)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    numbers = {}
    for part in root.xpath("//*[@class='number']"):
        place = part.xpath("ancestor-or-self::*[@class='clause' or self::h2 or self::h3][1]")
        for name in place[0].xpath("@id | p[1]/a/@id") if place else ():
            numbers[name] = text(part)
    for figure in root.iter("figure"):
        numbers[figure.get("id")] = text(figure.find("figcaption")).split(".")[0]
    assert numbers == numbers_by_bookmark(word(folder))
    bookmarks = {name for p in paragraphs(word(folder)) for name in p.bookmarks}
    assert bookmarks == numbers.keys() <= set(ids)


@every_contract
def test_the_sentences_are_words_sentences_in_their_order(folder: Path) -> None:
    in_word = [
        (part.style, "".join(part.text.split()))
        for part in read_specification(word(folder)).clauses
    ]
    first = next(n for n, (style, _) in enumerate(in_word) if style == "Heading1")
    # What is read back of a Word file leaves out the sentences that name a digest.
    on_page = [said for said in sentences(page_of(folder)) if "sha256:" not in said]
    assert on_page == [said for _, said in in_word[first:]]


def sentences(root: html.HtmlElement) -> Iterator[str]:
    """Each sentence, row, picture and caption of the clauses, without blanks."""
    (main,) = root.iter("main")
    for part in main.iter("h2", "h3", "p", "li", "tr", "svg", "figcaption"):
        if part.xpath("ancestor-or-self::section[@class='annex']"):
            return
        if part.tag == "tr":
            said = " | ".join(text(cell) for cell in part)
        elif part.xpath("self::svg[ancestor::figure[@class='chart']]"):
            continue  # Word draws a chart itself, from its numbers
        elif part.tag == "svg":
            said = "".join(text(each) for each in part.iter("text"))
        else:
            said = "".join(part.xpath(".//text()[not(ancestor::*[@class='number'])]"))
        yield "".join(said.split())


def test_the_annexes_are_there_and_a_line_has_its_number() -> None:
    root = page(made.text())
    lines = made.text().rstrip("\n").split("\n")
    assert [line.text_content() for line in root.xpath("//ol[@class='lines']/li")] == [
        line or " " for line in lines
    ]
    assert root.get_element_by_id("line-3").text_content() == lines[2]
    places = root.xpath("//section[@class='annex'][2]//tbody/tr")
    assert [text(cell) for cell in places[0]][:2] == ["1", "reablement-at-home"]


def test_every_value_is_on_the_page_as_it_was_written() -> None:
    source = hostile_text()
    root = page(source)
    for annex in root.xpath("//section[@class='annex']"):
        annex.getparent().remove(annex)
    seen = text(root)
    values = re.findall(r'"([^"]*)"', source)
    values += re.findall(r"^  (?:text|note|because|evidence|Cymraeg) +(.*)$", source, re.MULTILINE)
    assert [v for v in values if " ".join(v.rstrip(". ").split()) not in seen] == []


def test_the_same_contract_gives_the_same_bytes() -> None:
    contract = made.contract()
    one, two = (page_bytes(contract, lower(contract), made.worked) for _ in range(2))
    assert one == two


def test_the_command_writes_it(tmp_path: Path) -> None:
    path = api.generate(api.load(made.SHIPPED), "html", tmp_path)
    assert path == tmp_path / "reablement-at-home.html"
    contract = made.contract()
    edition = made.edition(contract)
    assert path.read_bytes() == page_bytes(contract, lower(contract), made.worked, edition)


def test_what_the_contract_assumes_is_drawn_as_the_providers_cash_flow() -> None:
    said = page(made.text()).get_element_by_id("c_figure_cash_flow").text_content()
    assert "Has been spent" in said and "Has come in" in said and "Month 12" in said


# ---- fit to be read by anybody, anywhere


@every_contract
def test_it_needs_nothing_else(folder: Path) -> None:
    root = page_of(folder)
    assert not list(root.iter("script", "link", "img", "iframe", "object", "form"))
    assert not [e for e in root.iter() for name in e.attrib if name.startswith("on")]
    for link in root.iter("a"):
        href = link.get("href")
        assert href is None or root.get_element_by_id(href.removeprefix("#")) is not None
    (style,) = root.iter("style")
    assert "url(" not in style.text and "@import" not in style.text


@every_contract
def test_headings_come_in_order_and_landmarks_are_there(folder: Path) -> None:
    root = page_of(folder)
    assert root.get("lang") == "en-GB"
    levels = [int(h.tag[1]) for h in root.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for landmark in ("header", "nav", "main", "footer"):
        assert len(list(root.iter(landmark))) == 1
    skip = next(root.iter("a"))
    assert skip.get("class") == "skip" and skip.get("href") == "#main"


@every_contract
def test_tables_have_heads_and_pictures_are_told(folder: Path) -> None:
    root = page_of(folder)
    for table in root.iter("table"):
        heads = table.xpath("thead/tr/th")
        assert heads and all(head.get("scope") == "col" for head in heads)
        assert all(len(row) == len(heads) for row in table.xpath("tbody/tr"))
    for picture in root.iter("svg"):
        assert picture.get("role") == "img"
        for name in picture.get("aria-labelledby").split():
            assert text(root.get_element_by_id(name))


@pytest.mark.parametrize("colours", [COLOURS, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [("ink", "paper"), ("ink", "pale"), ("deep", "paper"), ("deep", "pale"), ("quiet", "paper"),
     ("quiet", "pale"), ("paper", "deep"), ("warm", "paper"), ("alarm", "paper")],
)  # fmt: skip
def test_text_stands_out_from_its_ground(colours: dict[str, str], ink: str, ground: str) -> None:
    """At least 4.5 to 1, as the Web Content Accessibility Guidelines ask for (level AA)."""
    light, dark = sorted((brightness(colours[ink]), brightness(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def brightness(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
