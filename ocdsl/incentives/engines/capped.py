"""Whether a cap limits what is paid in all: by the solver, one period after the other.

What has been paid and what room is left over are told to the solver after some number of periods.
Whatever is earned in the next one, no more than the limit of each may have been paid after it.
"""

from __future__ import annotations

from typing import Any

from ocdsl.incentives.engines.solver import own_z3
from ocdsl.incentives.subject import Subject
from ocdsl.model.caps import Cap


def limits_all(cap: Cap) -> bool:
    """Whether no more is ever paid under a cap than its limit in each of its scopes."""
    z3 = own_z3()

    limit, periods, paid, left, waits, earned, kept = z3.Ints(
        "limit periods paid left waits earned kept"
    )
    sound = [limit > 0, periods >= 0, paid >= 0, left >= 0, waits >= 0, earned >= 0]
    before = paid + left <= limit * periods
    room = limit + left if cap.keeps else limit
    due = earned + waits if cap.carries else earned
    now = z3.If(due <= room, due, room)
    over = z3.If(due <= room, 0, due - room)
    # Room that is kept is no more than what was not used; what is over waits, or is lost.
    keeps = [kept >= 0, kept <= room - now] if cap.keeps else [kept == 0]
    at_the_end = over if cap.carries and not cap.lapses else z3.IntVal(0)
    after = paid + now + at_the_end + kept <= limit * (periods + 1)
    return _follows(z3, [*sound, *keeps, before], after)


def _follows(z3: Any, given: list[Any], then: Any) -> bool:
    solver = z3.Solver()
    solver.add(*given, z3.Not(then))
    return bool(solver.check() == z3.unsat)


def scopes_of(subject: Subject, cap: Cap) -> int:
    """How many scopes of a cap there are until the tail ends: for each provider and period.

    Of a limit in any so many months, as many as there are stretches of so many months.
    """
    contract, count = subject.contract, 1
    if cap.unit:
        day, count = contract.term_start, 0
        while day <= contract.tail_end:
            day, count = contract.dates.end(day, cap.unit) + 1, count + 1
        count = -(-count // (cap.rolling or 1))
    return count * (len(contract.providers) if "provider" in cap.grain else 1)
