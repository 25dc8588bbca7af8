"""An acceptance of a diagnostic whose code does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.nearest import nearest
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every `diagnostic` clause with a code that no check has."""
    accepts = [(b, c) for b in context.named["accept"].values() for c in codes(b)]
    known = severities() if accepts else {}
    for block, clause in accepts:
        if clause.code not in known:
            near = nearest(clause.code, list(known))
            fix = f"Write `{near}`, if that is what is meant." if near else ""
            message = f"There is no diagnostic with the code `{clause.code}`."
            yield Found(message, clause.span, heading(block, clause), fix)


def codes(block: tree.Block) -> Iterator[tree.DiagnosticCode]:
    """The diagnostics that a block accepts."""
    return every(block, tree.DiagnosticCode)


def severities() -> dict[str, Severity]:
    """Every code there is and how much it matters. Mistakes in wording are errors."""
    # This rule is itself among the rules, so they can be looked at only when it runs.
    from ocdsl.model.checks import RULES
    from ocdsl.syntax.mistakes import MISTAKES

    return {**dict.fromkeys(MISTAKES, Severity.ERROR), **{r.code: r.severity for r in RULES}}


RULE = Rule(
    code="UnknownDiagnostic",
    severity=Severity.ERROR,
    what="A diagnostic is accepted that no check gives.",
    why="An acceptance that matches nothing looks like a weakness that somebody has weighed.",
    fix="Write a code as `ocdsl check` prints it.",
    example='accept tier-notch "The step at 14 hours"\n'
    "  diagnostic  MissingExamples on weekly-support\n"
    "  because     Examples are worked out when the tender is out.\n",
    law="law 4",
    find=find,
)
