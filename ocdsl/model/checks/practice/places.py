"""Where a rule of good practice points, and what the contract's sections say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from ocdsl.model.checks.nearest import nearest, sentence_list
from ocdsl.model.checks.rule import Found
from ocdsl.model.context import Context
from ocdsl.model.contract import Block, Contract, Payment, Section

SECTIONS: Mapping[str, str] = {
    "purpose": "what the service is for",
    "objectives": "what it is to achieve, a line for each",
    "agreeing-outcomes": "how the outcomes of a person are agreed",
    "provider-duties": "what the provider has to do",
    "staffing": "skills and training",
    "transfer-of-staff": "the staff of the previous providers, and recruiting",
    "assessment": "how people are assessed",
    "equipment": "equipment and telecare",
    "partners": "what the rest of health and care contributes",
    "working-together": "meetings and disputes",
    "co-production": "what people, carers and families have had a say in",
    "contract-management": "approving, recording, verifying, paying, risk and change",
    "performance-reports": "what is reported, and how often",
    "national-measures": "the national outcome measures",
    "safeguarding": "how harm is noticed and acted on",
    "continuity": "what happens when a provider fails",
    "money": "how payment works, in plain words",
    "incentives": "what each party could gain",
    "volumes": "how many people an in-house service takes",
    "choice": "what people may choose, under one provider",
}
"""The names of the sections that the rules look for, and what each is about."""

ASKED_FOR: Mapping[str, str] = {
    "plain-words": "the service as one would explain it to the people of its area",
    "engagement": "who was spoken to, and the questions that were asked",
    "decommissioning": "what ends or changes because of the contract",
    "route": "how providers are chosen and work is given out",
    "law": "in which country the service is given, and under which law",
    "individual-reviews": "how each person’s outcomes are reviewed with them",
    "complaints": "complaints and concerns, and who answers them",
    "back-office": "what the office of a provider must be able to do",
    "standards": "what each standard stands for, and how it is used",
    "finance-systems": "how records become payments, and in which system",
    "early-months": "how a provider is helped through a slow start",
    "dissatisfaction": "how people are heard who are dissatisfied, under one provider",
    "quality": "how quality is assured, and who sees it",
    "market": "whether providers have enough work and people have choice",
    "cost-of-managing": "what the contract costs to buy and manage",
    "evaluation": "how it is found out whether the service brought outcomes about",
    "review": "when the whole contract is reviewed, and by whom",
    "specified-elsewhere": "where the rest is specified, of a contract with rules of payment alone",
}
"""The names of further sections that the standard clauses of a specification ask for."""


@frozen
class Topic:
    """Something that a section should say: in our words, and a pattern of words that say it."""

    words: str
    pattern: str


def at_contract(contract: Contract, message: str, clause: str = "") -> Found:
    """A finding about the contract as a whole, or about a line of its header."""
    return at("contract", contract, message, clause)


def at(keyword: str, block: Block, message: str, clause: str = "") -> Found:
    """A finding at a block, or at one of its clauses when the block has it."""
    place = block.clauses.get(clause)
    trail = f"{keyword} {block.name}" + (f", {clause}" if place else "")
    return Found(message, (place or block.clause).span, trail)


def at_payment(payment: Payment, message: str, clause: str) -> Found:
    """A finding at a clause of a payment or of a deduction."""
    return at("deduction" if payment.takes else "payment", payment, message, clause)


def section(contract: Contract, name: str) -> Section | None:
    """The section of that name, which is one of `SECTIONS`; None when the contract has none."""
    return next((s for s in contract.sections if s.name == name), None)


def spoken(block: Section | None) -> str:
    """All the words of a section in small letters; empty when there is no section."""
    return " ".join((*block.paragraphs, *block.notes)).lower() if block else ""


_CARE = "home care|care at home|homecare|domiciliary|reabl|care home|carer"


def is_about_care(contract: Contract) -> bool:
    """Whether the service is care at home, by the titles of the contract and its groups."""
    blocks = (contract, *contract.cohorts.values(), *contract.outcomes.values())
    return any(says(block.title.lower(), _CARE) for block in blocks)


def says(text: str, pattern: str) -> bool:
    """Whether a text in small letters has a word that begins as the pattern says."""
    return bool(re.search(rf"\b(?:{pattern})", text))


def unsaid(context: Context, name: str, topics: Sequence[Topic]) -> Iterator[Found]:
    """The section that is missing, or what it leaves out."""
    contract = context.built
    there = section(contract, name)
    if there is None:
        wanted = sentence_list([topic.words for topic in topics], "or")
        found = at_contract(contract, f"No `section {name}` says {wanted}.")
        known = SECTIONS.keys() | ASKED_FOR.keys()
        near = nearest(name, [s.name for s in contract.sections if s.name not in known])
        yield (
            evolve(found, fix=f"Call it `section {name}`, if `{near}` is that.") if near else found
        )
    else:
        yield from left_out(there, topics)


def left_out(there: Section, topics: Sequence[Topic]) -> Iterator[Found]:
    """What a section that is there does not say."""
    missing = [topic.words for topic in topics if not says(spoken(there), topic.pattern)]
    if missing:
        message = f"The section `{there.name}` does not say {sentence_list(missing, 'or')}."
        yield at("section", there, message)


def worded(contract: Contract, pattern: re.Pattern[str]) -> Iterator[tuple[Section, str]]:
    """Each section in which words of a pattern stand, and the first of them."""
    for each in contract.sections:
        match = pattern.search(spoken(each))
        if match:
            yield each, match.group()
