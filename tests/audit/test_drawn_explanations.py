"""Every decision of a drawn contract can be explained, and what is worked out again comes to it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fuzz.dice import Dice
from fuzz.random_contracts import draw
from fuzz.random_logs import draw_log
from ocdsl import api
from ocdsl.audit.case import Case
from ocdsl.audit.divided import divided
from ocdsl.audit.explain import explain_decision
from ocdsl.audit.explanation import Explanation
from ocdsl.audit.made_by import made
from ocdsl.audit.price_limits import row_of
from ocdsl.audit.worked_words import worked
from ocdsl.backends.reference.engine import ReferenceEvaluation
from ocdsl.backends.reference.facts import ReferenceFacts
from ocdsl.backends.run import Question, run_engine
from ocdsl.base.money import half_up
from ocdsl.ledger.decision import Decision
from ocdsl.model.amounts import Worked

SHARES = 4
COUNT = int(os.environ.get("OCDSL_RANDOM_EXPLANATIONS", "24"))
MOST = 12
"""Decisions that are explained of one log."""


@pytest.mark.parametrize("share", range(SHARES))
def test_drawn_decisions_are_explained(share: int, tmp_path: Path) -> None:
    dice = Dice(2_000 + share)
    told = again = 0
    for number in range(COUNT // SHARES):
        contract = draw(dice).contract
        folder = tmp_path / str(number)
        folder.mkdir()
        logs = draw_log(dice, contract, folder)
        as_at = dice.randint(contract.term_start + 200, contract.tail_end + 10)
        question = Question(contract, api.graph_of(contract), logs, as_at, None)
        evaluation = run_engine(question, "reference").evaluation
        assert isinstance(evaluation, ReferenceEvaluation)
        facts = ReferenceFacts(evaluation.run)
        case = Case(contract, question.graph, facts, as_at)
        decisions = list(evaluation.decisions())
        for decision in dice.sample(decisions, min(MOST, len(decisions))):
            found = explain_decision(contract, question.graph, facts, evaluation, decision.id)
            assert isinstance(found, Explanation), decision
            told += 1
            again += _comes_to_the_same(divided(case, evaluation, decision).whole, case)
    assert told > COUNT and again


def _comes_to_the_same(decision: Decision, case: Case) -> bool:
    """Whether the amount is worked out again for the explanation; it has to be the engine's."""
    made_by = made(case, decision)
    price, node = made_by.payment.price, made_by.main.would_be
    if not isinstance(price, Worked) or node is None or price.limits or price.counted:
        return False
    if "less" in made_by.payment.clauses or made_by.payment.shared is not None:
        return False
    amount = case.value(node, made_by.key)
    found = worked(row_of(made_by, node), price.value)
    mine = None if found is None else max(half_up(found.numerator * 100, found.denominator), 0)
    assert mine == (None if amount is None else abs(amount)), decision.id
    return True
