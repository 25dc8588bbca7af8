"""What there is to say of every kind of mistake, and SARIF of what was found with that help."""

from __future__ import annotations

from collections.abc import Sequence

import ocdsl
from ocdsl.base import sarif
from ocdsl.base.source import Source
from ocdsl.model.checks import RULES
from ocdsl.model.from_syntax import Checked
from ocdsl.syntax.mistakes import MISTAKES

_OPEN = sarif.RuleHelp(
    "The specification asks a question that the contract does not answer.",
    "The specification marks the place where the answer is missing.",
    "Write the section, the block or the line that answers it.",
    "",
)


def helps() -> dict[str, sarif.RuleHelp]:
    """The help of each code. A mistake in wording is said with its words still to be filled in."""
    meaning = {rule.code: sarif.RuleHelp(rule.what, rule.why, rule.fix, rule.law) for rule in RULES}
    wording = {
        code: sarif.RuleHelp(f"{m.message}.", m.why, f"{m.fix}.", "")
        for code, m in MISTAKES.items()
    }
    return {**wording, **meaning, "OpenQuestion": _OPEN}


def sarif_of(found: Sequence[tuple[Source, Checked]]) -> str:
    """All that was found in some contracts as SARIF 2.1.0, what they accept as suppressed."""
    known = helps()
    runs = [
        sarif.run_of(each.diagnostics, each.accepted, source, known, ocdsl.__version__)
        for source, each in found
    ]
    return sarif.text_of(sarif.merged(runs))
