"""How a cap acted on a line, in words: the running total, and the room there was."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.audit.case import quoted
from ocdsl.audit.explanation import Point
from ocdsl.audit.made_by import Made
from ocdsl.base.calendar import MONTHS, PERIODS, in_words, iso, period_end
from ocdsl.base.money import pounds
from ocdsl.ledger.decision_ids import line_of
from ocdsl.ledger.facts import Totals
from ocdsl.rules import operators as op
from ocdsl.syntax.phrase_text import text_of


def cap_points(made: Made, cap: op.Apportion) -> Iterator[Point]:
    """The running total before and after the line, and the room there was for it (law 27)."""
    case = made.case
    totals = _totals(made, cap)
    if totals is None:
        return
    clauses = case.contract.caps[cap.cap].clauses
    plain = not made.running(cap).ranks and cap.inside is None
    quotes = quoted(case.contract, cap.clause)
    for keyword in ("excess", "unused room") if plain else ("order", "excess", "unused room"):
        quotes += quoted(case.contract, clauses[keyword]) if keyword in clauses else ()
    if not plain:
        of = _ranked if cap.inside is None else _shared
        yield Point(of(made, cap, totals), quotes=quotes)
        return
    details = tuple(_room_details(made, cap, totals))
    before, after = pounds(totals.before), pounds(totals.after)
    says = (
        f"Under {cap.cap}, with all lines of {_scope(made, cap, totals)} in order of earning, "
        f"this line takes the running total from {before} to {after}."
    )
    yield Point(says, quotes=quotes, details=details)


def _ranked(made: Made, cap: op.Apportion, totals: Totals) -> str:
    """The place of the line among those of which only the highest are paid (ruling E31)."""
    whose = _scope(made, cap, totals)
    return (
        f"Under {cap.cap}, with all lines of {whose} in order of amount, the highest first, this "
        f"line is number {totals.after}; {cap.limit} can be paid."
    )


def _shared(made: Made, cap: op.Apportion, totals: Totals) -> str:
    """The total of the lines that share the room, and the proportion of this one (E19)."""
    node = made.case.node(cap.inside or "")
    assert isinstance(node, op.Allocate)
    every = made.case.facts.scope_total(cap.of, totals.scope)
    unit, amount = node.unit or "contract", totals.after - totals.before
    room = _room_there(made, cap, totals)
    says = f"Under {cap.cap}, all lines of {_scope(made, cap, totals)} come to {pounds(every)}"
    if made.decision.status == "pending":
        return f"{says} so far; the room of {pounds(room)} is shared when the {unit} has ended."
    if every <= room:
        return f"{says}, and there is room for {pounds(room)}: all are paid in full."
    return (
        f"{says}, and there is room for {pounds(room)}: this line has {pounds(room)} × "
        f"{pounds(amount)} ÷ {pounds(every)} of it, to the penny."
    )


def _totals(made: Made, cap: op.Apportion) -> Totals | None:
    """The line's totals; a part that an earlier cap moved has the name of its period too."""
    base = line_of(made.decision.id)
    moved = made.decision.id.split(":")[0]
    found = made.case.facts.running(cap.of, moved)
    return found or made.case.facts.running(cap.of, base)


def _scope(made: Made, cap: op.Apportion, totals: Totals) -> str:
    names = made.running(cap).scope
    words = [
        _period_words(value, name) if name in PERIODS else str(value)
        for name, value in zip(names, totals.scope, strict=True)
    ]
    return " and ".join(words) or "the contract"


def _period_words(start: int, unit: str) -> str:
    """`July 2026` for a month; other periods by their days."""
    if unit == "month":
        year, month, _ = iso(start).split("-")
        return f"{MONTHS[int(month) - 1]} {year}"
    return f"the {unit} from {in_words(start)} to {in_words(period_end(start, unit))}"


def _room_details(made: Made, cap: op.Apportion, totals: Totals) -> Iterator[str]:
    """For each period with room: what was used before and after the line, and what is left."""
    roll = made.case.node(cap.roll) if cap.roll else None
    if cap.room is not None and made.case.node(cap.room).frame.kind == "line":
        yield _recorded(made, cap, totals)
    if made.shares_room:
        return
    if cap.roll is None or not isinstance(roll, op.Roll) or roll.makes_room:
        if isinstance(roll, op.Roll):
            yield _made_room(made, cap, roll, totals)
        room = _room_there(made, cap, totals)
        yield _room("", totals, 0, room, room)
        return
    low = 0
    unit = made.case.node(cap.roll).frame.unit
    earned = made.decision.earned_on
    assert earned is not None
    own = made.case.start(earned, unit)
    for total, start in made.case.facts.paid_by(cap.roll, totals.scope):
        if start >= own and low < totals.after and (total > totals.before or start == own):
            yield _room(f"In {_period_words(start, unit)} ", totals, low, total, cap.limit)
        low = total
    if totals.after > low:
        waiting = totals.after - max(low, totals.before)
        yield f"For {pounds(waiting)} of this line there is no room yet."


def _room_there(made: Made, cap: op.Apportion, totals: Totals) -> int:
    """The room in the line's scope: the cap's own, or what a Roll makes of it."""
    if cap.room is not None and made.case.node(cap.room).frame.kind == "period":
        return int(made.case.value(cap.room, totals.scope) or 0)
    if cap.room is not None:
        return made.case.facts.recorded(cap.room, totals.scope) or 0
    if cap.roll is None:
        return cap.limit
    return made.case.facts.room(cap.roll, totals.scope)


def _recorded(made: Made, cap: op.Apportion, totals: Totals) -> str:
    """What is recorded as the limit of the line's person."""
    assert cap.room is not None
    limit = made.case.facts.recorded(cap.room, totals.scope)
    found = "none is recorded" if limit is None else pounds(limit)
    return f"The limit is {cap.waits}: {found}."


def _made_room(made: Made, cap: op.Apportion, roll: op.Roll, totals: Totals) -> str:
    """Where room that is not the same in every period comes from."""
    room = _room_there(made, cap, totals)
    period = _period_words(totals.scope[-1], roll.unit)
    if len(roll.sources) > 1:
        base = made.case.contract.caps[cap.cap].base
        assert base is not None
        months = f"{text_of(base)} of {roll.lasts} months"
        before = f"less what was let through in the {roll.lasts - 1} before"
        return f"In {period} there is room for {pounds(room)}: {months}, {before}."
    if roll.step == "rolling limit":
        used = pounds(cap.limit - room)
        months = f"the {roll.lasts - 1} months before"
        return f"Of {pounds(cap.limit)}, {used} was used in {months}: {period} has {pounds(room)}."
    own, carried = pounds(cap.limit), pounds(room - cap.limit)
    parts = f"{own} of its own and {carried} carried forward"
    return f"In {period} there is room for {pounds(room)}: {parts}."


def _room(when: str, totals: Totals, low: int, high: int, limit: int) -> str:
    """`high - low` of the room is used in the period, by the lines between them in the queue."""
    before = min(max(totals.before - low, 0), limit)
    after = min(max(min(totals.after, high) - low, before), limit)
    used = f"{pounds(before)} of {pounds(limit)} was used before this line"
    rest = f"{pounds(after)} after it, which leaves {pounds(limit - after)}"
    return f"{when}{used} and {rest}; this line had {pounds(after - before)} of the room."
