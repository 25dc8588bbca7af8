"""What the search cannot put to its solver is said, and forms it has no check for stop nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocdsl.base.source import Source
from ocdsl.model.from_syntax import check
from tests.conformance.casebook import cases
from tests.incentives.planted import contract_with, verdicts

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
    verdict = verdicts(contract, "PI-24")["PI-24"]
    assert verdict.status == "NOT CHECKED"
    assert verdict.detail == (
        "weekly-support: jumps were found, but no log was made: Spell cannot be put to the solver"
    )


@pytest.mark.parametrize("form", ["floors", "advances"])
def test_forms_without_a_check_of_their_own(form: str) -> None:
    checked = check(Source(form, next(cases(CASEBOOK / f"{form}.md")).contract))
    assert checked.contract is not None
    found = verdicts(checked.contract, "PI-18", "PI-24")
    assert {verdict.status for verdict in found.values()} == {"NOT APPLICABLE"}
