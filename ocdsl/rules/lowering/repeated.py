"""Lowers which events count for an outcome that a person may achieve more than once."""

from __future__ import annotations

from attrs import evolve, frozen

from ocdsl.model.contract import Outcome
from ocdsl.rules.frames import each_frame
from ocdsl.rules.lowering.builder import Builder
from ocdsl.rules.lowering.conditions import tests
from ocdsl.rules.lowering.phrases import Scope, field_of, select
from ocdsl.rules.operators import PERSON, Compare, NodeId, Pick
from ocdsl.syntax import phrases as ph

_ONE_OF_ITS = ("it is the first one of its {field}", "it is the last one of its {field}")


@frozen
class Counted:
    """The events that count for an outcome: where `the EVENT` is each row's own event."""

    scope: Scope
    event: NodeId
    parts: tuple[NodeId, ...]
    """What makes an event count, one by one."""
    subject: NodeId
    """All of it."""


def counted_events(builder: Builder, outcome: Outcome, joined: NodeId) -> Counted:
    """The events that may achieve an outcome more than once for a person.

    One counts when it is about somebody who has joined and is one that the outcome names. What it
    has to pass besides is not asked here: `where` picks, `when` tests (ruling E5).
    """
    phrase, clause = builder.contract.achieving(outcome), outcome.clauses["achieved on"]
    event = phrase.event.text
    scope = Scope(builder, clause, frame=each_frame(event))
    own = builder.add(
        Pick, f"own-{event}", clause, scope.frame, source=select(scope, event, None),
        which="own", says=builder.words("the {event}", event=ph.Name(event)),
    )  # fmt: skip
    scope = scope.picks(event, own)
    parts: tuple[NodeId, ...] = (builder.at(scope.frame, joined),)
    if phrase.where is not None:
        parts += tests(scope, phrase.where)
    if outcome.once_for:
        parts += (_is_the_one(scope, outcome, own),)
    subject = builder.all_of("counted", outcome.clauses["counts"], parts)
    return Counted(scope, own, parts, subject)


def _is_the_one(scope: Scope, outcome: Outcome, own: NodeId) -> NodeId:
    """The event is the first (or last) of the person's with what it records in a field."""
    phrase, field = scope.builder.contract.achieving(outcome), outcome.once_for
    event, add = phrase.event.text, scope.builder.add
    scope = evolve(scope, clause=outcome.clauses["counts"])
    alike = add(
        Pick, f"{phrase.order}-{event}-of-each-{field}", scope.clause, scope.frame,
        source=select(evolve(scope, frame=PERSON), event, phrase.where),
        which="last" if phrase.order == "last" else "first",
        field=field, equals=field_of(scope, own, event, field),
        says=scope.builder.words("{event}, of each {field}", event=phrase, field=ph.Words(field)),
    )  # fmt: skip
    mine, its = (field_of(scope, node, event, "event_id") for node in (own, alike))
    return add(
        Compare, f"is-the-{phrase.order}-of-each-{field}", scope.clause, scope.frame,
        rel="exactly", left=mine, right=its,
        says=scope.builder.words(_ONE_OF_ITS[phrase.order == "last"], field=ph.Words(field)),
    )  # fmt: skip
