"""The nineteen operators of the rules graph: a closed set, so an auditor needs no more than these.

Every operator makes a relation: for each row of its frame a *fact*, which is a value and the day
it is settled on. A fact says what holds if nothing more happens; it is known as at a date when
its settled day has come (laws 12 and 22, rulings E1 and E2). A missing value is None and settles
on the last day on which it could still come, at the latest when the tail ends (ruling E22).

A frame is the grain of a relation (law 20). Event frames hold the visible events of one kind,
the `person` frame everybody in the log, each frames one row for each event of a kind with facts
about it and its person, spell frames one row for each spell of a person or for each period of
one, cell frames what an Aggregate made, period frames every provider and period of the contract,
and line frames payment lines.

Values: an event; a day (ordinal); a scaled whole number; whole pence; a ratio (numerator and
denominator, exact until it is rounded: law 21); a choice (text); a condition (true or false).
"""

from __future__ import annotations

from typing import get_args

from attrs import frozen

from ocdsl.base.calendar import Lag
from ocdsl.model.amounts import Band, Rate
from ocdsl.model.splits import SplitPart
from ocdsl.rules.frames import PERSON, SPELLS, Frame
from ocdsl.rules.line_operators import Apportion, Cumulate, Line, Reverse
from ocdsl.rules.node import Node, NodeId

__all__ = [
    "OPERATORS", "PERSON", "SPELLS", "Aggregate", "Allocate", "Apportion", "Arith", "Broadcast",
    "Combine", "Compare", "Cumulate", "Fill", "Frame", "Line", "Lookup", "Node", "NodeId",
    "Operator", "Periods", "Pick", "Reverse", "Roll", "Round", "Select", "Shift", "Spell",
]  # fmt: skip


@frozen
class Select(Node):
    """Events of a kind that pass a test; or one field of each, or of a picked event.

    With `of`, the rows are those of that relation of events (missing where the event is missing;
    settled as the event); otherwise all of `event`, at its event frame. The value is `field` of
    each, or the event itself when that is empty. With `keep` (at an event frame, without a
    field), rows whose condition is not true are left out. Fields every event has: `event_id`,
    `person`, `provider`, `occurred_on`, `recorded_on`.
    """

    event: str
    field: str = ""
    of: NodeId | None = None
    keep: NodeId | None = None


@frozen
class Pick(Node):
    """The first or last event of `source` for each row of the frame, by (day, event id) (law 18).

    With a `place` after 1 it is the second, the third and so on in place of the first.

    Or, with `which` being `own` at an each frame, the row's own event. With a `source` at a spell
    frame it is the first event of the person's first spell that has one there, settled as that is.
    Otherwise only events of
    the row's person count, from `low` to `high`, both included: a fixed day or a day at the
    frame; or, in place of a window, those whose `field` is what `equals` is at the row. A first
    one found is settled on the day it occurred, or when its window was known if that is later. A
    last one, and a missing one, are settled on the last day that another can come: `high`, or
    else the tail's end (law 22).
    With `lines`, a running total, the rows are its scopes: of the events of the scope's person, or
    of its provider where it has none, up to the end of its period, or of the tail, the first or
    the last so far.
    """

    source: NodeId
    which: str
    low: NodeId | int | None = None
    high: NodeId | int | None = None
    field: str = ""
    equals: NodeId | None = None
    lines: NodeId | None = None
    place: int = 1


@frozen
class Aggregate(Node):
    """From a finer frame to a coarser one: `count` of conditions; `sum`, `max`, `min` of values.

    `by` gives, for each key of the frame, a relation of key values at the source's frame; rows
    with a missing key or value are left out. A group settles when its last row settles, and no
    sooner than the last day of its period, or of the tail (ruling E9). A period frame has every
    provider and period, so a group with no rows counts 0, and has no extreme; a cell frame has
    the groups that have rows.
    """

    source: NodeId
    how: str
    by: tuple[NodeId, ...]


@frozen
class Broadcast(Node):
    """The fact of a coarser row for each finer row that belongs to it.

    `by` gives, for each key of the coarser frame, a relation of key values at this frame; empty
    when the key is the person, or when the keys are among this frame's own. Missing key: missing,
    settled as the key.
    """

    source: NodeId
    by: tuple[NodeId, ...] = ()


@frozen
class Spell(Node):
    """From starts and ends to spells, joining breaks that are short enough (rulings E26 to E28).

    Events count in their order (law 18): a start while a spell is open changes nothing, nor does an
    end while none is. A start up to and including `breaks` after an end goes on with the spell.
    Without `of` there is a row for each spell, whose value is its first event. With `of`, that
    relation, and `day`, a day at this frame, it `covers` whether the spell has reached the day
    (true on it, or when a break that holds it ends; false when no start can go on with the spell),
    or `decides`, the event that tells: the start of the stretch that reaches it, or the last end.
    With a `day` at a frame of any other kind, whose rows are about a person: `open`, the first
    event of the spell that goes on at the end of that day; `closed`, the last event of that spell,
    once no start can go on with it. Missing where no spell goes on, or where that one never ends.
    """

    what: str
    """`first`, `covers`, `decides`, `open` or `closed`."""
    breaks: Lag
    starts: NodeId | None = None
    ends: NodeId | None = None
    of: NodeId | None = None
    day: NodeId | None = None


@frozen
class Periods(Node):
    """The first or last day of a day's period, or of the row's own period (`of` None).

    A row without a period has the `unit` `term`: from the term's first day to the tail's last. At
    a period frame the last period ends with the tail.
    With `lag`, of each period so long of the spells `of`: at the frame with a row for each one
    that begins while the spell goes on. The n-th is counted from the spell's first day (law 9).
    """

    of: NodeId | None
    unit: str
    edge: str
    """`start` or `end`."""
    lag: Lag | None = None


@frozen
class Shift(Node):
    """A day so long later, counted from the day or from the end of its period (laws 9 and 10).

    The lag has its unit (days, months, working days) with the rule that counts it: a month-end
    rule or a calendar. Before the day when its number is negative. Of a condition: counted from the
    day it settles true on (the day of earning); missing if false.
    """

    of: NodeId
    lag: Lag
    end_of: str = ""


@frozen
class Compare(Node):
    """A condition on facts of one frame, two of which are both ratios or neither.

    Missing is false, settled when no more can come.

    Relations: `at least`, `more than`, `less than`, `up to and including`, `exactly` (left
    against right, or against the number `than`); `one of`, `none of` (against `choices`);
    `present`; `reached` (the day `left` has come: true, settled on that day); `absent` (true,
    once `high` exists, when `left` is missing; settled as `left`); `within` (the day `left` is
    from `low` to `high`: true on the later of the days that decide it; false from the first day
    it can no longer be true: rulings E1 and E2); `settles before` (left
    occurs before `right` settles, or on that day when `inclusive`: rulings E15 and E29; settled
    as whichever comes first).
    """

    rel: str
    left: NodeId
    right: NodeId | None = None
    than: int | None = None
    choices: tuple[str | int, ...] = ()
    low: NodeId | int | None = None
    high: NodeId | int | None = None
    inclusive: bool = False


@frozen
class Combine(Node):
    """At least `least` of several conditions: all of them, any of them, or some number; or not.

    True: settled on the `least`-th earliest day among the true. False: settled on the day when
    too few could still be true. `negate` turns the value round (of a single condition).
    """

    of: tuple[NodeId, ...]
    least: int
    negate: bool = False


@frozen
class Arith(Node):
    """`+`, `-`, `×`, `÷` (a ratio), `min`, `max`, `if` (left where right is true, else missing).

    `right` may be the whole number `by` instead. A true condition counts as 1, so a price is a
    condition × its pence. A sum, a product or a quotient with a ratio is a ratio, exact; what is
    divided by nothing is missing (ruling E39). Missing if either is missing; settled when both are.
    """

    op: str
    left: NodeId
    right: NodeId | None = None
    by: int | None = None


@frozen
class Lookup(Node):
    """The value of the band a value falls in, or the rate of a card that choices pick.

    Of a band: `in a straight line` runs between its neighbours; bands over a ratio have limits in
    ten-thousandths. With `rates`: the one whose choices are `of`, and `beside` where it is given.
    Gives pence (`result` `pence`), a whole number (`number`), a share (`share`: a ratio from 0 to
    1) or a rate in parts of one (`rate`). What is in no band, and has no rate, is missing; settled
    when what is looked up is.
    """

    of: NodeId
    result: str
    bands: tuple[Band, ...] = ()
    beside: NodeId | None = None
    rates: tuple[Rate, ...] = ()


@frozen
class Roll(Node):
    """State carried over a contract's periods, in one of five closed steps.

    `excess carried`: `sources` a Cumulate by provider; gives, at each provider and period, the
    money paid by its end when at most `limit` pence fit in each and the excess moves on.
    `merge until`: `sources` are the achieved and the counted people at each provider and period;
    periods join until there are `limit` people and are judged as one (ruling E21); gives the
    `ratio`, or the last period of the `group`. A last group that is too small takes the ratio of
    the group before it, and settles when the tail ends; with none before, its own ratio when
    `judged_at_end`, else missing. With `joins` false a period that is too small is missing.
    `room carried` and `rolling limit`: `sources` a Cumulate whose scope ends with the `unit`; gives
    the `room` of each scope. The first adds to `limit` what was not used in the `lasts` periods
    before, `kept` of it; a period's own room is used first, then what is carried, the oldest
    first, and what is carried is not carried again (ruling E20). The second takes off it what was
    let through in the `lasts` - 1 periods before (ruling E33); with a second source, pence at each
    provider and period, the limit is `kept` of its sum over the `lasts` periods.
    `compound`: `sources` a change at each period, in `parts` of one; gives `limit` pence in the
    first period, and in each later one the rounded amount of the period before, changed by that
    period's own and rounded half up (ruling E36). From a change that is missing on it is missing.
    """

    step: str
    sources: tuple[NodeId, ...]
    limit: int
    unit: str
    output: str = ""
    joins: bool = True
    judged_at_end: bool = True
    lasts: int = 0
    kept: tuple[int, ...] = ()
    parts: int = 0  # of one, that the changes of `compound` count
    between: tuple[int | None, ...] = ()  # the least and the most of each change, where limited

    @property
    def makes_room(self) -> bool:
        """Whether it says how much room there is in each scope of a running total."""
        return self.output == "room"


@frozen
class Allocate(Node):
    """Whole pence split so that the parts sum to the whole (law 21), by largest remainder.

    With `shares`: `amount` in constant proportions, and this is part number `part`. With
    `weights`: `amount` (the same for every row of a group, `by` its keys) over the rows of the
    group in proportion to their weights, ties by `order` (an event) then by the row's keys.
    With `limit`: so many pence in each scope of a running total, or what `roll` makes of it, or
    all there is if that is less, over its lines in proportion to their amounts, ties in their
    order. It settles with the scope's `unit`, or with the tail (ruling E19).

    Or, with `sources`, each line of `payments` between `parties`: the `side` `payer` or `payee`.
    What is taken back mirrors the parts of the line it takes back, as in `like` (ruling E34).
    """

    amount: NodeId | None = None
    shares: tuple[int, ...] = ()
    part: int = 0
    weights: NodeId | None = None
    by: tuple[NodeId, ...] = ()
    order: NodeId | None = None
    limit: int | None = None
    unit: str = ""
    roll: NodeId | None = None
    sources: tuple[NodeId, ...] = ()
    payments: tuple[str, ...] = ()
    parties: tuple[SplitPart, ...] = ()
    side: str = ""
    like: NodeId | None = None


@frozen
class Round(Node):
    """A ratio to a whole number, half up (law 21): of pence, or of a part of one.

    Or, with `sources`, exact payment lines: what is due to a provider in each `unit` as one sum,
    its pennies over the lines by largest remainder, ties by event id (ruling E7)."""

    of: NodeId | None = None
    sources: tuple[NodeId, ...] = ()
    unit: str = ""
    per_penny: int = 1  # parts of a penny that hold the amounts of all the lines


@frozen
class Fill(Node):
    """A missing value decided: `value` in its place, settled on the same day (law 12)."""

    of: NodeId
    value: int


Operator = (
    Select | Pick | Aggregate | Broadcast | Spell | Periods | Shift | Compare | Combine | Arith
    | Lookup | Cumulate | Apportion | Roll | Allocate | Round | Fill | Line | Reverse
)  # fmt: skip

OPERATORS: tuple[type[Node], ...] = get_args(Operator)
