"""What a provider can expect of a group of people, whatever it does: in exact fractions of a penny.

What is assumed of the group (its `assume` block) says how likely each outcome is, with the service
and without, and what serving one person costs. What is paid comes from the contract: one person
who achieves, one who does not, one who is started and left, and one who is turned away, each paid
by the reference engine. A chance times the difference that a result makes is what it is worth.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from ocdsl.base.calendar import day_of
from ocdsl.incentives.cast import Cast, cast_of
from ocdsl.incentives.engines.lives import Lives, lives_of
from ocdsl.incentives.scenes import by_provider
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import later, repeated
from ocdsl.ledger.decision import OWED
from ocdsl.model.assumptions import Assumption, Chance

SERVES, PARKS, REFUSES = "serves", "parks", "refuses"
DELAYS, SPLITS, EXITS = "delays", "splits", "exits"

BEHAVIOURS = (SERVES, PARKS, REFUSES, DELAYS, SPLITS, EXITS)
"""What a provider may do with one person: help; take the fee for starting and do nothing; turn
away; help, but begin four weeks late; help, and record it as two episodes; leave half way.

Somebody who is parked is still a person to whom things happen. Who moves into care, or into work,
without the provider's help is ended there on the same day as one who is helped and achieves
nothing: so no week is counted for doing nothing that is not counted for serving. What is paid for
such weeks, whatever the provider does in them, is part of what parking pays, for the contract pays
it; visits and hours are not, since nobody makes them.
"""

_LATE = 28
_APART = 7
_HALF = Fraction(1, 2)


@frozen
class Prospect:
    """What one person of a group can be expected to pay the provider, and to cost it."""

    pay: Fraction
    """Pence."""
    cost: Fraction | None
    """Pence; None where the contract does not say what serving somebody costs."""

    @property
    def margin(self) -> Fraction | None:
        """What the provider is left with, in pence."""
        return None if self.cost is None else self.pay - self.cost


@frozen
class Segment:
    """A group of people that the contract assumes, with what may happen to one of them."""

    assumed: Assumption
    chances: tuple[Chance, ...]
    """Those of the outcomes for which histories could be made."""
    lives: tuple[Lives, ...]
    """One for each of the chances."""
    prospects: Mapping[str, Prospect]
    """By behaviour; one that the evaluator refuses is left out."""

    def more_by(self, behaviour: str) -> Fraction:
        """Pence by which a behaviour leaves the provider more than serving does.

        Only for a group of which the contract says what serving somebody costs.
        """
        other, served = (self.prospects[name].margin for name in (behaviour, SERVES))
        assert other is not None and served is not None
        return other - served


def segments(subject: Subject) -> tuple[Segment, ...]:
    """The groups that the contract assumes, for whose outcomes histories could be made."""
    return subject.once("segments", lambda: tuple(_segments(subject)))


def _segments(subject: Subject) -> Iterator[Segment]:
    for assumed in (each for each in subject.contract.assumptions if each.cohort):
        pairs = [(c, lives_of(subject, c.outcome)) for c in assumed.chances]
        known = [(chance, lives) for chance, lives in pairs if lives]
        prospects = _prospects(subject, assumed, known) if known else {}
        if {SERVES, PARKS, REFUSES} <= prospects.keys():
            chances, lives = (c for c, _ in known), (life for _, life in known)
            yield Segment(assumed, tuple(chances), tuple(lives), prospects)


# ---- what can be expected


Change = Callable[[Cast, Rows], Rows]


def _prospects(
    subject: Subject, assumed: Assumption, known: list[tuple[Chance, Lives]]
) -> dict[str, Prospect]:
    cost = None if assumed.cost is None else Fraction(assumed.cost)
    half = None if cost is None else cost * _HALF
    free = Fraction(0)
    served = [(Fraction(*c.served), x.achieved, x.failed) for c, x in known]
    alone = [(Fraction(*(c.anyway or (0, 1))), x.lucky or x.left, x.left) for c, x in known]
    first = known[0][1]
    worked: list[tuple[str, Fraction | None, Fraction | None]] = [
        (SERVES, _expected(subject, served, _as_it_is), cost),
        (PARKS, _expected(subject, alone, _as_it_is), free),
        (REFUSES, pence_of(subject, first.refused), free),
        (DELAYS, _expected(subject, served, _late), cost),
        (SPLITS, _expected(subject, served, _in_two), cost),
        (EXITS, pence_of(subject, _half_way(cast_of(subject), first)), half),
    ]
    return {name: Prospect(pay, cost) for name, pay, cost in worked if pay is not None}


def _expected(
    subject: Subject,
    parts: list[tuple[Fraction, Rows, Rows]],
    change: Change,
    payments: Collection[str] = (),
) -> Fraction | None:
    """What is paid without any result, and for each result its chance times what it adds."""
    cast = cast_of(subject)
    total: Fraction | None = None
    for chance, with_result, without_it in parts:
        pair = [
            pence_of(subject, change(cast, rows), payments) for rows in (with_result, without_it)
        ]
        if pair[0] is None or pair[1] is None:
            return None
        total = (pair[1] if total is None else total) + chance * (pair[0] - pair[1])
    return total


def comes_of(subject: Subject, segment: Segment, payments: Collection[str]) -> Fraction:
    """What some payments can be expected to pay for one person of a group who is served; pence."""
    told = zip(segment.chances, segment.lives, strict=True)
    parts = [(Fraction(*chance.served), life.achieved, life.failed) for chance, life in told]
    return _expected(subject, parts, _as_it_is, payments) or Fraction(0)


def pence_of(subject: Subject, rows: Rows, payments: Collection[str] = ()) -> Fraction | None:
    """What one person's log is paid by the end, by some payments or by all, in pence.

    What is paid without anybody, such as a charge for each month, is no part of it. None when a
    row of the log is refused.
    """
    names = tuple(sorted(payments))
    anyway = subject.once(("paid anyway", names), lambda: _owed_for(subject, (), names))
    paid = _owed_for(subject, rows, names)
    return None if paid is None else paid - (anyway or 0)


def _owed_for(subject: Subject, rows: Rows, payments: Collection[str]) -> Fraction | None:
    paid = subject.pay(rows)
    if paid is None:
        return None
    counted = [d for d in paid.decisions if not payments or d.payment in payments]
    return Fraction(sum(d.amount for d in counted if d.status in OWED))


def _as_it_is(cast: Cast, rows: Rows) -> Rows:
    del cast
    return rows


def _late(cast: Cast, rows: Rows) -> Rows:
    """All but joining four weeks later."""
    return tuple(row if row["event"] in cast.joins else later(row, _LATE) for row in rows)


def _in_two(cast: Cast, rows: Rows) -> Rows:
    """What a provider records of the episode recorded a second time, a week after the first."""
    own = [row for row in rows if row["event"] in cast.episode and by_provider(row)]
    days = [day_of(row["occurred_on"]) for row in own]
    ids = {row["event_id"] for row in own}
    return repeated(rows, ids, max(days) - min(days) + _APART) if own else rows


def _half_way(cast: Cast, lives: Lives) -> Rows:
    """Nothing from the middle of the help on but joining, and the end of a spell that had begun."""
    middle = (lives.begins + lives.comes) // 2
    goes_on = cast.joins | cast.ends
    return tuple(
        r for r in lives.failed if r["event"] in goes_on or day_of(r["occurred_on"]) <= middle
    )
