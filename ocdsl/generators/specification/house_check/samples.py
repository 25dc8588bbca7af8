"""A template filled in on trial: every kind of paragraph comes out once, as it should look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import fields
from markupsafe import Markup

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.generators.specification.annexes import annexes
from ocdsl.generators.specification.filling import CannotFillError, filled
from ocdsl.generators.specification.flow import Entry, Flowing
from ocdsl.generators.specification.house_check.findings import Spot, found
from ocdsl.generators.specification.house_check.opened import BODY
from ocdsl.generators.specification.house_check.seen import Seen
from ocdsl.generators.specification.package import W
from ocdsl.generators.specification.runs import run
from ocdsl.generators.specification.styles import NEEDED_STYLES
from ocdsl.generators.specification.template import KINDS
from ocdsl.generators.specification.tongue import ANNEX
from ocdsl.rules.wording.languages import ENGLISH
from ocdsl.rules.wording.page_words import PageWords, page_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_LOOKS = {0: "%1", 1: "%1.%2", 2: "%1.%2.%3", 3: "(%4)"}
_FORMS = {0: "decimal", 1: "decimal", 2: "decimal", 3: "lowerLetter"}
_STYLES = "word/styles.xml"


def samples(seen: Seen, content: bytes) -> Iterator[Diagnostic]:
    """What is lost, said twice or looks wrong when the template is filled."""
    yield from _styles(seen)
    try:
        made = filled(content, _context()).parts
    except CannotFillError as failure:
        yield found("DamagedWhenFilled", str(failure), seen.whole(BODY))
        return
    body = _parsed(made[BODY])
    everything = [
        (_said(p), p)
        for name in sorted(made, key=lambda name: name != BODY)
        if name.startswith("word/") and name.endswith(".xml")
        for p in (body if name == BODY else _parsed(made[name])).iter(f"{W}p")
    ]
    yield from _missing(seen, [text for text, _ in everything])
    numbering = _Numbering(made)
    yield from _annexes(seen, body, numbering)
    for kind, (style, numbered, _) in KINDS.items():
        mark = _mark(kind)
        shown = [p for text, p in everything if text.strip() == mark]
        spot = _spot(seen, kind)
        if not shown:
            message = f"There is no sample paragraph for `{kind}`."
            yield found("MissingSample", message, spot)
        elif len(shown) > 1:
            yield found("RepeatedSample", f"`{kind}` has {len(shown)} sample paragraphs.", spot)
        else:
            yield from _looks(kind, shown[0], (style, numbered), numbering, spot)


def _parsed(part: bytes) -> _Element:
    from lxml import etree

    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _said(paragraph: _Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{W}t"))


# ---- what it is filled with


def _mark(what: str) -> str:
    return f"[[ {what} ]]"


def _context() -> dict[str, Any]:
    """A value for every tag, each of which is known again."""
    text = {n: _mark(n) for n in ("title", "name", "commissioner", "version", "digest")}
    return {
        **text,
        "short_digest": _mark("short digest"),
        "words": {each.name: _mark(f"words.{each.name}") for each in fields(PageWords)},
        "facts": [{"name": _mark("fact.name"), "value": _mark("fact.value")}],
        "contents": [Entry(n, Markup(run(_mark(f"contents {n}")))) for n in (1, 2, 3)],
        "blocks": [*(_block(kind) for kind in KINDS), Flowing("table", _table("table"))],
        "lines": [Markup(run(_mark("line")))],
        "places": _table("places"),
        "questions_say": Markup(run(_mark("questions say"))),
        "questions": _table("questions"),
    }


def _block(kind: str) -> Flowing:
    return Flowing(kind, Markup(run(_mark(kind))))


def _table(what: str) -> Markup:
    return Markup(
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol '
        f'w:w="5000"/></w:tblGrid><w:tr><w:tc><w:p>{run(_mark(what))}</w:p></w:tc></w:tr></w:tbl>'
    )


_WANTED = {
    "title": "{{ title }}", "fact.name": "{{ fact.name }}", "fact.value": "{{ fact.value }}",
    "contents 1": "{{r entry.xml }}", "contents 2": "{{r entry.xml }}",
    "contents 3": "{{r entry.xml }}", "table": "{{p block.xml }}", "line": "{{r line }}",
    "places": "{{p places }}", "questions": "{{p questions }}",
}  # fmt: skip
_MEANT = {
    "title": "the contract's title", "fact.name": "what the cover says of the contract",
    "fact.value": "what the cover says of the contract", "contents 1": "sections in the contents",
    "contents 2": "groups in the contents", "contents 3": "annexes in the contents",
    "table": "tables of clauses", "line": "the lines of the contract's text",
    "places": "the table of where each clause comes from",
    "questions": "the questions that are still open",
}  # fmt: skip


def _missing(seen: Seen, texts: list[str]) -> Iterator[Diagnostic]:
    everything = "\n".join(texts)
    for what, tag in _WANTED.items():
        if _mark(what) not in everything:
            yield found("MissingTag", f"Nothing shows {_MEANT[what]}.", seen.whole(BODY),
                        f"Write `{tag}` where specs/README.md says.")  # fmt: skip


def _spot(seen: Seen, kind: str) -> Spot:
    """Where the template speaks of a kind, or the walk through the blocks, or the body."""
    for words in (f"'{kind}'", f'"{kind}"', "in blocks"):
        for line in seen.of(BODY):
            if words in line.text.replace("‘", "'").replace("’", "'"):
                return line.spot()
    return seen.whole(BODY)


# ---- how it looks


def _looks(
    kind: str, paragraph: _Element, wanted: tuple[str, Any], numbering: _Numbering, spot: Spot
) -> Iterator[Diagnostic]:
    style, numbered = wanted
    shown = paragraph.find(f"{W}pPr/{W}pStyle")
    own = "Normal" if shown is None else shown.get(f"{W}val") or ""
    if own != style:
        message = f"The sample paragraph for `{kind}` is in the style {own}, not in {style}."
        yield found("WrongStyle", message, spot)
    level = None if numbered is None else numbered[1]
    said = numbering.of(paragraph, own)
    if level is None and said is None:
        return
    right = level is not None and said == (_FORMS[level], _LOOKS[level])
    if not right:
        is_now = "not numbered" if said is None else f"numbered as `{said[1]}`"
        should = "not to be numbered" if level is None else f"to be numbered as `{_LOOKS[level]}`"
        yield found("WrongNumbering", f"The sample for `{kind}` is {is_now}; it ought {should}.",
                    spot)  # fmt: skip


def _annexes(seen: Seen, body: _Element, numbering: _Numbering) -> Iterator[Diagnostic]:
    """The annexes are found by the contents, which call them as they number themselves."""
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    for mark, *_ in annexes(page_words(ENGLISH, "")):
        if mark not in marks:
            message = f"No heading of an annex has the bookmark {mark}, which the contents lead to."
            yield found("MissingTag", message, seen.whole(BODY))
    for paragraph in body.iter(f"{W}p"):
        if _val(paragraph.find(f"{W}pPr/{W}pStyle")) == "AnnexHeading":
            said = numbering.of(paragraph, "AnnexHeading")
            if said != ("upperLetter", ANNEX):
                is_now = f"numbered as `{said[1]}`" if said else "not numbered"
                message = f"An annex is {is_now}; it ought to be numbered as `{ANNEX}`."
                yield found("WrongNumbering", message, seen.whole(BODY))
                return


class _Numbering:
    """The lists of a document: how each of their levels looks."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """The lists and the styles are read from the parts."""
        self.styles: dict[str, _Element] = {}
        self.levels: dict[tuple[str, str], tuple[str, str]] = {}
        if "word/numbering.xml" in parts:
            self._lists(_parsed(parts["word/numbering.xml"]))
        styles = _parsed(parts[_STYLES]).iter(f"{W}style") if _STYLES in parts else ()
        for style in styles:
            self.styles[style.get(f"{W}styleId") or ""] = style

    def _lists(self, root: _Element) -> None:
        kinds = {e.get(f"{W}abstractNumId"): e for e in root.iter(f"{W}abstractNum")}
        for use in root.iter(f"{W}num"):
            of = kinds.get(_val(use.find(f"{W}abstractNumId")))
            for level in () if of is None else of.iter(f"{W}lvl"):
                key = (use.get(f"{W}numId") or "", level.get(f"{W}ilvl") or "")
                text = _val(level.find(f"{W}lvlText")).rstrip(". ")
                self.levels[key] = (_val(level.find(f"{W}numFmt")) or "decimal", text)

    def of(self, paragraph: _Element, style: str) -> tuple[str, str] | None:
        """The form and the look of a paragraph's number; None where it has none."""
        for properties in self._properties(paragraph, style):
            numbered = properties.find(f"{W}numPr")
            if numbered is None:
                continue
            list_of, level = (_val(numbered.find(f"{W}{n}")) for n in ("numId", "ilvl"))
            if list_of == "0":
                return None
            if list_of:
                return self.levels.get((list_of, level or "0"))
        return None

    def _properties(self, paragraph: _Element, style: str) -> Iterator[_Element]:
        """The paragraph's own, then those of its style and of what that is based on."""
        known = set()
        at: _Element | None = paragraph
        while at is not None:
            properties = at.find(f"{W}pPr")
            if properties is not None:
                yield properties
            if style in known:
                return
            known.add(style)
            at = self.styles.get(style)
            style = "" if at is None else _val(at.find(f"{W}basedOn"))


def _val(element: _Element | None) -> str:
    return "" if element is None else str(element.get(f"{W}val") or "")


def _styles(seen: Seen) -> Iterator[Diagnostic]:
    root = seen.trees.get(_STYLES)
    there = set() if root is None else {e.get(f"{W}styleId") for e in root.iter(f"{W}style")}
    for style, name in NEEDED_STYLES.items():
        if style not in there:
            message = f"There is no style {name} (Word's id for it is {style})."
            yield found("MissingStyle", message, seen.whole(_STYLES, "styles"))
