"""An accepted finding that is not in the catalogue of incentives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.syntax import tree

LAST = 72
"""The catalogue numbers its findings from PI-01 to PI-72."""


def find(context: Context) -> Iterator[Found]:
    """Every `finding` whose code is not of the form PI-nn or not in the catalogue."""
    for block in context.named["accept"].values():
        for clause in every(block, tree.Finding):
            if not is_known(clause.code):
                message = f"There is no finding with the code `{clause.code}`."
                yield Found(message, clause.span, heading(block, clause))


def is_known(code: str) -> bool:
    """Whether the catalogue has a finding with this code: two digits, from PI-01."""
    return bool(re.fullmatch(r"PI-[0-9]{2}", code)) and 1 <= int(code[3:]) <= LAST


RULE = Rule(
    code="UnknownFinding",
    severity=Severity.ERROR,
    what="A finding is accepted that the catalogue of incentives does not have.",
    why="An acceptance that matches nothing looks like a risk that somebody has weighed.",
    fix=f"Write a code from `PI-01` to `PI-{LAST}`, as `ocdsl incentives` prints it.",
    example='accept tier-notch "The step at 14 hours"\n'
    "  finding  PI-99 on weekly-support\n"
    "  because  The assessor, not the provider, sets the hours.\n",
    law="law 4",
    find=find,
)
