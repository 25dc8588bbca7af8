"""The colours of pictures on white paper: all are told apart by more than their hue."""

from __future__ import annotations

from collections.abc import Mapping

from ocdsl.drawing.shapes import Ink

COLOURS: Mapping[Ink, str] = {
    "ink": "#1A1A1A",
    "deep": "#14405F",
    "quiet": "#4A5560",
    "rule": "#9FB2C1",
    "pale": "#E6EDF3",
    "paper": "#FFFFFF",
    "warm": "#B35900",
    "alarm": "#B00020",
    "good": "#14662F",
}

DARK: Mapping[Ink, str] = {
    "ink": "#F0F2F4",
    "deep": "#8FC4EA",
    "quiet": "#B9C4CE",
    "rule": "#5C6B78",
    "pale": "#22303C",
    "paper": "#12181E",
    "warm": "#FFB35C",
    "alarm": "#FF8A94",
    "good": "#7FD49A",
}
"""The same on a dark screen."""

_ENOUGH = 4.5
"""The contrast that the Web Content Accessibility Guidelines ask of text, in 1.4.3."""


def mixed(one: str, other: str, percent: int) -> str:
    """A colour with so much of another in it."""
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{(a * (100 - percent) + b * percent) // 100:02X}" for a, b in parts)


def darkened(colour: str) -> str:
    """The colour, or as little darker as lets it stand out from white paper."""
    steps = (mixed(colour, "#000000", percent) for percent in range(0, 101, 5))
    return next(each for each in steps if stands_out(each, COLOURS["paper"]))


def stands_out(text: str, ground: str) -> bool:
    """Whether a text can be read on a ground."""
    lighter, darker = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05) >= _ENOUGH


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    parts = (part / 255 for part in _parts(colour))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
