"""PI-68: a share of savings counts any lower spending, such as by unmet need or a death."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.check import Check, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.scenes import Scene
from ocdsl.incentives.small_logs import new_row
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import added, later, without
from ocdsl.model.told import PERSON, told


def _unless(subject: Subject) -> Said | None:
    if not subject.contract.cohorts:
        return not_applicable("the contract is about nobody who could die or withdraw")
    return None


def _ways(scene: Scene) -> Iterator[Way]:
    """Everybody who has more than one event by a provider leaves the day after one of them."""
    for person in scene.people:
        own = sorted(scene.of(person), key=lambda pair: pair[1]["occurred_on"])
        served = [pair for pair in own if pair[1]["provider"]]
        if len(served) < 2:
            continue
        last = served[(len(served) - 1) // 2][1]
        after = {index for index, row in own if row["occurred_on"] > last["occurred_on"]}
        harmed = any(row["event"] in scene.cast.undoes for _, row in own)
        rows = None if harmed else without(scene.rows, after)
        if not rows:
            continue
        yield Way(
            rows,
            last["provider"],
            told("loses {person}, who withdraws half way", person=PERSON),
            person,
        )
        for phrase in scene.cast.asides:
            aside = later(new_row(scene.subject, phrase, last), 1)
            says = told(
                "loses {person}, and {event:a} says so", person=PERSON, event=phrase.event.text
            )
            yield Way(added(rows, aside), last["provider"], says, person)


RELATION = Relation(
    ways=_ways,
    tries="people who die or withdraw half way",
    why="Nobody was helped by that, and somebody may have been harmed.",
    unless=_unless,
)

CHECK = Check(
    code="PI-68",
    name="Savings that reward harm",
    group="multitask",
    actor="provider",
    severity="critical",
    plain="A share of savings counts any lower spending, such as by unmet need or a death.",
    property=(
        "For every log: somebody who dies or withdraws never pays more than somebody who is served."
    ),
    seen="The Shared Savings Program pays only those who meet its standards of quality.",
    source="42 CFR 425.610",
    mitigation="Leave deaths and withdrawals out of the sum, and let quality multiply the share.",
    how=(
        "Somebody who is served, and to whom nothing bad has happened, dies or withdraws half "
        "way: what would have happened after that is left out, and what sets people aside is "
        "recorded by whoever may."
    ),
    look=pairs(RELATION),
    no_line=(
        "What is paid for somebody who is lost is a question of what is right, and no line "
        "settles it."
    ),
)
