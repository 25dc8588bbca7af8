"""`in-dispute is not open`: a test of a spell, told from a choice of that name."""

from __future__ import annotations

from collections.abc import Container

from ocdsl.syntax import phrases as ph


def is_open(spells: Container[str], test: ph.Test) -> bool:
    """Whether a test asks if a spell is open, or is not: `spells` are the names of spells."""
    if not isinstance(test, ph.ChoiceTest) or test.value.at is not None or test.one_of:
        return False
    return test.value.field.text in spells and [c.text for c in test.choices] == ["open"]
