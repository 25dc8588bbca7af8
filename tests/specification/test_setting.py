"""Tables and pictures take their room and their colours from the house's template."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from ocdsl.drawing.colours import COLOURS, darkened, mixed, stands_out
from ocdsl.drawing.shapes import Drawing
from ocdsl.drawing.widths import width
from ocdsl.generators.specification.house import MINSTER, PLAIN, QUAYSIDE, House
from ocdsl.generators.specification.house_check import check_template
from ocdsl.generators.specification.package import packed, unpacked
from ocdsl.generators.specification.page import INDENT, NARROWEST, PAGE_WIDTH, TEXT_WIDTH
from ocdsl.generators.specification.setting import setting_of
from ocdsl.generators.specification.tables import column_widths
from ocdsl.generators.specification.template import template_bytes
from tests.drawing.test_pictures import held_and_apart
from tests.specification import made
from tests.specification.reading import W, body
from tests.specification.test_house_check import BODY, STYLES, swap
from tests.specification.test_pictures import SHIPPED, figures_of
from tests.specification.test_template import every_house

WORD_USUAL = 1440
"""The margin that Word gives a new page of A4: 25.4 mm."""
WIDEST_MARGIN = (PAGE_WIDTH - NARROWEST) // 2
SIDES = 'w:right="1304" w:bottom="1361" w:left="1304"'
EMU = 635


def with_margins(margin: int, house: House = PLAIN) -> bytes:
    parts = unpacked(template_bytes(house))
    sides = f'w:right="{margin}" w:bottom="1361" w:left="{margin}"'
    swap(SIDES, sides)(parts)
    return packed(parts)


def with_styles(*swaps: tuple[str, str]) -> bytes:
    parts = unpacked(template_bytes())
    for old, new in swaps:
        swap(old, new, STYLES, count=-1)(parts)
    return packed(parts)


# ---- the room


@pytest.mark.parametrize("margin", [800, WORD_USUAL, WIDEST_MARGIN])
def test_tables_are_as_wide_as_the_text_of_the_template(margin: int) -> None:
    template, room = with_margins(margin), PAGE_WIDTH - 2 * margin
    assert check_template(template, "house.docx").diagnostics == ()
    assert setting_of(template).room == room
    for table in list(body(made.document(None, template)).iter(f"{W}tbl"))[1:]:
        indent = table.find(f"{W}tblPr/{W}tblInd")
        left = 0 if indent is None else int(indent.get(f"{W}w", "0"))
        assert left + sum(int(c.get(f"{W}w", "0")) for c in table.iter(f"{W}gridCol")) == room


@pytest.mark.parametrize("margin", [WORD_USUAL, WIDEST_MARGIN])
def test_no_picture_runs_off_a_narrower_page(margin: int) -> None:
    root = body(made.document(None, with_margins(margin)))
    widths = [int(e.get("cx", "0")) for e in root.iter("{*}extent")]
    assert len(widths) == len(figures_of("reablement-at-home")) > 0
    assert max(widths) <= (PAGE_WIDTH - 2 * margin - INDENT) * EMU


@pytest.mark.parametrize("name", SHIPPED)
def test_words_stay_in_their_boxes_when_a_picture_is_made_narrower(name: str) -> None:
    for figure in figures_of(name):
        if isinstance(figure.picture, Drawing):
            small = figure.picture.narrowed(NARROWEST - INDENT - 40)
            held_and_apart(small)
            assert small.width == NARROWEST - INDENT - 40
            assert small.text == figure.picture.text


def test_a_picture_is_never_made_wider() -> None:
    picture = next(f.picture for f in figures_of("reablement-at-home"))
    assert isinstance(picture, Drawing)
    assert picture.narrowed(picture.width + 1) is picture


def test_the_room_is_that_of_the_section_that_shows_tables() -> None:
    parts = unpacked(template_bytes())
    own = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" '
        'w:right="3000" w:bottom="1361" w:left="3000" w:header="680" w:footer="567" '
        'w:gutter="0"/></w:sectPr></w:pPr></w:p>'
    )
    start = '<w:p><w:pPr><w:pStyle w:val="ContentsHeading"/>'
    swap(start, own + start)(parts)
    assert setting_of(packed(parts)).room == TEXT_WIDTH


def test_a_gutter_takes_room() -> None:
    parts = unpacked(template_bytes())
    swap('w:gutter="0"', 'w:gutter="300"')(parts)
    assert setting_of(packed(parts)).room == TEXT_WIDTH - 300


def test_a_page_that_is_too_narrow_is_refused() -> None:
    (said,) = check_template(with_margins(WIDEST_MARGIN + 30), "house.docx").diagnostics
    assert said.code == "NarrowPage"


# ---- words and numbers stay whole


@pytest.mark.parametrize("house", [QUAYSIDE, MINSTER], ids=lambda house: house.file)
@pytest.mark.parametrize("name", [n for n in SHIPPED if n.startswith(("home-care", "reable"))])
def test_no_word_and_no_amount_of_a_table_is_broken(name: str, house: House) -> None:
    text = (made.ROOT / "contracts" / name / "contract.ocdsl").read_text(encoding="utf-8")
    template = template_bytes(house)
    sizes = setting_of(template).sizes
    tables = list(body(made.document(text, template)).iter(f"{W}tbl"))[1:]
    for table in tables:
        widths = [int(c.get(f"{W}w", "0")) for c in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            for cell, wide in zip(row.iter(f"{W}tc"), widths, strict=True):
                styles = {s.get(f"{W}val") or "" for s in cell.iter(f"{W}pStyle")}
                (style,) = styles
                size, bold = sizes[style], style == "TableHead"
                bold = bold or cell.find(f".//{W}rStyle") is not None
                text = "".join(cell.itertext(f"{W}t"))
                dated = re.fullmatch(r"\d+ \w+ \d{4}", text) is not None
                for word in [text] if dated else text.split():
                    whole = dated or width(word, size, bold) <= 1_500
                    for part in [word] if whole else re.split(r"(?<=\w-)(?=\w)", word):
                        assert width(part, size, bold) <= wide - 216, word


def test_columns_have_what_their_words_need_and_share_the_rest() -> None:
    assert column_widths([1, 1], 1_000) == [500, 500]
    assert column_widths([1, 1], 1_000, [700, 100]) == [700, 300]
    assert column_widths([1, 2, 1], 1_000, [400, 100, 280]) == [400, 320, 280]
    assert sum(column_widths([1, 1, 1], 1_000, [900, 900, 900])) == 1_000


@every_house
def test_the_longest_number_of_a_clause_stands_clear_of_its_text(house: House) -> None:
    assert width("17.12.10", 220 + 10 * house.larger) < INDENT


# ---- the colours


def test_the_plain_house_has_the_colours_that_pictures_have_without_one() -> None:
    assert setting_of(template_bytes()).inks == COLOURS


@every_house
def test_pictures_have_the_colours_of_their_house(house: House) -> None:
    inks = setting_of(template_bytes(house)).inks
    own = (inks["deep"], inks["ink"], inks["quiet"], inks["rule"])
    assert own == tuple(f"#{each}" for each in (house.deep, house.ink, house.quiet, house.rule))
    pale = house.shade if house.on_shade == house.deep else mixed(f"#{house.deep}", "#FFFFFF", 90)
    assert inks["pale"] == f"#{pale.removeprefix('#')}"
    for text in ("ink", "deep", "quiet"):
        assert stands_out(inks[text], inks["pale"]) and stands_out(inks[text], inks["paper"])


@pytest.mark.parametrize("house", [QUAYSIDE, MINSTER], ids=lambda house: house.file)
def test_nothing_in_a_document_has_the_blue_of_another_house(house: House) -> None:
    parts = unpacked(made.document(None, template_bytes(house)))
    drawn = etree.fromstring(parts[BODY]).iter("{*}wgp")
    used = {e.get("val") for group in drawn for e in group.iter("{*}srgbClr")}
    assert house.deep in used
    assert not used & {COLOURS[ink][1:] for ink in ("deep", "quiet", "rule", "pale")}


HEADING = '<w:color w:val="14405F"/>'
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
    '<a:clrScheme name="x"><a:dk2><a:srgbClr val="123456"/></a:dk2><a:accent1><a:srgbClr '
    'val="7030A0"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)


@pytest.mark.parametrize(
    ("colour", "deep"),
    [
        ('<w:color w:val="7030A0"/>', "#7030A0"),
        ('<w:color w:val="auto" w:themeColor="text2"/>', "#123456"),
        ('<w:color w:val="auto"/>', "#7030A0"),
        ("", "#7030A0"),
    ],
)
def test_a_colour_is_that_of_the_headings_or_of_the_theme(colour: str, deep: str) -> None:
    parts = unpacked(with_styles((HEADING, colour)))
    parts["word/theme/theme1.xml"] = THEME.encode()
    assert setting_of(packed(parts)).inks["deep"] == deep


def test_without_any_colour_pictures_are_as_black_as_the_text() -> None:
    colours = re.findall(r'<w:color w:val="\w+"/>', unpacked(template_bytes())[STYLES].decode())
    plain = with_styles(*((each, "") for each in dict.fromkeys(colours)))
    inks = setting_of(plain).inks
    assert (inks["ink"], inks["deep"]) == ("#000000", "#000000")


def test_a_colour_that_is_too_pale_to_read_is_made_darker() -> None:
    deep = setting_of(with_styles((HEADING, '<w:color w:val="9FD0F0"/>'))).inks["deep"]
    assert deep == darkened("#9FD0F0") != "#9FD0F0"
    assert stands_out(deep, "#FFFFFF")
