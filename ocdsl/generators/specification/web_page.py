"""The specification as one HTML page: the same clauses, numbers and names as in the Word document.

It needs nothing else: no network, no script, no picture beside it. The names of Word's bookmarks
are the ids of the page, so that a link to a clause can be written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from ocdsl.drawing.shapes import Drawing
from ocdsl.drawing.svg import to_svg
from ocdsl.generators.specification.flow import Flow
from ocdsl.generators.specification.web_style import STYLE
from ocdsl.model.chart_plot import chart_drawn
from ocdsl.rules.wording.clauses import (
    PICTURE_WIDTH,
    Figure,
    Foreign,
    Gap,
    Group,
    Paragraph,
    Piece,
    Ref,
    Section,
    Table,
    Term,
    Words,
)

_NO_HTML = {c: "\ufffd" for c in range(32) if c not in (9, 10, 13)} | {127: "\ufffd"}


def web_page(flow: Flow, page: dict[str, Any], lines: Sequence[str]) -> str:
    """The page of a flow's sections.

    `page` is what a Word template may ask for, of which the cover and the words are taken here;
    `lines` are those of the contract's text.
    """
    words = page["words"]
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{words["language"]}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(page['title'])}: {_text(words['short_kind'])}</title>",
            f"<style>\n{STYLE}</style>",
            "</head>",
            "<body>",
            f'<a class="skip" href="#main">{_text(words["skip"])}</a>',
            *_cover(page),
            *_contents(flow, page),
            '<main id="main">',
            *(part for section in flow.sections for part in _section(flow, section)),
            *_annexes(flow, page, lines),
            "</main>",
            f"<footer><p>{_text(words['text'])} <code>{page['short_digest']}</code></p></footer>",
            "</body>",
            "</html>",
            "",
        )
    )


def _text(text: str) -> str:
    """Text as it may stand in the page, with nothing lost."""
    return escape(text.translate(_NO_HTML))


# ---- the cover and the contents


def _cover(page: dict[str, Any]) -> Iterator[str]:
    yield "<header>"
    yield f'<p class="owner">{_text(page["commissioner"])}</p>'
    yield f"<h1>{_text(page['title'])}</h1>"
    yield f'<p class="kind">{_text(page["words"]["kind"])}</p>'
    yield "<dl>"
    for fact in page["facts"]:
        yield f"<dt>{_text(fact['name'])}</dt><dd>{_text(fact['value'])}</dd>"
    yield "</dl>"
    yield "</header>"


def _contents(flow: Flow, page: dict[str, Any]) -> Iterator[str]:
    yield '<nav aria-labelledby="contents">'
    yield f'<h2 id="contents">{_text(page["words"]["contents"])}</h2>'
    yield "<ul>"
    for level, bookmark, number, title in flow.headings(page["annexes"]):
        shown = f'<span class="number">{_text(number)}</span> {_words(flow, title)}'
        yield f'<li class="level-{level}"><a href="#{bookmark}">{shown}</a></li>'
    yield "</ul>"
    yield "</nav>"


# ---- the clauses


def _section(flow: Flow, section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="{flow.numbers.bookmarks[section.anchor]}">'
    yield _heading(flow, "h2", section.anchor, section.title)
    for part in section.body:
        if isinstance(part, Group):
            yield _heading(flow, "h3", part.anchor, part.title)
            for paragraph in part.paragraphs:
                yield from _clause(flow, paragraph)
        else:
            yield from _clause(flow, part)
    yield "</section>"


def _heading(flow: Flow, tag: str, anchor: str, title: Words) -> str:
    numbers = flow.numbers
    number = f'<span class="number">{numbers.numbers[anchor]}</span>'
    return f'<{tag} id="{numbers.bookmarks[anchor]}">{number} {_words(flow, title)}</{tag}>'


def _clause(flow: Flow, paragraph: Paragraph) -> Iterator[str]:
    """The numbered sentences, and what stands below them."""
    if paragraph.note:
        yield f'<p class="note">{_words(flow, paragraph.text)}</p>'
        return
    first, *others = [flow.numbers.bookmarks[a] for a in flow.mine(paragraph)] or [""]
    own = f' id="{first}"' if first else ""
    more = "".join(f'<a id="{name}"></a>' for name in others)
    number = f'<span class="number">{flow.number(paragraph)}</span>'
    yield f'<div class="clause"{own}>'
    yield f"<p>{more}{number} {_words(flow, paragraph.text)}</p>"
    if paragraph.items:
        items = "".join(f"<li>{_words(flow, item)}</li>" for item in paragraph.items)
        yield f'<ol class="items">{items}</ol>'
    if paragraph.table is not None:
        yield _table(flow, paragraph.table)
    if paragraph.figure is not None:
        yield _figure(flow, paragraph.figure)
    yield "</div>"


def _table(flow: Flow, table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{_side(table, n)}>{_words(flow, head)}</th>'
        for n, head in enumerate(table.headings)
    )
    rows = "\n".join(
        "<tr>" + "".join(
            f"<td{_side(table, n)}>{_words(flow, cell)}</td>" for n, cell in enumerate(row)
        ) + "</tr>"
        for row in table.rows
    )  # fmt: skip
    return (
        '<div class="scrolled" tabindex="0">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table></div>"
    )


def _side(table: Table, column: int) -> str:
    return ' class="right"' if column in table.right else ""


def _figure(flow: Flow, figure: Figure) -> str:
    """The picture as SVG, its caption below it."""
    name = flow.numbers.bookmarks[figure.anchor]
    picture = figure.picture
    drawing = picture if isinstance(picture, Drawing) else chart_drawn(picture, PICTURE_WIDTH)
    caption = f"{flow.numbers.numbers[figure.anchor]}. {figure.caption}"
    drawn = to_svg(drawing, f"{name}-picture", caption, figure.alternative)
    kind = "drawing" if drawing is picture else "chart"
    return (
        f'<figure id="{name}" class="{kind}"><div class="scrolled" tabindex="0">{drawn}</div>'
        f"<figcaption>{_text(caption)}</figcaption></figure>"
    )


def _words(flow: Flow, words: Words) -> str:
    return "".join(_piece(flow, piece) for piece in words)


def _piece(flow: Flow, piece: Piece) -> str:
    if isinstance(piece, Ref):
        numbers = flow.numbers
        return f'<a href="#{numbers.bookmarks[piece.to]}">{_text(numbers.numbers[piece.to])}</a>'
    if isinstance(piece, Term):
        language = f' lang="{piece.language}"' if piece.language else ""
        return f"<b{language}>{_text(piece.text)}</b>"
    if isinstance(piece, Gap):
        return f"<mark>{_text(piece.text)}</mark>"
    if isinstance(piece, Foreign):
        return f'<span lang="{piece.language}">{_text(piece.text)}</span>' if piece.text else ""
    assert isinstance(piece, str), f"{piece} has not been said in any language"
    return _text(piece)


# ---- the annexes


def _annexes(flow: Flow, page: dict[str, Any], lines: Sequence[str]) -> Iterator[str]:
    words, (text, places, questions) = page["words"], page["annexes"]
    yield from _annex(text, words["annex_text_says"])
    tag = f' lang="{page["of_contracts"]}"' if page["of_contracts"] else ""
    yield f'<ol class="lines"{tag}>'
    for number, line in enumerate(lines, 1):
        yield f'<li id="line-{number}"><code>{_text(line) or " "}</code></li>'
    yield "</ol>"
    yield "</section>"
    yield from _annex(places, words["annex_places_say"])
    yield _table(flow, page["places"])
    yield "</section>"
    yield from _annex(questions)
    yield f"<p>{_words(flow, page['questions'].text)}</p>"
    if page["questions"].table is not None:
        yield _table(flow, page["questions"].table)
    yield "</section>"


def _annex(annex: tuple[str, str, str], says: str = "") -> Iterator[str]:
    bookmark, label, title = annex
    yield f'<section class="annex" aria-labelledby="{bookmark}">'
    yield f'<h2 id="{bookmark}"><span class="number">{_text(label)}</span> {_text(title)}</h2>'
    if says:
        yield f"<p>{_text(says)}</p>"
