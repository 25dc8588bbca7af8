"""The purpose, the parties, the calendar and the definitions."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.contract import Block, Clause, Contract, Party
from ocdsl.model.contract import Section as Prose
from ocdsl.model.rests_on import rests_on
from ocdsl.rules.wording.clauses import (
    Date,
    Elsewhere,
    Group,
    Paragraph,
    Ref,
    Section,
    Table,
    Term,
    Words,
    aside,
    clauses_of,
    say,
)
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.dates import lengths
from ocdsl.rules.wording.english.places import titled
from ocdsl.rules.wording.english.voice import Voice

_KINDS = {"commissioner": "The commissioner", "provider": "A provider", "role": "Records events"}


def purpose(voice: Voice) -> Section:
    """The contract's own prose."""
    sections = voice.contract.sections
    if len(sections) == 1:
        return Section(titled(sections[0]), "section.purpose", _prose(sections[0]))
    groups = tuple(Group(titled(s), aside("prose", s), _prose(s)) for s in sections)
    none = Paragraph(say("The contract text states no purpose."))
    title = say("The service" if groups else "Purpose")
    return Section(title, "section.purpose", groups or (none,))


def _prose(section: Prose) -> tuple[Paragraph, ...]:
    texts = (Paragraph((text,), clauses_of(section, "", "text")) for text in section.paragraphs)
    return (*texts, *notes_of(section))


def notes_of(block: Block) -> tuple[Paragraph, ...]:
    """The block's notes, which are printed without a number (law 6)."""
    return tuple(Paragraph((n,), clauses_of(block, "note"), note=True) for n in block.notes)


def definitions(voice: Voice) -> Section:
    """Parties, term and calendar, what words mean, and the defined terms."""
    return Section(say("Parties and definitions"), "section.definitions", (
        Group(say("Parties"), "section.parties", tuple(_parties(voice))),
        Group(say("Term and calendar"), "section.term", tuple(_calendar(voice))),
        Group(say("How to read this specification"), "section.reading", tuple(_reading(voice))),
        Group(say("Defined terms"), "section.terms", tuple(_terms(voice))),
    ))  # fmt: skip


def _parties(voice: Voice) -> Iterator[Paragraph]:
    contract = voice.contract
    rows = tuple(_party(voice, p) for p in contract.parties)
    yield Paragraph(
        say("This specification is about the parties below and those who record events for them:"),
        tuple(p.clause for p in contract.parties),
        table=Table((say("Role"), say("Name"), say("Name in the data")), rows, (3, 5, 3)),
    )
    yield Paragraph(
        say(
            "The contract is of the kind “{kind}”: {means}",
            kind=say(contract.model, "model"), means=say(_means(contract)),
        ),
        clauses_of(contract, "", "model"),
    )  # fmt: skip
    if contract.area is not None:
        area = say("Its area is {area:n}.", area=contract.area.title)
        yield Paragraph(area, clauses_of(contract, "area"))
    yield from notes_of(contract)


_MODELS = {
    "reward for individual outcomes": "payment follows what is achieved for each person.",
    "standards": "providers are held to standards for what is achieved; no payment depends on it.",
    "population accountability": "one provider answers for what is achieved for a population.",
}
_PAID_BY_STANDARDS = "providers are held to standards for what is achieved, and payments follow it."


def _means(contract: Contract) -> str:
    """What the model means here: payments of a contract of standards may follow results too."""
    rests = [rests_on(contract, payment) for payment in contract.payments.values()]
    paid = any(each.outcomes or each.measures or each.calculations for each in rests)
    paid = paid or any(p.withholding or p.retention or p.takes for p in contract.payments.values())
    return _PAID_BY_STANDARDS if paid and contract.model == "standards" else _MODELS[contract.model]


def _party(voice: Voice, party: Party) -> tuple[Words, ...]:
    sides = {
        s.side for s in voice.contract.splits.values() for p in s.parties if p.party == party.name
    }
    shares = "Pays a share" if "payer" in sides else "Is paid a share" if sides else ""
    kind = shares if party.kind == "role" and shares else _KINDS[party.kind]
    return say(kind), (party.title,), (party.name,)


def _calendar(voice: Voice) -> Iterator[Paragraph]:
    contract = voice.contract
    yield Paragraph(
        say(
            "The term runs from {start} up to and including {end}.",
            start=Date(contract.term_start), end=Date(contract.term_end),
        ),
        clauses_of(contract, "term"),
    )  # fmt: skip
    nodes = voice.graph.nodes.values()
    units = {node.frame.unit for node in nodes} | {getattr(node, "unit", "") for node in nodes}
    yield from _units(voice, units)
    yield from lengths(contract)
    known = _CURRENCIES.get(contract.currency)
    currency = say(known) if known else (contract.currency,)
    yield Paragraph(
        say("Amounts are in {currency}.", currency=currency), clauses_of(contract, "currency")
    )


_CURRENCIES = {"GBP": "pounds sterling (GBP)"}


def _units(voice: Voice, units: set[str]) -> Iterator[Paragraph]:
    contract = voice.contract
    if "week" in units:
        first, last = w.weekday(contract.dates.week_day), w.weekday(contract.dates.week_day + 6)
        yield Paragraph(
            say("A week runs from {first} up to and including {last}.", first=first, last=last),
            clauses_of(contract, "weeks"),
        )
    if units & {"quarter", "year"} or "years" in contract.clauses:
        starts = [
            say("1 {month}", month=w.month((contract.dates.year_month - 1 + n) % 12 + 1))
            for n in (0, 3, 6, 9)
        ]
        text = say(
            "A year begins on {start}; its quarters begin on {quarters}.",
            start=starts[0], quarters=w.listed(starts),
        )  # fmt: skip
        yield Paragraph(text, clauses_of(contract, "years"))
    if units & {"calendar-quarter", "calendar-year"}:
        yield Paragraph(
            say(
                "A calendar year begins on 1 January; its calendar quarters begin on 1 January, "
                "1 April, 1 July and 1 October."
            )
        )


def _reading(voice: Voice) -> Iterator[Paragraph]:
    these = Term("These Words", "", "Y Geiriau Hyn")
    yield Paragraph(
        say(
            "Words set like {these} are defined terms. Clause {ref} lists them, each with its "
            "name in the data.",
            these=these, ref=Ref("section.terms"),
        )
    )  # fmt: skip
    yield Paragraph(
        say(
            "“At least” and “up to and including” count the number itself. “More than” and “less "
            "than” do not."
        )
    )
    yield Paragraph(
        say(
            "Days and weeks are counted from the day of an event, which is day 0. The last day of "
            "a time limit counts in full."
        )
    )
    titles = [event.title.lower() for event in voice.contract.events.values()]
    first = (
        "The first event of a kind is the earliest by the day on which it took place; of events on "
        "the same day, the one whose record number comes first. A defined term that begins with "
        "the word “First” means that first event."
        if any(title.startswith("first ") for title in titles)
        else "The first event of a kind is the earliest by the day on which it took place; of "
        "events on the same day, the one whose record number comes first."
    )
    yield Paragraph(say(first))
    yield Paragraph(
        say(
            "What has not been recorded is not the same as nought or as no. Each clause says what "
            "follows where something is never recorded."
        )
    )


def _terms(voice: Voice) -> Iterator[Paragraph]:
    entries = sorted(_entries(voice), key=lambda e: e[0].name)
    welsh = any(block.welsh for block, _ in entries)
    other = (say("In Welsh"),) if welsh else ()
    heads = (say("Term", "word"), *other, say("Meaning"), say("Name in the data"))
    rows = tuple(_row(voice, block, meaning, welsh) for block, meaning in entries)
    widths = (4, 4, 4, 3) if welsh else (4, 5, 3)
    yield Paragraph(
        say("In this specification:"),
        _defined_here(voice, entries),
        table=Table(heads, rows, widths, alphabetic=True),
    )


def _defined_here(voice: Voice, entries: list[tuple[Block, Words]]) -> tuple[Clause, ...]:
    """Titles in Welsh, and events, which have no clause of their own elsewhere."""
    events = tuple(event.clause for event in voice.contract.events.values())
    return events + tuple(c for block, _ in entries for c in clauses_of(block, "Cymraeg"))


def _row(voice: Voice, block: Block, meaning: Words, welsh: bool) -> tuple[Words, ...]:
    title: Words = (voice.term(block.name),)
    middle: tuple[Words, ...] = ((Elsewhere(block.title, block.welsh),),) if welsh else ()
    return title, *middle, meaning, (block.name,)


def _entries(voice: Voice) -> Iterator[tuple[Block, Words]]:
    c = voice.contract
    for event in c.events.values():
        yield event, say("An event: see clause\u00a0{ref}", ref=Ref("section.returns"))
    kinds = (
        (c.cohorts, "A group of people: see clause\u00a0{ref}"),
        (c.outcomes, "An outcome: see clause\u00a0{ref}"),
        (c.gates, "An outcome: see clause\u00a0{ref}"),
        (c.measures, "A measure: see clause\u00a0{ref}"),
        (c.calculations, "A measure: see clause\u00a0{ref}"),
        (c.cards, "A card of rates: see clause\u00a0{ref}"),
        (c.payments, "A payment: see clause\u00a0{ref}"),
        (c.caps, "A limit on payment: see clause\u00a0{ref}"),
        (c.splits, "A division of payments: see clause\u00a0{ref}"),
    )
    for blocks, text in kinds:
        for block in blocks.values():
            yield block, say(text, ref=Ref(block.clause.identity))
