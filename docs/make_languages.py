"""Makes `docs/welsh-sentences.md`: every sentence of the specification in English and in Welsh."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from ocdsl.rules.wording.welsh.catalogue import Entry, entries

PAGE = Path(__file__).with_name("welsh-sentences.md")


def page() -> str:
    """The whole page."""
    every = entries()
    left = sum(entry.awaits_review for entry in every)
    lines = [
        "# Every sentence in English and in Welsh",
        "",
        "<!-- Made by docs/make_languages.py from catalogue.po: change that, make this again. -->",
        "",
        f"{len(every)} sentences, of which {left} await a human reviewer. "
        "[How to change one](languages.md).",
    ]
    for place, found in groupby(sorted(every, key=lambda e: e.place), key=lambda e: e.place):
        lines += ["", f"## {place or 'elsewhere'}", "", "| English | Welsh |", "|---|---|"]
        lines += [_row(entry) for entry in found]
    return "\n".join(lines) + "\n"


def _row(entry: Entry) -> str:
    context = f" *({entry.context})*" if entry.context else ""
    return f"| {_cell(entry.english)}{context} | {_cell(entry.welsh)} |"


def _cell(text: str) -> str:
    return text.strip().replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
