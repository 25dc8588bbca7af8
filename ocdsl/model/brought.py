"""What a contract is given for a `use`: the library's blocks, with what the contract says of them.

A text of the library leaves to the contract who records its events, whose outcomes its outcomes
are, and what its measures are to reach. Of a text, `brings` may take some names: then what they
rest on comes with them, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from attrs import evolve

from ocdsl.base.source import Source
from ocdsl.model.clauses import every, only
from ocdsl.model.library import KINDS, LIBRARY, USE, Section, sections_of
from ocdsl.model.nodes import nodes, rewritten
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def with_library(source: Source, file: tree.File) -> tuple[tree.File, Mapping[str, Section]]:
    """The contract's own blocks with those it uses after each `use`, and the texts they are of."""
    sections = sections_of(source, file)
    first = next((n for n, b in enumerate(file.blocks) if b.keyword == LIBRARY), None)
    own = file.blocks[:first]
    found: list[tree.Block] = []
    for block in own:
        found.append(block)
        section = sections.get(block.name.text) if block.keyword == USE else None
        if section:
            found += [_as_used(block, each) for each in chosen(block, section)]
    return evolve(file, blocks=tuple(found)), sections


# ---- which blocks


def names_in(brings: tree.Brings) -> Iterator[ph.Name]:
    """The names in the first column of `brings`."""
    for row in brings.table.rows:
        content = row[0].content if row else None
        if isinstance(content, ph.Words):
            yield ph.Name(content.text, span=row[0].span)
        elif isinstance(content, ph.Name):
            yield content


def names_of(section: Section) -> Collection[str]:
    """What `brings` may name of a text: its blocks, and the fields of its events."""
    fields = (f.name.text for block in section.blocks for f in every(block, tree.FieldClause))
    return dict.fromkeys((*(block.name.text for block in section.blocks), *fields)).keys()


def is_known(use: tree.Block, section: Section) -> bool:
    """Whether a text has every name that a `use` brings of it."""
    named = (name.text for brings in every(use, tree.Brings) for name in names_in(brings))
    return set(named) <= set(names_of(section))


def chosen(use: tree.Block, section: Section) -> Iterator[tree.Block]:
    """The blocks of a text that a `use` brings; of an event only the fields that are asked for."""
    brings = only(use, tree.Brings)
    blocks = [block for block in section.blocks if block.keyword in KINDS]
    if brings is None:
        yield from blocks
        return
    named = {name.text for name in names_in(brings)}
    asked = _with_what_they_rest_on(section, named)
    for block in blocks:
        fields = [field.name.text for field in every(block, tree.FieldClause)]
        if block.name.text in named or block.keyword != "event":
            if block.name.text in asked:
                yield block
        elif block.name.text in asked or asked & set(fields):
            yield evolve(block, clauses=tuple(c for c in block.clauses if _is_asked(c, asked)))


def _is_asked(clause: tree.Clause, asked: Collection[str]) -> bool:
    return not isinstance(clause, tree.FieldClause) or clause.name.text in asked


def _with_what_they_rest_on(section: Section, named: Collection[str]) -> set[str]:
    """Names of blocks and fields, with every name in the blocks among them, and so on."""
    said = {
        block.name.text: {n.text for n in nodes(block.clauses) if isinstance(n, ph.Name | ph.Words)}
        for block in section.blocks
        if block.keyword != "event"
    }
    asked, waiting = set[str](), list(named)
    while waiting:
        name = waiting.pop()
        if name not in asked:
            asked.add(name)
            waiting.extend(said.get(name, ()))
    return asked


# ---- what the contract says of them


def _as_used(use: tree.Block, block: tree.Block) -> tree.Block:
    """A block of the library with what a `use` says of it."""
    said: list[tree.Clause] = []
    if needs_recorder(block):
        said += every(use, tree.RecordedBy)
    if needs_people(block):
        said += [_counts(clause) for clause in every(use, tree.ForPeople)]
    target = targets_of(use).get(block.name.text) if block.keyword == "measure" else None
    kept = [c for c in block.clauses if not (target and isinstance(c, tree.Target))]
    after = [tree.Target(target, span=target.span)] if target else []
    return evolve(block, clauses=(*said, *kept, *after))


def needs_recorder(block: tree.Block) -> bool:
    """Whether a block of the library leaves it to the contract who records it."""
    return block.keyword == "event" and only(block, tree.RecordedBy) is None


def needs_people(block: tree.Block) -> bool:
    """Whether a block of the library leaves it to the contract whose outcome it is."""
    return block.keyword == "outcome" and only(block, tree.Counts) is None


def _counts(clause: tree.ForPeople) -> tree.Counts:
    person = ph.Name("person", span=clause.span)
    return tree.Counts((person,), clause.cohort, None, "once", span=clause.span)


def targets_of(use: tree.Block) -> Mapping[str, ph.Limit]:
    """The targets that `brings` sets, by the name of the measure."""
    found: dict[str, ph.Limit] = {}
    for brings in every(use, tree.Brings):
        for row in brings.table.rows:
            limits = row[1].content if len(row) > 1 else None
            if isinstance(limits, tuple) and isinstance(row[0].content, ph.Name | ph.Words):
                found.setdefault(row[0].content.text, limits[0])
    return found


# ---- the smallest meaningful change


def with_changes(file: tree.File) -> tree.File:
    """The file with `the smallest meaningful change` as the points that the field states."""
    stated: dict[tuple[str, str], ph.Number] = {}
    for event in (block for block in file.blocks if block.keyword == "event"):
        for f in every(event, tree.FieldClause):
            if f.change:
                stated[event.name.text, f.name.text] = f.change
    read = _reader(stated)
    return evolve(file, blocks=tuple(rewritten(block, read) for block in file.blocks))


def _reader(stated: Mapping[tuple[str, str], ph.Number]) -> Callable[[object], object]:
    def read(node: object) -> object:
        if not (isinstance(node, ph.PointsAbove) and node.named):
            return node
        field, at = node.value.field.text, node.value.at
        owners = {e: n for (e, f), n in stated.items() if f == field}
        if at:
            owners = {e: n for e, n in owners.items() if e == at.event.text}
        own = set(owners.values())
        return evolve(node, points=own.pop()) if len(own) == 1 else node

    return read
