"""What the search cannot put to its solver is said, and forms it has no check for stop nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl.base.source import Source
from ocdsl.incentives.search import search
from ocdsl.model.from_syntax import check
from ocdsl.rules.lowering.from_model import lower
from tests.conformance.casebook import cases
from tests.incentives.planted import contract_with

CASEBOOK = Path(__file__).parents[1] / "conformance"
WEEKS = "the week ends within 12 weeks after the first service-start"


def test_a_payment_that_waits_for_a_spell_is_not_checked() -> None:
    """The jumps in the weekly price are there, and no log of a person with a spell can be made."""
    contract = contract_with(
        (f"  when  {WEEKS}\n", f"  when  all of\n    - {WEEKS}\n    - in-hospital is not open\n"),
        (
            'payment start-fee "Start fee"',
            'spell in-hospital "In hospital"\n  starts on  each readmission\n'
            '  ends on    the next assessment\n\npayment start-fee "Start fee"',
        ),
    )
    found = {(v.check, v.on): v for v in search(contract, lower(contract)).verdicts}
    verdict = found["PI-24", "weekly-support"]
    assert verdict.status == "NOT CHECKED"
    assert verdict.detail == (
        "jumps were found, but no log was made: Spell cannot be put to the solver"
    )


@pytest.mark.parametrize("form", ["price-limits", "floors", "advances", "counted-days"])
def test_forms_without_a_check_of_their_own(form: str) -> None:
    checked = check(Source(form, next(cases(CASEBOOK / f"{form}.md")).contract))
    assert checked.contract is not None
    verdicts = search(checked.contract, lower(checked.contract)).verdicts
    assert {v.status for v in verdicts} == {"NOT APPLICABLE"}
