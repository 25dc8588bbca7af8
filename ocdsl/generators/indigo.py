"""Outcomes and prices for the International Network for Data on Impact and Government Outcomes.

Source of the names: INDIGO data standard, schema of a project (`outcome_metrics`,
`outcome_pricings`, `dates`). What a contract does not say, such as who invests, is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ocdsl.base.calendar import iso
from ocdsl.base.money import decimal_text
from ocdsl.generators.sentences import Sentences
from ocdsl.model.contract import Contract, Outcome, Payment
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
    return {
        "name": _value(contract.title),
        "stage_development": _value("Contracted"),
        "dates": {
            "start_date_of_service_provision": _value(iso(contract.term_start)),
            "anticipated_end_date_of_service_provision": _value(iso(contract.term_end)),
            "anticipated_completion_date": _value(iso(contract.tail_end)),
        },
        "outcome_metrics": list(_metrics(contract, sentences)),
        "outcome_pricings": list(_pricings(contract, sentences)),
    }


def _value(value: str) -> dict[str, str]:
    return {"value": value}


def _metrics(contract: Contract, sentences: Sentences) -> Iterator[dict[str, Any]]:
    groups = _by_anchor(sentences, "section.outcomes")
    people = _by_anchor(sentences, "section.people")
    for outcome in contract.outcomes.values():
        found: dict[str, Any] = {
            "id": outcome.name,
            "definition": _value(_said(sentences, groups, outcome.name)),
            "target_population": _value(_said(sentences, people, outcome.cohort)),
            "unit_type_of_targeted_service_users_or_beneficiaries": _value("Individual"),
        }
        if targets := list(_targets(contract, outcome)):
            found["outcome_metric_target"] = _value("; ".join(targets))
        yield found


def _targets(contract: Contract, outcome: Outcome) -> Iterator[str]:
    for measure in contract.measures.values():
        if measure.outcome == outcome.name and measure.target is not None:
            yield f"{measure.title}: {ENGLISH.text(limit_text(measure.target))}"


def _pricings(contract: Contract, sentences: Sentences) -> Iterator[dict[str, Any]]:
    groups = _by_anchor(sentences, "section.payment")
    for payment in contract.payments.values():
        for outcome in payment.outcomes:
            yield _pricing(contract, payment, outcome, _said(sentences, groups, payment.name))


def _pricing(contract: Contract, payment: Payment, outcome: str, said: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "outcome_metric_id": _value(outcome),
        "currency": _value(contract.currency),
        "price_description": _value(said),
    }
    if payment.fixed_pence is not None:
        amount = f"{_MARK}{decimal_text(payment.fixed_pence, 2)}"
        found["price_per_unit"] = {"amount": {"value": amount}}
    return found


def _by_anchor(sentences: Sentences, section: str) -> dict[str, Group]:
    return {group.anchor: group for group in sentences.groups(section)}


def _said(sentences: Sentences, groups: dict[str, Group], anchor: str) -> str:
    group = groups.get(anchor)
    return "" if group is None else f"{sentences.text(group.title)}. {sentences.all_of(group)}"
