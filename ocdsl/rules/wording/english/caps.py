"""Caps: what each counts, in what order, and what becomes of the excess."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.calendar import PERIODS
from ocdsl.base.money import pounds
from ocdsl.model.build.payments import fraction
from ocdsl.model.caps import Cap, Keeping
from ocdsl.rules.wording.clauses import Paragraph, Section, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.people import group
from ocdsl.rules.wording.english.phrases import worked_out
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.cap_clauses import PRO_RATA


def caps(voice: Voice) -> Section:
    """Each cap: what it counts, in what order, and what becomes of the excess."""
    groups = tuple(group(cap, _cap(voice, cap)) for cap in voice.contract.caps.values())
    none = Paragraph(say("No cap limits the payments under this contract."))
    return Section(say("Limits on payment"), "section.caps", groups or (none,))


_AT_MOST = (
    "The commissioner pays {whom} at most {limit}{grain} for these payments taken together: "
    "{names}."
)


def _cap(voice: Voice, cap: Cap) -> Iterator[Paragraph]:
    if cap.most:
        yield from _best_of(voice, cap)
        return
    if cap.takes:
        yield from _of_deductions(voice, cap)
        return
    text = "The commissioner pays {whom} at most {limit}{grain} for {names}."
    yield Paragraph(
        _limits(voice, cap, _AT_MOST if len(cap.payments) > 1 else text),
        clauses_of(cap, "", "over", "at most"),
    )
    if cap.value is not None:
        yield _recorded(cap)
    if cap.base is not None:
        yield _measured(cap)
    order = _pro_rata(cap) if cap.order == PRO_RATA else say(_EARLIEST)
    yield Paragraph(order, clauses_of(cap, "order"))
    yield _excess(cap)
    if cap.keeps is not None:
        yield _unused(cap, cap.keeps)
    yield Paragraph(_withheld(cap), clauses_of(cap, "at most"))


def _limits(voice: Voice, cap: Cap, text: str) -> Words:
    """Whom it limits to how much, for which payments."""
    return say(
        text,
        whom=say("a provider" if "provider" in cap.grain else "all providers together", "whom"),
        limit=_limit(voice, cap), grain=_grain(cap),
        names=w.listed([voice.term(name) for name in cap.payments]),
    )  # fmt: skip


def _withheld(cap: Cap) -> Words:
    """Whose room is used by what is released: that of the period of its release (ruling E12)."""
    if not cap.unit:
        return say(
            "What is withheld uses no room until it is released. Money that is recovered makes no "
            "room."
        )
    return say(
        "What is withheld uses no room until it is released, and then that of the {unit} in which "
        "it is released. Money that is recovered makes no room.",
        unit=say(cap.unit, "unit"),
    )


_EARLIEST = (
    "Payments use the room under this limit in the order in which they are earned, earliest "
    "first; those earned on the same day, in the order of the record numbers of the events "
    "that earn them. Where only part of a payment fits, that part is paid."
)


def _limit(voice: Voice, cap: Cap) -> Words:
    """The limit: an amount, what is recorded, or a share of a measure of the provider's."""
    if cap.base is not None and isinstance(cap.base.of, ph.FieldAt):
        share = w.percentage(Fraction(*fraction(cap.base.share)))
        return say("{share} of {measure}", share=share, measure=voice.term(cap.base.of.field.text))
    return (pounds(cap.pence),) if cap.value is None else worked_out(voice, cap.value)


def _of_deductions(voice: Voice, cap: Cap) -> Iterator[Paragraph]:
    """What is taken at most: the excess is not taken."""
    text = (
        "The commissioner takes from {whom} at most {limit}{grain} under {names} together."
        if len(cap.payments) > 1
        else "The commissioner takes from {whom} at most {limit}{grain} under {names}."
    )
    yield Paragraph(_limits(voice, cap, text), clauses_of(cap, "", "over", "at most"))
    if cap.base is not None:
        yield _measured(cap)
    yield Paragraph(
        say(
            "What is earned first is taken first; on the same day, in the order of the record "
            "numbers of the events. What does not fit is not taken."
        ),
        clauses_of(cap, "order", "excess"),
    )


def _period(cap: Cap) -> Words:
    """The period that a limit is for, or the contract."""
    return w.unit(next((g for g in cap.grain if g in PERIODS), "contract"))


def _recorded(cap: Cap) -> Paragraph:
    """A limit that is recorded of somebody: which record counts, and what if there is none."""
    says = say(
        "What counts is the record as it stands, up to the end of the {unit}: a later one changes "
        "what is paid under this limit, and the next statement carries the difference. While none "
        "is recorded, nothing is paid; if none is recorded by the end of the {unit}, it is never "
        "paid.",
        unit=_period(cap),
    )
    return Paragraph(says, clauses_of(cap, "at most"))


def _measured(cap: Cap) -> Paragraph:
    """A limit that is a share of a measure: known when that is settled."""
    text = (
        "How much that is, is known when the {unit} has ended and nothing in the measure can "
        "change. Until then nothing is taken under this limit; what is taken is then due as if it "
        "had been earned on that day."
        if cap.takes
        else "How much that is, is known when the {unit} has ended and nothing in the measure can "
        "change. Until then nothing is paid under this limit; what is paid is then due as if it "
        "had been earned on that day."
    )
    return Paragraph(say(text, unit=w.unit(cap.unit)), clauses_of(cap, "at most"))


def _pro_rata(cap: Cap) -> Words:
    return say(
        "What is earned is not decided until the {unit} has ended, for the payments earned in it "
        "share the room under this limit. If they do not all fit, each is paid a share of the room "
        "in proportion to its amount, to the penny: the pennies left over go to those with the "
        "largest remainders. What is paid is due as if it had been earned on the last day of the "
        "{unit}.",
        unit=_period(cap),
    )


def _best_of(voice: Voice, cap: Cap) -> Iterator[Paragraph]:
    """A number of payments in place of money (ruling E31)."""
    whom = "each provider" if "provider" in cap.grain else "all providers together"
    text = say(
        "The commissioner pays {whom} at most {most}{grain}, of: {names}.",
        whom=say(whom, "whom"), most=w.count(cap.most, "payment"), grain=_grain(cap, comma=False),
        names=w.listed([voice.term(name) for name in cap.payments]),
    )  # fmt: skip
    yield Paragraph(text, clauses_of(cap, "", "over", "at most"))
    yield Paragraph(
        say(
            "The highest is paid; of equal ones, the one earned first, and of those earned on the "
            "same day, the one whose event has the first record number. If a higher one is earned "
            "later, it is paid in place of the lower: the next statement carries the difference."
        ),
        clauses_of(cap, "order", "excess"),
    )
    yield Paragraph(
        say("Money that is recovered makes no room for another."), clauses_of(cap, "at most")
    )


def _unused(cap: Cap, keeps: Keeping) -> Paragraph:
    """What becomes of room that is not used (ruling E20)."""
    share, of = keeps.share
    text = (
        "Room that is not used in a {unit} is carried forward for {periods}. The room of the "
        "{unit} itself is used first, then what is carried forward, the oldest first. What is "
        "carried forward and not used in that time lapses."
        if share == of
        else "{share} of the room that is not used in a {unit} is carried forward for {periods}. "
        "The room of the {unit} itself is used first, then what is carried forward, the oldest "
        "first. What is carried forward and not used in that time lapses."
    )
    says = say(
        text,
        share=w.percentage(Fraction(share, of)), unit=w.unit(cap.unit),
        periods=w.one_of(cap.unit, keeps.periods),
    )  # fmt: skip
    return Paragraph(says, clauses_of(cap, "unused room"))


_ROLLING = {
    True: " for each person in any {months} (the month of earning and the {before} before it, in "
    "which what this limit left out does not count)",
    False: " in any {months} (the month of earning and the {before} before it, in which what this "
    "limit left out does not count)",
}
# For each person, for each period.
_GRAINS = {
    (True, True): " for each person and {unit}, by day of earning",
    (True, False): " for each person, over the whole contract",
    (False, True): " for each {unit}, by day of earning",
}


def _grain(cap: Cap, comma: bool = True) -> Words:
    """` for each person and year, by day of earning,`, ` over the whole contract`."""
    person = "person" in cap.grain
    if cap.rolling:
        return say(
            _ROLLING[person],
            months=w.count(cap.rolling, "calendar month"),
            before=w.count(cap.rolling - 1, "month"),
        )
    unit = next((w.unit(g) for g in cap.grain if g in PERIODS), None)
    if unit is None and not person:
        return say(" over the whole contract")
    text = say(_GRAINS[person, unit is not None], unit=unit or ())
    return say("{grain},", grain=text) if comma else text


def _excess(cap: Cap) -> Paragraph:
    clauses = clauses_of(cap, "excess", "at the end")
    if not cap.carries:
        return Paragraph(say("What does not fit is not paid."), clauses)
    end = (
        "What is still carried forward when the contract ends lapses and is not paid."
        if cap.lapses
        else "What is still carried forward when the contract ends is paid on the last statement."
    )
    return Paragraph(
        say(
            "What does not fit is carried forward to the next {unit} with room, and is then due as "
            "if it had been earned on the first day of that {unit}. What is carried forward is "
            "paid before what is earned in that {unit}. {end}",
            unit=_period(cap), end=say(end),
        ),
        clauses,
    )  # fmt: skip
