"""How a template is set: the room that it leaves for tables and pictures, and its colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import Factory, frozen

from ocdsl.drawing.colours import COLOURS, darkened, mixed, stands_out
from ocdsl.drawing.shapes import Ink
from ocdsl.generators.specification.package import W, unpacked
from ocdsl.generators.specification.page import TEXT_WIDTH

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHOWS_TABLES = re.compile(r"\b(?:blocks|places|questions)\b")
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_WHITE, _BLACK = "#FFFFFF", "#000000"
_HALF_POINT = 10


@frozen
class Setting:
    """What tables and pictures take from a template."""

    room: int = TEXT_WIDTH
    """How wide its text is, in twentieths of a point."""
    inks: Mapping[Ink, str] = COLOURS
    """The colour of each ink of a picture, such as `#14405F`."""
    sizes: Mapping[str, int] = Factory(
        lambda: {"TableText": 200, "TableSmall": 180, "TableHead": 200}
    )
    """How large the text of tables is, in twentieths of a point, by the style it is set in."""


PLAIN_SETTING = Setting()


def setting_of(template: bytes) -> Setting:
    """How a template is set that has been found safe.

    Its room is that of the narrowest section that shows tables.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    parts = unpacked(template)
    body = etree.fromstring(parts["word/document.xml"], parser)
    styles = etree.fromstring(parts["word/styles.xml"], parser)
    theme = parts.get("word/theme/theme1.xml")
    shown = [room_of(section) for section, text in _sections(body) if _SHOWS_TABLES.search(text)]
    rooms = [room for room in shown if room is not None]
    found = _Styles(styles, None if theme is None else etree.fromstring(theme, parser))
    sizes = {style: found.size(style, usual) for style, usual in PLAIN_SETTING.sizes.items()}
    return Setting(min(rooms, default=TEXT_WIDTH), found.inks(), sizes)


# ---- the room


def room_of(section: _Element) -> int | None:
    """How wide the text of a section is; None where it does not say how large its page is."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return None
    sides = sum(abs(number(margins.get(f"{W}{side}"))) for side in ("left", "right"))
    return number(size.get(f"{W}w")) - sides - number(margins.get(f"{W}gutter"))


def number(text: str | None) -> int:
    """A measure as Word writes it; nothing for one that is none."""
    try:
        return int(text or "0")
    except ValueError:
        return 0


def _sections(root: _Element) -> Iterator[tuple[_Element, str]]:
    """The sections, each with its text: Word says what a section is like at its end."""
    text = ""
    for element in root.iter(f"{W}t", f"{W}sectPr"):
        if element.tag == f"{W}t":
            text += element.text or ""
        else:
            yield element, text
            text = ""


# ---- the colours and sizes


@frozen
class _Styles:
    """The styles of a template; `theme` is the part that its colours by name are in."""

    styles: _Element
    theme: _Element | None

    def inks(self) -> dict[Ink, str]:
        """A colour for each ink, every text of which stands out from its ground.

        `deep` is the colour of the headings. What is not set, or is too pale or too dark for its
        use, is made from that. Marks of a meaning (`warm`, `alarm`, `good`) are always the same.
        """
        ink = darkened(self._of("Normal") or self._default() or _BLACK)
        deep = darkened(self._of("Heading1") or self._accent() or ink)
        quiet = darkened(self._of("Note") or mixed(ink, _WHITE, 30))
        rule = self._table("tblPr/{W}tblBorders/{W}top", "color") or mixed(deep, _WHITE, 60)
        shade = self._table("tblStylePr/{W}tcPr/{W}shd", "fill") or ""
        usual = bool(shade) and all(stands_out(each, shade) for each in (ink, deep, quiet))
        pale = shade if usual else mixed(deep, _WHITE, 90)
        own: dict[Ink, str] = {"ink": ink, "deep": deep, "quiet": quiet, "rule": rule, "pale": pale}
        return {**COLOURS, **own}

    def _of(self, style: str) -> str | None:
        """The colour of a style's text."""
        colours = (self._colour(found) for found in self._said(style, f"{W}rPr/{W}color"))
        return next((colour for colour in colours if colour), None)

    def size(self, style: str, usual: int) -> int:
        """How large a style's text is, in twentieths of a point."""
        sizes = (number(found.get(f"{W}val")) for found in self._said(style, f"{W}rPr/{W}sz"))
        return next((size * _HALF_POINT for size in sizes if size > 0), usual)

    def _said(self, style: str, path: str) -> Iterator[_Element]:
        """What a style says itself, then what the one says that it is based on, and so on."""
        styles = {found.get(f"{W}styleId"): found for found in self.styles.iter(f"{W}style")}
        seen: set[str] = set()
        while style in styles and style not in seen:
            seen.add(style)
            yield from styles[style].iterfind(path)
            based = styles[style].find(f"{W}basedOn")
            style = "" if based is None else based.get(f"{W}val") or ""

    def _default(self) -> str | None:
        return self._colour(self.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}color"))

    def _table(self, path: str, name: str) -> str | None:
        """A colour of the style of the tables."""
        for style in self.styles.iter(f"{W}style"):
            if style.get(f"{W}styleId") == "ClauseTable":
                found = style.find(f"{W}{path.format(W=W)}")
                return None if found is None else _hexadecimal(found.get(f"{W}{name}"))
        return None

    def _colour(self, element: _Element | None) -> str | None:
        """What Word shows: the colour as it is written, or that which the theme gives the name."""
        if element is None:
            return None
        written = _hexadecimal(element.get(f"{W}val"))
        return written or self._named(element.get(f"{W}themeColor"))

    def _accent(self) -> str | None:
        return self._named("accent1")

    def _named(self, name: str | None) -> str | None:
        if self.theme is None or not name:
            return None
        of_theme = _THEME_NAMES.get(name, name)
        for element in self.theme.iter("{*}clrScheme"):
            for colour in element.iterfind(f"{{*}}{of_theme}/*"):
                return _hexadecimal(colour.get("lastClr") or colour.get("val"))
        return None


_THEME_NAMES = {
    "text1": "dk1", "dark1": "dk1", "text2": "dk2", "dark2": "dk2", "background1": "lt1",
    "light1": "lt1", "background2": "lt2", "light2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}  # fmt: skip
"""Names of colours in a document, by which a theme calls them otherwise."""


def _hexadecimal(text: str | None) -> str | None:
    """`#14405F` from `14405f`; None for `auto` and anything else that is no colour."""
    return f"#{text.upper()}" if text and _HEX.fullmatch(text) else None
