"""Whether a payment can be made to one person more than once, in any log: by the solver.

Two rows of the payment are put to it, for two events, spells or periods of one person, and both
are to be earned. What it shuts out happens in no log; what it does not, the evaluator is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from ocdsl.incentives.engines.every_log import Copying, EveryLog
from ocdsl.incentives.engines.loose import own_period, shortest, span_of, until_of
from ocdsl.incentives.engines.solver import own_z3
from ocdsl.incentives.subject import Subject
from ocdsl.rules import operators as op
from ocdsl.rules.line_operators import Line

STEPS = 3_000_000
"""How much the solver may do on one question: a number, so that it answers alike everywhere."""

FIRST, SECOND = "first row", "second row"


def lines_of(subject: Subject, payment: str) -> list[Line]:
    """The lines by which a payment is made, one for each of its outcomes."""
    return [n for n in subject.graph.nodes.values()
            if isinstance(n, Line) and n.payment == payment and n.status == "payable"]  # fmt: skip


def asked(subject: Subject, copying: Copying | None = None) -> EveryLog:
    """Every log that the contract can have, ready to be asked about; changed where it is copied."""
    z3 = own_z3()

    return EveryLog(subject.contract, subject.graph, None, z3, wide=True, copying=copying)


def earned(log: EveryLog, line: Line) -> Any:
    """Whether the line of the row that is read is there, and earned for an amount that is known."""
    there, met = (log.value(name)[0] for name in (line.subject, line.earned))
    return log.z3.And(there, met, log.value(line.would_be or line.amount)[1])


def impossible(log: EveryLog, wanted: list[Any]) -> bool:
    """Whether no log has all that is wanted."""
    solver = log.z3.Solver()
    solver.set("rlimit", STEPS)
    solver.add(*wanted, *log.everything())
    return bool(solver.check() == log.z3.unsat)


def greatest(log: EveryLog, value: Any, wanted: list[Any]) -> Fraction | None:
    """The most that a value comes to in any log that has all that is wanted; None for no limit.

    What is found is asked about once more: no log may have more.
    """
    found = log.z3.Optimize()
    found.set("rlimit", STEPS)
    rules = log.everything()
    found.add(*wanted, *rules)
    goal = found.maximize(value)
    if found.check() != log.z3.sat:
        return None
    most = log.z3.simplify(found.upper(goal))
    if not (log.z3.is_rational_value(most) or log.z3.is_int_value(most)):
        return None
    number = Fraction(str(most.as_fraction()) if log.z3.is_rational_value(most) else str(most))
    return number if impossible(log, [*wanted, value > most]) else None


# ---- how often for one person


def never_twice(subject: Subject, line: Line) -> bool:
    """Whether no log has two lines of it for one person."""
    if line.frame.kind == "person":
        return True
    return all(impossible(log, both) for log, both, _ in _two_rows(subject, line))


def never_alike(subject: Subject, line: Line) -> str:
    """The field by whose choices it is made once for each; empty where there is none."""
    kind = line.frame.name.removeprefix("each-")
    event = subject.contract.events.get(kind)
    if line.frame.kind != "each" or event is None:
        return ""
    for declared in event.fields:
        if declared.choices:
            log, both, _ = next(_two_rows(subject, line))
            one, other = (log.picked[f"own {kind} {row}"] for row in (FIRST, SECOND))
            alike = one.fields[declared.name] == other.fields[declared.name]
            if impossible(log, [*both, alike]):
                return declared.name
    return ""


def times_for_one(subject: Subject, line: Line) -> int | None:
    """How often it is made for one person at most; None where the solver knows no limit."""
    limits = [n.most for n in subject.graph.nodes.values()
              if isinstance(n, op.Cumulate) and n.most and line.payment in n.payments]  # fmt: skip
    if limits:
        return limits[0]
    if never_twice(subject, line):
        return 1
    if line.frame.kind == "each":
        field = never_alike(subject, line)
        event = subject.contract.events[line.frame.name.removeprefix("each-")]
        declared = event.field(field) if field else None
        return len(declared.choices) if declared else None
    return _in_turn(subject, line)


def _in_turn(subject: Subject, line: Line) -> int | None:
    """How many periods or spells of one person fit between the first and the last that is paid."""
    apart: list[Fraction] = []
    for log, both, (first, second) in _two_rows(subject, line):
        most = greatest(log, second - first, [*both, second >= first])
        if most is None and not impossible(log, [*both, second >= first]):
            return None
        apart.append(most or Fraction(0))
    gap = _least_gap(subject, line)
    if gap is None:
        return None
    own = int(max(apart) // gap) + 1
    return own * len(subject.contract.providers) if line.frame.kind == "cell" else own


def _least_gap(subject: Subject, line: Line) -> int | None:
    """How many days at least lie between the first days of two rows of one person, in turn."""
    if line.frame.kind == "cell":
        return shortest(line.frame.unit)
    gaps = []
    for log, both, (first, second) in _two_rows(subject, line):
        least = greatest(log, first - second, [*both, second >= first])
        if least is None and not impossible(log, [*both, second >= first]):
            return None
        if least is not None:
            gaps.append(int(-least))
    return min(gaps, default=1) if min(gaps, default=1) > 0 else None


# ---- two rows of one person


Pair = tuple[EveryLog, list[Any], tuple[Any, Any]]
"""A log, what makes both rows earned and not the same, and the day that each begins on."""


def _two_rows(subject: Subject, line: Line) -> Iterator[Pair]:
    """Every way in which two rows can be two, the first no later than the second."""
    kind = line.frame.kind
    owners = {"spell": ((FIRST, SECOND),), "spell period": ((FIRST, FIRST), (FIRST, SECOND))}
    for pair in owners.get(kind, ((FIRST, SECOND),)):
        log, wanted, days = asked(subject), [], []
        for row, owner in zip((FIRST, SECOND), pair, strict=True):
            with log.read_at(row, False, owner):
                wanted.append(earned(log, line))
                days.append(_day_of(log, line))
        wanted += _not_one(subject, log, line, pair, (days[0], days[1]))
        yield log, wanted, (days[0], days[1])


def _day_of(log: EveryLog, line: Line) -> Any:
    """The day on which the row that is read begins."""
    match line.frame.kind:
        case "each":
            return log.own_event(line.frame.name.removeprefix("each-")).day
        case "spell":
            return log.value(_spell_of(log, line).id)[0]
        case "cell" | "period":
            return own_period(log, line.frame.unit or "term", "start")
    return log.z3.Int(f"start of {log.row}")


def _spell_of(log: EveryLog, line: Line) -> op.Spell:
    """The node that has a row for each spell that a line is for."""
    below = (log.graph.nodes[n] for n in log.graph.upstream(line.subject, line.earned))
    return next(n for n in below if isinstance(n, op.Spell) and n.what == "first")


def _not_one(
    subject: Subject, log: EveryLog, line: Line, pair: tuple[str, str], days: tuple[Any, Any]
) -> list[Any]:
    """What makes two rows two: other events, spells one after the other, other periods."""
    kind, (first, second) = line.frame.kind, days
    if kind == "each":
        own = line.frame.name.removeprefix("each-")
        one, other = (log.picked[f"own {own} {row}"] for row in (FIRST, SECOND))
        return [one.fields["event_id"] != other.fields["event_id"]]
    if kind == "cell":
        many = len(subject.contract.providers) > 1
        return [first <= second] if many else [second >= first + shortest(line.frame.unit)]
    if kind == "spell period" and pair[0] == pair[1]:
        lag = next(n.lag for n in log.graph.nodes.values()
                   if isinstance(n, op.Periods) and n.lag and n.frame == line.frame)  # fmt: skip
        return [second >= first + max(span_of(log.graph.calendar, lag)[0] - 4, 1)]
    with log.read_at(FIRST):
        until = until_of(log)
    with log.read_at(SECOND, False, pair[1]):
        begins = log.value(_spell_of(log, line).id)[0]
    breaks = span_of(log.graph.calendar, _spell_of(log, line).breaks)[0]
    return [begins > until + breaks, first <= second]
