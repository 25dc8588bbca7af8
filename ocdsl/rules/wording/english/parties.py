"""English for the purpose, the parties, the calendar and the definitions."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import in_words
from ocdsl.model.contract import Block, Clause, Party
from ocdsl.model.contract import Section as Prose
from ocdsl.rules.wording.clauses import (
    Foreign,
    Group,
    Paragraph,
    Ref,
    Section,
    Table,
    Term,
    Words,
    clauses_of,
    say,
)
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.dates import lengths
from ocdsl.rules.wording.english.phrases import Voice

_KINDS = {"commissioner": "The commissioner", "provider": "A provider", "role": "Records events"}


def purpose(voice: Voice) -> Section:
    """The contract's own prose."""
    sections = voice.contract.sections
    if len(sections) == 1:
        return Section(sections[0].title, "section.purpose", _prose(sections[0]))
    groups = tuple(Group(s.title, s.clause.identity, _prose(s)) for s in sections)
    none = Paragraph(("The contract text states no purpose.",))
    title = "The service" if groups else "Purpose"
    return Section(title, "section.purpose", groups or (none,))


def _prose(section: Prose) -> tuple[Paragraph, ...]:
    texts = (Paragraph((text,), clauses_of(section, "", "text")) for text in section.paragraphs)
    return (*texts, *notes_of(section))


def notes_of(block: Block) -> tuple[Paragraph, ...]:
    """The block's notes, which are printed without a number (law 6)."""
    return tuple(Paragraph((n,), clauses_of(block, "note"), note=True) for n in block.notes)


def definitions(voice: Voice) -> Section:
    """Parties, term and calendar, what words mean, and the defined terms."""
    return Section("Parties and definitions", "section.definitions", (
        Group("Parties", "section.parties", tuple(_parties(voice))),
        Group("Term and calendar", "section.term", tuple(_calendar(voice))),
        Group("How to read this specification", "section.reading", tuple(_reading())),
        Group("Defined terms", "section.terms", tuple(_terms(voice))),
    ))  # fmt: skip


def _parties(voice: Voice) -> Iterator[Paragraph]:
    contract = voice.contract
    rows = tuple(_party(voice, p) for p in contract.parties)
    yield Paragraph(
        ("This specification is about the parties below and those who record events for them:",),
        tuple(p.clause for p in contract.parties),
        table=Table(("Role", "Name", "Name in the data"), rows, (3, 5, 3)),
    )
    yield Paragraph(
        (f"The contract is of the kind “{contract.model}”: {_MODELS[contract.model]}",),
        clauses_of(contract, "", "model"),
    )
    if contract.area is not None:
        yield Paragraph((f"Its area is {contract.area.title}.",), clauses_of(contract, "area"))
    yield from notes_of(contract)


_MODELS = {
    "reward for individual outcomes": "payment follows what is achieved for each person.",
    "standards": "providers are held to standards for what is achieved; no payment depends on it.",
    "population accountability": "one provider answers for what is achieved for a population.",
}


def _party(voice: Voice, party: Party) -> tuple[Words, ...]:
    sides = {
        s.side for s in voice.contract.splits.values() for p in s.parties if p.party == party.name
    }
    shares = "Pays a share" if "payer" in sides else "Is paid a share" if sides else ""
    kind = shares if party.kind == "role" and shares else _KINDS[party.kind]
    return (kind,), (party.title,), (party.name,)


def _calendar(voice: Voice) -> Iterator[Paragraph]:
    contract = voice.contract
    yield Paragraph(
        (f"The term runs from {in_words(contract.term_start)} up to and including "
         f"{in_words(contract.term_end)}.",),
        clauses_of(contract, "term"),
    )  # fmt: skip
    nodes = voice.graph.nodes.values()
    units = {node.frame.unit for node in nodes} | {getattr(node, "unit", "") for node in nodes}
    yield from _units(voice, units)
    yield from lengths(contract)
    yield Paragraph(
        (f"Amounts are in {_CURRENCIES.get(contract.currency, contract.currency)}.",),
        clauses_of(contract, "currency"),
    )


_CURRENCIES = {"GBP": "pounds sterling (GBP)"}


def _units(voice: Voice, units: set[str]) -> Iterator[Paragraph]:
    contract = voice.contract
    if "week" in units:
        first, last = w.weekday(contract.dates.week_day), w.weekday(contract.dates.week_day + 6)
        yield Paragraph(
            (f"A week runs from {first} up to and including {last}.",),
            clauses_of(contract, "weeks"),
        )
    if units & {"quarter", "year"} or "years" in contract.clauses:
        starts = [w.month((contract.dates.year_month - 1 + n) % 12 + 1) for n in (0, 3, 6, 9)]
        quarters = w.listed([f"1 {month}" for month in starts])
        text = f"A year begins on 1 {starts[0]}; its quarters begin on "
        yield Paragraph(say("{a}{b}.", a=text, b=quarters), clauses_of(contract, "years"))
    if units & {"calendar-quarter", "calendar-year"}:
        words = "A calendar year begins on 1 January; its calendar quarters begin on 1 January, "
        yield Paragraph((f"{words}1 April, 1 July and 1 October.",))


def _reading() -> Iterator[Paragraph]:
    yield Paragraph(
        say(
            "Words set like {these} are defined terms. Clause {ref} lists them, each with its "
            "name in the data.",
            these=Term("These Words", ""), ref=Ref("section.terms"),
        )
    )  # fmt: skip
    yield Paragraph((
        "“At least” and “up to and including” count the number itself. “More than” and “less "
        "than” do not.",
    ))  # fmt: skip
    yield Paragraph((
        "Days and weeks are counted from the day of an event, which is day 0. The last day of a "
        "time limit counts in full.",
    ))  # fmt: skip
    yield Paragraph((
        "The first event of a kind is the earliest by the day on which it took place; of events "
        "on the same day, the one whose record number comes first. A defined term that begins "
        "with the word “First” means that first event.",
    ))  # fmt: skip
    yield Paragraph((
        "What has not been recorded is not the same as nought or as no. Each clause says what "
        "follows where something is never recorded.",
    ))  # fmt: skip


def _terms(voice: Voice) -> Iterator[Paragraph]:
    entries = sorted(_entries(voice), key=lambda e: (e[0].title.lower(), e[0].name))
    welsh = any(block.welsh for block, _ in entries)
    heads = ("Term", *(("In Welsh",) if welsh else ()), "Meaning", "Name in the data")
    rows = tuple(_row(voice, block, meaning, welsh) for block, meaning in entries)
    widths = (4, 3, 5, 3) if welsh else (4, 5, 3)
    yield Paragraph(
        ("In this specification:",),
        _defined_here(voice, entries),
        table=Table(heads, rows, widths),
    )


def _defined_here(voice: Voice, entries: list[tuple[Block, Words]]) -> tuple[Clause, ...]:
    """Titles in Welsh, and events, which have no clause of their own elsewhere."""
    events = tuple(event.clause for event in voice.contract.events.values())
    return events + tuple(c for block, _ in entries for c in clauses_of(block, "Cymraeg"))


def _row(voice: Voice, block: Block, meaning: Words, welsh: bool) -> tuple[Words, ...]:
    title: Words = (voice.term(block.name),)
    middle: tuple[Words, ...] = ((Foreign(block.welsh, "cy-GB"),),) if welsh else ()
    return title, *middle, meaning, (block.name,)


def _entries(voice: Voice) -> Iterator[tuple[Block, Words]]:
    c = voice.contract
    for event in c.events.values():
        yield event, say("An event: see clause\u00a0{ref}", ref=Ref("section.returns"))
    kinds = (
        (c.cohorts, "A group of people"), (c.outcomes, "An outcome"),
        (c.gates, "An outcome"), (c.measures, "A measure"),
        (c.calculations, "A measure"), (c.cards, "A card of rates"),
        (c.payments, "A payment"), (c.caps, "A limit on payment"),
        (c.splits, "A division of payments"),
    )  # fmt: skip
    for blocks, what in kinds:
        for block in blocks.values():
            yield block, say(f"{what}: see clause\u00a0{{ref}}", ref=Ref(block.clause.identity))
