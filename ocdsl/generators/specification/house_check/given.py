"""What a template is given: every name that a tag may say, and what kind of value it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from attrs import Factory, fields, frozen

from ocdsl.rules.wording.page_words import PageWords

TEXT, NUMBER, RUNS, PARAGRAPHS, BLOCK = "text", "number", "runs", "paragraphs", "block"
"""Plain text; a number; runs within a paragraph; whole paragraphs or tables; and what is runs in
every kind of block but a table."""


@frozen
class Record:
    """A value with named parts."""

    parts: Mapping[str, str]


@frozen
class Many:
    """A list, to be gone through by `for`."""

    of: Record | str = Factory(str)


Given: TypeAlias = str | Record | Many

GIVEN: dict[str, Given] = {
    "title": TEXT,
    "name": TEXT,
    "commissioner": TEXT,
    "version": TEXT,
    "digest": TEXT,
    "short_digest": TEXT,
    "words": Record({each.name: TEXT for each in fields(PageWords)}),
    "facts": Many(Record({"name": TEXT, "value": TEXT})),
    "contents": Many(Record({"level": NUMBER, "xml": RUNS})),
    "blocks": Many(Record({"kind": TEXT, "xml": BLOCK})),
    "lines": Many(RUNS),
    "places": PARAGRAPHS,
    "questions_say": RUNS,
    "questions": PARAGRAPHS,
}

FILTERS = ("upper", "lower", "capitalize", "title", "trim")
"""What a tag may do to a text."""

LOOP = {"first": NUMBER, "last": NUMBER, "index": NUMBER}
"""What a tag may ask of the `for` that it stands in."""
