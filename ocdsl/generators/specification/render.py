"""Fills the Word template with a specification: nothing lost, equal bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import asdict

from ocdsl import __version__
from ocdsl.base.resources import folder
from ocdsl.generators.specification import annexes
from ocdsl.generators.specification.charts import with_charts
from ocdsl.generators.specification.filling import filled
from ocdsl.generators.specification.flow import Flow
from ocdsl.generators.specification.setting import setting_of
from ocdsl.generators.specification.tongue import in_language
from ocdsl.generators.specification.web_page import web_page
from ocdsl.model.contract import Contract
from ocdsl.rules.wording.clauses import Date, Section, Words, say
from ocdsl.rules.wording.edition import PLAIN_EDITION, Edition
from ocdsl.rules.wording.language import Language
from ocdsl.rules.wording.languages import ENGLISH, language
from ocdsl.rules.wording.page_words import page_words
from ocdsl.rules.wording.standard import last_page

TEMPLATE = "specification.docx"
SHORT = 12
"""Signs of a digest that tell two texts apart on a page; the whole digest is on the cover."""


def render(
    contract: Contract, sections: Sequence[Section], edition: Edition = PLAIN_EDITION
) -> bytes:
    """The specification as a Word file, in the plain template when the edition has none.

    Raises FileNotFoundError without the plain template, and CannotFillError for one that cannot
    be filled.
    """
    plain = folder("specs").joinpath(TEMPLATE)
    template = edition.template or plain.read_bytes()
    setting, spoken = setting_of(template), language(edition.language)
    flow = Flow(sections, setting)
    made = filled(template, context(contract, flow, spoken))
    _describe(made.document.core_properties, contract, spoken)
    annex = page_words(spoken, contract.source.digest).annex
    charted = with_charts(made.content, flow.charts, spoken, setting.inks)
    return in_language(charted, spoken.tag, annex)


def render_page(
    contract: Contract, sections: Sequence[Section], edition: Edition = PLAIN_EDITION
) -> bytes:
    """The specification as one HTML page that needs nothing else."""
    flow, spoken = Flow(sections), language(edition.language)
    words = page_words(spoken, contract.source.digest)
    page = cover(contract, spoken) | {
        "annexes": annexes.annexes(words),
        "questions": spoken.paragraph(last_page(contract)),
        "places": spoken.table(annexes.places_of(flow.places)),
        "of_contracts": spoken.of_contracts,
    }
    return web_page(flow, page, tuple(annexes.contract_text(contract))).encode("utf-8")


def context(contract: Contract, flow: Flow, language: Language = ENGLISH) -> dict[str, Any]:
    """Everything a template may ask for."""
    words = page_words(language, contract.source.digest)
    questions_say, questions = annexes.questions(contract, flow, language)
    return cover(contract, language) | {
        "contents": flow.contents(annexes.annexes(words)),
        "blocks": list(flow.blocks()),
        "lines": list(annexes.contract_lines(contract, language)),
        "places": annexes.places_table(flow, language),
        "questions_say": questions_say,
        "questions": questions,
    }


def cover(contract: Contract, language: Language = ENGLISH) -> dict[str, Any]:
    """What the cover, the header and the annexes say, whatever the clauses are."""
    digest = contract.source.digest
    words = page_words(language, digest)
    return {
        "words": asdict(words),
        "title": contract.title,
        "name": contract.name,
        "commissioner": _titles(contract, "commissioner"),
        "facts": _facts(contract, language),
        "version": str(version_number(contract)),
        "digest": digest,
        "short_digest": digest.removeprefix("sha256:")[:SHORT],
    }


def _facts(contract: Contract, language: Language) -> list[dict[str, str]]:
    """What the cover says of the contract."""
    facts: tuple[tuple[str, Words], ...] = (
        ("Commissioner", (_titles(contract, "commissioner"),)),
        ("Providers", (_titles(contract, "provider"),)),
        ("Kind of contract", say("{kind:^}", kind=say(contract.model, "model"))),
        ("Term", _term(contract)),
        ("Name in the data", (contract.name,)),
        ("Version", _version(contract)),
        ("Contract text", (contract.source.digest,)),
        ("Made with", (f"ocdsl {__version__}",)),
        ("State of the text", say(_AWAITS_REVIEW) if language.awaits_review else ()),
        ("Words of the contract", say(_AS_WRITTEN) if language.of_contracts else ()),
    )
    said = ((language.text(say(name)), language.text(value)) for name, value in facts)
    return [{"name": name, "value": value} for name, value in said if value]


_AWAITS_REVIEW = (
    "The wording in this language awaits review by a human reviewer. Until then the specification "
    "in English is the one to rely on."
)

_AS_WRITTEN = (
    "What the contract itself says stands as it was written: its names, titles and texts, and its "
    "own text in annex A. It is in English, and marked so, but for what it gives in this language."
)


def _term(contract: Contract) -> Words:
    return say(
        "{start} to {end}, both included",
        start=Date(contract.term_start), end=Date(contract.term_end),
    )  # fmt: skip


def _version(contract: Contract) -> Words:
    """The text in force after the last variation: how many there have been, and since when."""
    start = contract.versions[-1].start if contract.versions else None
    number = str(version_number(contract))
    if start is None:
        return (number,)
    return say("{number}, in force from {start}", number=number, start=Date(start))


def version_number(contract: Contract) -> int:
    """1 for a contract as it was signed; each variation makes one more."""
    return max(1, len(contract.versions))


def _titles(contract: Contract, kind: str) -> str:
    return ", ".join(p.title for p in contract.parties if p.kind == kind)


def _describe(properties: Any, contract: Contract, language: Language) -> None:
    """What the file says of itself; no dates, for the same contract has the same bytes."""
    properties.title = contract.title
    properties.subject = language.text(say("Service specification and payment rules"))
    properties.author = _titles(contract, "commissioner")
    properties.identifier = contract.source.digest
    properties.language = language.tag
    properties.version = __version__
