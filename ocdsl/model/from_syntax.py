"""From a contract's text to its checked model: parse, look for every mistake, build."""

from __future__ import annotations

from attrs import evolve, frozen

from ocdsl.base.collecting import uncollected
from ocdsl.base.diagnostics import Accepted, Diagnostic, Severity, in_order
from ocdsl.base.source import Source
from ocdsl.model.build.contract import build_contract
from ocdsl.model.checks import find_all, idle_acceptance
from ocdsl.model.context import Context
from ocdsl.model.contract import Contract
from ocdsl.syntax.parser import parse


@frozen
class Checked:
    """A contract and all that is to be said about its text; no contract when there is any error."""

    contract: Contract | None
    diagnostics: tuple[Diagnostic, ...]
    accepted: tuple[Accepted, ...] = ()
    """What an `accept` block of the contract silences, in the same order."""


def check(source: Source) -> Checked:
    """Parse, resolve and check a contract's text, reporting every mistake at once (law 5).

    Never raises, whatever the text.
    """
    with uncollected():
        return _checked(source)


def _checked(source: Source) -> Checked:
    parsed = parse(source)
    unread = frozenset(d.span.line for d in parsed.diagnostics if d.severity is Severity.ERROR)
    context = Context(source, parsed.file, unread)
    found = [*parsed.diagnostics, *find_all(context)]
    if any(d.severity is Severity.ERROR for d in found):
        return Checked(None, tuple(in_order(found)))
    context = evolve(context, contract=build_contract(context))
    found += find_all(context, built=True)
    return _weighed(context, found)


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
