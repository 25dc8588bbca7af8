"""From a contract's text to its checked model: parse, look for every mistake, build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from ocdsl.base.collecting import uncollected
from ocdsl.base.diagnostics import Accepted, Diagnostic, Severity, in_order
from ocdsl.base.source import Source
from ocdsl.model.brought import with_changes, with_library
from ocdsl.model.build.contract import with_versions
from ocdsl.model.checks import find_all, idle_acceptance
from ocdsl.model.context import Context
from ocdsl.model.contract import Contract
from ocdsl.model.follow_ons import without_follow_ons
from ocdsl.model.library import Section
from ocdsl.model.variations import texts_of
from ocdsl.syntax import tree
from ocdsl.syntax.parser import parse


@frozen
class Checked:
    """A contract and all that is to be said about its text; no contract when there is any error."""

    contract: Contract | None
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Accepted, ...] = ()
    """What an `accept` block of the contract silences, in the same order."""


def check(source: Source, beside: Sequence[Contract] = ()) -> Checked:
    """Parse, resolve and check a contract's text, reporting every mistake at once (law 5).

    `beside` are other contracts, for what two of them cannot both claim. Never raises, whatever
    the text.
    """
    with uncollected():
        return _checked(source, tuple(beside))


def check_together(sources: Iterable[Source]) -> tuple[Checked, ...]:
    """As `check`, of several contracts: each beside the others that have no error."""
    texts = tuple(sources)
    alone = [check(source) for source in texts]
    built = [checked.contract for checked in alone]
    found = []
    for place, (source, checked) in enumerate(zip(texts, alone, strict=True)):
        others = [c for n, c in enumerate(built) if c is not None and n != place]
        found.append(check(source, others) if others and checked.contract else checked)
    return tuple(found)


def _checked(source: Source, beside: tuple[Contract, ...]) -> Checked:
    parsed = parse(source)
    unread = frozenset(d.span.line for d in parsed.diagnostics if d.severity is Severity.ERROR)
    contexts = _contexts(source, parsed.file, unread)
    libraries = contexts[0].libraries.values()
    read = _once(d for c in contexts for d in without_follow_ons(c, find_all(c)))
    found = [*parsed.diagnostics, *read]
    if any(d.severity is Severity.ERROR for d in found):
        return Checked(None, tuple(in_order(found)))
    contract = with_versions(contexts)
    built = [v.contract for v in contract.versions] or [contract]
    pairs = zip(contexts, built, strict=True)
    contexts = tuple(evolve(c, contract=b, beside=beside) for c, b in pairs)
    found += _once(d for c in contexts for d in find_all(c, built=True))
    found = [d for d in found if not _is_the_librarys(d, libraries)]
    return _weighed(evolve(contexts[-1], contract=contract), found)


def _is_the_librarys(found: Diagnostic, libraries: Iterable[Section]) -> bool:
    """Whether it is advice on a text that the contract only uses, and cannot change."""
    return any(found.span.line in section.lines for section in libraries)


def _contexts(source: Source, file: tree.File, unread: frozenset[int]) -> tuple[Context, ...]:
    """What the checks look at: the text, or that of each version of the contract (law 26)."""
    file, libraries = with_library(source, file)
    texts = texts_of(file)
    named = _CHANGE in source.plain
    if len(texts) == 1:
        file = with_changes(file) if named else file
        return (Context(source, file, unread, libraries=libraries),)
    if named:
        texts = tuple(evolve(text, file=with_changes(text.file)) for text in texts)
    return tuple(
        Context(source, text.file, unread, libraries=libraries, texts=texts, text=text)
        for text in texts
    )


_CHANGE = "smallest meaningful change"


def _once(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """A mistake in what two versions have in common is one mistake."""
    return list(dict.fromkeys(found))


def _weighed(context: Context, found: list[Diagnostic]) -> Checked:
    """What was found, apart from what the contract accepts; an acceptance of nothing is found."""
    idle = idle_acceptance.RULE.diagnostics(evolve(context, found=tuple(found)))
    left, accepted = [*idle], []
    reasons = _reasons(context)
    for diagnostic in in_order(found):
        code, block = diagnostic.code, diagnostic.block
        because = reasons.get((code, block), reasons.get((code, "")))
        if because is None:
            left.append(diagnostic)
        else:
            accepted.append(Accepted(diagnostic, because))
    return Checked(context.contract, tuple(in_order(left)), tuple(accepted))


def _reasons(context: Context) -> dict[tuple[str, str], str]:
    """Why diagnostics are accepted, by their code and block; the block is empty for any."""
    found: dict[tuple[str, str], str] = {}
    for each in context.contract.acceptances if context.contract else ():
        found.setdefault((each.diagnostic, each.on), each.because)
    return found
