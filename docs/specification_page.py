"""Makes the page that says what each model needs in its specification, and where it is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ocdsl.rules.wording.standard import catalogue
from ocdsl.rules.wording.standard.catalogue import MODELS, StandardClause

REQUIREMENTS: Mapping[str, str] = {
    "R-009": "By which route providers are chosen",
    "R-032": "Standards may decide whether a contract goes on",
    "R-033": "The time between the help, the outcome and the payment",
    "R-052": "The national outcome measures are collected for everybody",
    "R-068": "The conditions on which outcomes are agreed",
    "R-090": "Whether payment by results suits the service, feature by feature",
    "R-091": "An essential service has a safety floor, and somebody who steps in",
    "R-092": "The eleven domains of a review of procurement",
    "R-093": "What a review looks at under each model: proxies, incentives, line of sight",
    "R-094": "Questions of effectiveness: safety, complaints, missed visits, workers, coverage",
    "R-095": "The eight domains of a review of contract management",
    "R-096": "The eleven areas of contract management of the National Audit Office",
    "R-097": "Controls: approval, records, duties apart, payment by the terms, risk, change",
    "R-098": "Who records, verifies, approves and pays are not the same",
    "R-099": "Everything is linked to a time or a milestone",
    "R-100": "What it costs to manage the contract, beside what it saves",
    "R-101": "What each part of the commissioning cycle asks for: Analyse, Plan, Do, Review",
    "R-102": "The steps of a change to commissioning for outcomes, by model",
    "R-103": "Standards: what outcomes mean, how they are agreed, duties, monitoring, inputs",
    "R-104": "Rewards: the same, the money in full, and the time between help and payment",
    "R-105": "Population: broad, at the provider’s discretion, less monitoring of inputs",
    "R-106": "Questions that were asked, engagement, and what ends or changes",
    "R-107": "No over-specifying of time and tasks",
    "R-108": "Who is responsible for equipment and telecare",
    "R-109": "Staff who transfer, time to recruit, skills, and the skills of assessors",
    "R-110": "What the offices of providers, and systems of monitoring and finance, can do",
    "R-111": "Data systems that record outcomes so that payments follow",
    "R-112": "Outcomes that came of manipulation, good fortune or accident",
    "R-113": "Enough volume for each provider, choice, and how providers differ",
    "R-114": "A log of issues for the evaluation",
    "R-115": "The law of Wales on social services, and the outcomes of its health service",
    "R-116": "Co-production in every part of the cycle",
    "R-117": "A simple, clear and regular report on performance",
    "R-130": "Design rule 1: a link to prevention and independence",
    "R-131": "Design rule 2: the right providers, who work with the commissioner",
    "R-132": "Design rule 3: staff with the right skills, and time to train them",
    "R-133": "Design rule 4: assessing for outcomes, with forms that help",
    "R-134": "Design rule 5: an owner of equipment and telecare",
    "R-135": "Design rule 6: carers, families and others engaged",
    "R-136": "Design rule 7: a payment mechanism that is simple",
    "R-137": "Design rule 8: a range of help without a bureaucracy of approvals",
    "R-138": "Design rule 9: provider and person recognise the outcome",
    "R-139": "Design rule 10: an outcome that most people can reach; small steps count",
    "R-140": "Design rule 11: a report that is clear, simple and regular",
    "R-141": "Design rule 12: no reliance on staff who transfer; time to recruit",
    "R-142": "Design rule 13: the whole of health and care contributes",
}
"""What the sources ask of the document, in our words."""

ALSO: Mapping[str, str] = {
    "R-090": "the answers in “How the service is meant to work”; `SuitabilityUnanswered`",
    "R-091": "`EssentialService`",
    "R-093": "“Risks and perverse incentives”, from the search; `IncentivesUnweighed`",
    "R-097": "the variations and the order of adjustments, from the rules; `ControlsUnsaid`",
    "R-098": "who records each event, in “Data to be returned”; `OnlyProviderRecords`",
    "R-099": "the time limit of each outcome and payment, from the rules; `OutcomeWithoutDate`",
    "R-103": "outcomes, evidence, measures and data, from the rules; `DutiesUnsaid`",
    "R-104": "“Payment” and the clauses after it, from the rules, with worked examples",
    "R-107": "`TimeAndTask`",
    "R-111": "“Data to be returned”, from the rules, and the forms of `ocdsl generate returns`",
    "R-112": "`ocdsl incentives --log`",
}
"""What meets a requirement beside a clause: what is worked out, or a check."""


def specification_page() -> Iterator[str]:
    """The page, line by line."""
    every = catalogue()
    yield "# What a specification needs"
    yield ""
    yield from (
        "A contract has one of three commissioning models, and each asks for other things. Much of",
        "the specification is worked out from the rules of the contract; the rest are *standard",
        "clauses*, which stand in [specs/clauses](../specs/clauses) with their source. Where the",
        "contract does not answer what a clause asks, the document has a mark, “[To be completed:",
        "…]”, its last page lists it, and `ocdsl check --gaps` does too. It is answered by a",
        "`section` of the name in the third table, or by what stands there in its place.",
        "",
        "The requirements are those of the public documents named [below](#the-documents). The",
        "clauses say them in our own words. Their Welsh awaits a human reviewer, and a lawyer has",
        "to confirm the law on the day of publication.",
        "",
        "## Requirements, and where each is met",
        "",
        "| | asked for | clauses | and |",
        "|---|---|---|---|",
    )
    for number, asked in REQUIREMENTS.items():
        clauses = ", ".join(f"`{c.id}`" for c in every.clauses() if number in c.requires)
        yield _row(number, asked, clauses, ALSO.get(number, ""))
    yield from ("", "## The clauses", "")
    yield from (
        "Some clauses are for one kind of service, and neither stand nor ask anything in the",
        "specification of another, unless the contract has the section that they speak of:",
        "`follows-people` is a contract whose records are of people, and not of a provider as a",
        "whole; `care-at-home` one that follows people and is about care at home, by the titles of",
        "the contract, its groups and its outcomes.",
        "",
        "A contract may have the rules of payment alone, with the service specified elsewhere. It",
        "then says where, in a `section specified-elsewhere`, which its specification prints. What",
        "another section would answer is not asked of it. A clause that would only ask is left",
        "out, and so is one for a `whole-service`.",
        "",
    )
    yield "| clause | title | in Welsh | standards | rewards | population |"
    yield "|---|---|---|---|---|---|"
    for clause in every.clauses():
        marks = ("yes" if model in clause.models else "" for model in MODELS.values())
        yield _row(f"`{clause.id}`", clause.title.en + _only(clause), clause.title.cy, *marks)
    yield from ("", "## What they ask", "")
    yield "| clause | question | in Welsh | answered by | source |"
    yield "|---|---|---|---|---|"
    for clause in every.clauses():
        if clause.question:
            answer = f"`{clause.write}`" if clause.section else clause.write
            title = every.documents[clause.source].title.en
            source = f"{title}, section {clause.part}" if clause.part else title
            yield _row(f"`{clause.id}`", clause.question.en, clause.question.cy, answer, source)
    yield from ("", "## The law that is named", "")
    yield from ("| law | in Welsh | cited as | |", "|---|---|---|---|")
    for law in every.laws.values():
        now = f"replaced by: {every.laws[law.replaced_by].title.en}" if law.replaced_by else ""
        yield _row(law.title.en, law.title.cy, law.cite.en if law.cite else "", now)
    yield from ("", "## The documents", "")
    yield from (f"- *{each.title.en}*: {each.whole}." for each in every.documents.values())


def _only(clause: StandardClause) -> str:
    return f" (where {' and '.join(f'`{fact}`' for fact in clause.when)})" if clause.when else ""


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
