"""How wide text is at most: by the widths of Arial, with some room to spare.

A picture is laid out before anybody knows which typeface will be there. The widths are those that
Arial, Helvetica and Liberation Sans have in common, in thousandths of the size; Calibri and Carlito
are narrower. Letters with marks are as wide as the letters; what is not in the table is taken to be
as wide as anything is.
"""

from __future__ import annotations

from unicodedata import category, combining, normalize

_SPARE = (103, 100)
_BOLD = (109, 100)
_WIDEST = 1_300

_BY_WIDTH = {
    191: "'",
    222: "ijl‘’‚",
    260: "|",
    278: " !,./:;I[]\\ft\xa0",
    333: "()-`r“”„",
    355: '"',
    350: "•",
    389: "*",
    400: "°",
    469: "^",
    500: "Jckstvxyz",
    549: "≤≥",
    556: "#$0123456789?L_abdeghnopqu£€§–",
    584: "+<=>~×÷±−",
    611: "FTZß",
    667: "&ABEKPSVXYłŁ",
    722: "CDHNRUw",
    778: "GOQøØ",
    833: "Mm",
    889: "%æ",
    944: "W",
    1000: "—…→←↓↑™Œœ",
    1015: "@",
}
_WIDTHS = {character: width for width, all_of in _BY_WIDTH.items() for character in all_of} | {
    "{": 334,
    "}": 334,
}


def width(text: str, size: int, bold: bool = False) -> int:
    """The most that a line of text takes at a size, in the units of the size."""
    thousandths = sum(map(_width, normalize("NFD", text)))
    spare, of = _BOLD if bold else _SPARE
    return -(-thousandths * size * spare // (1000 * of))


def _width(character: str) -> int:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    return 0 if _belongs_to_the_last(character) else _WIDEST


def _belongs_to_the_last(character: str) -> bool:
    """Whether it is drawn upon the letter before it, or says how that is drawn."""
    return bool(combining(character)) or category(character) in ("Mn", "Sk", "Cf")


def wrapped(text: str, room: int, size: int, bold: bool = False) -> list[str]:
    """The text in lines no wider than `room`, at blanks where that is possible; one at least."""
    lines: list[str] = []
    for word in text.split():
        parts = list(_broken(word, room, size, bold))
        joined = f"{lines[-1]} {parts[0]}" if lines else ""
        if joined and width(joined, size, bold) <= room:
            lines[-1] = joined
            parts = parts[1:]
        lines += parts
    return lines or [""]


def _broken(word: str, room: int, size: int, bold: bool) -> list[str]:
    """A word in parts that fit; what is drawn as one sign stays together."""
    if width(word, size, bold) <= room:
        return [word]
    parts = [""]
    for sign in _signs(word):
        if parts[-1] and width(parts[-1] + sign, size, bold) > room:
            parts.append("")
        parts[-1] += sign
    return parts


def _signs(word: str) -> list[str]:
    """The letters of a word, each with the marks that follow it."""
    signs: list[str] = []
    for character in word:
        if signs and (_belongs_to_the_last(character) or signs[-1].endswith("\u200d")):
            signs[-1] += character
        else:
            signs.append(character)
    return signs
