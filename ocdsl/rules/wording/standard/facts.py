"""What a standard clause may ask of a contract: a closed list, each decided from the checked model.

A fact of `when` says whether a clause belongs; a fact of `needs`, whether its question is answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ocdsl.model.checks.practice.places import is_about_care
from ocdsl.model.contract import Calculation, Contract, Measure, Section
from ocdsl.rules.wording.standard.catalogue import StandardClause

IN_WALES = re.compile(r"\bin wales\b|\byng nghymru\b", re.IGNORECASE)
IN_ENGLAND = re.compile(r"\bin england\b(?! and wales)|\byn lloegr\b", re.IGNORECASE)
LAW = "law"
"""The section of a contract that says where its service is given, and under which law."""


ELSEWHERE = "specified-elsewhere"
"""The section of a contract of payment rules alone, which says where the rest is specified."""


def section_of(contract: Contract, name: str) -> Section | None:
    """The section of that name, or None."""
    return next((section for section in contract.sections if section.name == name), None)


def with_target(contract: Contract) -> tuple[Measure | Calculation, ...]:
    """The measures that state a target."""
    measured: tuple[Measure | Calculation, ...] = (
        *contract.measures.values(),
        *contract.calculations.values(),
    )
    return tuple(measure for measure in measured if measure.target)


def _law_says(pattern: re.Pattern[str]) -> Callable[[Contract], bool]:
    def holds(contract: Contract) -> bool:
        said = section_of(contract, LAW)
        return said is not None and bool(pattern.search(" ".join(said.paragraphs)))

    return holds


def _under_british_law(contract: Contract) -> bool:
    return any(_law_says(pattern)(contract) for pattern in (IN_WALES, IN_ENGLAND))


def _pays_outcomes(contract: Contract) -> bool:
    return any(payment.outcome for payment in contract.payments.values())


def _has_target(contract: Contract) -> bool:
    return bool(with_target(contract))


def _evidenced(contract: Contract) -> bool:
    """Every outcome that is paid for says in words what it is seen from."""
    named = {name for p in contract.payments.values() for name in (p.outcome, *p.outcomes) if name}
    return all(contract.outcomes[name].evidence for name in named)


def _follows_people(contract: Contract) -> bool:
    """Whether its records are of people: a contract for deliveries has nobody to keep safe."""
    return any(event.about == "person" for event in contract.events.values())


def _care_at_home(contract: Contract) -> bool:
    return _follows_people(contract) and is_about_care(contract)


def _several_providers(contract: Contract) -> bool:
    return sum(party.kind == "provider" for party in contract.parties) > 1


FACTS: Mapping[str, Callable[[Contract], bool]] = {
    "follows-people": _follows_people,
    "care-at-home": _care_at_home,
    "in-wales": _law_says(IN_WALES),
    "in-england": _law_says(IN_ENGLAND),
    "under-british-law": _under_british_law,
    "pays-outcomes": _pays_outcomes,
    "has-outcomes": lambda contract: bool(contract.outcomes),
    "has-target": _has_target,
    "evidenced": _evidenced,
    "several-providers": _several_providers,
    "extension-gate": lambda contract: bool(contract.gates),
    "suitability": lambda contract: bool(contract.suitability),
    "logic-model": lambda contract: bool(contract.logic_models),
    "whole-service": lambda contract: section_of(contract, ELSEWHERE) is None,
}
"""Each fact by its name in the clause files."""


def belongs(clause: StandardClause, contract: Contract) -> bool:
    """Whether a clause is one for contracts of this model, and for a service of this kind.

    A contract that speaks of something has its words in their place, whatever the kind. A clause
    that would only ask is left out where the service is specified elsewhere.
    """
    spoken_of = bool(clause.section) and section_of(contract, clause.section) is not None
    only_asks = answered_elsewhere(clause, contract) and not clause.text
    of_its_kind = all(FACTS[fact](contract) for fact in clause.when) and not only_asks
    return contract.model in clause.models and (spoken_of or of_its_kind)


def answered_elsewhere(clause: StandardClause, contract: Contract) -> bool:
    """Whether what a section would answer is not asked, as another document specifies it."""
    asks = clause.question is not None and bool(clause.section)
    return (
        asks
        and section_of(contract, clause.section) is None
        and section_of(contract, ELSEWHERE) is not None
    )
