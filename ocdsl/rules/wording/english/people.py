"""English for who the service is for and what is achieved: cohorts, outcomes and measures."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import lag_in_words
from ocdsl.model.contract import Block, Calculation, Cohort, Measure, Outcome
from ocdsl.rules.wording.clauses import Group, Paragraph, Section, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.calculations import calculation, target_words
from ocdsl.rules.wording.english.gates import gate_words
from ocdsl.rules.wording.english.parties import notes_of
from ocdsl.rules.wording.english.phrases import (
    Voice,
    event,
    event_inline,
    event_where,
    only_if,
)
from ocdsl.rules.wording.english.places import see
from ocdsl.rules.wording.english.spells import achieved_by_spell, spell_words
from ocdsl.syntax import phrases as ph


def group(block: Block, paragraphs: Iterator[Paragraph]) -> Group:
    """A block as a heading with its clauses, then its evidence and its notes."""
    evidence = _evidence(block) if isinstance(block, Measure | Calculation) else ()
    return Group(block.title, block.clause.identity, (*paragraphs, *evidence, *notes_of(block)))


# ---- who the service is for


def who_it_is_for(voice: Voice) -> Section:
    """The cohorts: who joins, whose they are, and who is set aside."""
    cohorts = voice.contract.cohorts.values()
    groups = tuple(group(cohort, _cohort(voice, cohort)) for cohort in cohorts)
    groups += tuple(
        group(spell, spell_words(voice, spell)) for spell in voice.contract.spells.values()
    )
    none = Paragraph(("The contract names no group of people.",))
    return Section("Who the service is for", "section.people", groups or (none,))


def _cohort(voice: Voice, cohort: Cohort) -> Iterator[Paragraph]:
    joins, items = event_where(voice, cohort.joins_on)
    yield Paragraph(
        say(
            "A person joins this group on the day of {joins}" + ("" if items else "."), joins=joins
        ),
        clauses_of(cohort, "", "joins on"),
        items,
    )
    yield Paragraph(
        ("Each person is counted once, however many such events there are.",),
        clauses_of(cohort, "counts"),
    )
    yield Paragraph(
        say(
            "A person belongs to the provider recorded with {first}. This specification calls "
            "that provider the person’s provider.",
            first=event_inline(voice, cohort.belongs_to),
        ),
        clauses_of(cohort, "belongs to"),
    )
    if cohort.sets_aside is not None:
        yield from _setting_aside(voice, cohort, cohort.sets_aside)


def _setting_aside(voice: Voice, cohort: Cohort, phrase: ph.EventPhrase) -> Iterator[Paragraph]:
    yield Paragraph(
        say(
            "A person is set aside by {aside}. The first such event on or after the day of joining "
            "counts, and its day is the day of setting aside.",
            aside=event_inline(voice, phrase),
        ),
        clauses_of(cohort, "sets aside"),
    )
    yield Paragraph(
        ("From the day of setting aside:",),
        clauses_of(cohort, "sets aside"),
        w.as_items((
            ("an outcome that was not settled on or before that day is not achieved",),
            ("a payment that was not earned on or before that day is not earned",),
            ("a measure does not count the person, unless the outcome it rests on was settled on "
             "or before that day",),
            ("what was settled or earned on or before that day stands",),
        )),
    )  # fmt: skip


# ---- outcomes


def outcomes(voice: Voice) -> Section:
    """Each outcome: the event that achieves it, its tests and its evidence."""
    groups = tuple(group(o, _outcome(voice, o)) for o in voice.contract.outcomes.values())
    groups += tuple(group(g, gate_words(voice, g)) for g in voice.contract.gates.values())
    none = Paragraph(("The contract names no outcome.",))
    return Section("Outcomes and evidence", "section.outcomes", groups or (none,))


def _outcome(voice: Voice, outcome: Outcome) -> Iterator[Paragraph]:
    cohort = voice.contract.cohorts[outcome.cohort]
    yield Paragraph(
        say(
            f"This outcome is counted {_how_often(outcome)} for each person in {{cohort}}{{see}}.",
            cohort=voice.term(cohort.name), see=see(cohort),
        ),
        clauses_of(outcome, "", "counts"),
    )  # fmt: skip
    yield from _achieved(voice, outcome)
    tested = (
        "Each such event is tested for itself. "
        if outcome.every_time
        else "Only that event is tested. If it does not pass, no later event is tried in its "
        "place. "
    )
    again = "" if outcome.achieved_on is None else tested
    yield Paragraph(
        (
            f"{again}The outcome is settled on the first day on which nothing that could still "
            "happen would change it.",
        ),
        clauses_of(outcome, "achieved on", "achieved when"),
    )
    yield from _evidence(outcome)
    if outcome.needs is not None:
        yield _evidence_in_time(voice, outcome)


def _how_often(outcome: Outcome) -> str:
    """`once`, `every time it is achieved`, or once for each choice of a field."""
    if outcome.every_time:
        return "every time it is achieved"
    if outcome.once_for:
        return f"once for each {w.in_words(outcome.once_for)}"
    return "once"


def _achieved(voice: Voice, outcome: Outcome) -> Iterator[Paragraph]:
    if outcome.achieved_on is None:
        yield from achieved_by_spell(voice, outcome)
        return
    picked, asked = event_where(voice, outcome.achieved_on)
    clauses = clauses_of(outcome, "achieved on")
    start = say("It is achieved on the day of {picked}", picked=picked)
    if outcome.once_for:
        of_each = say("of each {field}, ", field=w.in_words(outcome.once_for))
        start = say("It is achieved, {of}on the day of {picked}", of=of_each, picked=picked)
    if asked or outcome.when is None:
        text = start if asked else say("{start}.", start=start)
        yield Paragraph(text, clauses, asked)
        clauses, start = (), ("It is achieved only",)
    if outcome.when is not None:
        comma = start if asked else say("{start},", start=start)
        text, items = only_if(voice.at(outcome.achieved_on), comma, outcome.when)
        yield Paragraph(text, clauses + clauses_of(outcome, "when"), items)


def _evidence_in_time(voice: Voice, outcome: Outcome) -> Paragraph:
    needs = outcome.needs
    assert needs is not None and outcome.achieved_on is not None
    day_0 = ", counting that day as day 0" if needs.lag.unit == "day" else ""
    return Paragraph(
        say(
            f"{{event}} must be recorded no later than {lag_in_words(needs.lag)} after the day "
            f"on which it took place{day_0}. If it is recorded later, or "
            "never, the outcome is not achieved.",
            event=capital(event(voice.at(outcome.achieved_on), needs.event)),
        ),
        clauses_of(outcome, "needs", "otherwise"),
    )


def capital(words: Words) -> Words:
    """The words with a capital at the start."""
    first = words[0]
    return (w.sentence(first), *words[1:]) if isinstance(first, str) else words


# ---- measures


def _evidence(of: Outcome | Measure | Calculation) -> Iterator[Paragraph]:
    """What it is read from, in the contract's own words."""
    if of.evidence:
        evidence = of.evidence.rstrip(". ")
        yield Paragraph((f"The evidence is: {evidence}.",), clauses_of(of, "evidence"))


def measures(voice: Voice) -> Section:
    """Each measure: who is counted, the target, and what is done with too few people."""
    contract = voice.contract
    worked_out = (group(m, calculation(voice, m)) for m in contract.calculations.values())
    groups = (*worked_out, *(group(m, _measure(voice, m)) for m in contract.measures.values()))
    body = groups or (Paragraph(("No measure is used in this contract.",)),)
    return Section("Measures and targets", "section.measures", body)


def _measure(voice: Voice, measure: Measure) -> Iterator[Paragraph]:
    outcome = voice.contract.outcomes[measure.outcome]
    cohort = voice.contract.cohorts[measure.cohort]
    unit = w.CALENDAR[measure.unit]
    yield Paragraph(
        say(
            f"For each provider and each {unit}, this measure is the number of people who achieve "
            "{outcome}{see}, as a percentage of the people it counts.",
            outcome=voice.term(outcome.name), see=see(outcome),
        ),
        clauses_of(measure, "", "for each", "is"),
    )  # fmt: skip
    yield Paragraph(
        say(
            f"It counts once each person in {{cohort}}{{see}} who belongs to the provider, in the "
            f"{unit} of {{moment}}. A person who is set aside first is not counted{{aside}}."
            if cohort.sets_aside else
            f"It counts once each person in {{cohort}}{{see}} who belongs to the provider, in the "
            f"{unit} of {{moment}}.",
            cohort=voice.term(cohort.name), see=see(cohort),
            moment=event_inline(voice, measure.moment),
            aside=see(cohort, "sets aside") if cohort.sets_aside else "",
        ),
        clauses_of(measure, "counts"),
    )  # fmt: skip
    yield from target_words(voice, measure)
    yield Paragraph(
        (
            f"The measure is known on the day on which the outcome is settled for the last of the "
            f"people it counts, and not before the {unit} has ended.",
        ),
        clauses_of(measure, "is"),
    )
    yield _too_few(measure, unit)


def _too_few(measure: Measure, unit: str) -> Paragraph:
    clauses = clauses_of(measure, "needs", "otherwise", "at the end")
    people = w.count(measure.least_people, "person")
    if not measure.pools:
        fewer = "nobody is" if measure.least_people == 1 else f"fewer than {people} are"
        return Paragraph((f"Where {fewer} counted, the measure is not known.",), clauses)
    alone = (
        f"where there is no earlier {unit}, they are judged on the people there are."
        if measure.judged_at_end
        else f"where there is no earlier {unit}, the measure is not known."
    )
    return Paragraph(
        (
            f"It needs at least {people}. Where a provider has fewer in a {unit}:",
        ),
        clauses,
        (
            (
                f"the people of that {unit} are pooled with those of the provider’s next {unit}, "
                f"and so on until there are at least {people};",
            ),
            (f"the pooled {unit}s have one percentage, which stands for each of them;",),
            (
                f"where the last {unit}s of the contract never reach that number, they take the "
                f"percentage of the {unit}s before them; and",
            ),
            (alone,),
        ),
    )  # fmt: skip
