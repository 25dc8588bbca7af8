"""Lowers cards whose rates rise: the rate of a row, as it stands in the year of its day (E36)."""

from __future__ import annotations

from attrs import evolve

from ocdsl.model.cards import Card, Rise
from ocdsl.rules.frames import wide_frame
from ocdsl.rules.lowering.by_date import day_at_hand
from ocdsl.rules.lowering.days import period_edge
from ocdsl.rules.lowering.phrases import Scope
from ocdsl.rules.lowering.totals import events_of, field_at_event, own_period, total_of
from ocdsl.rules.operators import Arith, Broadcast, Compare, NodeId, Roll
from ocdsl.syntax import phrases as ph


def risen(scope: Scope, card: Card, rate: NodeId | int) -> NodeId:
    """What the rate of a row has become by the year of its day; `rate` is as it is written."""
    assert card.rise is not None
    keyword = next(word for word in ("rises", "falls") if word in card.clauses)
    scope = evolve(scope, clause=card.clauses[keyword])
    at_year = Scope(scope.builder, scope.clause, frame=wide_frame((card.rise.unit,)))
    change = _change(at_year, card.rise)
    year = period_edge(scope, day_at_hand(scope), card.rise.unit, "start")
    if isinstance(rate, int):
        return _in_year(scope, card, change, (rate, year))
    found = None
    for start in sorted(set(card.values.values())):
        mine = scope.builder.add(
            Compare, f"is-{start}", scope.clause, scope.frame, rel="exactly", left=rate, than=start
        )
        amount = scope.builder.add(
            Arith, f"from-{start}", scope.clause, scope.frame, op="×",
            left=_in_year(scope, card, change, (start, year)), right=mine,
        )  # fmt: skip
        found = amount if found is None else scope.builder.add(
            Arith, "of-any", scope.clause, scope.frame, op="+", left=found, right=amount
        )  # fmt: skip
    assert found is not None
    there = scope.builder.add(
        Compare, "rate-there", scope.clause, scope.frame, rel="present", left=rate
    )
    return scope.builder.add(
        Arith, "risen", scope.clause, scope.frame, op="if", left=found, right=there,
        says=f"{card.name} in its year",
    )  # fmt: skip


def _in_year(scope: Scope, card: Card, change: NodeId, of: tuple[int, NodeId]) -> NodeId:
    """One rate of the card, in the year of each row."""
    rise, (start, year), builder = card.rise, of, scope.builder
    assert rise is not None
    limits = (rise.least, rise.most)
    rates = builder.add(
        Roll, f"{start}-each-year", scope.clause, wide_frame((rise.unit,)), step="compound",
        sources=(change,), limit=start, unit=rise.unit, parts=rise.parts,
        between=() if limits == (None, None) else limits, says=f"{card.name} each year",
    )  # fmt: skip
    return builder.add(
        Broadcast, f"{start}-in-year", scope.clause, scope.frame, source=rates, by=(year,),
        says=f"{card.name} in its year",
    )  # fmt: skip


def _change(scope: Scope, rise: Rise) -> NodeId:
    """By how much the rates change at the end of each year, in parts of one.

    It is what was published in the year. Two publications that differ are none: a correction takes
    the place of what it corrects.
    """
    if not rise.event:
        day = own_period(scope, "start")
        one = scope.builder.add(
            Compare, "year-there", scope.clause, scope.frame, rel="present", left=day
        )
        return scope.builder.add(
            Arith, "change", scope.clause, scope.frame, op="×", left=one, by=rise.by
        )
    each = ph.EventPhrase("each", "", ph.Name(rise.event))
    published, source = ph.FieldAt(ph.Name(rise.field), each), events_of(scope, each, None)
    field = field_at_event(scope, source, rise.field)
    highest, lowest = (
        total_of(scope, ph.Total(how, published), source, field) for how in ("highest", "lowest")
    )
    one_alone = scope.builder.add(
        Compare, "published-once", scope.clause, scope.frame, rel="exactly", left=highest,
        right=lowest,
    )  # fmt: skip
    return scope.builder.add(
        Arith, "change", scope.clause, scope.frame, op="if", left=highest, right=one_alone
    )
