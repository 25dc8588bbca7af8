"""The operators on payment lines: what is due, under which caps, and what is taken back."""

from __future__ import annotations

from attrs import frozen

from ocdsl.base.calendar import Due
from ocdsl.model.splits import SplitPart
from ocdsl.rules.node import Node, NodeId


@frozen
class Line(Node):
    """Payment lines: a decision for each row whose condition holds and whose amount is not nothing.

    `subject` says for which rows there is a line at all (the person has joined). `earned` is the
    condition; the line is earned on the day it settles. While it is unsettled, and once it has
    settled false, a line with `shows_unpaid` is `pending` or `not-due` with its full `would_be`
    amount (ruling E38). The line vanishes when `until` settles, whatever its value. Rows for which
    `holds` is not true, as things stand and settled or not, have no line: another version's has.
    """

    payment: str
    status: str
    amount: NodeId
    subject: NodeId
    earned: NodeId
    order: NodeId | None
    """What orders lines of one day: an event's id; None is the line's own, before all others."""
    provider: NodeId | None  # who is paid; None is the frame's own provider
    due: Due | None  # the payment lag; None when nothing is payable (withheld, forfeited)
    until: NodeId | None = None
    shows_unpaid: bool = False
    would_be: NodeId | None = None
    awaits: tuple[NodeId, ...] = ()
    """The conditions in the order of the contract: the first unsettled one is awaited, the first
    false one is the reason. Their words are their `says`."""
    reason: str = ""  # fixed, for what is withheld, released or forfeited
    outcome: str = ""  # of a payment for each of several: part of the line's id
    last: NodeId | None = None  # the last day of its own period, where its key has the first
    per_penny: int = 1  # parts of a penny that `amount` counts, until a Round makes it pence
    shadow_until: int | None = None  # earned up to this day it is `shadow`: `would_be`, never due
    holds: NodeId | None = None
    version: str = ""  # the variation that it is of; empty for the contract as signed


@frozen
class Cumulate(Node):
    """A running total of payment lines in each scope, earliest earned first (law 23).

    Ties go by event id, then by line id. Each line gets the total before and after it. `scope`
    holds keys of the lines: `provider`, `person`, or a unit for the period of earning; empty for
    the contract. Lines of other payments than `payments` pass through the cap unchanged.

    With `ranks`, the number of lines in place of their money, the highest amount first, equal
    ones in the order above (ruling E31).

    With `since`, of the lines earned on that day or later alone.

    With `takes`, of what deductions take: their amounts are below nothing.

    With `most`, of a condition at a frame of periods instead of lines: whether the row is among
    the first so many of its scope for which that holds, as they settle; false once these have. A
    row for which it does not hold is true.
    """

    sources: tuple[NodeId, ...]
    scope: tuple[str, ...]
    payments: tuple[str, ...]
    most: int = 0
    ranks: bool = False
    takes: bool = False
    since: int | None = None


@frozen
class Apportion(Node):
    """Each line's part of the room there is: what is inside is paid, what is outside is the excess.

    Room is `limit` pence in each scope, or what a Roll makes of it in each period. Where that
    carries the excess, a line may be paid in several periods, the later parts due as if earned on
    the period's first day (ruling E14). Or it is `room`, a value of each scope of the running
    total; where that is missing a line is pending until the last day on which it can come. Where
    the running total ranks its lines, room is a number of lines, each inside whole or not at all.
    With `inside`, an Allocate says what is inside; until its period has closed a line is pending,
    and what is inside is due as if earned on the day it closes (ruling E19).
    `excess_status` is the excess's status until the tail ends, then `end_status`; `named` are the
    payments of which an earlier cap may leave a part `capped` too, so that here it is `capped-by`
    this one, and no two decisions have one id.
    With `parties`, what lies up to the `up_to` of each goes to it, and nothing is left.
    With `fills`, a Line for each scope of a floor, the other way round: these lines take the room
    that all the others leave by the end of their period, and nothing else comes of it.
    With `back`, the Line of an advance of `limit` pence: what of `share` of the running total lies
    within it is repaid, line by line, in whole pence; and the rest of it when the tail ends, due
    as `balance` says.
    """

    of: NodeId
    limit: int
    roll: NodeId | None
    excess_status: str
    end_status: str
    cap: str  # the name of the cap, for ids and reasons
    inside: NodeId | None = None
    room: NodeId | None = None
    waits: str = ""  # what a pending line waits for
    named: tuple[str, ...] = ()
    parties: tuple[SplitPart, ...] = ()  # paid one after the other, in place of a limit
    fills: NodeId | None = None
    back: NodeId | None = None
    share: tuple[int, int] = (1, 1)
    balance: Due | None = None


@frozen
class Reverse(Node):
    """What is taken back when `trigger` (a picked event) comes: `limit` pence of each line at most.

    Only parts that became payable are taken back, earliest payable first, each on the later of
    the trigger and its own payable day (rulings E13 to E15).
    """

    parts: tuple[NodeId, ...]  # Apportions or, without a cap, Lines
    payment: str
    trigger: NodeId
    limit: NodeId
