"""PI-09: a service is stretched to the day from which a larger payment is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocdsl.base.calendar import Lag, day_of
from ocdsl.incentives.check import Check, Row, Said, money_of
from ocdsl.incentives.engines.pairs import Relation, Way, not_applicable, pairs
from ocdsl.incentives.scenes import Scene, scene_of, singles
from ocdsl.incentives.small_logs import new_row
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import added, later
from ocdsl.model.contract import Contract, Spell
from ocdsl.model.told import PERSON, told

PART = 10
"""A day may pay one part in so many of what the whole spell pays."""
_FEW = 3


def _lengths(contract: Contract, spell: Spell) -> list[Lag]:
    """The lengths of a spell at which something is achieved or paid."""
    achieved = [o.lasting.lag for o in contract.outcomes.values()
                if o.lasting and o.lasting.spell == spell.name]  # fmt: skip
    paid = [p.periods.lag for p in contract.payments.values()
            if p.spell == spell.name and p.periods and p.periods.whole]  # fmt: skip
    return list(dict.fromkeys((*achieved, *paid)))


def _unless(subject: Subject) -> Said | None:
    contract = subject.contract
    if not any(_lengths(contract, spell) for spell in contract.spells.values()):
        return not_applicable("nothing is achieved or paid by how long a spell lasts")
    return None


def _starts(subject: Subject) -> Iterable[Scene]:
    """Spells that end the day before each length that matters."""
    for spell in subject.contract.spells.values():
        begun = [s for s in singles(subject) if _start(s, spell)][:_FEW]
        for lag in _lengths(subject.contract, spell):
            for scene in begun:
                start = _start(scene, spell)
                found = start and scene_of(subject, _ending(scene, spell, start, lag))
                if found:
                    yield found


def _start(scene: Scene, spell: Spell) -> Row | None:
    """The first start of the spell in a log."""
    rows = [row for _, row in scene.rows_of({spell.starts_on.event.text})]
    return min(rows, key=lambda row: (row["occurred_on"], row["event_id"]), default=None)


def _ending(scene: Scene, spell: Spell, start: Row, lag: Lag) -> Rows:
    """What led to the start, the start, and the end a day before the length is reached.

    All of it comes so much earlier that a day more is still within the contract.
    """
    first = day_of(start["occurred_on"])
    last = scene.subject.contract.dates.later(first, lag) - 1
    before = tuple(
        row for row in scene.rows
        if row is start or (row["event"] in scene.cast.episode - scene.cast.ends
                            and row["occurred_on"] <= start["occurred_on"]
                            and row["event"] != start["event"])
    )  # fmt: skip
    like = {**start, "recorded_at": start["occurred_on"] + start["recorded_at"][10:]}
    end = new_row(scene.subject, spell.ends_on, like)
    over = max(last + 1 - scene.subject.contract.tail_end, 0)
    return tuple(later(row, -over) for row in added(before, later(end, last - first)))


def _ways(scene: Scene) -> Iterator[Way]:
    """The last event, which ends the spell, comes a day later."""
    end = scene.rows[-1]
    if end["event"] in scene.cast.ends and end["provider"]:
        says = told(
            "lets the {event} of {person} come a day later", event=end["event"], person=PERSON
        )
        yield Way((*scene.rows[:-1], later(end, 1)), end["provider"], says, end["person"])


def _part(scene: Scene, way: Way) -> int:
    """A tenth of what is paid if the spell goes on; nothing less than a penny is no fault."""
    paid = scene.subject.pay(scene.rows[:-1])
    return max(money_of(paid.decisions, way.gainer), 0) // PART if paid else 0


RELATION = Relation(
    ways=_ways,
    tries="spells ended on the day of a length that pays, and on the day before",
    why="A day more is a small part of the service, and decides a large part of its price.",
    starts_with=_starts,
    unless=_unless,
    allowed=_part,
)

CHECK = Check(
    code="PI-09",
    name="Stretching to a threshold day",
    group="timing",
    actor="provider",
    severity="critical",
    plain="A service is stretched to the day from which a larger payment is due.",
    property="For every length of service, a day more pays no more than a day’s work is worth.",
    seen=(
        "Long-term hospitals discharged 16% to 20% of patients on the “magic day” and 1% to 2% "
        "on the day before it."
    ),
    source="Kim and others, Health Affairs 2015; Eliason and others, NBER working paper 22598",
    mitigation="Pay by the day, or let the payment rise gently with time, or pay for the result.",
    how=(
        "Each spell is ended the day before a length that pays, and on that day: a day more has"
        " to pay no more than a tenth of what the spell pays if it goes on."
    ),
    look=pairs(RELATION),
    no_line=(
        "No form of the language pays a part of a length of stay: a price for each week of "
        "it, in place of the price for its end, has to be agreed anew."
    ),
)
