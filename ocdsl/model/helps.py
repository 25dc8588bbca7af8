"""What there is to say of every kind of mistake, and SARIF of what was found with that help."""

from __future__ import annotations

import ocdsl
from ocdsl.base import sarif
from ocdsl.base.source import Source
from ocdsl.model.checks import RULES
from ocdsl.model.from_syntax import Checked
from ocdsl.syntax.mistakes import MISTAKES


def helps() -> dict[str, sarif.RuleHelp]:
    """The help of each code. A mistake in wording is said with its words still to be filled in."""
    meaning = {rule.code: sarif.RuleHelp(rule.what, rule.why, rule.fix, rule.law) for rule in RULES}
    wording = {
        code: sarif.RuleHelp(f"{m.message}.", m.why, f"{m.fix}.", "")
        for code, m in MISTAKES.items()
    }
    return {**wording, **meaning}


def sarif_of(checked: Checked, source: Source) -> str:
    """All that was found in a contract as SARIF 2.1.0, what it accepts as suppressed."""
    found, accepted = checked.diagnostics, checked.accepted
    return sarif.to_sarif(found, accepted, source, helps(), ocdsl.__version__)
