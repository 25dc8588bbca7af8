"""Errors that only follow from a line that could not be read: what it said is missing elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.model.context import Context
from ocdsl.model.walk import uses

_OF_CONTENT = frozenset(
    [
        "CapValue",
        "CardRows",
        "MixedValues",
        "NoEventAtHand",
        "NotAboutAPerson",
        "PoolShares",
        "TotalElsewhere",
    ]
)
"""What is said of a block because of what it, or a block that it names, holds."""


def without_follow_ons(context: Context, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What was found, but for errors in blocks that rest on one with a line that was not read.

    Whatever is really wrong there is said once the line can be read. A name that is none is said
    all the same.
    """
    touched = _touched(context) if context.unread else frozenset()
    for diagnostic in found:
        follows = diagnostic.severity is Severity.ERROR and diagnostic.block in touched
        if not (follows and _is_of_content(context, diagnostic)):
            yield diagnostic


def _is_of_content(context: Context, found: Diagnostic) -> bool:
    """Whether an error is one of content; a name counts as that where it names something."""
    if found.code == "UnknownName":
        start = found.span.column - 1
        name = context.source.line(found.span.line)[start : start + found.span.length]
        in_example = found.block in context.named["example"]
        return in_example or any(name in blocks for blocks in context.named.values())
    return found.code in _OF_CONTENT


def _touched(context: Context) -> frozenset[str]:
    """The names of the blocks with a line that was not read, and of all that rest on them."""
    users: dict[str, set[str]] = {}
    for use in uses(context):
        users.setdefault(use.name.text, set()).add(use.spot.block.name.text)
    todo = [block.name.text for block in context.file.blocks if context.has_unread(block)]
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(users.get(name, ()))
    return frozenset(seen)
