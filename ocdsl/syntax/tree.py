"""The tree of a contract file: blocks of clauses, in the author's order, each with its place.

A block keeps its clauses as written, so the printer can print any tree and the model can
complain of what is missing or said twice. One class a clause form; a form is used by every
block that allows it.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from ocdsl.base.source import Span
from ocdsl.syntax.assume_clauses import Achieve, Arrive, Saves, Spends
from ocdsl.syntax.cap_clauses import AtMost, Excess, Order, Over, UnusedRoom
from ocdsl.syntax.library_clauses import Brings, Digest, ForPeople
from ocdsl.syntax.mean_clauses import IsValue, MissingParts, NeedsParts
from ocdsl.syntax.payment_clauses import (
    Balance,
    Due,
    InShadow,
    Less,
    NotReleased,
    On,
    OnDay,
    Pays,
    PaysByBand,
    PriceInForce,
    PriceLimit,
    Recover,
    Repaid,
    Withhold,
    WithholdUntil,
)
from ocdsl.syntax.people_clauses import (
    About,
    AchievedOn,
    Area,
    AtTheEnd,
    BelongsTo,
    By,
    Counts,
    Currency,
    DueDates,
    FieldClause,
    ForEach,
    IsPercentage,
    JoinsOn,
    Model,
    MonthEnds,
    NeedsPeople,
    NeedsRecorded,
    Occurs,
    Otherwise,
    Party,
    RecordedBy,
    Rounded,
    Rounding,
    SetsAside,
    Statements,
    Tail,
    Target,
    Term,
    WeeksStart,
    When,
    WorkingDays,
    YearsStart,
)
from ocdsl.syntax.phrases import (
    Day,
    Money,
    Name,
    Table,
    Title,
    place,
)
from ocdsl.syntax.pool_clauses import SharedAmong
from ocdsl.syntax.rate_clauses import PennyRounding, RiseLimit, Rises
from ocdsl.syntax.spell_clauses import (
    AchievedOnDay,
    AchievedWhen,
    AtMostPeriods,
    EndsOn,
    Ignores,
    SpellPeriods,
    StartsOn,
    Subject,
)
from ocdsl.syntax.split_clauses import Divides
from ocdsl.syntax.variation_clauses import FromDay, Versions

__all__ = [
    "BLOCKS",
    "OWN_BLOCKS",
    "STAGES",
    "About",
    "Achieve",
    "AchievedOn",
    "AchievedOnDay",
    "AchievedWhen",
    "Answer",
    "Area",
    "Arrive",
    "AsAt",
    "AtMost",
    "AtMostPeriods",
    "AtTheEnd",
    "Balance",
    "BelongsTo",
    "Block",
    "Brings",
    "By",
    "Clause",
    "Comment",
    "Counts",
    "Currency",
    "DiagnosticCode",
    "Digest",
    "Divides",
    "Due",
    "DueDates",
    "EndsOn",
    "Excess",
    "Expect",
    "FieldClause",
    "File",
    "Finding",
    "ForEach",
    "ForPeople",
    "FreeText",
    "FromDay",
    "Ignores",
    "InShadow",
    "IsPercentage",
    "IsValue",
    "JoinsOn",
    "LeadsTo",
    "Less",
    "Log",
    "MissingParts",
    "Model",
    "MonthEnds",
    "NeedsParts",
    "NeedsPeople",
    "NeedsRecorded",
    "NotReleased",
    "Occurs",
    "On",
    "OnDay",
    "Order",
    "Otherwise",
    "Over",
    "Party",
    "Pays",
    "PaysByBand",
    "PennyRounding",
    "PriceInForce",
    "PriceLimit",
    "RecordedBy",
    "Recover",
    "Repaid",
    "RiseLimit",
    "Rises",
    "Rounded",
    "Rounding",
    "Saves",
    "SetsAside",
    "SharedAmong",
    "SpellPeriods",
    "Spends",
    "StartsOn",
    "Statements",
    "Subject",
    "Tail",
    "Target",
    "Term",
    "UnusedRoom",
    "Versions",
    "WeeksStart",
    "When",
    "Withhold",
    "WithholdUntil",
    "WorkingDays",
    "YearsStart",
]

# ---- clauses of accept, example and section; free text


@frozen
class Finding:
    """`finding PI-24 on weekly-support`."""

    code: str
    on: Name
    span: Span = place()


@frozen
class DiagnosticCode:
    """`diagnostic MissingExample on weekly-support`, or without `on` for the whole contract."""

    code: str
    on: Name | None = None
    span: Span = place()


@frozen
class Answer:
    """`answer mitigated on attribution`: what holds of one feature of a `suitability` block."""

    answer: Literal["yes", "no", "mitigated"]
    feature: Name
    span: Span = place()


@frozen
class LeadsTo:
    """`leads to independent, still-independent`: the outcomes at the end of a logic model."""

    outcomes: tuple[Name, ...]
    span: Span = place()


@frozen
class Log:
    """`log` and its table: date, event and detail of each; other headings are log columns."""

    table: Table
    span: Span = place()


@frozen
class Expect:
    """`expect outcome-fee £1,338.75 for mrs-a, earned on 14 July 2026, payable on 30 August 2026`.

    `status` is empty or one of the statuses in words (`withheld`, `not due`); `dates` are
    pairs of `earned` or `payable` and the day; `person` is None where any will do.
    """

    payment: Name
    amount: Money
    person: Name | None = None
    status: str = ""
    dates: tuple[tuple[str, Day], ...] = ()
    span: Span = place()


@frozen
class AsAt:
    """`as at 13 July 2026` in an example: its day; otherwise the last it names."""

    day: Day
    span: Span = place()


@frozen
class FreeText:
    """A line of words: `note`, `text`, `because`, `evidence`, `source`, `Cymraeg`, a stage."""

    kind: Literal[
        "note", "text", "because", "evidence", "Cymraeg", "inputs", "activities", "outputs",
        "interim outcomes", "final outcomes", "assumes", "source",
    ]  # fmt: skip
    text: str
    span: Span = place()


Clause = (
    Model | Area | Party | Term | Tail | Currency | Rounding | WeeksStart | YearsStart | MonthEnds
    | WorkingDays | Statements | DueDates | RecordedBy | About | Occurs | FieldClause | Counts
    | StartsOn | EndsOn | Ignores | JoinsOn | BelongsTo | SetsAside | AchievedOn | AchievedWhen
    | AchievedOnDay
    | When | NeedsRecorded | NeedsPeople | Otherwise | AtTheEnd | ForEach | IsPercentage | IsValue
    | MissingParts | NeedsParts | Rounded | Target | By | Pays | PaysByBand | PriceInForce
    | PriceLimit | Less | AtMostPeriods | On | OnDay | Repaid | Balance | Withhold | WithholdUntil
    | NotReleased | Recover | Due | InShadow | Over | AtMost | Order | Excess | UnusedRoom
    | Divides | Finding | DiagnosticCode | Answer | LeadsTo | Log | Expect | AsAt | FreeText
    | Arrive | Achieve | Spends | Saves
    | FromDay | Versions | Rises | RiseLimit | PennyRounding | SharedAmong | Digest | ForPeople
    | Brings
)  # fmt: skip

STAGES = ("inputs", "activities", "outputs", "interim outcomes", "final outcomes")
"""The stages of a logic model, from the first to the last."""

BLOCKS = (
    "contract", "event", "spell", "cohort", "outcome", "measure", "rates", "payment", "deduction",
    "cap", "floor", "split", "accept", "example", "section", "suitability", "logic-model",
    "assume", "variation", "use", "library",
)  # fmt: skip

OWN_BLOCKS = tuple(word for word in BLOCKS if word != "library")
"""The kinds of blocks that stand in a contract's own text."""


OTHER_WORDS = {
    "agreement": "contract", "fee": "payment", "price": "payment", "tariff": "payment",
    "reward": "payment", "limit": "cap", "ceiling": "cap", "maximum": "cap", "people": "cohort",
    "population": "cohort", "group": "cohort", "result": "outcome", "goal": "outcome",
    "indicator": "measure", "metric": "measure", "rate": "measure", "card": "rates",
    "minimum": "floor", "guarantee": "floor", "test": "example", "scenario": "example",
    "assumption": "assume", "segment": "assume", "amendment": "variation", "change": "variation",
    "import": "use", "scale": "use",
}  # fmt: skip
"""What people call a block, and the word that the language has for it."""


@frozen
class Block:
    """`keyword name "Title"` and its clauses, up to the next block."""

    keyword: str
    name: Name
    title: Title
    clauses: tuple[Clause, ...]
    span: Span = place()


@frozen
class Comment:
    """A `#` comment: on a line of its own, or at the end of line `span.line`."""

    text: str
    own_line: bool
    span: Span = place()


@frozen
class File:
    """A whole contract file; comments are kept beside the blocks for the printer."""

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
