"""Which questions of its specification a contract leaves open.

The specification marks each of them in its place and lists them on its last page, and `ocdsl check`
counts and lists the same ones: all three ask here.
"""

from __future__ import annotations

from attrs import frozen

from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.model.contract import Contract
from ocdsl.rules.wording.standard.catalogue import Catalogue, StandardClause, Text
from ocdsl.rules.wording.standard.facts import FACTS, answered_elsewhere, belongs, section_of
from ocdsl.rules.wording.standard.slots import Filling

CODE = "OpenQuestion"
"""The code of the advice that stands for an open question where a program reads it."""


@frozen
class OpenQuestion:
    """A question that a standard clause asks and the contract does not answer."""

    clause: StandardClause
    question: Text
    asked_by: str
    """The document that asks for it, and the part of that document, in English."""

    def diagnostic(self, contract: Contract) -> Diagnostic:
        """The question as advice about the contract as a whole, beside what its checks say."""
        return Diagnostic(
            code=CODE,
            severity=Severity.ADVICE,
            message=self.question.en,
            why="The specification marks the place where the answer is missing.",
            fix=f"Write {self.answer}.",
            span=contract.clause.span,
            heading=f"contract {contract.name}",
            source=self.asked_by,
        )

    @property
    def answer(self) -> str:
        """What to write in the contract: "`section route`", or a block or line in words."""
        return f"`{self.clause.write}`" if self.clause.section else self.clause.write

    def as_json(self) -> dict[str, object]:
        """The question as plain data."""
        return {
            "id": self.clause.id,
            "question": self.question.en,
            "question_cy": self.question.cy,
            "answer_with": self.clause.write,
            "requirements": list(self.clause.requires),
            "source": self.asked_by,
        }


def applying(contract: Contract, catalogue: Catalogue) -> tuple[StandardClause, ...]:
    """The clauses that belong in the specification of a contract."""
    return tuple(clause for clause in catalogue.clauses() if belongs(clause, contract))


def open_questions(contract: Contract, catalogue: Catalogue) -> tuple[OpenQuestion, ...]:
    """Every question that is open, in the order of the clauses."""
    return tuple(
        OpenQuestion(clause, clause.question, asked_by(clause, catalogue))
        for clause in applying(contract, catalogue)
        if clause.question is not None and is_open(clause, contract, catalogue)
    )


def is_open(clause: StandardClause, contract: Contract, catalogue: Catalogue) -> bool:
    """Whether the contract leaves out the section, the blocks or a name that the clause needs."""
    if answered_elsewhere(clause, contract):
        return False
    if clause.section and section_of(contract, clause.section) is None:
        return True
    if clause.needs and not FACTS[clause.needs](contract):
        return True
    filling = Filling(contract, catalogue)
    return any(filling.filled(text) is None for text in clause.text)


def asked_by(clause: StandardClause, catalogue: Catalogue) -> str:
    """The document that asks for a clause, and its part: `Tool 5, section 4`."""
    title = catalogue.documents[clause.source].title.en
    return f"{title}, section {clause.part}" if clause.part else title
