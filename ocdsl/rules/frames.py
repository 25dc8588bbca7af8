"""Frames: the grain of a relation, told by the keys of its rows (law 20)."""

from __future__ import annotations

from attrs import frozen


@frozen
class Frame:
    """The grain of a relation: a name and its keys, such as `person, provider, week`."""

    name: str
    keys: tuple[str, ...]
    kind: str
    """`event`, `person`, `each`, `spell`, `spell period`, `cell`, `period` or `line`."""
    unit: str = ""
    """The period among the keys: `week`, `month`, `quarter`, `year`, or empty."""

    @property
    def has_person(self) -> bool:
        """Whether each row is about one person."""
        return "person" in self.keys

    @property
    def of_spells(self) -> bool:
        """Whether each row is a spell, or a period of one."""
        return self.kind in SPELLS


SPELLS = ("spell", "spell period")
"""The kinds of frame whose rows are spells, or periods of them."""

PERSON = Frame("person", ("person",), "person")


def wide_frame(grain: tuple[str, ...]) -> Frame:
    """The frame of each provider and period of the contract: every row there can be.

    `grain` is `provider`, a period's unit, both, or nothing for the contract itself.
    """
    unit = next((key for key in grain if key != "provider"), "")
    return Frame("-and-".join(grain) or "contract", grain, "period", unit)


def each_frame(event: str) -> Frame:
    """The frame of one row for each event of a kind: what is paid or worked out for each."""
    return Frame(f"each-{event}", ("person", "event_id"), "each")


def spell_frame(spell: str) -> Frame:
    """The frame of one row for each spell of a person: its first event tells it apart."""
    return Frame(f"spell:{spell}", ("person", "event_id"), "spell")


def spell_periods_frame(payment: str) -> Frame:
    """The frame of one row for each period of a spell that a payment is for, by its first day."""
    return Frame(f"periods:{payment}", ("person", "event_id", "period"), "spell period")


def event_frame(event: str) -> Frame:
    """The frame of the visible events of one kind."""
    return Frame(f"event:{event}", ("event_id",), "event")
