"""PI-18: one more success makes the payment jump."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.base.money import decimal_text
from ocdsl.incentives.check import (
    FOUND,
    NOT_CHECKED,
    PROVED,
    Check,
    Edit,
    Finding,
    Said,
    SmallLog,
)
from ocdsl.incentives.engines.history import Happening, NotEncodedError, Wish, history
from ocdsl.incentives.engines.steps import Jump, jumps, smallest_group
from ocdsl.incentives.rate_steps import amounts_by_rate, percent
from ocdsl.incentives.small_logs import rows_of
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.thresholds import amounts
from ocdsl.model.contract import Clause, Measure, Payment
from ocdsl.model.told import told
from ocdsl.rules.operators import Lookup, NodeId, Periods

WHOLE = 10_000  # a rate's limits are in ten-thousandths


def look(subject: Subject) -> list[Said]:
    """What is said of each share that is withheld, and of each amount that goes by steps."""
    shares = [
        _verdict(subject, payment, node)
        for node in subject.graph.nodes.values()
        if isinstance(node, Lookup) and node.result == "share"
        for payment in subject.contract.payments.values()
        if payment.name == node.clause.block and subject.about(payment.name)
    ]
    return [*shares, *amounts(subject), *amounts_by_rate(subject)]


def _verdict(subject: Subject, payment: Payment, table: Lookup) -> Said:
    found = jumps(table.bands, WHOLE, table.result)
    if not found:
        detail = "for every rate from 0% to 100%: the released share never jumps"
        return Said(payment.name, PROVED, detail)
    try:
        findings = tuple(f for jump in found for f in _finding(subject, payment, jump))
    except NotEncodedError as missing:
        detail = (
            f"jumps at {_all(found)}, but no log was made: {missing} cannot be put to the solver"
        )
        return Said(payment.name, NOT_CHECKED, detail)
    if not findings:
        detail = f"jumps at {_all(found)}, but no log was found that reaches them"
        return Said(payment.name, NOT_CHECKED, detail)
    return Said(payment.name, FOUND, f"jumps at {_all(found)} and nowhere else", findings)


def _all(found: list[Jump]) -> str:
    return " and ".join(percent(jump.threshold) for jump in found)


@frozen
class _People:
    """Two ways a counted person's history may go, and the numbers of each just below a rate."""

    succeeds: tuple[Happening, ...]
    fails: tuple[Happening, ...]
    counted: int
    achieved: int


def _finding(subject: Subject, payment: Payment, jump: Jump) -> Iterator[Finding]:
    assert payment.withholding is not None
    measure = subject.contract.measures[payment.withholding.measure]
    people = _people(subject, measure, jump)
    if people is None:
        return
    before, after = (
        _group(subject, people, achieved) for achieved in (people.achieved, people.achieved + 1)
    )
    finding = Finding(
        on=payment.name,
        where=told(
            "at {share} of {measure}",
            share=percent(jump.threshold),
            measure=measure.title.lower(),
        ),
        clause=_row_clause(payment, jump),
        gainer=subject.contract.providers[0],
        story=_story(subject, people, jump),
        before=before,
        after=after,
        besides=f"p{people.achieved + 1:02d}",
        gained_by="by crossing the threshold alone",
    )
    if finding.gain:
        yield finding


def _people(subject: Subject, measure: Measure, jump: Jump) -> _People | None:
    group = smallest_group(jump.threshold, measure.least_people)
    if group is None:
        return None
    histories = [_history(subject, measure, wanted) for wanted in (True, False)]
    if histories[0] is None or histories[1] is None:
        return None
    return _People(histories[0], histories[1], *group)


def _history(subject: Subject, measure: Measure, achieves: bool) -> tuple[Happening, ...] | None:
    """Somebody who is counted in the first period of the term, and achieves or does not."""
    graph, calendar = subject.graph, subject.graph.calendar
    outcome = graph.outcomes[measure.outcome]
    day = _counting_day(subject, measure)
    wish = Wish(
        conditions={outcome.member: True, outcome.achieved: achieves},
        days={day: (calendar.term_start, calendar.term_start + 20)},
    )
    found = history(subject.contract, graph, wish)
    return found.happenings if found else None


def _counting_day(subject: Subject, measure: Measure) -> NodeId:
    """The day that puts a person in a period of the measure."""
    return next(
        node.of
        for node in subject.graph.nodes.values()
        if isinstance(node, Periods) and node.of and node.clause.block == measure.name
    )


def _group(subject: Subject, people: _People, achieved: int) -> SmallLog:
    numbers = range(1, people.counted + 1)
    named = ((f"p{n:02d}", people.succeeds if n <= achieved else people.fails) for n in numbers)
    return subject.played(rows_of(subject.contract, named))


def _row_clause(payment: Payment, jump: Jump) -> Clause:
    """The row of the table that begins at the threshold."""
    assert payment.withholding is not None
    clause = payment.clauses["withhold"]
    row = next(b for b in payment.withholding.bands if b.low == jump.threshold)
    return Clause(clause.block, clause.keyword, row.span if row.span.line > 1 else clause.span)


def _straight_line(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The row before the threshold in two: what it gave, then a straight line to the next."""
    withholding = subject.contract.payments[finding.on].withholding
    if withholding is None:
        return ()
    rows = withholding.bands
    after = next((n for n, row in enumerate(rows) if row.span.line == finding.clause.line), 0)
    if after == 0 or rows[after - 1].straight or rows[after].straight:
        return ()
    before = rows[after - 1]
    low, high = before.low or 0, before.high or WHOLE
    middle = max(high - 1_000, (low + high) // 2)
    line = subject.contract.source.line(before.span.line)
    gives = line.split("|")[2].strip()
    start = f"at least {percent(low)}, " if before.low else ""
    text = (
        f"    | {start}less than {percent(middle)} | {gives} |\n"
        f"    | at least {percent(middle)}, less than {percent(high)} | in a straight line |"
    )
    return (Edit(finding.on, text, (before.span.line, before.span.line)),)


def _story(subject: Subject, people: _People, jump: Jump) -> str:
    title = subject.title(subject.contract.providers[0])
    share = decimal_text((jump.above - jump.below) * 100 // jump.scale, 0)
    return told(
        "{title} has {counted} people. When {achieved} of them succeed instead of "
        "{achieved_2}, the share released for all of them rises by {share}% of what "
        "was withheld. One person decides it, by luck or by arrangement.",
        title=title,
        counted=people.counted,
        achieved=people.achieved + 1,
        achieved_2=people.achieved,
        share=share,
    )


CHECK = Check(
    code="PI-18",
    name="Cliff edge at a threshold",
    group="shape",
    actor="provider",
    severity="critical",
    plain="One more success changes the payment by a lot, so luck or arrangement decides it.",
    property=(
        "For all rates, a smallest change of the rate changes the released share by no more than "
        "one hundredth."
    ),
    how=(
        "The solver looks for two neighbouring rates that break this, once for each jump, until"
        " there are no more; then for the people whose rate lies there. An amount by band of a "
        "rate, or of a value that an event records, and one for each started or whole period of "
        "several days, is looked at in the same way; a quantity that is added up is for PI-24."
    ),
    seen=(
        "The bond at HMP Peterborough paid nothing for its first cohort: reoffending fell by 8.4%, "
        "the trigger was 10%. The targets for general practice of 1990 paid nothing just below."
    ),
    source="Civil Society, 7 August 2014; BMJ 1991, volume 303, page 447",
    mitigation="Let the release run in a straight line between two thresholds.",
    look=look,
    mend=_straight_line,
)
