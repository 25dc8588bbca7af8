"""What a measure came to, for those whose money was withheld against it, and who was counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ocdsl.audit.case import Case, quoted
from ocdsl.audit.conditions import picked_events
from ocdsl.audit.explanation import Point, Quote
from ocdsl.audit.made_by import Made
from ocdsl.audit.value_words import people, percent
from ocdsl.base.calendar import in_words, period_end
from ocdsl.base.money import pounds
from ocdsl.model.amounts import Band
from ocdsl.rules import operators as op
from ocdsl.rules.graph import MeasureNodes


@frozen
class Judged:
    """The measure a line's withheld part waits for, at the line's own provider and period."""

    name: str
    nodes: MeasureNodes
    table: op.Lookup
    """What share each rate releases."""
    provider: str | None
    start: int | None
    """First day of the line's period; None when it is not known."""
    group: tuple[tuple[str, int], ...]
    """The periods that are judged as one (ruling E21)."""

    @property
    def key(self) -> tuple[Any, Any]:
        """The row of the measure."""
        return (self.provider, self.start)

    @property
    def unit(self) -> str:
        """`month`, `quarter` or `year`."""
        return self.table.frame.unit


def judged(made: Made) -> Judged | None:
    """The measure of a payment that withholds; None when it does not."""
    withholding = made.payment.withholding
    if withholding is None:
        return None
    case, nodes = made.case, made.case.graph.measures[withholding.measure]
    table = _table(made, nodes.rate)
    share = next(
        n
        for n in _rests_on(made)
        if isinstance(n, op.Broadcast) and n.by and table.id in case.graph.upstream(n.source)
    )
    provider, start = (case.value(by, made.key) for by in share.by)
    group = tuple(case.group(nodes.group, (provider, start))) if provider and start else ()
    return Judged(withholding.measure, nodes, table, provider, start, group)


def _table(made: Made, rate: str) -> op.Lookup:
    return next(n for n in _rests_on(made) if isinstance(n, op.Lookup) and n.of == rate)


def _rests_on(made: Made) -> Iterator[op.Node]:
    """What the lines of the payment rest on; two payments may share a table of what is released."""
    graph = made.case.graph
    own = (
        n.id
        for n in graph.nodes.values()
        if isinstance(n, op.Line)
        and (n.payment, n.version) == (made.payment.name, made.main.version)
    )
    rests_on = graph.upstream(*own)
    return (n for n in graph.nodes.values() if n.id in rests_on)


def measure_point(made: Made, measure: Judged) -> Point:
    """The rate, how many of how many people, and since when it is known."""
    case = made.case
    declared = case.contract.measures[measure.name]
    clause = declared.clauses["is"]
    rate, settled = case.fact(measure.nodes.rate, measure.key)
    where = f"{measure.name} for {measure.provider} in {_periods(case, measure, settled)}"
    if measure.provider is None:
        says = f"Whose {measure.name} it is judged by is not known: the person has no provider yet."
    elif settled > case.as_at:
        says = f"{where} is not known yet; it is known on {in_words(settled)} at the latest."
    elif rate is None:
        says = f"{where} was not known when it was settled on {in_words(settled)}."
    else:
        counts = f"{rate[0]:,} of {people(rate[1])}: {percent(*rate)}"
        says = f"{where} was {counts}. It was settled on {in_words(settled)}."
    needs = declared.clauses.get("needs")
    quotes = quoted(case.contract, clause) + (quoted(case.contract, needs) if needs else ())
    return Point(says=says, quotes=quotes, details=_of_another_group(case, measure, rate))


def _periods(case: Case, measure: Judged, settled: int) -> str:
    """`the quarter from 1 April 2026 to 30 June 2026`, or the several that are judged as one.

    Which are judged as one is known when the rate is; until then it is the line's own.
    """
    if not measure.group or measure.start is None:
        return f"the {measure.unit} that the person counts in"
    known = settled <= case.as_at
    starts = [start for _, start in measure.group] if known else [measure.start]
    last = min(period_end(starts[-1], measure.unit), case.graph.calendar.tail_end)
    span = f"from {in_words(starts[0])} to {in_words(last)}"
    if len(starts) == 1:
        return f"the {measure.unit} {span}"
    return f"{len(starts)} {measure.unit}s judged as one, {span},"


def _of_another_group(case: Case, measure: Judged, rate: Any) -> tuple[str, ...]:
    """A last group that is too small takes the rate of the group before it (ruling E21)."""
    counted = sum(case.value(measure.nodes.counted, period) for period in measure.group)
    if rate is None or not case.known(measure.nodes.rate, measure.key) or rate[1] == counted:
        return ()
    return (f"It has {people(counted)}, too few, and takes the rate of the group before it.",)


def release_point(made: Made, measure: Judged) -> Point:
    """What share the rate releases, of how much in the group, and this line's part of it."""
    case = made.case
    band = band_of(measure.table, case.value(measure.nodes.rate, measure.key))
    share = case.value(measure.table.id, measure.key)
    says = "Nothing of what is withheld is released, for the rate is in no row of the table."
    if share is not None:
        says = f"At that rate {percent(*share)} of what is withheld is released."
    row = band_quote(case, band)
    clause = quoted(case.contract, made.payment.clauses["withhold"])
    return Point(says=says, quotes=clause + row, details=_group_details(made, measure))


def _group_details(made: Made, measure: Judged) -> tuple[str, ...]:
    """The group's money is released and rounded once, then shared over its lines (E10)."""
    case = made.case
    nodes, frame = tuple(_rests_on(made)), measure.table.frame
    sums = (n for n in nodes if isinstance(n, op.Aggregate) and n.how == "sum")
    total = next(n for n in sums if n.frame == frame)
    whole = next(n for n in nodes if isinstance(n, op.Round) and n.frame == frame)
    part = next(n for n in nodes if isinstance(n, op.Allocate) and n.weights)
    group = (measure.provider, case.value(measure.nodes.group, measure.key))
    held, released = case.value(total.id, group), case.value(whole.id, group)
    assert part.weights is not None
    own, mine = case.value(part.weights, made.key), case.value(part.id, made.key)
    if None in (held, released, own, mine):
        return ()
    return (
        f"Of the {pounds(held)} withheld for these people, {pounds(released)} is released.",
        f"This line's part: of {pounds(own)} withheld, {pounds(mine)} is released and "
        f"{pounds(own - mine)} is not.",
    )


def band_of(table: op.Lookup, value: Any) -> Band | None:
    """The row of a table that a value falls in; None when it falls in none (law 14)."""
    if value is None:
        return None
    x, unit = (value[0] * 10_000, value[1]) if isinstance(value, tuple) else (value, 1)
    return next((band for band in table.bands if _holds(band, x, unit)), None)


def _holds(band: Band, x: int, unit: int) -> bool:
    low = None if band.low is None else x - band.low * unit
    high = None if band.high is None else x - band.high * unit
    above = low is None or low > 0 or (low == 0 and band.low_included)
    return above and (high is None or high < 0 or (high == 0 and band.high_included))


def band_quote(case: Case, band: Band | None) -> tuple[Quote, ...]:
    """The row of a table, with its line."""
    if band is None:
        return ()
    return ((band.span.line, " ".join(case.contract.source.line(band.span.line).split())),)


def people_points(made: Made, measure: Judged) -> tuple[Point, ...]:
    """Everybody whom the measure counted for the line's provider and periods, and the outcome."""
    case = made.case
    found = []
    for period in measure.group:
        achieved = set(case.facts.members(measure.nodes.achieved, period))
        for person in case.facts.members(measure.nodes.counted, period):
            found.append(_person_point(case, measure, person, person in achieved))
    return tuple(found)


def _person_point(case: Case, measure: Judged, person: str, achieved: bool) -> Point:
    declared = case.contract.measures[measure.name]
    nodes = case.graph.outcomes[declared.outcome]
    word = "achieved" if achieved else "did not achieve"
    if not case.known(nodes.achieved, person):
        word = "has not yet achieved"
    events = picked_events(case, nodes.achieved, person)
    return Point(says=f"{person} {word} {declared.outcome}.", events=events)
