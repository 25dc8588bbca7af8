"""The shipped contract, and versions of it with a planted fault."""

from __future__ import annotations

from pathlib import Path

from ocdsl import api
from ocdsl.base.source import Source
from ocdsl.incentives.check import Verdict
from ocdsl.incentives.subject import Plan
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check

SHIPPED = Path(__file__).parents[2] / "contracts" / "reablement-at-home" / "contract.ocdsl"

STRAIGHT_LINE = (
    "    | less than 50%               | nothing            |\n"
    "    | at least 50%, less than 60% | in a straight line |\n"
)
ALL_OR_NOTHING = "    | less than 60%               | nothing            |\n"


def contract_with(*changes: tuple[str, str]) -> Contract:
    """The shipped contract with each of these words changed, once."""
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    checked = check(Source("planted.ocdsl", text))
    assert checked.contract is not None, checked.diagnostics
    return checked.contract


def verdicts(contract: Contract, *codes: str, plan: Plan | None = None) -> dict[str, Verdict]:
    """What the search says of these entries of the catalogue, or of all."""
    return {verdict.check: verdict for verdict in api.incentives(contract, codes, plan).verdicts}
