"""The solver has a context of its own for each question."""

from __future__ import annotations

import pytest

from ocdsl.incentives.engines.solver import own_z3


def test_questions_have_nothing_in_common() -> None:
    one, other = own_z3(), own_z3()
    with pytest.raises(Exception, match=r"[Cc]ontext mismatch"):
        _ = one.Int("day") + other.Int("day")


def test_what_has_no_parts_is_of_the_context_too() -> None:
    z3 = own_z3()
    day = z3.Int("day")
    solver = z3.Solver()
    solver.add(z3.And(), z3.Not(z3.Or()), z3.Implies(z3.BoolVal(True), day > z3.Q(1, 2)), day < 2)
    assert solver.check() == z3.sat
    assert solver.model()[day].as_long() == 1
