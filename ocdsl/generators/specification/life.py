"""One person's days: what is recorded, earned, withheld, due and taken back, as an engine decides.

The days are those of a worked example, and of the contract's time-lags: the last day on which a
payment can be taken back follows from its due date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from attrs import frozen

from ocdsl.base.money import pounds
from ocdsl.drawing.shapes import Ink
from ocdsl.drawing.timeline import Entry, Moment, timeline_drawn
from ocdsl.ledger.decision import Decision
from ocdsl.model.contract import Contract, Example, Payment
from ocdsl.rules.wording.clauses import PICTURE_WIDTH, Count, Figure, Titled, say
from ocdsl.rules.wording.language import Language
from ocdsl.rules.wording.picture_words import picture_words

_FEWEST, _MOST = 4, 14
"""Days that a picture shows: fewer say little, more do not fit a page."""
_PICTURES = 3
"""Of one contract at most: each shows what those before it do not."""

_AT: dict[str, tuple[str, Ink]] = {
    "payable": ("due: {payment}, {amount}", "good"),
    "released": ("released and due: {payment}, {amount}", "good"),
    "forfeited": ("not released: {payment}, {amount}", "alarm"),
    "recovered": ("taken back: {payment}, {amount}", "alarm"),
}
"""What a status is called in the picture, and its colour."""
_EARNED_SAYS = "earned: {payment}, {amount}"
_HELD_SAYS = "withheld: {payment}, {amount}"
_LAST_DAY = "the last day on which {payment} can be taken back"
_EARNED = ("payable", "capped", "carried-forward", "repaid")
_HELD = ("withheld", "released", "forfeited")


@frozen
class Life:
    """One person of a worked example, with what is decided about them."""

    example: Example
    person: str
    decisions: tuple[Decision, ...]

    @property
    def shows(self) -> frozenset[tuple[str, str]]:
        """The payments, each with the statuses of its lines that have a day."""
        return frozenset((d.payment, d.status) for d in self.decisions if d.earned_on)

    @property
    def alone(self) -> bool:
        """Whether the example is of nobody else: its tables then name nobody."""
        return len({row.person for row in self.example.rows}) == 1


def life_figures(
    contract: Contract,
    decided: Iterable[tuple[Example, Sequence[Decision]]],
    language: Language,
) -> Iterator[tuple[Life, Figure]]:
    """The people who are worth a picture: the one who shows most, then who adds to that."""
    every = [
        (life, figure)
        for example, decisions in decided
        for life in _lives(example, decisions)
        if (figure := _figure(contract, life, language))
    ]
    shown: set[tuple[str, str]] = set()
    for _ in range(_PICTURES):
        best = max(every, key=lambda pair: len(pair[0].shows - shown), default=None)
        if best is None or not best[0].shows - shown:
            return
        yield best
        shown |= best[0].shows


def _lives(example: Example, decisions: Sequence[Decision]) -> Iterator[Life]:
    for person in dict.fromkeys(row.person for row in example.rows if row.person):
        yield Life(example, person, tuple(d for d in decisions if d.person == person))


def _figure(contract: Contract, life: Life, language: Language) -> Figure | None:
    """The picture; None when it would have too few days or too many."""
    entries = sorted(_entries(contract, life, language), key=lambda each: each[0])
    days = [(day, [entry for _, entry in each]) for day, each in groupby(entries, lambda e: e[0])]
    if not _FEWEST <= len(days) <= _MOST:
        return None
    lags = [0, *(after - before for (before, _), (after, _) in pairwise(days))]
    moments = [
        Moment(
            day,
            language.date(day),
            tuple(dict.fromkeys(each)),
            _later(lag, language) if lag else "",
        )
        for (day, each), lag in zip(days, lags, strict=True)
    ]
    told = "; ".join(
        f"{f'{moment.since}, ' if moment.since else ''}{moment.date}: "
        f"{', '.join(entry.text for entry in moment.entries)}"
        for moment in moments
    )
    example = (Titled(life.example.title, life.example.welsh),)
    caption = (
        say("{example}: day by day", example=example)
        if life.alone
        else say("{example}: the days of {person}", example=example, person=life.person)
    )
    return Figure(
        f"figure.life.{life.example.name}.{life.person}",
        picture_words(language).figure,
        language.text(caption),
        language.text(say("From the top down: {days}.", days=told)),
        timeline_drawn(moments, PICTURE_WIDTH),
    )


def _later(days: int, language: Language) -> str:
    """`28 days later`; nothing on the first day."""
    if not days:
        return ""
    return language.text(say("{lag} later", lag=Count(days, "day")))


def _entries(contract: Contract, life: Life, language: Language) -> Iterator[tuple[int, Entry]]:
    """What happens, each with its day: what is recorded first, then the money."""
    for row in life.example.rows:
        if row.person == life.person:
            detail = "; ".join(f"{name}: {value}" for name, value in row.values)
            title = contract.events[row.event].title
            yield row.day, Entry(f"{title} ({detail})" if detail else title, "deep")
    yield from _earned(contract, life, language)
    for decision in life.decisions:
        yield from _decided(contract, decision, language)
    yield from _last_days(contract, life, language)


def _earned(contract: Contract, life: Life, language: Language) -> Iterator[tuple[int, Entry]]:
    """What is earned on a day, with the part of it that is held back on that day."""
    for _, lines in groupby(life.decisions, lambda d: d.id.partition("#")[0]):
        parts = [d for d in lines if d.status in (*_EARNED, *_HELD)]
        day = next((d.earned_on for d in parts if d.status in _EARNED and d.earned_on), None)
        if day is None:
            continue
        payment, whole = contract.payments[parts[0].payment], sum(d.amount for d in parts)
        yield day, Entry(_text(language, _EARNED_SAYS, payment, whole), "ink")
        if held := sum(d.amount for d in parts if d.status in _HELD):
            yield day, Entry(_text(language, _HELD_SAYS, payment, held), "warm")


def _decided(
    contract: Contract, decision: Decision, language: Language
) -> Iterator[tuple[int, Entry]]:
    says, ink = _AT.get(decision.status, ("", "ink"))
    day = decision.earned_on if decision.status == "forfeited" else decision.payable_on
    if says and day:
        payment = contract.payments[decision.payment]
        yield day, Entry(_text(language, says, payment, decision.amount), ink)


def _last_days(contract: Contract, life: Life, language: Language) -> Iterator[tuple[int, Entry]]:
    """The last day on which what is paid can be taken back, where it has not been."""
    gone = {d.payment for d in life.decisions if d.status == "recovered"}
    for d in life.decisions:
        recovery = contract.payments[d.payment].recovery
        if recovery and d.status == "payable" and d.payable_on and d.payment not in gone:
            last = contract.dates.later(d.payable_on, recovery.after_due)
            last -= not recovery.up_to_and_including
            yield last, Entry(_text(language, _LAST_DAY, contract.payments[d.payment]), "alarm")


def _text(language: Language, says: str, payment: Payment, pence: int = 0) -> str:
    return language.text(say(says, payment=payment.title, amount=pounds(abs(pence))))
