"""From a contract's text to its checked model: parse, look for every mistake, build."""

from __future__ import annotations

from attrs import evolve, frozen

from ocdsl.base.diagnostics import Diagnostic, Severity, in_order
from ocdsl.base.source import Source
from ocdsl.model.build.contract import build_contract
from ocdsl.model.checks import find_all
from ocdsl.model.context import Context
from ocdsl.model.contract import Contract
from ocdsl.syntax.parser import parse


@frozen
class Checked:
    """A contract and all that is to be said about its text; no contract when there is any error."""

    contract: Contract | None
    diagnostics: tuple[Diagnostic, ...]


def check(source: Source) -> Checked:
    """Parse, resolve and check a contract's text, reporting every mistake at once (law 5).

    Never raises, whatever the text.
    """
    parsed = parse(source)
    unread = frozenset(d.span.line for d in parsed.diagnostics if d.severity is Severity.ERROR)
    context = Context(source, parsed.file, unread)
    found = [*parsed.diagnostics, *find_all(context)]
    if any(d.severity is Severity.ERROR for d in found):
        return Checked(None, tuple(in_order(found)))
    contract = build_contract(context)
    found += find_all(evolve(context, contract=contract), built=True)
    return Checked(contract, tuple(in_order(found)))
