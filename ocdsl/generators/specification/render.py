"""Fills the Word template with a specification: nothing lost, equal bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import asdict

from ocdsl import __version__
from ocdsl.base.calendar import in_words
from ocdsl.base.resources import folder
from ocdsl.generators.specification import annexes
from ocdsl.generators.specification.charts import with_charts
from ocdsl.generators.specification.filling import filled
from ocdsl.generators.specification.flow import Flow
from ocdsl.generators.specification.web_page import web_page
from ocdsl.model.contract import Contract
from ocdsl.rules.wording.clauses import Section
from ocdsl.rules.wording.page_words import ENGLISH, PageWords
from ocdsl.rules.wording.standard import last_page

TEMPLATE = "specification.docx"
SHORT = 12
"""Signs of a digest that tell two texts apart on a page; the whole digest is on the cover."""


def render(contract: Contract, sections: Sequence[Section], template: bytes | None = None) -> bytes:
    """The specification as a Word file, in the plain template when none is given.

    Raises FileNotFoundError without the plain template, and CannotFillError for one that cannot
    be filled.
    """
    plain = folder("specs").joinpath(TEMPLATE)
    flow = Flow(sections)
    made = filled(template or plain.read_bytes(), context(contract, flow))
    _describe(made.document.core_properties, contract)
    return with_charts(made.content, flow.charts)


def render_page(contract: Contract, sections: Sequence[Section]) -> bytes:
    """The specification as one HTML page that needs nothing else."""
    flow = Flow(sections)
    page = cover(contract) | {
        "annexes": annexes.annexes(ENGLISH),
        "questions": last_page(contract),
    }
    return web_page(flow, page, tuple(annexes.contract_text(contract))).encode("utf-8")


def context(contract: Contract, flow: Flow, words: PageWords = ENGLISH) -> dict[str, Any]:
    """Everything a template may ask for."""
    questions_say, questions = annexes.questions(contract, flow.numbers)
    return cover(contract, words) | {
        "contents": flow.contents(annexes.annexes(words)),
        "blocks": list(flow.blocks()),
        "lines": list(annexes.contract_lines(contract)),
        "places": annexes.places_table(flow.places, flow.numbers),
        "questions_say": questions_say,
        "questions": questions,
    }


def cover(contract: Contract, words: PageWords = ENGLISH) -> dict[str, Any]:
    """What the cover, the header and the annexes say, whatever the clauses are."""
    digest = contract.source.digest
    return {
        "words": {
            **asdict(words),
            "annex_text_says": words.annex_text_says.format(digest=digest),
        },
        "title": contract.title,
        "name": contract.name,
        "commissioner": _titles(contract, "commissioner"),
        "facts": _facts(contract),
        "version": str(version_number(contract)),
        "digest": digest,
        "short_digest": digest.removeprefix("sha256:")[:SHORT],
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
        ("Version", _version(contract)),
        ("Contract text", contract.source.digest),
        ("Made with", f"ocdsl {__version__}"),
    )
    return [{"name": name, "value": value} for name, value in facts if value]


def _version(contract: Contract) -> str:
    """The text in force after the last variation: how many there have been, and since when."""
    start = contract.versions[-1].start if contract.versions else None
    number = version_number(contract)
    return f"{number}, in force from {in_words(start)}" if start is not None else str(number)


def version_number(contract: Contract) -> int:
    """1 for a contract as it was signed; each variation makes one more."""
    return max(1, len(contract.versions))


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
