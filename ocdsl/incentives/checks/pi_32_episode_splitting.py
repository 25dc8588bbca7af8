"""PI-32: one episode is closed and opened again, and billed as two."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import day_of
from ocdsl.incentives.cast import provider_may_record
from ocdsl.incentives.check import Check, Edit, Finding, Row, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import added, later
from ocdsl.model.contract import Clause, Spell
from ocdsl.model.told import PERSON, told

GAPS = (1, 7)
"""Days from the end to the new start: too few to be another episode."""


def _unless(subject: Subject) -> Said | None:
    spells = subject.contract.spells.values()
    if not spells:
        return not_applicable("the contract has no spell to be cut in two")
    if not any(_in_hand(subject, spell) for spell in spells):
        return proved("for every log: no provider may record both the start and the end of a spell")
    return None


def _in_hand(subject: Subject, spell: Spell) -> bool:
    """Whether a provider may record both ends of a spell."""
    ends = (spell.starts_on.event.text, spell.ends_on.event.text)
    return all(provider_may_record(subject.contract, event) for event in ends)


def _ways(scene: Scene) -> Iterator[Way]:
    for spell in scene.subject.contract.spells.values():
        start, end = spell.starts_on.event.text, spell.ends_on.event.text
        if start == end or not _in_hand(scene.subject, spell):
            continue
        for _, row in scene.rows_of({start}):
            yield from _cut(scene, spell, row)


def _cut(scene: Scene, spell: Spell, start: Row) -> Iterator[Way]:
    """The spell of a start ended half way to its end, and begun again soon."""
    ends = [
        row for _, row in scene.of(start["person"])
        if row["event"] == spell.ends_on.event.text and row["occurred_on"] > start["occurred_on"]
    ]  # fmt: skip
    if not ends:
        return
    first, last = (day_of(row["occurred_on"]) for row in (start, ends[0]))
    half = (last - first) // 2
    for gap in GAPS:
        if half >= 1 and first + half + gap < last:
            ended = added(scene.rows, later(ends[0], first + half - last))
            days = "a day" if gap == 1 else told("{days} days", days=gap)
            says = told(
                "ends {spell} of {person} half way and begins it again {days} later",
                spell=spell.name,
                person=PERSON,
                days=days,
            )
            rows = added(ended, later(start, half + gap))
            yield Way(rows, start["provider"], says, start["person"])


def _clause(subject: Subject, on: str) -> Clause | None:
    spells = subject.contract.spells
    return next((s.clause for s in (spells.get(subject.contract.payments[on].spell),) if s), None)


def _longer_breaks(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """Breaks of up to four weeks do not end the spell, where it ignores none so far."""
    spell = subject.contract.spells.get(finding.clause.block)
    if spell is None or spell.longest is not None:
        return ()
    return (Edit(spell.name, "  ignores  breaks of up to and including 28 days"),)


RELATION = Relation(
    ways=_ways,
    tries="spells ended half way and begun again",
    why="The person had one stretch of service, and less of it.",
    unless=_unless,
    clause=_clause,
)

CHECK = Check(
    code="PI-32",
    name="Splitting an episode",
    group="counting",
    actor="provider",
    severity="high",
    plain="One episode is closed and opened again, and billed as two.",
    property="For every log: an episode that is cut in two never pays more than the whole.",
    seen="No documented case is known to us.",
    source="",
    mitigation="Join episodes that are a short break apart, and count once for each person.",
    how=(
        "Each spell that a provider records is ended half way and begun again a day later, and "
        "a week later."
    ),
    look=pairs(RELATION),
    mend=_longer_breaks,
)
