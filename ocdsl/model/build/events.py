"""Events and the fields they declare."""

from __future__ import annotations

from ocdsl.model.bands import scaled_limits
from ocdsl.model.build.block_parts import common, must
from ocdsl.model.clauses import every, only
from ocdsl.model.contract import FIELD_PLACES, Clause, Event, Field
from ocdsl.model.kinds import scaled
from ocdsl.syntax import tree


def build_event(block: tree.Block) -> Event:
    """An `event` block."""
    return Event(
        **common(block),
        about=about(block),
        recorded_by=tuple(r.text for r in must(block, tree.RecordedBy).roles),
        fields=tuple(build_field(block, f) for f in every(block, tree.FieldClause)),
        during_term=only(block, tree.Occurs) is not None,
    )


def about(block: tree.Block) -> str:
    """Whom an event is about: a person unless it says otherwise."""
    clause = only(block, tree.About)
    return clause.whom.split()[-1] if clause else "person"


def build_field(block: tree.Block, clause: tree.FieldClause) -> Field:
    """A field, its limits as whole numbers of the kind's smallest unit."""
    places = FIELD_PLACES.get(clause.kind, 0)
    return Field(
        name=clause.name.text,
        kind=clause.kind,
        choices=tuple(c.text for c in clause.choices),
        limits=tuple(scaled_limits(clause.limits, places)),
        better=clause.better,
        clause=Clause(block.name.text, clause.name.text, clause.span),
        change=scaled(clause.change, places) if clause.change else None,
    )
