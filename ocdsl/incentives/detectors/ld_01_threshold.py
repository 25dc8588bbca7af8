"""LD-01: values just past a threshold."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ocdsl.incentives.detector import Detector, Looked, Place
from ocdsl.incentives.engines.bunching import Edge, bunched, by_step, step_of
from ocdsl.incentives.watched import Watched
from ocdsl.model.amounts import BandedValue
from ocdsl.model.contract import Clause, Contract, Field, Payment
from ocdsl.model.kinds import scaled, value_in_words
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph

_STEPS = 4


@frozen
class _Threshold:
    """A number that a rule compares a field with."""

    event: str
    field: Field
    first: int
    """The first value on the side that gains, in the field's smallest unit."""
    up: bool
    """Whether the side that gains is above."""
    clause: Clause

    @property
    def what(self) -> str:
        """`age at a referral, at or just above 65`."""
        side = "above" if self.up else "below"
        at = value_in_words(self.first, self.field.kind)
        return f"{self.field.name} at a {self.event}, at or just {side} {at}"

    def further(self, value: int) -> int:
        """How far a value is past the threshold, in the field's smallest unit."""
        return value - self.first if self.up else self.first - value


def look(watched: Watched) -> Looked:
    """Every threshold of a recorded value, for each provider."""
    thresholds = sorted(
        set(_thresholds(watched.contract)), key=lambda t: (t.event, t.field.name, t.first, t.up)
    )
    if not thresholds:
        return Looked(absent="no rule compares a recorded value with a number")
    places: list[Place] = []
    few = 0
    for threshold in thresholds:
        found = list(_places(watched, threshold))
        places += [place for place in found if place]
        few += sum(place is None for place in found)
    return Looked(tuple(places), few)


def _places(watched: Watched, threshold: _Threshold) -> Iterator[Place | None]:
    rows = [
        (value, event)
        for event in watched.one_each(threshold.event)
        if isinstance(value := event.values.get(threshold.field.name), int)
    ]
    if not rows:
        return
    width = step_of([value for value, _ in rows])
    edge = Edge(
        what=threshold.what,
        beside=f"Steps of {value_in_words(width, threshold.field.kind)} beside it hold",
        clause=threshold.clause,
        inside=_STEPS,
        outside=_STEPS,
    )
    steps = by_step(rows, lambda value: threshold.further(value) // width)
    for provider in watched.contract.providers:
        yield bunched(edge, provider, steps.get(provider, {}))


# ---- the thresholds of a contract


def _thresholds(contract: Contract) -> Iterator[_Threshold]:
    for cohort in contract.cohorts.values():
        for phrase in (cohort.joins_on, cohort.belongs_to, cohort.sets_aside):
            clause = cohort.clauses.get("joins on", cohort.clause)
            yield from _tested(contract, phrase, phrase.event.text if phrase else "", clause)
    for outcome in contract.outcomes.values():
        event = contract.achieving(outcome).event.text
        for part in (outcome.achieved_on, outcome.when):
            clause = outcome.clauses.get("when", outcome.clause)
            yield from _tested(contract, part, event, clause)
    for payment in contract.payments.values():
        event = contract.event_at_hand(payment)
        clause = payment.clauses.get("when", payment.clause)
        yield from _tested(contract, payment.when, event, clause)
        yield from _of_table(contract, payment, event)


def _tested(contract: Contract, part: object, event: str, clause: Clause) -> Iterator[_Threshold]:
    """The limits in a part of the tree; a field without a place is of the event at hand."""
    for test in nodes(part):
        if not isinstance(test, ph.LimitTest):
            continue
        name = test.value.at.event.text if test.value.at else event
        field = contract.events[name].field(test.value.field.text) if name else None
        for limit in test.limits if field and field.places is not None else ():
            if isinstance(limit.value, ph.Number | ph.Money | ph.Percent):
                assert field is not None
                yield _of_limit(name, field, limit, clause)


def _of_limit(event: str, field: Field, limit: ph.Limit, clause: Clause) -> _Threshold:
    assert isinstance(limit.value, ph.Number | ph.Money | ph.Percent)
    value = scaled(limit.value, field.places or 0)
    up = limit.word in ("at least", "more than", "exactly")
    by = {"more than": 1, "less than": -1}.get(limit.word, 0)
    return _Threshold(event, field, value + by, up, clause)


def _of_table(contract: Contract, payment: Payment, event: str) -> Iterator[_Threshold]:
    """The limits of a table of whole amounts, each from the side that is paid more."""
    price = payment.price
    if not isinstance(price, BandedValue) or not isinstance(price.value, ph.FieldAt):
        return
    name = price.value.at.event.text if price.value.at else event
    field = contract.events[name].field(price.value.field.text) if name else None
    clause = payment.clauses.get("pays") or payment.clauses.get("takes") or payment.clause
    for lower, higher in zip(price.bands, price.bands[1:], strict=False):
        if field is None or higher.low is None or lower.pence == higher.pence:
            continue
        up = (higher.pence > lower.pence) != payment.takes
        first = higher.low + (not higher.low_included)
        yield _Threshold(name, field, first if up else first - 1, up, clause)


DETECTOR = Detector(
    code="LD-01",
    name="Values just past a threshold",
    entries=("PI-06", "PI-07", "PI-18"),
    plain="Scores, ages or amounts are made to just pass, or people are picked who just do.",
    counts=(
        "For each provider, the people whose recorded value is just past each number that a rule "
        "compares it with, on the side that gains. Each person counts once."
    ),
    by_chance=(
        "As many as in each of the steps beside it. By the binomial distribution: one step of "
        "five, and one of nine on both sides; the likelier of the two is taken."
    ),
    example="72 people score 50 where 50 is needed, and 20, 23, 18 and 21 score 51 to 54.",
    ask="Who recorded these values, by which form, and may somebody else see the forms?",
    source=(
        "McCrary, Journal of Econometrics 2008, volume 142, page 698; Cattaneo, Jansson and Ma, "
        "Journal of the American Statistical Association 2020, volume 115, page 1449"
    ),
    look=look,
)
