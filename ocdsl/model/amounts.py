"""What a payment pays and what becomes of it: prices, bands, withholding, recovery, due dates."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from ocdsl.base.calendar import Due, Lag
from ocdsl.base.source import Span
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph


@frozen
class Band:
    """One row of a band table over scaled whole numbers; None is no limit on that side.

    `pence` is a price, or what a measure is in parts of one; `share` a fraction of the withheld
    amount (numerator, denominator); `straight` marks `in a straight line` between its neighbours.
    """

    low: int | None
    low_included: bool
    high: int | None
    high_included: bool
    pence: int = 0
    most: int | None = None
    """The most that the part in this row can come to, in pence; None for no limit."""
    share: tuple[int, int] = (0, 1)
    straight: bool = False
    span: Span = ph.place()


@frozen
class Rate:
    """One rate of a card: the choices that pick it, as a log holds them, and its parts of one."""

    choices: tuple[str | int, ...]
    """A choice for each column: text, 1 or 0 for yes or no, or the number of a year."""
    digits: int


@frozen
class Flat:
    """A fixed price for each subject, in pence."""

    pence: int


@frozen
class PriceLimit:
    """`at most 55% of price at the visit`: what a price comes to at most, or at least."""

    word: Literal["at most", "at least"]
    value: ph.Value


@frozen
class Counted:
    """`each started period of 2 days of lateness`: how often an amount is paid for each event."""

    field: str
    """The number of days that the event records."""
    whole: bool
    """Whether only whole periods count, or each one that has started."""
    days: int
    says: str


@frozen
class Worked:
    """An amount worked out for each subject from its values; rounded once, to the penny."""

    value: ph.Value
    limits: tuple[PriceLimit, ...] = ()
    """The least that it comes to, then the most: part of the price, before anything else."""
    priced_on: ph.EventPhrase | None = None
    """The event whose day picks what changes by date; None for the day of what is paid for."""
    counted: Counted | None = None
    """The periods that it is paid for each of; None where it is paid once."""

    @property
    def changes(self) -> bool:
        """Whether a part of it changes by date (law 11)."""
        return any(isinstance(node, ph.Dated) for node in nodes(self.value))


@frozen
class BandedValue:
    """A whole amount by band of one value of each subject."""

    value: ph.Value
    kind: str
    """The kind of value, such as `hours` or `percentage`."""
    places: int
    """Decimal places that the limits are held with."""
    bands: tuple[Band, ...]
    """Limits in the smallest unit of the value."""
    limits: tuple[PriceLimit, ...] = ()
    scale: int = 100
    """Parts of one that a row's `pence` are: of a measure, as many as its cells are written in."""
    table: ph.Table | None = field(default=None, eq=False)
    """Of a measure: its table as it is written."""


@frozen
class ByParts:
    """Each part of one value of each subject at its own rate: a row's money for each unit of it.

    A row's rate is `pence` for each whole unit or, of money, the fraction `share`.
    """

    value: ph.Value
    kind: str
    places: int
    bands: tuple[Band, ...]
    limits: tuple[PriceLimit, ...] = ()


@frozen
class Banded:
    """A whole amount by band of the total of a field over a person's events in a period."""

    event: ph.EventPhrase
    field: str
    places: int
    bands: tuple[Band, ...]
    unit: str
    """`week`, `month`, `quarter` or `year`."""


Price = Flat | Banded | Worked | BandedValue | ByParts


@frozen
class Withholding:
    """A share kept back until a measure is known. `bands` limits are in ten-thousandths (0.01%)."""

    share: tuple[int, int]
    """Numerator and denominator: 15% is (15, 100)."""
    measure: str
    moment: ph.EventPhrase
    """The event whose date picks the measure's period."""
    bands: tuple[Band, ...]


@frozen
class Advance:
    """What a payment that is paid in advance is set off against, and when the rest is due."""

    payments: tuple[str, ...]
    """The payments, in the order of the contract."""
    share: tuple[int, int]
    """Of each of them: 50% is (50, 100)."""
    balance_due: Due
    """Counted from the last day of the contract."""


@frozen
class Retention:
    """A share kept back until a day, or until the person achieves an outcome; all of it at once."""

    share: tuple[int, int]
    """Numerator and denominator: 5% is (5, 100)."""
    until: int | None
    """The day; None where it waits for an outcome."""
    outcome: str
    """The outcome it waits for; empty where it waits for a day."""
    within: Lag | None
    """How long after the day of earning it waits at most; None for as long as the outcome can."""


@frozen
class Recovery:
    """A share taken back on an event after earning, up to so long after the due date."""

    share: tuple[int, int]
    event: ph.EventPhrase
    after_due: Lag
    up_to_and_including: bool
