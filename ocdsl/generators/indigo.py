"""Outcomes and prices for the International Network for Data on Impact and Government Outcomes.

Source of the names: INDIGO data standard, schema/project.json (`outcome_metrics`,
`outcome_pricings`, `dates`, `overall_project_finance`). What a contract does not say, such as who
invests, is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ocdsl.base.calendar import iso
from ocdsl.base.money import decimal_text
from ocdsl.generators.sentences import Sentences
from ocdsl.model.contract import Calculation, Contract, Measure, Payment
from ocdsl.model.rests_on import rests_on
from ocdsl.rules.graph import Graph
from ocdsl.rules.wording.clauses import Group
from ocdsl.rules.wording.english.scalars import limit_text
from ocdsl.rules.wording.languages import ENGLISH

# No text of a contract holds this sign, so a figure that begins with it is known again.
_MARK = "\x00"
_FIGURE = re.compile(r'"\\u0000(-?[0-9.]+)"')


def indigo_text(contract: Contract, graph: Graph) -> str:
    """The project as JSON; amounts are numbers with two places, never binary fractions."""
    made = json.dumps(
        _project(contract, Sentences.of(contract, graph)), ensure_ascii=False, indent=2
    )
    return _FIGURE.sub(r"\1", made) + "\n"


def _project(contract: Contract, sentences: Sentences) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": _value(contract.title),
        "stage_development": _value("Contracted"),
        "dates": {
            "start_date_of_service_provision": _value(iso(contract.term_start)),
            "anticipated_end_date_of_service_provision": _value(iso(contract.term_end)),
            "anticipated_completion_date": _value(iso(contract.tail_end)),
        },
    }
    if most := _most_of_all(contract):
        found["overall_project_finance"] = {"maximum_potential_outcome_payment_v2": most}
    # The standard has no empty lists: what a contract has none of is left out.
    lists = {
        "outcome_metrics": list(_metrics(contract, sentences)),
        "outcome_pricings": list(_pricings(contract, sentences)),
    }
    return found | {name: parts for name, parts in lists.items() if parts}


def _value(value: str) -> dict[str, str]:
    return {"value": value}


def _amount(pence: int) -> dict[str, str]:
    return _value(f"{_MARK}{decimal_text(pence, 2)}")


def _most_of_all(contract: Contract) -> dict[str, Any]:
    """The limit of the contract on every payment together; empty where it has none."""
    paid = {payment.name for payment in contract.payments.values() if not payment.takes}
    limits = [
        cap.pence
        for cap in contract.caps.values()
        if cap.pence and not (cap.takes or cap.grain or cap.unit) and paid <= set(cap.payments)
    ]
    if not limits:
        return {}
    return {"currency": _value(contract.currency), "amount": _amount(min(limits))}


def _metrics(contract: Contract, sentences: Sentences) -> Iterator[dict[str, Any]]:
    """Each outcome, and each measure that is worked out for no outcome."""
    outcomes = _by_anchor(sentences, "section.outcomes")
    people = _by_anchor(sentences, "section.people")
    measures = _by_anchor(sentences, "section.measures")
    for outcome in contract.outcomes.values():
        own = [m for m in contract.measures.values() if m.outcome == outcome.name]
        yield {
            "id": outcome.name,
            "definition": _value(_said(sentences, outcomes, outcome.name)),
            "target_population": _value(_said(sentences, people, outcome.cohort)),
            "unit_type_of_targeted_service_users_or_beneficiaries": _value("Individual"),
            **_targets(own),
        }
    for worked_out in contract.calculations.values():
        yield {
            "id": worked_out.name,
            "definition": _value(_said(sentences, measures, worked_out.name)),
            **_targets([worked_out]),
        }


def _targets(measures: Iterable[Measure | Calculation]) -> dict[str, Any]:
    limits = ((m.title, m.target) for m in measures)
    said = [f"{title}: {ENGLISH.text(limit_text(t))}" for title, t in limits if t is not None]
    return {"outcome_metric_target": _value("; ".join(said))} if said else {}


def _pricings(contract: Contract, sentences: Sentences) -> Iterator[dict[str, Any]]:
    """Each payment with what it is for, or else with all that decides what it comes to."""
    groups = _by_anchor(sentences, "section.payment")
    for payment in contract.payments.values():
        said = _said(sentences, groups, payment.name)
        for name in payment.outcomes:
            yield _pricing(contract, name, said, payment.fixed_pence)
        if not payment.outcomes:
            for name in _decided_by(contract, payment):
                yield _pricing(contract, name, said, None)


def _decided_by(contract: Contract, payment: Payment) -> Iterator[str]:
    """The outcomes and worked-out measures that decide what a payment comes to."""
    found = rests_on(contract, payment)
    behind = {*found.outcomes, *found.calculations}
    if payment.withholding is not None:
        behind.add(contract.measures[payment.withholding.measure].outcome)
    if payment.retention is not None:
        behind.add(payment.retention.outcome)
    yield from (n for n in (*contract.outcomes, *contract.calculations) if n in behind)


def _pricing(contract: Contract, metric: str, said: str, pence: int | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "outcome_metric_id": _value(metric),
        "currency": _value(contract.currency),
        "price_description": _value(said),
    }
    if pence is not None:
        found["price_per_unit"] = {"amount": _amount(pence)}
    return found


def _by_anchor(sentences: Sentences, section: str) -> dict[str, Group]:
    return {group.anchor: group for group in sentences.groups(section)}


def _said(sentences: Sentences, groups: dict[str, Group], anchor: str) -> str:
    group = groups.get(anchor)
    return "" if group is None else f"{sentences.text(group.title)}. {sentences.all_of(group)}"
