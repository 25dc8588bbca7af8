"""PI-51: pay depends on rivals’ results, so doing badly together pays, or harming a rival does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.incentives.check import Check, Said
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.scenes import Scene, crowds, in_turn, of_providers, scene_of, singles
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import handed_to, named, without
from ocdsl.model.told import told


def _unless(subject: Subject) -> Said | None:
    if len(subject.contract.providers) < 2:
        return not_applicable("there is one provider alone")
    return None


def _starts(subject: Subject) -> Iterable[Scene]:
    """Two histories, each with a provider of its own, and groups of all providers past a cap."""
    first, second = subject.contract.providers[:2]
    alone = singles(subject)
    for one, other in zip(alone[::2], alone[1::2], strict=False):
        rows = (
            *named(handed_to(one.rows, first), "p01"),
            *named(handed_to(other.rows, second), "p02"),
        )
        found = scene_of(subject, rows)
        if found:
            yield found
    for rows in of_providers(subject):
        if found := scene_of(subject, rows):
            yield found
    for crowd in crowds(subject):
        found = scene_of(subject, in_turn(subject, crowd.with_more(1)))
        if found:
            yield found


def _ways(scene: Scene) -> Iterator[Way]:
    providers = sorted({row["provider"] for row in scene.rows} - {""})
    for index, row in enumerate(scene.rows):
        others = [provider for provider in providers if provider != row["provider"]]
        fewer = without(scene.rows, {index})
        if row["provider"] and others and fewer:
            rival = scene.subject.title(row["provider"])
            says = told(
                "has {rival} fail, so that there is no {event}", rival=rival, event=row["event"]
            )
            yield Way(fewer, others[0], says, row["person"])


RELATION = Relation(
    ways=_ways,
    tries="results of one provider left out, to the gain of another",
    why="Nobody is helped by that, and somebody may be harmed.",
    starts_with=_starts,
    unless=_unless,
)

CHECK = Check(
    code="PI-51",
    name="Collusion or sabotage",
    group="dynamic",
    actor="provider",
    severity="medium",
    plain="Pay depends on rivals’ results, so doing badly together pays, or harming a rival does.",
    property=(
        "No provider’s pay falls because another does better, and two that do badly together "
        "are not paid more."
    ),
    seen="No documented case is known to us.",
    source="",
    mitigation=(
        "Mix an absolute with a relative measure, over many providers, each compared with the "
        "others only."
    ),
    how=("In logs of two providers each row of the one is left out: the other must not gain."),
    look=pairs(RELATION),
    no_line="A standard that does not depend on the others has to be found first.",
)
