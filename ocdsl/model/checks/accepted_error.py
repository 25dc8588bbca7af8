"""An acceptance of an error, which nobody can take on themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.checks.unknown_diagnostic import codes, severities
from ocdsl.model.clauses import heading
from ocdsl.model.context import Context


def find(context: Context) -> Iterator[Found]:
    """Every `diagnostic` clause whose code is that of an error."""
    accepts = [(b, c) for b in context.named["accept"].values() for c in codes(b)]
    known = severities() if accepts else {}
    for block, clause in accepts:
        if known.get(clause.code) is Severity.ERROR:
            message = f"`{clause.code}` is an error, and an error cannot be accepted."
            yield Found(message, clause.span, heading(block, clause))


RULE = Rule(
    code="AcceptedError",
    severity=Severity.ERROR,
    what="An error is accepted.",
    why="While there is an error no payment can be worked out, whatever the reason for leaving it.",
    fix="Mend the error, and take this block out.",
    example='accept tier-notch "The step at 14 hours"\n'
    "  diagnostic  BandGap on weekly-support\n"
    "  because     No week has that many hours.\n",
    law="part 2 of the language, `accept`",
    find=find,
)
