"""What a contract's event log must look like: its columns, parties, kinds of event and limits.

Standard library only: the emitted evaluator carries this file whole, and the schema as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FIXED_COLUMNS = (
    "event_id",
    "event",
    "provider",
    "person",
    "occurred_on",
    "recorded_at",
    "recorded_by",
)
CORRECTION_COLUMNS = ("supersedes", "retracts")


@dataclass(frozen=True)
class FieldSchema:
    """A field that an event declares.

    `kind` is one of the language's kinds (`money`, `hours`, `one of`, `yes or no`, `date`, …),
    `places` the decimal places of a numeric field (None for the others), `limits` pairs of a
    limit word and a whole number of the field's smallest unit.
    """

    name: str
    kind: str
    places: int | None
    choices: tuple[str, ...]
    limits: tuple[tuple[str, int], ...]

    @property
    def is_text(self) -> bool:
        """True when a value is held as text (a choice); otherwise it is a whole number."""
        return self.kind == "one of"


@dataclass(frozen=True)
class EventSchema:
    """A kind of event: who may record it, what it carries, and whether it is tied to the term."""

    name: str
    recorded_by: tuple[str, ...]
    """Names of roles, or the words `commissioner` and `provider`."""
    fields: tuple[FieldSchema, ...]
    during_term: bool
    about: str = "person"
    """`person`, `provider` or `contract`: only the first has a person, the last no provider."""


@dataclass(frozen=True)
class LogSchema:
    """Everything that decides whether a row of a log is accepted (laws 15 and 17).

    Days are ordinals as `date.toordinal()` gives them.
    """

    commissioner: str
    providers: tuple[str, ...]
    roles: tuple[str, ...]
    term_start: int
    term_end: int
    tail_end: int
    events: tuple[EventSchema, ...]

    @property
    def field_names(self) -> tuple[str, ...]:
        """The declared fields of all events, each name once, in the order of the contract."""
        return tuple(dict.fromkeys(f.name for e in self.events for f in e.fields))

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column a log may have, in the order in which the tool writes them."""
        return FIXED_COLUMNS + self.field_names + CORRECTION_COLUMNS

    @property
    def recorders(self) -> tuple[str, ...]:
        """Every name that `recorded_by` may hold, for one event or another."""
        named = ("commissioner", self.commissioner, "provider", *self.providers, *self.roles)
        return tuple(dict.fromkeys(name for name in named if name))

    def event(self, name: str) -> EventSchema | None:
        """The kind of event of that name, or None."""
        return next((e for e in self.events if e.name == name), None)

    def allowed_recorders(self, event: EventSchema, provider: str) -> tuple[str, ...]:
        """The names that may record `event` about `provider`."""
        names: list[str] = []
        for role in event.recorded_by:
            if role == "provider":
                names += [*([provider] if provider else self.providers), role]
            elif role in ("commissioner", self.commissioner):
                names += [self.commissioner, "commissioner"]
            else:
                names.append(role)
        return tuple(dict.fromkeys(names))

    def reach(self, event: EventSchema) -> tuple[int, int]:
        """The first and the last day on which `event` may occur (law 17, ruling E40)."""
        if event.during_term:
            return self.term_start, self.term_end
        return 1, self.tail_end

    def as_dict(self) -> dict[str, Any]:
        """The schema as plain lists, texts and numbers, fit for JSON."""
        return asdict(self)

    @staticmethod
    def from_dict(plain: Mapping[str, Any]) -> LogSchema:
        """The schema that `as_dict` wrote, also after a journey through JSON."""
        events = tuple(_event_from_dict(event) for event in plain["events"])
        names = ("providers", "roles")
        lists = {name: tuple(plain[name]) for name in names}
        return LogSchema(**{**plain, **lists, "events": events})


def _event_from_dict(plain: Mapping[str, Any]) -> EventSchema:
    fields = tuple(_field_from_dict(field) for field in plain["fields"])
    return EventSchema(
        **{**plain, "recorded_by": tuple(plain["recorded_by"]), "fields": fields},
    )


def _field_from_dict(plain: Mapping[str, Any]) -> FieldSchema:
    limits = tuple((word, value) for word, value in plain["limits"])
    return FieldSchema(**{**plain, "choices": tuple(plain["choices"]), "limits": limits})
