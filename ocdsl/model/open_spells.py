"""`in-dispute is not open`, `quality is met`: tests of spells and targets, told from choices."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from ocdsl.syntax import phrases as ph

if TYPE_CHECKING:
    from ocdsl.model.contract import Contract


def is_open(spells: Container[str], test: ph.Test) -> bool:
    """Whether a test asks if a spell is open, or is not: `spells` are the names of spells."""
    if not isinstance(test, ph.ChoiceTest) or test.value.at is not None or test.one_of:
        return False
    return test.value.field.text in spells and [c.text for c in test.choices] == ["open"]


def is_met(test: ph.Test) -> bool:
    """Whether a test is that of a measure's target: `quality is met`, `quality is not met`."""
    if not isinstance(test, ph.ChoiceTest) or test.value.at is not None or test.one_of:
        return False
    return [choice.text for choice in test.choices] == ["met"]


def against_target(contract: Contract, test: ph.ChoiceTest) -> ph.LimitTest | None:
    """The limit that `quality is met` stands for; None where there is no such target."""
    name = test.value.field.text
    measure = contract.measures.get(name) or contract.calculations.get(name)
    target = measure.target if measure is not None else None
    return None if target is None else ph.LimitTest(test.value, (target,))
