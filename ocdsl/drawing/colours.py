"""The colours of pictures on white paper: all are told apart by more than their hue."""

from __future__ import annotations

from collections.abc import Mapping

COLOURS: Mapping[str, str] = {
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

DARK: Mapping[str, str] = {
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
