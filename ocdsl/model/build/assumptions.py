"""What is assumed of groups of people."""

from __future__ import annotations

from ocdsl.model.assumptions import Assumption, Chance, Saving
from ocdsl.model.build.block_parts import common
from ocdsl.model.build.payments import fraction
from ocdsl.model.clauses import every, only, texts
from ocdsl.syntax import tree


def build_assumption(block: tree.Block) -> Assumption:
    """An `assume` block."""
    people, spends = only(block, tree.Arrive), only(block, tree.Spends)
    return Assumption(
        **common(block),
        cohort=people.cohort.text if people else "",
        count=people.count.digits if people else 0,
        unit=people.unit if people else "year",
        chances=tuple(_chance(clause) for clause in every(block, tree.Achieve)),
        cost=spends.amount.pence if spends else None,
        savings=tuple(
            Saving(clause.deduction.text, clause.amount.pence)
            for clause in every(block, tree.Saves)
        ),
        because=" ".join(texts(block, "because")),
    )


def _chance(clause: tree.Achieve) -> Chance:
    anyway = fraction(clause.anyway) if clause.anyway else None
    return Chance(clause.outcome.text, fraction(clause.served), anyway)
