"""One log evaluated by the reference engine, with all that an explanation needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ocdsl.backends.reference.engine import ReferenceEvaluation, evaluate, header_of
from ocdsl.backends.reference.facts import ReferenceFacts
from ocdsl.base.calendar import day_of
from ocdsl.base.source import Source
from ocdsl.events.from_model import schema_of
from ocdsl.events.log import end_of_day, log_digest, read_log
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from ocdsl.rules.graph import Graph
from ocdsl.rules.lowering.from_model import lower
from tests.conformance.casebook import Row
from tests.conformance.logs import write_log

SHIPPED = Path(__file__).parents[2] / "contracts" / "reablement-at-home" / "contract.ocdsl"


@dataclass
class Evaluated:
    contract: Contract
    graph: Graph
    evaluation: ReferenceEvaluation
    facts: ReferenceFacts


def contract_of(text: str) -> Contract:
    checked = check(Source("contract.ocdsl", text))
    assert checked.contract is not None, [d.message for d in checked.diagnostics]
    return checked.contract


def shipped_text() -> str:
    return SHIPPED.read_text("utf-8")


def evaluated(contract: Contract, log: Path, as_at: str, known_at: str | None = None) -> Evaluated:
    graph = lower(contract)
    read = read_log([log], schema_of(contract))
    assert not read.problems
    header = header_of(contract, log_digest([log]), day_of(as_at), known_at)
    moment = None if known_at is None else end_of_day(day_of(known_at))
    result = evaluate(contract, graph, read, header, moment)
    return Evaluated(contract, graph, result, ReferenceFacts(result.run))


def evaluated_rows(folder: Path, rows: list[Row], as_at: str, text: str | None = None) -> Evaluated:
    contract = contract_of(text or shipped_text())
    return evaluated(contract, write_log(contract, rows, folder / "log.csv"), as_at)
