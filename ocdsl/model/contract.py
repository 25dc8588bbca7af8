"""The checked model: a contract's parties, events, cohorts, outcomes, measures, payments and caps.

Built by `from_syntax` from a tree without errors. Phrases stay as the tree has them (their names
are known to resolve); what the tree leaves implicit, such as the kind of a field, is explicit here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from ocdsl.base.calendar import Due, Lag
from ocdsl.base.money import half_up
from ocdsl.base.source import Source, Span
from ocdsl.model.amounts import (
    Advance,
    BandedValue,
    Flat,
    Price,
    PriceLimit,
    Recovery,
    Retention,
    Withholding,
)
from ocdsl.model.dates import DateRules
from ocdsl.model.lengths import Lasting, Periods
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.mean_clauses import WeightedMean

if TYPE_CHECKING:
    from ocdsl.model.aims import Area, LogicModel, Suitability
    from ocdsl.model.assumptions import Assumption
    from ocdsl.model.caps import Cap
    from ocdsl.model.cards import Card
    from ocdsl.model.gates import Gate
    from ocdsl.model.library import Used
    from ocdsl.model.splits import Split
    from ocdsl.model.variations import Version


@frozen
class Clause:
    """One clause's identity, from source line to decision: `outcome-fee.withhold`, line 84."""

    block: str
    """Name of the block, such as `outcome-fee`."""
    keyword: str
    """First words of the clause, such as `withhold`; empty for the block's own heading."""
    span: Span = field(eq=False)

    @property
    def identity(self) -> str:
        """`outcome-fee.withhold`: the same whatever line it moves to."""
        return f"{self.block}.{self.keyword.replace(' ', '-')}" if self.keyword else self.block

    @property
    def line(self) -> int:
        """The source line, counted from 1."""
        return self.span.line


# How many decimal places the values of each kind of field have: all engines hold a value as a
# whole number of the smallest unit (pence, hundredths of an hour), so sums are exact.
FIELD_PLACES: Mapping[str, int] = {
    "whole number": 0,
    "days": 0,
    "number": 4,
    "score": 2,
    "hours": 2,
    "money": 2,
    "percentage": 2,
}


@frozen
class Field:
    """A field an event declares. `limits` are pairs of a limit word and a scaled whole number."""

    name: str
    kind: str
    choices: tuple[str, ...]
    limits: tuple[tuple[str, int], ...]
    better: str
    clause: Clause
    change: int | None = None  # the smallest meaningful change, in its smallest unit

    @property
    def places(self) -> int | None:
        """Decimal places of a numeric field; None for choices, dates and yes or no."""
        return FIELD_PLACES.get(self.kind)


@frozen
class Block:
    """What every block has: its name, its title in English and Welsh, its notes and its place."""

    name: str
    title: str
    welsh: str
    notes: tuple[str, ...]
    clause: Clause
    clauses: Mapping[str, Clause] = field(eq=False)
    """Each clause by its first words, such as `withhold`; of repeated ones the first."""


@frozen
class Event(Block):
    """A kind of event a log may hold."""

    about: str
    """`person`, `provider` or `contract`: whom an event of the kind is about (law 15)."""
    recorded_by: tuple[str, ...]
    """Roles that may record it: names of the contract's roles, `commissioner` or `provider`."""
    fields: tuple[Field, ...]
    during_term: bool

    def field(self, name: str) -> Field | None:
        """The declared field of that name, or None."""
        return next((f for f in self.fields if f.name == name), None)


@frozen
class Cohort(Block):
    """The people a contract is about."""

    joins_on: ph.EventPhrase
    belongs_to: ph.EventPhrase
    """The event whose provider the person belongs to."""
    sets_aside: ph.EventPhrase | None


@frozen
class Spell(Block):
    """A stretch of a person's time between events (rulings E26 to E28)."""

    starts_on: ph.EventPhrase
    ends_on: ph.EventPhrase
    longest: ph.Duration | None
    """The longest break that does not end it; None where it ignores none."""
    breaks: Lag
    """That break as it is counted; a length of nothing where it ignores none."""


@frozen
class Needs:
    """`needs the closure to be recorded within 28 days`."""

    event: ph.EventPhrase
    lag: Lag


@frozen
class Outcome(Block):
    """A result for a person: achieved at most once, or for each event that achieves it."""

    cohort: str
    every_time: bool
    """Whether each event that passes achieves it (`counts every time for each person in …`)."""
    once_for: str
    """The field for each of whose choices it is achieved once; empty for once for each person."""
    achieved_on: ph.EventPhrase | None
    """The event that achieves it; None where it is achieved by a spell that lasts."""
    lasting: Lasting | None
    """The spell that achieves it; None where an event does."""
    when: ph.Tests | None
    needs: Needs | None
    evidence: str

    @property
    def is_of_events(self) -> bool:
        """Whether a person may achieve it more than once, on one event and then on another."""
        return self.every_time or bool(self.once_for)


@frozen
class Measure(Block):
    """The percentage of a cohort, for each provider and period, who achieve an outcome."""

    unit: str
    """`month`, `quarter` or `year`."""
    cohort: str
    moment: ph.EventPhrase
    """The event whose date puts a person in a period."""
    outcome: str
    target: ph.Limit | None
    least_people: int
    """People needed for the rate to be known; 1 when the contract does not say."""
    pools: bool
    """Too few people: pooled with the next period; otherwise the rate is not known."""
    judged_at_end: bool
    """A contract that never has enough people: judged on those there are; otherwise not known."""
    evidence: str = ""


@frozen
class Calculation(Block):
    """A measure worked out from values: for each event of a kind, or each provider or period."""

    event: str
    """The event it is for each of; empty for the others."""
    grain: tuple[str, ...] | None
    """`provider` and a period it is for each of, empty for the contract; None for each event."""
    value: ph.Value | WeightedMean | BandedValue
    kind: str
    """`money`, `percentage` or `number`."""
    target: ph.Limit | None
    places: int | None
    """Decimal places it is rounded to, half up, before anything rests on it; None for exact."""
    limits: tuple[PriceLimit, ...] = ()  # the least and the most it comes to, before rounding
    evidence: str = ""  # how it is found out, in words


@frozen
class Payment(Block):
    """One kind of payment: for each person of a cohort, outcome, event, or person and period."""

    takes: bool  # whether it is a deduction, whose amounts are taken instead of paid
    fills: tuple[str, ...]  # the payments that it tops up to its price, where it is a floor
    cohort: str
    """The people it is for; empty where it is for each event and no cohort is named."""
    outcome: str  # the outcome paid for; empty when it is for each person, event or period
    outcomes: tuple[str, ...]
    """Every outcome paid for, of which `outcome` is the first."""
    event: str  # the event it is for each of; empty for the other subjects
    grain: tuple[str, ...] | None
    """`provider` and a period it is for each of, empty for the contract; None for the others."""
    spell: str
    """The spell it is for each of, or for each period of; empty for the other subjects."""
    periods: Periods | None
    """The periods of the spell that are paid for; None where a spell is paid for as a whole."""
    price: Price
    shared: ph.Value | None  # in proportion to what it is shared among the providers, if it is
    kept: tuple[int, int]  # what would not have happened anyway: 5 in every 6 is (5, 6)
    on: ph.EventPhrase | None  # what earns a payment for each person; None for other subjects
    on_day: int | None  # what earns a payment for the contract or each provider; None for its end
    advance: Advance | None  # what it is repaid from, where it is paid in advance
    when: ph.Tests | None
    withholding: Withholding | None
    retention: Retention | None  # until a day or an outcome; at most one of the two
    recovery: Recovery | None
    due: Due
    shadow_until: int | None  # what is earned up to this day is shown and not paid

    @property
    def fixed_pence(self) -> int | None:
        """What is paid each time, where that is the same for all: of the price, what is kept."""
        return (
            half_up(self.price.pence * self.kept[0], self.kept[1])
            if isinstance(self.price, Flat)
            else None
        )


@frozen
class Acceptance(Block):
    """A finding of the incentive search, or a diagnostic, that the contract accepts, and why."""

    finding: str
    """The finding's code, such as `PI-24`; empty when a diagnostic is accepted."""
    diagnostic: str
    """The diagnostic's code, such as `MissingExample`; empty when a finding is accepted."""
    on: str
    """The block it is about; empty for a diagnostic wherever it is in the contract."""
    because: str


@frozen
class ExampleRow:
    """One event of an example. Values are text as a log has them; days are ordinals."""

    day: int
    recorded: int
    event: str
    person: str
    provider: str
    values: tuple[tuple[str, str], ...]
    span: Span = ph.place()


@frozen
class Expectation:
    """One payment line an example must give; None where the example does not say."""

    payment: str
    pence: int
    status: str
    """A decision status such as `payable` or `not-due`."""
    person: str | None
    earned_on: int | None
    payable_on: int | None
    span: Span = ph.place()


@frozen
class Example(Block):
    """A clause that is a test: a small log and the payments it must give (law 28)."""

    rows: tuple[ExampleRow, ...]
    expects: tuple[Expectation, ...]
    as_at: int
    """The `as at` line's day, or else the last day the example names."""


@frozen
class Section(Block):
    """Prose for the specification, a paragraph each."""

    paragraphs: tuple[str, ...]


@frozen
class Party:
    """A commissioner, provider or role; `kind` says which."""

    kind: str
    name: str
    title: str
    clause: Clause


@frozen
class Contract(Block):
    """A whole contract. Days are ordinals; `tail_end` is the last day anything can happen."""

    source: Source = field(eq=False, repr=False)
    tree: tree.File = field(eq=False, repr=False)
    model: str
    area: Area | None
    """Where its population lives; None when the contract names no area."""
    parties: tuple[Party, ...]
    term_start: int
    term_end: int
    tail_end: int
    currency: str
    dates: DateRules
    """Its weeks, years, month-ends and working days."""
    statements: str
    rounds_statements: bool  # the total of a statement, in place of each line
    events: Mapping[str, Event]
    spells: Mapping[str, Spell]
    cohorts: Mapping[str, Cohort]
    outcomes: Mapping[str, Outcome]
    gates: Mapping[str, Gate]
    measures: Mapping[str, Measure]
    calculations: Mapping[str, Calculation]
    cards: Mapping[str, Card]
    payments: Mapping[str, Payment]
    caps: Mapping[str, Cap]
    splits: Mapping[str, Split]
    acceptances: tuple[Acceptance, ...]
    examples: tuple[Example, ...]
    sections: tuple[Section, ...]
    suitability: tuple[Suitability, ...]
    logic_models: tuple[LogicModel, ...]
    assumptions: tuple[Assumption, ...]
    uses: tuple[Used, ...] = ()  # what came from the library
    judged_on: ph.EventPhrase | None = None  # whose day picks each person's version; None: E4
    versions: tuple[Version, ...] = field(default=(), eq=False, repr=False)
    varied: frozenset[str] = frozenset()  # payments that are not the same in all of them

    def achieving(self, outcome: Outcome) -> ph.EventPhrase:
        """The event that achieves an outcome, or that starts the spell which does by lasting."""
        if outcome.achieved_on is not None:
            return outcome.achieved_on
        assert outcome.lasting is not None
        return self.spells[outcome.lasting.spell].starts_on

    def event_at_hand(self, payment: Payment) -> str:
        """The event whose fields a bare name means in a payment for each event, or each spell."""
        spell = self.spells.get(payment.spell)
        return spell.starts_on.event.text if spell else payment.event

    @property
    def as_it_stands(self) -> Contract:
        """The contract as its last variation left it, without what went before."""
        return evolve(self, versions=(), varied=frozenset())

    def in_version(self, name: str) -> Contract:
        """The contract as a version has it: that of a variation, or as it was signed."""
        return next(v.contract for v in self.versions if v.name == name)

    @property
    def providers(self) -> tuple[str, ...]:
        """Names of the providers, in the order of the contract."""
        return tuple(p.name for p in self.parties if p.kind == "provider")
