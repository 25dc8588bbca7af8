"""Who the service is for and what is achieved: cohorts, outcomes and measures."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.model.contract import Block, Calculation, Cohort, Measure, Outcome
from ocdsl.rules.wording.clauses import Group, Paragraph, Section, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.calculations import calculation, target_words
from ocdsl.rules.wording.english.dates import lag_text
from ocdsl.rules.wording.english.gates import gate_words
from ocdsl.rules.wording.english.parties import notes_of
from ocdsl.rules.wording.english.phrases import event, event_inline, event_where, only_if
from ocdsl.rules.wording.english.places import see, titled
from ocdsl.rules.wording.english.spells import achieved_by_spell, spell_words
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph


def group(block: Block, paragraphs: Iterator[Paragraph]) -> Group:
    """A block as a heading with its clauses, then its evidence and its notes."""
    evidence = _evidence(block) if isinstance(block, Measure | Calculation) else ()
    body = (*paragraphs, *evidence, *notes_of(block))
    return Group(titled(block), block.clause.identity, body)


# ---- who the service is for


def who_it_is_for(voice: Voice) -> Section:
    """The cohorts: who joins, whose they are, and who is set aside."""
    cohorts = voice.contract.cohorts.values()
    groups = tuple(group(cohort, _cohort(voice, cohort)) for cohort in cohorts)
    groups += tuple(
        group(spell, spell_words(voice, spell)) for spell in voice.contract.spells.values()
    )
    none = Paragraph(say("The contract names no group of people."))
    return Section(say("Who the service is for"), "section.people", groups or (none,))


def _cohort(voice: Voice, cohort: Cohort) -> Iterator[Paragraph]:
    joins, items = event_where(voice, cohort.joins_on)
    text = (
        "A person joins this group on the day of {joins}"
        if items
        else "A person joins this group on the day of {joins}."
    )
    yield Paragraph(say(text, joins=joins), clauses_of(cohort, "", "joins on"), items)
    yield Paragraph(
        say("Each person is counted once, however many such events there are."),
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
    items = (
        say("an outcome that was not settled on or before that day is not achieved"),
        say("a payment that was not earned on or before that day is not earned"),
        say(
            "a measure does not count the person, unless the outcome it rests on was settled on "
            "or before that day"
        ),
        say("what was settled or earned on or before that day stands"),
    )
    yield Paragraph(
        say("From the day of setting aside:"), clauses_of(cohort, "sets aside"), w.as_items(items)
    )


# ---- outcomes


def outcomes(voice: Voice) -> Section:
    """Each outcome: the event that achieves it, its tests and its evidence."""
    groups = tuple(group(o, _outcome(voice, o)) for o in voice.contract.outcomes.values())
    groups += tuple(group(g, gate_words(voice, g)) for g in voice.contract.gates.values())
    none = Paragraph(say("The contract names no outcome."))
    return Section(say("Outcomes and evidence"), "section.outcomes", groups or (none,))


def _outcome(voice: Voice, outcome: Outcome) -> Iterator[Paragraph]:
    cohort = voice.contract.cohorts[outcome.cohort]
    yield Paragraph(
        say(
            "This outcome is counted {how_often} for each person in {cohort}{see}.",
            how_often=_how_often(outcome), cohort=voice.term(cohort.name), see=see(cohort),
        ),
        clauses_of(outcome, "", "counts"),
    )  # fmt: skip
    yield from _achieved(voice, outcome)
    yield Paragraph(_settled(outcome), clauses_of(outcome, "achieved on", "achieved when"))
    yield from _evidence(outcome)
    if outcome.needs is not None:
        yield _evidence_in_time(voice, outcome)


def _settled(outcome: Outcome) -> Words:
    """Which events are tested, and when nothing can change any more."""
    settled = say(
        "The outcome is settled on the first day on which nothing that could still happen would "
        "change it."
    )
    if outcome.achieved_on is None:
        return settled
    tested = (
        "Each such event is tested for itself."
        if outcome.every_time
        else "Only that event is tested. If it does not pass, no later event is tried in its place."
    )
    return say("{tested} {settled}", tested=say(tested), settled=settled)


def _how_often(outcome: Outcome) -> Words:
    """`once`, `every time it is achieved`, or once for each choice of a field."""
    if outcome.every_time:
        return say("every time it is achieved")
    if outcome.once_for:
        return say("once for each {field}", field=w.in_words(outcome.once_for))
    return say("once")


def _achieved(voice: Voice, outcome: Outcome) -> Iterator[Paragraph]:
    if outcome.achieved_on is None:
        yield from achieved_by_spell(voice, outcome)
        return
    picked, asked = event_where(voice, outcome.achieved_on)
    clauses = clauses_of(outcome, "achieved on")
    start = say("It is achieved on the day of {picked}", picked=picked)
    if outcome.once_for:
        field = w.in_words(outcome.once_for)
        start = say(
            "It is achieved, of each {field}, on the day of {picked}", field=field, picked=picked
        )
    if asked or outcome.when is None:
        text = start if asked else say("{start}.", start=start)
        yield Paragraph(text, clauses, asked)
        clauses, start = (), say("It is achieved only")
    if outcome.when is not None:
        comma = start if asked else say("{start},", start=start)
        text, items = only_if(voice.at(outcome.achieved_on), comma, outcome.when)
        yield Paragraph(text, clauses + clauses_of(outcome, "when"), items)


def _evidence_in_time(voice: Voice, outcome: Outcome) -> Paragraph:
    needs = outcome.needs
    assert needs is not None and outcome.achieved_on is not None
    return Paragraph(
        say(
            "{event:^} must be recorded no later than {lag} after the day on which it took place"
            "{day_0}. If it is recorded later, or never, the outcome is not achieved.",
            event=event(voice.at(outcome.achieved_on), needs.event), lag=lag_text(needs.lag),
            day_0=say(", counting that day as day 0") if needs.lag.unit == "day" else "",
        ),
        clauses_of(outcome, "needs", "otherwise"),
    )  # fmt: skip


# ---- measures


def _evidence(of: Outcome | Measure | Calculation) -> Iterator[Paragraph]:
    """What it is read from, in the contract's own words."""
    if of.evidence:
        evidence = of.evidence.rstrip(". ")
        text = say("The evidence is: {evidence}.", evidence=evidence)
        yield Paragraph(text, clauses_of(of, "evidence"))


def measures(voice: Voice) -> Section:
    """Each measure: who is counted, the target, and what is done with too few people."""
    contract = voice.contract
    worked_out = (group(m, calculation(voice, m)) for m in contract.calculations.values())
    groups = (*worked_out, *(group(m, _measure(voice, m)) for m in contract.measures.values()))
    body = groups or (Paragraph(say("No measure is used in this contract.")),)
    return Section(say("Measures and targets"), "section.measures", body)


def _measure(voice: Voice, measure: Measure) -> Iterator[Paragraph]:
    outcome = voice.contract.outcomes[measure.outcome]
    unit = w.unit(measure.unit)
    yield Paragraph(
        say(
            "For each provider and each {unit}, this measure is the number of people who achieve "
            "{outcome}{see}, as a percentage of the people it counts.",
            unit=unit, outcome=voice.term(outcome.name), see=see(outcome),
        ),
        clauses_of(measure, "", "for each", "is"),
    )  # fmt: skip
    yield Paragraph(_counted(voice, measure, unit), clauses_of(measure, "counts"))
    yield from target_words(voice, measure)
    yield Paragraph(
        say(
            "The measure is known on the day on which the outcome is settled for the last of the "
            "people it counts, and not before the {unit} has ended.",
            unit=unit,
        ),
        clauses_of(measure, "is"),
    )
    yield _too_few(measure, unit)


def _counted(voice: Voice, measure: Measure, unit: Words) -> Words:
    """Who is counted, and in which period."""
    cohort = voice.contract.cohorts[measure.cohort]
    text = (
        "It counts once each person in {cohort}{see} who belongs to the provider, in the {unit} of "
        "{moment}. A person who is set aside first is not counted{aside}."
        if cohort.sets_aside
        else "It counts once each person in {cohort}{see} who belongs to the provider, in the "
        "{unit} of {moment}."
    )
    return say(
        text,
        cohort=voice.term(cohort.name), see=see(cohort), unit=unit,
        moment=event_inline(voice, measure.moment),
        aside=see(cohort, "sets aside") if cohort.sets_aside else "",
    )  # fmt: skip


def _too_few(measure: Measure, unit: Words) -> Paragraph:
    clauses = clauses_of(measure, "needs", "otherwise", "at the end")
    people, units = w.count(measure.least_people, "person"), w.units(measure.unit)
    if not measure.pools:
        text = (
            "Where nobody is counted, the measure is not known."
            if measure.least_people == 1
            else "Where fewer than {people} are counted, the measure is not known."
        )
        return Paragraph(say(text, people=people), clauses)
    alone = (
        "where there is no earlier {unit}, they are judged on the people there are."
        if measure.judged_at_end
        else "where there is no earlier {unit}, the measure is not known."
    )
    return Paragraph(
        say(
            "It needs at least {people}. Where a provider has fewer in a {unit}:",
            people=people, unit=unit,
        ),
        clauses,
        (
            say(
                "the people of that {unit} are pooled with those of the provider’s next {unit}, "
                "and so on until there are at least {people};",
                unit=unit, people=people,
            ),
            say("the pooled {units} have one percentage, which stands for each of them;",
                units=units),
            say(
                "where the last {units} of the contract never reach that number, they take the "
                "percentage of the {units} before them; and",
                units=units,
            ),
            say(alone, unit=unit),
        ),
    )  # fmt: skip
