"""A name defined twice (law 4)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.articles import with_article
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import GRAINS, Context
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

_COLUMNS = ("event", "provider", "person", "supersedes", "retracts")
ASIDE = (
    "example", "accept", "section", "suitability", "logic-model", "assume", "variation", "use",
)  # fmt: skip
"""The kinds of blocks whose names are apart from those that rules use."""


def find(context: Context) -> Iterator[Found]:
    """Blocks, parties, fields and choices whose name is taken, or a word of the language."""
    seen: dict[str, tuple[str, int]] = {}
    for what, name, trail in named_things(context):
        if context.is_of_library(name.span.line):
            continue  # a name that the library has too is a mistake of another kind
        space = what if what in ASIDE else "rules"
        first = seen.setdefault(f"{space} {name.text}", (what, name.span.line))
        if first[1] != name.span.line:
            yield _found(what, name, trail, f"{with_article(first[0])} on line {first[1]}")
        elif name.text in GRAINS:
            yield _found(what, name, trail, "a word of the language")
    for block in context.named["event"].values():
        yield from _fields(block)


def named_things(context: Context) -> Iterator[tuple[str, ph.Name, str]]:
    """Each block and each party: what it is, its name and the heading trail of the place."""
    for block in context.file.blocks:
        yield block.keyword, block.name, heading(block)
    for party in context.parties("commissioner", "provider", "role"):
        yield party.kind, party.name, heading(context.header, party) if context.header else ""


def _fields(block: tree.Block) -> Iterator[Found]:
    seen: dict[str, int] = {}
    for field in every(block, tree.FieldClause):
        first = seen.setdefault(field.name.text, field.span.line)
        if first != field.span.line:
            yield _found("field", field.name, heading(block, field), f"a field on line {first}")
        if field.name.text in _COLUMNS:
            yield _found("field", field.name, heading(block), "a column that every log has")
        chosen = [c.text for c in field.choices]
        for i, choice in enumerate(field.choices):
            if choice.text in chosen[:i]:
                yield _found("choice", choice, heading(block, field), "a choice of this field")


def _found(what: str, name: ph.Name, trail: str, already: str) -> Found:
    message = f"The {what} `{name.text}` has a name that is already taken, by {already}."
    return Found(message, name.span, trail)


RULE = Rule(
    code="NameDefinedTwice",
    severity=Severity.ERROR,
    what="Two things in the contract have the same name.",
    why="A clause that uses the name could mean either, and so could a line of a statement.",
    fix="Give one of the two another name, or take it out.",
    example='event closure "Case closed"\n'
    "  recorded by  provider\n"
    "  reason       one of needs-no-care, moved-away, declined, died, residential-care\n"
    '\npayment closure "Closing fee"\n'
    "  pays  £300.00 for each person in older-people\n"
    "  on    the first closure\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 4",
    find=find,
)
