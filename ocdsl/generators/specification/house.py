"""House styles: the typefaces and colours of a template, and how it differs from the plain one.

Styles and lists are written once, with names in place of colours and typefaces; a house says what
the names stand for. Every pair of a text and its ground has a contrast of 4.5 to 1 or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import Factory, asdict, frozen

from ocdsl.generators.specification.page import TEXT_WIDTH

FONT, HEADINGS, MONO = "@font", "@headings", "@mono"
INK, DEEP, QUIET, RULE, SHADE, ON_SHADE = "@ink", "@deep", "@quiet", "@rule", "@shade", "@on_shade"


@frozen
class House:
    """One house. Colours are hexadecimal; a typeface has a twin of its measures where Word's own
    is missing: Carlito for Calibri, Liberation Sans for Arial, Caladea for Cambria."""

    file: str
    """Its template, within `specs/`."""
    font: str
    headings: str
    ink: str
    deep: str
    quiet: str
    rule: str
    shade: str
    """Behind the headings of a table."""
    on_shade: str
    mono: str = "Courier New"
    larger: int = 0
    """Half points by which all text is larger than in the plain style."""
    changes: Mapping[str, Mapping[str, Any]] = Factory(dict)
    """Properties of styles, by the id of the style, where they differ from the plain ones."""
    rows_ruled: bool = True
    """Whether a thin line stands between the rows of a table."""

    def filled(self, xml: str) -> str:
        """The XML with this house's colours and typefaces in the place of their names."""
        names = {f"@{n}": value for n, value in asdict(self).items() if isinstance(value, str)}
        for name in sorted(names, key=len, reverse=True):
            xml = xml.replace(name, names[name])
        return xml


def _sides(colour: str, size: int, space: int, sides: tuple[str, ...]) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
        for side in sides
    )
    return f"<w:pBdr>{lines}</w:pBdr>"


def _tab_at_the_right() -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}" w:leader="none"/></w:tabs>'


PLAIN = House(
    file="specification.docx", font="Calibri", headings="Calibri", ink="1A1A1A", deep="14405F",
    quiet="4A5560", rule="9FB2C1", shade="E6EDF3", on_shade="14405F",
)  # fmt: skip

_BAND = (
    _sides(DEEP, 48, 12, ("top", "left", "bottom", "right"))
    + f'<w:shd w:val="clear" w:color="auto" w:fill="{DEEP}"/><w:ind w:left="360" w:right="360"/>'
)
QUAYSIDE = House(
    file="houses/quayside.docx", font="Arial", headings="Arial", ink="1B1B1B", deep="00504B",
    quiet="46565A", rule="B9CFCC", shade="00504B", on_shade="FFFFFF", larger=1,
    changes={
        "CoverOwner": {"colour": "FFFFFF", "paragraph": _BAND, "size": 26},
        "Title": {"colour": "FFFFFF", "paragraph": _BAND, "size": 72, "before": 1200, "after": 60},
        "Subtitle": {"colour": "FFFFFF", "paragraph": _BAND, "after": 1100},
        "Heading1": {"paragraph": _sides(DEEP, 36, 6, ("bottom",)), "size": 34, "before": 520,
                     "after": 200},
        "Header": {"colour": DEEP, "bold": True,
                   "paragraph": _sides(DEEP, 24, 6, ("top",)) + _tab_at_the_right()},
        "Footer": {"colour": QUIET, "paragraph": _tab_at_the_right()},
    },
)  # fmt: skip

MINSTER = House(
    file="houses/minster.docx", font="Cambria", headings="Cambria", ink="211D1C", deep="6B1D2B",
    quiet="5A4E4A", rule="C9B8A6", shade="F4EDE4", on_shade="6B1D2B", rows_ruled=False,
    changes={
        "CoverOwner": {"side": "center", "before": 1400, "text": "<w:caps/>", "size": 24},
        "Title": {"side": "center", "before": 900, "size": 64, "bold": False,
                  "paragraph": _sides(DEEP, 6, 16, ("top",))},
        "Subtitle": {"side": "center", "text": "<w:i/>",
                     "paragraph": _sides(DEEP, 6, 16, ("bottom",))},
        "Heading1": {"bold": False, "size": 36, "text": "<w:smallCaps/>",
                     "paragraph": _sides(RULE, 6, 4, ("bottom",))},
        "Heading2": {"bold": False, "text": "<w:i/>", "size": 27},
        "ContentsHeading": {"bold": False, "size": 36, "text": "<w:smallCaps/>"},
        "AnnexHeading": {"bold": False, "size": 36, "text": "<w:smallCaps/>"},
        "Header": {"text": "<w:i/>",
                   "paragraph": _sides(DEEP, 6, 6, ("bottom",)) + _tab_at_the_right()},
        "Footer": {"paragraph": _sides(RULE, 6, 6, ("top",)) + _tab_at_the_right()},
    },
)  # fmt: skip

HOUSES = (PLAIN, QUAYSIDE, MINSTER)
