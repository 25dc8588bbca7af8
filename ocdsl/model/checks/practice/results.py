"""What of a contract depends on results: outcomes paid for or judged, and who records them."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.context import Context
from ocdsl.model.contract import Calculation, Contract, Measure, Outcome, Payment
from ocdsl.model.nodes import nodes
from ocdsl.model.reach import later, term_end
from ocdsl.syntax import phrases as ph

REWARD = "reward for individual outcomes"
STANDARDS = "standards"
POPULATION = "population accountability"


def paid(contract: Contract) -> list[tuple[Outcome, Payment]]:
    """Each payment for an outcome, after that outcome."""
    pays = (p for p in contract.payments.values() if not p.takes)
    payments = (p for p in pays if p.outcome in contract.outcomes)
    return [(contract.outcomes[payment.outcome], payment) for payment in payments]


def judged(contract: Contract) -> Iterator[Outcome]:
    """The outcomes that are paid for, or counted in a measure with a target."""
    names = {outcome.name for outcome, _ in paid(contract)}
    names |= {measure.outcome for measure in contract.measures.values() if measure.target}
    return (outcome for name, outcome in contract.outcomes.items() if name in names)


def events_of(contract: Contract, outcome: Outcome) -> set[str]:
    """The names of the events that an outcome is read from, those of its spells among them."""
    parts = tuple(nodes((outcome.achieved_on, outcome.when)))
    names = {part.event.text for part in parts if isinstance(part, ph.EventPhrase)}
    spells = {part.spell.text for part in parts if isinstance(part, ph.Lasted)}
    spells |= {outcome.lasting.spell} if outcome.lasting else set()
    for spell in (contract.spells[name] for name in spells if name in contract.spells):
        names |= {spell.starts_on.event.text, spell.ends_on.event.text}
    return names


def recorders(contract: Contract, outcome: Outcome) -> set[str]:
    """Who may record the events that an outcome is read from."""
    known = (
        contract.events[name] for name in events_of(contract, outcome) if name in contract.events
    )
    return {role for event in known for role in event.recorded_by}


def longest_window(context: Context, outcome: Outcome) -> int | None:
    """The most days that a window of the outcome lasts after the term; None without a window."""
    end = term_end(context)
    parts = tuple(nodes((outcome.achieved_on, outcome.when)))
    durations = [
        later(context, end, context.dates.lag(part)) - end
        for part in parts
        if isinstance(part, ph.Duration)
    ]
    within = [_LENGTHS.get(part.period.unit) for part in parts if isinstance(part, ph.During)]
    return max((*durations, *filter(None, within)), default=None)


_LENGTHS = {"week": 7, "month": 31, "quarter": 92, "year": 366}
"""The most days of a period in which something has to come; the term is no window."""


def is_distance_travelled(outcome: Outcome) -> bool:
    """Whether the outcome compares a value with what it was: points above or below."""
    parts = nodes((outcome.achieved_on, outcome.when))
    return any(isinstance(part, ph.PointsAbove) for part in parts)


def takes_a_difference(measure: Calculation) -> bool:
    """Whether a measure takes a value from another: how far somebody has come since."""
    parts = (part for part in nodes(measure.value) if isinstance(part, ph.Arithmetic))
    return any(part.sign == "-" for part in parts)


def share_targets(contract: Contract) -> Iterator[tuple[Measure, ph.Percent]]:
    """Each measure whose target is a percentage, with that percentage."""
    for measure in contract.measures.values():
        value = measure.target.value if measure.target else None
        if isinstance(value, ph.Percent):
            yield measure, value
