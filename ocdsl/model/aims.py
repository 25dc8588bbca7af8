"""What a contract says that decides no money: its area, its suitability and its logic model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from ocdsl.model.contract import Block, Clause
from ocdsl.model.seen import Spot, Use
from ocdsl.syntax import tree

FEATURES: Mapping[str, str] = {
    "measurable-outcomes": "The aims are clear and can be turned into outcomes that are measured",
    "clear-cohort": "The people whom the service is for can be told apart from others",
    "attribution": "Outcomes can be put down to what the provider does",
    "baseline": "There are data on how things were before",
    "counterfactual": "What would have happened without the service can be worked out",
    "failure-tolerated": "The service is not essential, so that failure can be borne",
    "willing-providers": "There are providers who would take the contract at this price and risk",
    "response-to-reward": "Providers are likely to respond to financial incentives",
    "known-costs": "Enough is known of what works for providers to work out what it costs",
    "short-gap": "The outcome is seen soon after what the provider does",
}
"""The features that make a service fit for payment by results, as the National Audit Office lists
them (Payment by results: analytical framework for decision-makers, 2015), in our own words."""


@frozen
class Area:
    """The place whose people a contract is for."""

    name: str
    title: str
    clause: Clause


@frozen
class Answer:
    """What holds of one feature: `yes`, `no` or `mitigated`, and the words that say why."""

    feature: str
    answer: str
    because: str
    """Empty when no words follow the answer."""
    clause: Clause


@frozen
class Suitability(Block):
    """Whether payment by results suits the service, feature by feature."""

    answers: tuple[Answer, ...]


@frozen
class Stage:
    """One stage of a logic model, and what must hold for it to lead to the next."""

    kind: str
    """`inputs`, `activities`, `outputs`, `interim outcomes` or `final outcomes`."""
    items: tuple[str, ...]
    assumptions: tuple[str, ...]
    """What is assumed on the arrow to the next stage; none after the last."""


@frozen
class LogicModel(Block):
    """How what is put in is meant to lead to the outcomes."""

    stages: tuple[Stage, ...]
    outcomes: tuple[str, ...]
    """The names of the contract's outcomes that it leads to."""


def uses_of_aims(
    spot: Spot, clause: tree.Answer | tree.LeadsTo | tree.Arrive | tree.Achieve | tree.Saves
) -> Iterator[Use]:
    """The features, outcomes and cohorts that the clauses name which decide no money."""
    outcomes = spot.context.names_of("outcome")
    match clause:
        case tree.Answer(feature=feature):
            yield Use("feature", feature, tuple(FEATURES), spot)
        case tree.LeadsTo(outcomes=names):
            yield from (Use("outcome", name, outcomes, spot) for name in names)
        case tree.Arrive(cohort=cohort):
            yield Use("cohort", cohort, spot.context.names_of("cohort"), spot)
        case tree.Achieve(outcome=outcome):
            yield Use("outcome", outcome, outcomes, spot)
        case tree.Saves(deduction=deduction):
            yield Use("deduction", deduction, spot.context.names_of("deduction"), spot)
