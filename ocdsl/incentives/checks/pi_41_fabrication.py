"""PI-41: people, visits or results are made up."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.articles import with_article
from ocdsl.incentives.cast import cast_of, provider_may_record
from ocdsl.incentives.check import Check, Edit, Finding, Row, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs, proved
from ocdsl.incentives.mends import recorded_by_commissioner
from ocdsl.incentives.scenes import Scene, singles
from ocdsl.incentives.small_logs import new_row
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import added, later, named
from ocdsl.model.told import PERSON, told
from ocdsl.syntax import phrases as ph

_AFTER = 14
"""Days from the last real row of a person to the result that is made up."""


def _unless(subject: Subject) -> Said | None:
    results = cast_of(subject).achieves
    if not results:
        return not_applicable("no result is recorded that could be made up")
    if not any(provider_may_record(subject.contract, event) for event in results):
        kinds = with_article(" or ".join(sorted(results)))
        return proved(f"for every log: no provider may record a result, which is {kinds}")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    contract = scene.subject.contract
    achievers = {person for people in scene.paid.achieved.values() for person in people}
    phrases = [contract.achieving(outcome) for outcome in contract.outcomes.values()]
    own = [p for p in phrases if provider_may_record(contract, p.event.text)]
    for person in scene.people:
        rows = [row for _, row in scene.of(person)]
        begun = [row for row in rows if row["provider"]]
        if person in achievers:
            yield from _invented_person(scene, person, rows)
        elif begun:
            yield from _invented_results(scene, person, begun[-1], own)


def _invented_results(
    scene: Scene, person: str, last: Row, phrases: list[ph.EventPhrase]
) -> Iterator[Way]:
    """A result of somebody who has none."""
    for phrase in phrases:
        row = later(new_row(scene.subject, phrase, last), _AFTER)
        says = told("makes up the {event} of {person}", event=phrase.event.text, person=PERSON)
        yield Way(added(scene.rows, row), last["provider"], says, person)


def _invented_person(scene: Scene, person: str, rows: list[Row]) -> Iterator[Way]:
    """Somebody who is not there at all, where a provider may record all that happens to them."""
    contract = scene.subject.contract
    if all(provider_may_record(contract, row["event"]) for row in rows):
        double = f"{person}-not-there"
        more = named(tuple(rows), double)
        says = told("makes up {person} from the first row to the last", person=PERSON)
        yield Way((*scene.rows, *more), rows[0]["provider"], says, double)


def _seen_by_the_commissioner(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The results, recorded by the commissioner."""
    del finding
    return recorded_by_commissioner(subject, cast_of(subject).achieves)


RELATION = Relation(
    ways=_ways,
    tries="results and people made up by the provider",
    why=(
        "It did not happen. The contract takes the provider’s word for it, and what is found out "
        "costs it no more than what it was paid."
    ),
    unless=_unless,
    starts_with=singles,
)


CHECK = Check(
    code="PI-41",
    name="Invented results",
    group="measurement",
    actor="provider",
    severity="critical",
    plain="People, visits or results are made up.",
    property=(
        "The gain of one invented event is less than what is lost when it is found out, times "
        "how likely that is."
    ),
    seen="In 24 of 126 investigations of welfare-to-work providers there was false representation.",
    source="Public Accounts Committee, 2012",
    mitigation=(
        "Check at random at a rate that makes it not worth while, and take back in proportion."
    ),
    how=(
        "A result that a provider may record is added to the log of somebody who has none, and, "
        "where a provider records all that happens to people, a whole person is. PROVED where no "
        "provider may record a result."
    ),
    look=pairs(RELATION),
    mend=_seen_by_the_commissioner,
)
