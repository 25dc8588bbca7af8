"""Whether a payment ever comes to more when events of a log are in it again: by the solver.

It has two logs before it: one that may hold anything, and the same with a copy of one event, or of
a whole episode, some days later. Each line of the payment is asked about in both. What the solver
shuts out gains in no log; what it does not is a log for the evaluator to pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from ocdsl.incentives.cast import cast_of
from ocdsl.incentives.engines.every_log import Copying, EveryLog
from ocdsl.incentives.engines.history import Happening
from ocdsl.incentives.engines.once import STEPS, asked
from ocdsl.incentives.scenes import Scene, scene_of
from ocdsl.incentives.small_logs import rows_of
from ocdsl.incentives.subject import Subject
from ocdsl.model.contract import Payment
from ocdsl.rules import operators as op
from ocdsl.rules.line_operators import Apportion, Line, Reverse

_ROW = "the row"


def never_more(subject: Subject, payment: Payment, copying: Copying) -> bool:
    """Whether no line of a payment is new, larger or kept by what comes again, in any log.

    Of a deduction, whether none is gone or smaller.
    """
    log = asked(subject, copying)
    solver = log.z3.Solver()
    solver.set("rlimit", STEPS)
    solver.add(log.z3.Or(*_gains(subject, log, payment)), *_achieves(subject, log))
    solver.add(*log.everything())
    return bool(solver.check() == log.z3.unsat)


def log_with_more(subject: Subject, payment: Payment, copying: Copying) -> tuple[Happening, ...]:
    """A log to which something comes again with a gain, as the solver has it; empty for none.

    Whether it is so, the evaluator has to say.
    """
    log = asked(subject, copying)
    z3 = log.z3
    solver = z3.Solver()
    solver.set("rlimit", STEPS)
    solver.add(z3.Or(*_gains(subject, log, payment)), *_achieves(subject, log))
    solver.add(*log.everything())
    solver.add(*_is_plain(subject, log))
    if solver.check() != z3.sat:
        return ()
    return tuple(log.log_of(solver.model()))


def _is_plain(subject: Subject, log: EveryLog) -> Iterator[Any]:
    """Such a log as is made for the evaluator: it begins with a joining, in the term.

    Each event is recorded on its day, and all are with the first provider.
    """
    z3, own = log.z3, [log.picked[name] for name in log.pool]
    joining = [e for e in own if e.kind in cast_of(subject).joins]
    for event in own:
        yield z3.And(event.recorded == event.day, event.fields["provider"] == 0)
        yield event.day >= subject.contract.term_start
        before = [z3.And(e.there, e.day <= event.day) for e in joining]
        yield z3.Implies(event.there, z3.Or(*before)) if before else z3.BoolVal(True)


def _achieves(subject: Subject, log: EveryLog) -> list[Any]:
    """Where an episode comes again, somebody had achieved an outcome by the first."""
    assert log.copying is not None
    if not log.copying.every:
        return []
    with log.read_at("the result"):
        nodes = [n.achieved for n in subject.graph.outcomes.values()]
        results = [log.value(n)[0] for n in nodes if subject.graph.nodes[n].frame.has_person]
    return [log.z3.Or(*results)]


def _gains(subject: Subject, log: EveryLog, payment: Payment) -> Iterator[Any]:
    """Every way in which a payment can come to more in the changed log."""
    for node in subject.graph.nodes.values():
        own = getattr(node, "payment", "") == payment.name
        if own and isinstance(node, Line) and node.status in ("payable", "released"):
            yield from _of_line(log, node, payment.takes)
        elif own and isinstance(node, Reverse):
            before, after = _both(log, node.trigger)
            yield log.z3.And(before[1], log.z3.Not(after[1]))
        elif isinstance(node, Apportion) and node.room:
            yield _differ(log, node.room)
    if payment.withholding is not None:
        yield _differ(log, subject.graph.measures[payment.withholding.measure].rate)


def _of_line(log: EveryLog, line: Line, takes: bool) -> Iterator[Any]:
    """A line that is new, larger or somebody else's; of a deduction, one that is gone or less."""
    z3 = log.z3
    first, then = (z3.And(*parts) for parts in zip(*(
        [value[0] for value in _both(log, name)] for name in (line.subject, line.earned)
    ), strict=True))  # fmt: skip
    (old, old_known), (new, new_known) = _both(log, line.would_be or line.amount)
    first, then = z3.And(first, old_known), z3.And(then, new_known)
    copy = z3.BoolVal(False)
    if line.frame.kind in ("each", "spell", "spell period"):
        with log.read_at(_ROW):
            copy = log.is_copy(_kind_of_row(log, line))
    yield from _for_others(log, line)
    if takes:
        yield z3.And(z3.Not(copy), first, z3.Or(z3.Not(then), new > old))
        return
    yield z3.And(then, z3.Or(copy, z3.Not(first), new > old))
    if line.provider:
        yield z3.And(then, _differ(log, line.provider))


def _for_others(log: EveryLog, line: Line) -> Iterator[Any]:
    """What the lines of other people rest on as well: a rate, or a total of a period."""
    nodes = log.graph.nodes
    for name in sorted(log.graph.upstream(line.subject, line.earned, line.amount)):
        node = nodes[name]
        if isinstance(node, op.Broadcast) and nodes[node.source].frame.kind == "period":
            yield _differ(log, node.source)


def _kind_of_row(log: EveryLog, line: Line) -> str:
    """The kind of event that the row of a line begins with."""
    if line.frame.kind == "each":
        return line.frame.name.removeprefix("each-")
    below = (log.graph.nodes[n] for n in log.graph.upstream(line.subject, line.earned))
    spell = next(n for n in below if isinstance(n, op.Spell) and n.starts)
    starts = log.graph.nodes[str(spell.starts)]
    assert isinstance(starts, op.Select)
    return starts.event


def _both(log: EveryLog, node: str) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """What a node comes to in the log as it is, and in the changed one."""
    found = []
    for after in (False, True):
        with log.read_at(_ROW, after):
            found.append(log.value(node))
    return found[0], found[1]


def _differ(log: EveryLog, node: str) -> Any:
    """Whether a node comes to something else in the changed log."""
    (old, known), (new, then) = _both(log, node)
    return log.z3.Or(known != then, log.z3.And(known, old != new))


# ---- for a check


def sure(subject: Subject, copying: Copying) -> list[str]:
    """The payments that never come to more by what comes again.

    Floors are not asked about: they only make up for what others do not come to.
    """
    own = (p for p in subject.contract.payments.values() if not p.fills)
    return [p.name for p in own if never_more(subject, p, copying)]


def beginnings(subject: Subject, copying: Copying, gaps: Iterable[int]) -> tuple[Scene, ...]:
    """Logs in which the solver has something come again with a gain, for the evaluator to pay."""
    found = []
    for payment in subject.contract.payments.values():
        for days in gaps:
            happenings = log_with_more(subject, payment, evolve(copying, days=(days, days)))
            rows = rows_of(subject.contract, [("p01", happenings)])
            scene = scene_of(subject, rows) if rows else None
            found += [scene] if scene else []
    return tuple(found)
