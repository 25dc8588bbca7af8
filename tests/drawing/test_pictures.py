"""Words stay within their boxes, whatever they are; SVG holds all of them and is well formed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from ocdsl.drawing.shapes import PAD, Box, Drawing, Stroke, Words, height_of, set_in
from ocdsl.drawing.stages import Stage, stages_drawn
from ocdsl.drawing.svg import to_svg
from ocdsl.drawing.widths import width, wrapped

TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=60)


@given(TEXT, st.integers(400, 4_000), st.booleans())
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(
    text: str, room: int, bold: bool
) -> None:
    lines = wrapped(text, room, 180, bold)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    for line in lines:
        one_sign = width(line[:1], 180, bold) > room
        assert width(line, 180, bold) <= room or one_sign or "\u200d" in line


def test_a_letter_with_a_mark_is_as_wide_as_the_letter() -> None:
    assert width("ŵyn", 180) == width("wyn", 180)
    assert width("🏡", 180) > width("W", 180)


def test_a_long_word_is_broken_and_a_family_is_not() -> None:
    family = "👨\u200d👩\u200d👧"
    assert wrapped(f"aaaaaaaaaa{family}", 600, 180) == ["aaaaa", "aaaaa", family]


def stages() -> Drawing:
    return stages_drawn(
        [
            Stage("What is put in", ((Words("People & <places>"),), (Words("Money"),)), ("if so",)),
            Stage("What comes of it", tuple((Words(f"Result {n}", bold=True),) for n in range(5))),
        ],
        8_000,
    )


def test_boxes_hold_their_lines_stay_in_the_picture_and_do_not_overlap() -> None:
    held_and_apart(stages())


def held_and_apart(drawing: Drawing) -> None:
    """Every box is within the picture, high enough for its lines, and on no other box."""
    boxes = list(drawing.boxes)
    for box in boxes:
        assert 0 <= box.left < box.right <= drawing.width
        assert 0 <= box.top <= box.bottom <= drawing.height
        assert box.height >= height_of(box.lines, box.size, 0)
        for line in box.lines:
            assert width(line.text, box.size, line.bold) <= box.width - PAD, line.text
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one.right <= other.left or other.right <= one.left
            assert apart or one.bottom <= other.top or other.bottom <= one.top, (one, other)


def test_an_arrow_leads_from_each_stage_to_the_next() -> None:
    (arrow,) = (s for s in stages().shapes if isinstance(s, Stroke))
    assert arrow.arrow and arrow.points[0][1] < arrow.points[1][1]


def test_the_svg_has_every_word_a_title_and_a_description() -> None:
    made = to_svg(stages(), "figure-1", "How it works & why", "First this, then that.")
    root = ElementTree.fromstring(made)
    texts = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert " ".join(texts[:3]) == "What is put in People & <places> Money"
    assert texts[3:] == ["if so", "What comes of", "it", *(f"Result {n}" for n in range(5))]
    assert root[0].text == "How it works & why" and root[1].text == "First this, then that."
    assert root.get("aria-labelledby") == "figure-1-title figure-1-desc"
    assert made == to_svg(stages(), "figure-1", "How it works & why", "First this, then that.")


def test_what_xml_cannot_hold_is_shown_in_the_svg() -> None:
    drawing = Drawing(900, 400, (Box(0, 0, 900, 400, set_in([Words("a\x00b")], 900)),))
    assert re.search("a\ufffdb", to_svg(drawing, "x", "", ""))
