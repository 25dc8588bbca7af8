"""Reads a Word file as a person sees it: paragraphs with their style, number and text."""

from __future__ import annotations

from attrs import frozen
from lxml import etree

from ocdsl.generators.specification.package import unpacked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@frozen
class Seen:
    """A paragraph. `list` and `level` are what Word numbers it by; `typed` is its text without
    what fields show; `bookmarks` and `fields` are as in the file."""

    style: str
    text: str
    typed: str
    list: int
    level: int
    bookmarks: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    in_table: bool


def body(docx: bytes) -> etree._Element:
    """The root of `word/document.xml`."""
    return etree.fromstring(unpacked(docx)["word/document.xml"])


def paragraphs(docx: bytes) -> list[Seen]:
    """Every paragraph of the body, those in tables as well, in order."""
    return [_seen(p) for p in body(docx).iter(f"{W}p")]


def all_text(docx: bytes, without: tuple[str, ...] = ()) -> str:
    """What a reader sees in the body, the header and the footer; but not in some styles."""
    parts = unpacked(docx)
    lines = [p.text for p in paragraphs(docx) if p.style not in without]
    for name in ("word/header1.xml", "word/footer1.xml"):
        lines += ["".join(etree.fromstring(parts[name]).itertext())]
    return "\n".join(lines)


def _seen(paragraph: etree._Element) -> Seen:
    properties = paragraph.find(f"{W}pPr")
    style, number, level = "", 0, 0
    if properties is not None:
        style = _value(properties.find(f"{W}pStyle"))
        numbered = properties.find(f"{W}numPr")
        if numbered is not None:
            number = int(_value(numbered.find(f"{W}numId")))
            level = int(_value(numbered.find(f"{W}ilvl")))
    text, typed, fields = _texts(paragraph)
    marks = tuple(m.get(f"{W}name") for m in paragraph.iter(f"{W}bookmarkStart"))
    table = next(paragraph.iterancestors(f"{W}tbl"), None) is not None
    return Seen(style, text, typed, number, level, marks, fields, table)


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(f"{W}val"))


def _texts(paragraph: etree._Element) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """All text, the text outside fields, and each field's instruction with what it shows."""
    text, typed, fields = "", "", []
    instruction, shown, state = "", "", "outside"
    for part in paragraph.iter(f"{W}t", f"{W}tab", f"{W}fldChar", f"{W}instrText"):
        kind = part.tag.removeprefix(W)
        if kind == "fldChar":
            state = {"begin": "code", "separate": "shown", "end": "outside"}[
                part.get(f"{W}fldCharType")
            ]
            if state == "code":
                instruction, shown = "", ""
            if state == "outside" and instruction:
                fields.append((instruction.strip(), shown))
        elif kind == "instrText":
            instruction += part.text or ""
        else:
            piece = "\t" if kind == "tab" else part.text or ""
            text += piece
            shown += piece
            typed += piece if state == "outside" else ""
    return text, typed, tuple(fields)
