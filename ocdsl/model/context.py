"""What a check looks at: the tree of a contract file indexed by name, and its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, KeysView, Mapping
from functools import cached_property
from typing import Any, TypeVar

from attrs import field, frozen

from ocdsl.base.calendar import LAST_DAY, PERIODS, RUN_ON, WEEKDAYS
from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.holidays import calendar_names, holiday_calendar
from ocdsl.base.source import Source
from ocdsl.model.clauses import every, named_in, only
from ocdsl.model.contract import Contract
from ocdsl.model.dates import DateRules
from ocdsl.model.library import Section
from ocdsl.model.nodes import nodes
from ocdsl.model.variations import Text
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

Part = TypeVar("Part")


@frozen
class Context:
    """A contract file as the checks see it; `contract` is there only when it has no errors."""

    source: Source
    file: tree.File
    unread: frozenset[int] = frozenset()
    """Lines the parser could not read: whatever they may have said is not called missing."""
    contract: Contract | None = field(default=None, eq=False)
    beside: tuple[Contract, ...] = field(default=(), eq=False)
    """The other contracts that are checked with this one."""
    libraries: Mapping[str, Section] = field(factory=dict, eq=False)
    """The texts of the library that the contract's text holds, by name."""
    texts: tuple[Text, ...] = ()
    """The text as signed, and those of its variations; empty where there is one text alone."""
    text: Text | None = None
    """Which of them `file` is."""
    found: tuple[Diagnostic, ...] | None = field(default=None, eq=False)
    """All that was found, for the check of what is accepted; None before that."""
    _listed: dict[str, tuple[Any, ...]] = field(factory=dict, eq=False, repr=False)
    _joined: dict[tuple[str, ...], Collection[str]] = field(factory=dict, eq=False, repr=False)
    _grains: dict[tuple[str, int], tuple[str, ...] | None] = field(
        factory=dict, eq=False, repr=False
    )

    def once(self, what: str, make: Callable[[], Iterable[Any]]) -> tuple[Any, ...]:
        """What `make` gives, listed once for the file: before its contract is built and after."""
        if what not in self._listed:
            self._listed[what] = tuple(make())
        return self._listed[what]

    @property
    def built(self) -> Contract:
        """The built contract, for checks that run only when there is one. Raises LookupError."""
        if self.contract is None:
            raise LookupError("the contract has errors, so it was not built")
        return self.contract

    @cached_property
    def named(self) -> Mapping[str, Mapping[str, tree.Block]]:
        """Blocks by keyword, then by name; of two with one name the first."""
        found: dict[str, dict[str, tree.Block]] = {keyword: {} for keyword in tree.BLOCKS}
        for block in self.file.blocks:
            found.setdefault(block.keyword, {}).setdefault(block.name.text, block)
        return found

    def parts(self, *kinds: type[Part]) -> Iterator[tuple[tree.Block, tree.Clause, Part]]:
        """Every part of every clause that is of one of these classes, with its block and clause."""
        for kind in kinds:
            yield from self._parts.get(kind, ())

    @cached_property
    def _parts(self) -> Mapping[type, list[tuple[tree.Block, tree.Clause, Any]]]:
        """The parts by their class: most checks are about few of them."""
        found: dict[type, list[tuple[tree.Block, tree.Clause, Any]]] = {}
        for block in self.file.blocks:
            for clause in block.clauses:
                for node in nodes(clause):
                    found.setdefault(type(node), []).append((block, clause, node))
        return found

    @cached_property
    def payments(self) -> Mapping[str, tree.Block]:
        """The blocks that pay, those that take and those that top up, by name."""
        return {**self.named["payment"], **self.named["deduction"], **self.named["floor"]}

    @cached_property
    def header(self) -> tree.Block | None:
        """The `contract` block, or None."""
        return next(iter(self.named["contract"].values()), None)

    @cached_property
    def dates(self) -> DateRules:
        """How the contract counts days; what its block does not say is as `DateRules` has it."""
        weeks, years = only(self.header, tree.WeeksStart), only(self.header, tree.YearsStart)
        months, due = only(self.header, tree.MonthEnds), only(self.header, tree.DueDates)
        working = only(self.header, tree.WorkingDays)
        known = working is not None and working.calendar.text in calendar_names()
        return DateRules(
            week_day=WEEKDAYS.index(weeks.weekday) if weeks else 0,
            year_month=years.month if years else 1,
            month_end=_month_end(months.text) if months else "",
            holidays=holiday_calendar(working.calendar.text) if working and known else None,
            due_dates_move=due is not None and due.text.startswith("move"),
        )

    @cached_property
    def people_of_examples(self) -> Mapping[int, KeysView[str]]:
        """Whom the log of each example is about, by the line its block begins on."""
        return {
            block.span.line: _people(block).keys()
            for block in self.file.blocks
            if block.keyword == "example"
        }

    @cached_property
    def unread_words(self) -> frozenset[str]:
        """Every word on the lines that could not be read: names there count as defined."""
        words = (self.source.line(n).replace(",", " ").split() for n in self.unread)
        return frozenset(word for line in words for word in line)

    def parties(self, *kinds: str) -> Iterator[tree.Party]:
        """The parties of these kinds, in the order of the contract."""
        return (p for p in every(self.header, tree.Party) if p.kind in kinds)

    @cached_property
    def names(self) -> Mapping[str, KeysView[str]]:
        """The names of the blocks of each keyword, and of the parties of each kind."""
        found = {keyword: blocks.keys() for keyword, blocks in self.named.items()}
        for kind in ("commissioner", "provider", "role"):
            found[kind] = {p.name.text: p for p in self.parties(kind)}.keys()
        return found

    def names_of(self, *keywords: str, before: tuple[str, ...] = ()) -> Collection[str]:
        """Words that need no block, then the names of the blocks of some keywords, each once."""
        asked = (*before, *keywords)
        if asked not in self._joined:
            names = (name for keyword in keywords for name in self.names[keyword])
            self._joined[asked] = dict.fromkeys((*before, *names)).keys()
        return self._joined[asked]

    def every_field(self) -> tuple[str, ...]:
        """The fields of all events, each name once."""
        return tuple(dict.fromkeys(f for event in self.named["event"] for f in self.fields(event)))

    def fields(self, event: str) -> Mapping[str, tree.FieldClause]:
        """The fields an event declares, by name; none when there is no such event."""
        return self._fields.get(event, {})

    @cached_property
    def _fields(self) -> Mapping[str, Mapping[str, tree.FieldClause]]:
        return {
            event: {f.name.text: f for f in reversed(tuple(every(block, tree.FieldClause)))}
            for event, block in self.named["event"].items()
        }

    def field(self, event: str, name: str) -> tree.FieldClause | None:
        """A field of an event, or None."""
        return self.fields(event).get(name)

    def is_of_library(self, line: int) -> bool:
        """Whether a line is of a text of the library, which the contract only uses."""
        return any(line in section.lines for section in self.libraries.values())

    def has_unread(self, block: tree.Block) -> bool:
        """Whether a line of the block could not be read: a clause may be there after all."""
        return block.span.line in self._unread_blocks

    @cached_property
    def _unread_blocks(self) -> frozenset[int]:
        """The lines that blocks with an unread line begin on."""
        starts = sorted(block.span.line for block in self.file.blocks)
        places = (bisect_right(starts, line) for line in self.unread)
        return frozenset(starts[place - 1] for place in places if place)

    def wide_grain(self, block: tree.Block) -> tuple[str, ...] | None:
        """The grain of what is for each provider or period: `("provider", "year")`.

        Empty for what is for the contract; None for what is for each person, event or outcome.
        """
        place = (block.name.text, block.span.line)  # asked for again with each clause of a block
        if place not in self._grains:
            self._grains[place] = self._grain_of(block)
        return self._grains[place]

    def _grain_of(self, block: tree.Block) -> tuple[str, ...] | None:
        if only(block, tree.AchievedOnDay):
            counts = only(block, tree.Counts)
            of = {name.text for name in counts.grain} if counts else set()
            return ("provider", "year") if "provider" in of else ("year",)
        subject, each = subject_of(block), only(block, tree.ForEach)
        if (subject is None and each is None) or (subject and subject.population):
            return None
        names = {name.text for name in (subject.grain if subject else each.grain if each else ())}
        if not names <= {"provider", *PERIODS}:
            return None
        return tuple(name for name in ("provider", *PERIODS) if name in names)

    def wide_measures(self, grain: tuple[str, ...]) -> Mapping[str, tree.Block]:
        """The measures that have one value for each row of a grain: of it, or of a coarser one."""
        return {
            name: block
            for name, block in self.named["measure"].items()
            if (own := self.wide_grain(block)) is not None and set(own) <= set(grain)
        }

    def values_at_hand(self, block: tree.Block, hand: str) -> Mapping[str, tree.Block]:
        """The measures that a bare name may mean in a clause of a block: of the event at hand.

        Without one, of the provider or the period that the block is for.
        """
        grain = self.wide_grain(block)
        return self.worked_out(hand) if hand or grain is None else self.wide_measures(grain)

    def each_event(self, block: tree.Block) -> str:
        """The event that a payment or a measure is for each of; empty for any other."""
        subject, each = subject_of(block), only(block, tree.ForEach)
        grain = subject.grain if subject else each.grain if each else ()
        name = grain[0].text if len(grain) == 1 else ""
        if subject is not None and subject.periods is not None:
            return self.counted_event(name)
        return name if name in self.named["event"] else ""

    def owners(self, name: str) -> list[str]:
        """The events that record a field of that name."""
        return [event for event in self.named["event"] if self.field(event, name)]

    def counted_event(self, name: str) -> str:
        """The event that records a number of days whose periods are counted; empty for a spell."""
        owners = self.owners(name)
        return owners[0] if len(owners) == 1 and name not in self.named["spell"] else ""

    def each_spell(self, block: tree.Block) -> str:
        """The spell that a payment is for each of, or each period of; empty for any other."""
        subject = subject_of(block)
        name = subject.grain[0].text if subject and len(subject.grain) == 1 else ""
        return name if name in self.named["spell"] else ""

    def own_event(self, block: tree.Block) -> str:
        """The event that a payment or a measure is for each of, or that starts the spell it is for.

        Empty where there is none.
        """
        if each := self.each_event(block):
            return each
        return self.starts(self.each_spell(block))

    def starts(self, spell: str) -> str:
        """The event that starts a spell; empty for what is none."""
        starts = only(self.named["spell"].get(spell), tree.StartsOn)
        return starts.event.event.text if starts else ""

    def worked_out(self, event: str) -> Mapping[str, tree.Block]:
        """The measures worked out for each event of a kind, by name."""
        return self._worked_out.get(event, {})

    @cached_property
    def _worked_out(self) -> Mapping[str, Mapping[str, tree.Block]]:
        found: dict[str, dict[str, tree.Block]] = {}
        for name, block in self.named["measure"].items():
            if only(block, tree.IsValue) and self.each_event(block):
                found.setdefault(self.each_event(block), {})[name] = block
        return found

    def is_rate(self, measure: str) -> bool:
        """Whether a measure is a share of people; true of one that is not there."""
        return only(self.named["measure"].get(measure), tree.IsValue) is None

    def is_card(self, value: ph.FieldAt, hand: str) -> bool:
        """Whether a bare name is that of a card, and of no field of the event at hand."""
        name = value.field.text
        return value.at is None and name in self.named["rates"] and not self.field(hand, name)

    def picked_event(self, block: tree.Block) -> str:
        """The event that `the EVENT` may mean in a block: the one it is achieved, joins or is on.

        For a payment for each outcome it is the event the outcome is achieved on, for a payment or
        a measure for each event that event itself, and for each spell the event that starts it.
        Empty when the block picks none.
        """
        on = only(block, tree.AchievedOn) or only(block, tree.JoinsOn) or only(block, tree.On)
        if on:
            return on.event.event.text
        if own := self.own_event(block):
            return own
        outcome = self.named["outcome"].get(outcome_paid(block)) if outcome_paid(block) else None
        return self.picked_event(outcome) if outcome else ""


def _month_end(text: str) -> str:
    return next(rule for rule in (LAST_DAY, RUN_ON) if text.startswith(rule))


def _people(block: tree.Block) -> dict[str, None]:
    """The names in a log's `person` column; who stands in no row of it has the example's name."""
    named: dict[str, None] = {}
    for log in every(block, tree.Log):
        for row in log.table.rows:
            cells = dict(zip(log.table.headings, row, strict=False))
            person = named_in(cells.get("person")) or block.name
            named[person.text] = None
    return named


def subject_of(block: tree.Block) -> tree.Subject | None:
    """What a payment block pays for, or None."""
    pays = only(block, tree.Pays) or only(block, tree.PaysByBand)
    return pays.subject if pays else None


def outcome_paid(block: tree.Block) -> str:
    """The name a payment says it pays for each of, alone: its outcome; empty for people."""
    subject = subject_of(block)
    if subject is None or subject.population or len(subject.grain) != 1:
        return ""
    name = subject.grain[0].text
    return "" if name in GRAINS else name


def outcomes_paid(block: tree.Block) -> tuple[str, ...]:
    """Every name that a payment says it pays for each of; nothing for people."""
    subject, first = subject_of(block), outcome_paid(block)
    return (first, *(name.text for name in subject.also)) if subject and first else ()


GRAINS = ("person", "provider", "event", "cohort", "contract", *PERIODS)
"""The names of grains that are not names an author gave (law 20)."""
