"""A name of the contract's own that something from the library has too (law 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ocdsl.base.articles import with_article
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.name_twice import ASIDE, named_things
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.context import Context
from ocdsl.syntax import phrases as ph


def find(context: Context) -> Iterator[Found]:
    """Every block and party that has the name of a block from the library."""
    brought = _brought(context)
    seen: dict[str, str] = {}
    for what, name, trail in named_things(context):
        own = not context.is_of_library(name.span.line)
        if own and name.text in brought and what not in ASIDE:
            of, kind = brought[name.text]
            message = (
                f"The {what} `{name.text}` has a name that is already taken, by "
                f"{with_article(kind)} of `{of}` in the library."
            )
            yield Found(message, name.span, trail)
        elif not own and seen.setdefault(name.text, _library_of(context, name)) != _library_of(
            context, name
        ):
            yield _two(context, name, seen[name.text])


def _two(context: Context, name: ph.Name, first: str) -> Found:
    """Two texts of the library that both have the name: it is the second `use` that must go."""
    second = _library_of(context, name)
    block = context.named["use"][second]
    message = f"`{first}` and `{second}` of the library both bring `{name.text}`."
    fix = "Use one of the two, or leave the name out of what one of them brings."
    return Found(message, block.name.span, f"use {second}", fix)


def _library_of(context: Context, name: ph.Name) -> str:
    line = name.span.line
    return next(s.name for s in context.libraries.values() if line in s.lines)


def _brought(context: Context) -> Mapping[str, tuple[str, str]]:
    """The names of the blocks that came from the library: from which text, and what they are."""
    return {
        block.name.text: (_library_of(context, block.name), block.keyword)
        for block in context.file.blocks
        if context.is_of_library(block.span.line)
    }


RULE = Rule(
    code="LibraryNameTaken",
    severity=Severity.ERROR,
    what="A block or a party of the contract has the name of something from the library.",
    why="A clause that uses the name could mean either, and so could a line of a statement.",
    fix="Give the contract’s own another name; those of the library are fixed.",
    example='use wemwbs "Mental wellbeing"\n'
    "  recorded by  provider\n"
    '\nevent wemwbs-answers "Answers to our own form"\n'
    "  recorded by  provider\n",
    law="law 4",
    find=find,
)
