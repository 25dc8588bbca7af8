"""How the page of a template is set: its room, its header, its language, its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.generators.specification.house_check.findings import found
from ocdsl.generators.specification.house_check.opened import BODY
from ocdsl.generators.specification.house_check.seen import Seen
from ocdsl.generators.specification.package import W
from ocdsl.generators.specification.page import NARROWEST
from ocdsl.generators.specification.setting import number, room_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_STYLES = "word/styles.xml"
_SIDES = ("top", "right", "bottom", "left")
_TEN_MM = 567
"""Ten millimetres in twentieths of a point: the least that printers leave."""
_WORDS_OF_THE_PAGE = {
    "title": ("{{ title }}", "the contract's name"),
    "version": ("{{ version }}", "the version"),
    "short_digest": ("{{ short_digest }}", "the digest"),
}


def page(seen: Seen) -> Iterator[Diagnostic]:
    """What would print badly, could not be read aloud, or could not be told apart."""
    sections = list(seen.trees[BODY].iter(f"{W}sectPr"))
    if not sections:
        yield found("NarrowPage", "The size of the page is not set.", seen.whole(BODY))
    for section in sections:
        yield from _room(seen, section)
    yield from _header(seen)
    yield from _language(seen)
    yield from _pictures(seen)


def _room(seen: Seen, section: _Element) -> Iterator[Diagnostic]:
    margins, room = section.find(f"{W}pgMar"), room_of(section)
    if margins is None or room is None:
        yield found("NarrowPage", "The size of the page is not set.", seen.whole(BODY))
        return
    sides = {side: abs(number(margins.get(f"{W}{side}"))) for side in _SIDES}
    if room < NARROWEST:
        message = f"The page leaves {_mm(room)} mm for text; tables need {-_mm(-NARROWEST)} mm."
        yield found("NarrowPage", message, seen.whole(BODY))
    for side, width in sides.items():
        if width < _TEN_MM:
            message = f"The margin at the {side} has {_mm(width)} mm."
            yield found("NarrowMargin", message, seen.whole(BODY))


def _mm(twentieths: int) -> int:
    return twentieths * 10 // _TEN_MM


def _header(seen: Seen) -> Iterator[Diagnostic]:
    edges = [n for n in seen.trees if n.startswith(("word/header", "word/footer"))]
    text = " ".join(line.text for name in edges for line in seen.of(name))
    for name, (tag, what) in _WORDS_OF_THE_PAGE.items():
        if name not in text and not (name == "short_digest" and "digest" in text):
            spot = seen.whole(min(edges, default=BODY), "header and footer")
            yield found("HeaderWithout", f"No header or footer shows {what}.", spot,
                        f"Write `{tag}` into the header or the footer.")  # fmt: skip


def _language(seen: Seen) -> Iterator[Diagnostic]:
    root = seen.trees.get(_STYLES)
    set_to = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if set_to is None or not set_to.get(f"{W}val"):
        message = "The styles do not say which language the text is in."
        yield found("NoLanguage", message, seen.whole(_STYLES, "styles"))


def _pictures(seen: Seen) -> Iterator[Diagnostic]:
    for line in seen.lines:
        for picture in line.element.iter("{*}docPr"):
            decorative = any(e.get("val") == "1" for e in picture.iter("{*}decorative"))
            if not (picture.get("descr") or decorative):
                name = picture.get("name") or "without a name"
                yield found("NoAlternativeText", f"The picture {name} has no alternative text.",
                            line.spot())  # fmt: skip
