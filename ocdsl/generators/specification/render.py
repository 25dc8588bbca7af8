"""Fills the Word template: sandboxed, nothing undefined, nothing lost, equal bytes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from ocdsl import __version__
from ocdsl.base.calendar import in_words
from ocdsl.base.resources import folder
from ocdsl.generators.specification import annexes
from ocdsl.generators.specification.charts import with_charts
from ocdsl.generators.specification.flow import Flow
from ocdsl.generators.specification.runs import finalize
from ocdsl.model.contract import Contract
from ocdsl.rules.wording.clauses import Section

TEMPLATE = "specification.docx"


def render(contract: Contract, sections: Sequence[Section]) -> bytes:
    """The specification as a Word file. Raises FileNotFoundError without its template."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=finalize
    )
    document = DocxTemplate(folder("specs") / TEMPLATE)
    flow = Flow(sections)
    document.render(context(contract, flow), environment, autoescape=True)
    _describe(document.docx.core_properties, contract)
    made = BytesIO()
    document.docx.save(made)
    return with_charts(made.getvalue(), flow.charts)


def context(contract: Contract, flow: Flow) -> dict[str, Any]:
    """Everything a template may ask for."""
    return {
        "title": contract.title,
        "commissioner": _titles(contract, "commissioner"),
        "facts": _facts(contract),
        "version": contract.source.digest.removeprefix("sha256:")[:12],
        "contents": flow.contents((annexes.TEXT, annexes.PLACES)),
        "blocks": list(flow.blocks()),
        "lines": list(annexes.contract_lines(contract)),
        "digest": contract.source.digest,
        "places": annexes.places_table(flow.places, flow.numbers),
    }


def _facts(contract: Contract) -> list[dict[str, str]]:
    """What the cover says of the contract."""
    facts = (
        ("Commissioner", _titles(contract, "commissioner")),
        ("Providers", _titles(contract, "provider")),
        ("Kind of contract", contract.model[:1].upper() + contract.model[1:]),
        (
            "Term",
            f"{in_words(contract.term_start)} to {in_words(contract.term_end)}, both included",
        ),
        ("Name in the data", contract.name),
        ("Contract text", contract.source.digest),
        ("Made with", f"ocdsl {__version__}"),
    )
    return [{"name": name, "value": value} for name, value in facts if value]


def _titles(contract: Contract, kind: str) -> str:
    return ", ".join(p.title for p in contract.parties if p.kind == kind)


def _describe(properties: Any, contract: Contract) -> None:
    """What the file says of itself; no dates, for the same contract has the same bytes."""
    properties.title = contract.title
    properties.subject = "Service specification and payment rules"
    properties.author = _titles(contract, "commissioner")
    properties.identifier = contract.source.digest
    properties.language = "en-GB"
    properties.version = __version__
