"""The parts of an HTML page that needs nothing else: text is escaped, tables have heads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; }
th, td { border: 1px solid #767676; padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.money { text-align: right; white-space: nowrap; }
td.code { white-space: nowrap; }
pre { background: #f3f3f3; padding: .6rem; overflow-x: auto; }
"""


def whole_page(title: str, parts: Iterable[str]) -> str:
    """A page of these parts, under its title."""
    head = (
        "<!doctype html>",
        f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>',
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>",
    )
    return "\n".join([*head, *parts, "</main></body></html>"]) + "\n"


def paragraph(text: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{escape(text)}</p>"


def titled(text: str) -> str:
    """The heading of a section."""
    return f"<h2>{escape(text)}</h2>"


def item(text: str) -> str:
    """A point of a list."""
    return f"<li>{escape(text)}</li>"


def table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of plain text; amounts of money stand to the right, and no code is broken."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
    body = "\n".join("<tr>" + "".join(_cell(cell) for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _cell(text: str) -> str:
    money, code = text.lstrip("-").startswith("£"), re.fullmatch(r"[A-Z]{2}-\d\d", text)
    of = ' class="money"' if money else ' class="code"' if code else ""
    return f"<td{of}>{escape(text).replace(chr(10), '<br>')}</td>"
