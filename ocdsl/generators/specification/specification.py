"""Makes a specification: the clauses, the worked examples, the annexes, and the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ocdsl.generators.specification.examples import worked_examples
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract, Example
from ocdsl.rules.graph import Graph
from ocdsl.rules.wording.clauses import Section
from ocdsl.rules.wording.edition import PLAIN_EDITION, Edition
from ocdsl.rules.wording.english import sections as sections_of_rules
from ocdsl.rules.wording.languages import language
from ocdsl.rules.wording.standard import arranged

WorkExample = Callable[[Contract, Graph, Example], Iterable[Decision]]
"""Evaluates one example of a contract: every decision an engine gives for its log."""


def specification_bytes(
    contract: Contract, graph: Graph, work_example: WorkExample, edition: Edition = PLAIN_EDITION
) -> bytes:
    """The Word file. The same contract and decisions give the same bytes on every machine.

    With the risk register of the very text, its risks and charts are in it. Raises CannotFillError
    when the edition's template cannot be filled.
    """
    from ocdsl.generators.specification.render import render

    return render(contract, sections_of(contract, graph, work_example, edition), edition)


def page_bytes(
    contract: Contract, graph: Graph, work_example: WorkExample, edition: Edition = PLAIN_EDITION
) -> bytes:
    """The same as one HTML page: its clauses, numbers and names are those of the Word file."""
    from ocdsl.generators.specification.render import render_page

    return render_page(contract, sections_of(contract, graph, work_example, edition), edition)


def sections_of(
    contract: Contract, graph: Graph, work_example: WorkExample, edition: Edition = PLAIN_EDITION
) -> tuple[Section, ...]:
    """Every section, with the standard clauses of its model, in the edition's language."""
    spoken = language(edition.language)
    made = sections_of_rules(contract, graph, edition.register, edition.cash_flow)
    sections = list(made)
    decided = ((e, tuple(work_example(contract, graph, e))) for e in contract.examples)
    sections.insert(-1, worked_examples(contract, graph, decided))
    return tuple(spoken.section(section) for section in arranged(sections, contract))
