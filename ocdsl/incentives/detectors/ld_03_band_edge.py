"""LD-03: totals just past the edge of a band."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from ocdsl.events.rows import Event
from ocdsl.incentives.detector import Detector, Looked, Place
from ocdsl.incentives.engines.bunching import Edge, bunched, by_step, step_of
from ocdsl.incentives.watched import Watched, any_of
from ocdsl.model.amounts import Banded
from ocdsl.model.contract import Payment
from ocdsl.model.kinds import value_in_words

_STEPS = 4


def look(watched: Watched) -> Looked:
    """Every edge of every table that goes by a total, for each provider."""
    payments = [p for p in watched.contract.payments.values() if isinstance(p.price, Banded)]
    if not payments:
        return Looked(absent="no amount goes by the band of a total")
    places: list[Place] = []
    few = 0
    for payment in payments:
        found = list(_places(watched, payment))
        places += [place for place in found if place]
        few += sum(place is None for place in found)
    return Looked(tuple(places), few)


def _places(watched: Watched, payment: Payment) -> Iterator[Place | None]:
    price = payment.price
    assert isinstance(price, Banded)
    totals = _totals(watched, price)
    if not totals:
        return
    kind = _kind(watched, price)
    width = step_of([total for total, _ in totals])
    for lower, higher in zip(price.bands, price.bands[1:], strict=False):
        if higher.low is None or lower.pence == higher.pence:
            continue
        up = (higher.pence > lower.pence) != payment.takes
        first = higher.low + (not higher.low_included) - (not up)
        side = "above" if up else "below"
        edge = Edge(
            what=f"totals of {price.field} in a {price.unit}, just {side} "
            f"{value_in_words(higher.low, kind)}",
            beside=f"Steps of {value_in_words(width, kind)} beside it hold",
            clause=payment.clauses.get("pays") or payment.clauses.get("takes") or payment.clause,
            inside=_STEPS,
            outside=_STEPS,
        )
        steps = by_step(totals, partial(_step, first, width if up else -width))
        for provider in watched.contract.providers:
            yield bunched(edge, provider, steps.get(provider, {}))


def _step(first: int, width: int, total: int) -> int:
    """How many steps a total is past an edge; the width is negative where it gains to be below."""
    return (total - first) // width if width > 0 else (first - total) // -width


def _kind(watched: Watched, price: Banded) -> str:
    field = watched.contract.events[price.event.event.text].field(price.field)
    return field.kind if field else "number"


def _totals(watched: Watched, price: Banded) -> list[tuple[int, Event]]:
    """The total of one period of each person and provider, with the last event of it."""
    start = watched.contract.dates.start
    periods: dict[tuple[str, str], dict[int, tuple[int, Event]]] = defaultdict(dict)
    for event in watched.by_kind.get(price.event.event.text, ()):
        value = event.values.get(price.field)
        if isinstance(value, int) and watched.passes(event, price.event.where):
            own = periods[event.person, event.provider]
            first = start(event.occurred_on, price.unit)
            own[first] = (own[first][0] + value if first in own else value, event)
    return [any_of(person, list(own.values())) for (person, _), own in periods.items()]


DETECTOR = Detector(
    code="LD-03",
    name="Totals just past the edge of a band",
    entries=("PI-24", "PI-44"),
    plain="Hours or visits are topped up until the total is in the band that is paid better.",
    counts=(
        "For each provider, the people whose total of a period is just past each edge of a table, "
        "on the side that is paid more. One period of each person counts, picked by the name."
    ),
    by_chance=(
        "As many as in each of the steps beside it, by the same test as of thresholds. A step is "
        "as wide as people round their figures."
    ),
    example="93 weeks have up to a quarter of an hour more than 14, and 31, 28, 35 and 30 follow.",
    ask="What was done in the visit that took the total over the edge, and who asked for it?",
    source=(
        "McCrary, Journal of Econometrics 2008, volume 142, page 698; Cattaneo, Jansson and Ma, "
        "Journal of the American Statistical Association 2020, volume 115, page 1449"
    ),
    look=look,
)
