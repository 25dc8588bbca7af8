"""What is made from a contract, and whether a document still says what its contract says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from ocdsl import __version__
from ocdsl.api.questions import problem, question
from ocdsl.contract_file import FileError, QuestionError
from ocdsl.model.contract import Contract, Example
from ocdsl.rules.wording.edition import PLAIN_EDITION, Edition

if TYPE_CHECKING:
    from ocdsl.audit.contract_diff import ContractDiff
    from ocdsl.generators.specification import Verified
    from ocdsl.ledger.decision import Decision
    from ocdsl.model.cash_flow import CashFlow
    from ocdsl.rules.graph import Graph


def generate(
    contract: Contract, kind: str, folder: str | Path, edition: Edition = PLAIN_EDITION
) -> Path:
    """Make a file from a contract, whole or not at all; gives its path.

    `kind` is `spec` (the specification as a Word document), `evaluator` (one Python file that
    needs nothing installed), `sql` (what the duckdb engine runs), `graph` (the rules as JSON), or
    the form of a provider's returns: `returns` (an Excel workbook to fill in), `table-schema` or
    `data-contract` (what other programs check a file by). `schedule` is the payment schedule as an
    Excel workbook, `indigo` the outcomes and prices by the INDIGO data standard.
    `html` is the specification as one HTML page.
    `edition` has the risk register that a specification shows, the template that it is filled into
    and its language; one in Welsh ends in `-cy`. The same contract and edition give the same bytes.
    Raises OSError when it cannot be written, QuestionError when the template cannot be filled.
    """
    from ocdsl.base.writing import whole_file

    name, make = _GENERATORS[kind]
    own = "" if edition.language == "en" or kind not in WORDED else f"-{edition.language}"
    path = Path(folder) / name.format(contract=f"{contract.name}{own}")
    graph = _graph_of(contract)
    content = (
        make(contract, graph)
        if kind not in WORDED
        else _specification(contract, graph, edition, page=kind == "html")
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as started:
        started.write_bytes(content)
    return path


def _graph_of(contract: Contract) -> Graph:
    from ocdsl.rules.lowering.from_model import lower

    return lower(contract)


def _specification(
    contract: Contract, graph: Graph, edition: Edition = PLAIN_EDITION, page: bool = False
) -> bytes:
    from ocdsl.audit.examples import run_example
    from ocdsl.generators.specification import CannotFillError, page_bytes, specification_bytes

    def worked(contract: Contract, graph: Graph, example: Example) -> Iterator[Decision]:
        return run_example(contract, graph, example).evaluation.decisions()

    make = page_bytes if page else specification_bytes
    shown = evolve(edition, cash_flow=cash_flow(contract))
    try:
        return make(contract, graph, worked, shown)
    except CannotFillError as failure:
        fix = "Look at it with `ocdsl template check`."
        raise QuestionError([question(f"The template stops: {failure}", fix)]) from failure


def cash_flow(contract: Contract) -> CashFlow | None:
    """What comes in and what is spent, month by month, under what the contract assumes.

    None where it assumes nobody, or not what serving them costs.
    """
    if all(group.cost is None for group in contract.assumptions):
        return None
    from ocdsl.generators.sample_log import SmallLogs
    from ocdsl.incentives.cash_flow import cash_flow as reckoned
    from ocdsl.incentives.subject import Subject

    now = contract.as_it_stands  # the text in force is the one that is tendered
    return reckoned(Subject(now, _graph_of(now), SmallLogs, _graph_of))


def _evaluator(contract: Contract, graph: Graph) -> bytes:
    from ocdsl.backends.emitted.emit import emit

    return emit(contract, graph).encode("utf-8")


def _sql(contract: Contract, graph: Graph) -> bytes:
    from ocdsl.backends.columnar.script import sql_script

    return sql_script(contract, graph).encode("utf-8")


def _rules(contract: Contract, graph: Graph) -> bytes:
    return graph.to_json().encode("utf-8")


def _returns(contract: Contract, graph: Graph) -> bytes:
    from ocdsl.generators.returns import columns_of, returns_workbook

    return returns_workbook(contract, columns_of(contract))


def _table_schema(contract: Contract, graph: Graph) -> bytes:
    from ocdsl.generators.returns import columns_of, table_schema

    made = table_schema(contract, columns_of(contract))
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _data_contract(contract: Contract, graph: Graph) -> bytes:
    from ocdsl.generators.returns import columns_of, data_contract_text

    return data_contract_text(contract, columns_of(contract)).encode("utf-8")


def _schedule(contract: Contract, graph: Graph) -> bytes:
    from ocdsl.generators.schedule import schedule_workbook

    return schedule_workbook(contract, graph)


def _indigo(contract: Contract, graph: Graph) -> bytes:
    from ocdsl.generators.indigo import indigo_text

    return indigo_text(contract, graph).encode("utf-8")


WORDED = ("spec", "html")
"""The kinds that are worded: a register, and a language, go with them."""

_GENERATORS: Mapping[str, tuple[str, Callable[[Contract, Graph], bytes]]] = {
    "spec": ("{contract}.docx", _specification),
    "html": ("{contract}.html", _specification),
    "evaluator": ("evaluator.py", _evaluator),
    "sql": ("{contract}.sql", _sql),
    "graph": ("{contract}.graph.json", _rules),
    "returns": ("{contract}-returns.xlsx", _returns),
    "table-schema": ("{contract}.table-schema.json", _table_schema),
    "data-contract": ("{contract}.odcs.yaml", _data_contract),
    "schedule": ("{contract}-schedule.xlsx", _schedule),
    "indigo": ("{contract}.indigo.json", _indigo),
}


def write_pdf(document: str | Path) -> Path:
    """The PDF of a Word specification, beside it, by LibreOffice where there is one.

    Raises QuestionError when there is none.
    """
    from ocdsl.generators.specification import PdfError, to_pdf

    path = Path(document)
    try:
        return to_pdf(path, path.with_suffix(".pdf"))
    except PdfError as failure:
        fix = f"{path} is there: open it and save it as PDF."
        raise QuestionError([question(str(failure), fix)]) from failure


def verify(document: str | Path, contract: Contract, edition: Edition = PLAIN_EDITION) -> Verified:
    """Whether a Word specification says what a contract says, with each clause that differs.

    One that was made with a risk register, or with a template of its own, is held against the
    contract in that `edition`; its language is the document's.
    Raises FileError for a file that cannot be read, or that no contract was ever made into.
    """
    from ocdsl.audit.contract_diff import clause_changes
    from ocdsl.base.source import Source
    from ocdsl.generators.specification import (
        NotASpecification,
        Verified,
        compared,
        read_specification,
    )

    try:
        found = read_specification(Path(document).read_bytes())
    except OSError as failure:
        message = f"{document} cannot be read: {failure.strerror or failure}."
        fix = "Check the name, its folder and who may read it."
        raise FileError([problem("UnreadableFile", message, fix)]) from failure
    except NotASpecification as failure:
        fix = "Name a document that ocdsl generate spec has made."
        message = f"{document} is no specification made by ocdsl. {failure}"
        raise FileError([problem("NotASpecification", message, fix)]) from failure
    edition = evolve(edition, language=found.language)
    given = read_specification(_specification(contract, _graph_of(contract), edition))
    same = found.digest == given.digest
    kept = Source("the annex of the document", "\n".join(found.contract_lines) + "\n")
    return Verified(
        found.digest,
        given.digest,
        found.made_with,
        __version__,
        () if same else clause_changes(kept, contract.source),
        compared(found, given),
    )


def write_changes(old: Contract, new: Contract, found: ContractDiff, path: str | Path) -> None:
    """What a comparison of two contracts found, as a Word document. Raises OSError.

    `found` is what `ocdsl.api.diff` gives for the two. Each clause of the specification that is
    worded otherwise stands before and after.
    """
    from ocdsl.base.money import pounds
    from ocdsl.base.writing import whole_file
    from ocdsl.generators.specification import (
        Changes,
        Money,
        compared,
        comparison_bytes,
        read_specification,
    )

    before, after = (read_specification(_specification(c, _graph_of(c))) for c in (old, new))
    rows = tuple(
        (m.provider or "none yet", m.period, pounds(m.before), pounds(m.now),
         pounds(m.now - m.before))
        for m in found.money or ()
    )  # fmt: skip
    content = comparison_bytes(
        Changes(
            new.title,
            ", ".join(party.title for party in new.parties if party.kind == "commissioner"),
            before.digest,
            after.digest,
            found.changes,
            compared(before, after),
            None if found.money is None else Money(rows),
        )
    )
    with whole_file(Path(path)) as started:
        started.write_bytes(content)
