"""The shipped contract and variants of it, as models and as Word files."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ocdsl.api.documents import cash_flow
from ocdsl.audit.examples import run_example
from ocdsl.base.source import Source
from ocdsl.contract_file import with_library
from ocdsl.generators.specification import specification_bytes
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract, Example
from ocdsl.model.from_syntax import check
from ocdsl.rules.graph import Graph
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording.edition import Edition

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "contracts" / "reablement-at-home" / "contract.ocdsl"


def text() -> str:
    """The shipped contract's text."""
    return SHIPPED.read_text(encoding="utf-8")


@cache
def contract(source: str | None = None) -> Contract:
    """The model of a contract's text, or of the shipped one; fails with its mistakes."""
    whole = with_library(Source("contract.ocdsl", text() if source is None else source))
    checked = check(whole)
    assert checked.contract is not None, [d.message for d in checked.diagnostics]
    return checked.contract


def worked(contract: Contract, graph: Graph, example: Example) -> Iterable[Decision]:
    """What the reference engine decides for an example."""
    return run_example(contract, graph, example).evaluation.decisions()


@cache
def document(source: str | None = None, template: bytes | None = None) -> bytes:
    """The Word file of a contract's text, or of the shipped one, in a house's template."""
    model = contract(source)
    return specification_bytes(model, lower(model), worked, edition(model, template))


def edition(model: Contract, template: bytes | None = None) -> Edition:
    """As the command makes it: with the cash flow, where the contract assumes somebody."""
    return Edition(template=template, cash_flow=cash_flow(model))
