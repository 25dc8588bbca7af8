"""PI-29: the same thing is sent in twice, under another number."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.incentives.cast import provider_may_record
from ocdsl.incentives.check import Check, Row, Said
from ocdsl.incentives.engines.again import beginnings, sure
from ocdsl.incentives.engines.every_log import Copying
from ocdsl.incentives.engines.pairs import Relation, Way, pairs, proved
from ocdsl.incentives.mends import once_for_each
from ocdsl.incentives.scenes import Scene, scenes
from ocdsl.incentives.subject import Subject
from ocdsl.incentives.transforms.rows import added, copied
from ocdsl.model.told import PERSON, told


def _unless(subject: Subject) -> Said | None:
    events = subject.contract.events
    if not any(provider_may_record(subject.contract, event) for event in events):
        return proved("for every log: no provider may record anything")
    return None


def _sent_again(subject: Subject) -> Copying:
    """One row that a provider may record, once more on its day or on the day after, by anybody."""
    events = subject.contract.events
    kinds = frozenset(e for e in events if provider_may_record(subject.contract, e))
    return Copying(kinds, (0, 1), every=False)


def _starts_with(subject: Subject) -> Iterator[Scene]:
    """The logs that all checks begin with, and those in which the solver has a copy pay more."""
    yield from scenes(subject)
    yield from beginnings(subject, _sent_again(subject), (0,))


def _ways(scene: Scene) -> Iterator[Way]:
    for index, row in scene.by_provider:
        whose = told("of {person}", person=PERSON) if row["person"] else "about itself"
        own = {"event": row["event"], "whose": whose}
        for days, when in ((0, ""), (1, " as of the day after")):
            says = told("sends the {event} {whose} again under another id{when}", when=when, **own)
            yield Way(copied(scene.rows, index, days), row["provider"], says, row["person"])
        if row["person"] and (other := _another(scene, row)):
            says = told("sends the {event} {whose} as well, under an id of its own", **own)
            again = {**row, "provider": other, "recorded_by": other}
            yield Way(added(scene.rows, again), other, says, row["person"])


def _another(scene: Scene, row: Row) -> str:
    """The next provider of the contract; empty where there is one alone."""
    providers = scene.subject.contract.providers
    other = providers[(providers.index(row["provider"]) + 1) % len(providers)]
    return other if other != row["provider"] else ""


RELATION = Relation(
    ways=_ways,
    tries="each row of a provider sent a second time",
    why="It happened once, and nobody is helped twice.",
    starts_with=_starts_with,
    unless=_unless,
    proves=lambda subject: sure(subject, _sent_again(subject)),
    shown=(
        "what a provider records, sent again by it or another under a later id, on the same day or "
        "the day after, never pays more"
    ),
)

CHECK = Check(
    code="PI-29",
    name="Duplicate claim",
    group="counting",
    actor="provider",
    severity="critical",
    plain="The same thing is sent in twice, under another number.",
    property="For every log: a copy of a row with an id of its own never pays more.",
    seen=(
        "One in ten of the claims for troubled families that were checked in a round was not valid."
    ),
    source="Freedom of information answer reported by A Kind of Trouble, February 2015",
    mitigation=(
        "Count once for each person, outcome and episode, and let somebody else’s record decide."
    ),
    how=(
        "The solver has any log before it, and the same with one row of a provider again under a "
        "later id, on the same day or the day after: where no line of a payment can be new or "
        "larger, that is proved of it. For the others, each row that a provider records is sent a "
        "second time in logs, by itself or by another provider; among the logs are those in which "
        "the solver has a gain."
    ),
    look=pairs(RELATION),
    mend=once_for_each,
)
