"""English for caps: what each counts, in what order, and what becomes of the excess."""

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
from ocdsl.rules.wording.english.phrases import Voice, worked_out
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.cap_clauses import PRO_RATA


def caps(voice: Voice) -> Section:
    """Each cap: what it counts, in what order, and what becomes of the excess."""
    groups = tuple(group(cap, _cap(voice, cap)) for cap in voice.contract.caps.values())
    none = Paragraph(("No cap limits the payments under this contract.",))
    return Section("Limits on payment", "section.caps", groups or (none,))


def _cap(voice: Voice, cap: Cap) -> Iterator[Paragraph]:
    if cap.most:
        yield from _best_of(voice, cap)
        return
    if cap.takes:
        yield from _of_deductions(voice, cap)
        return
    names = [voice.term(name) for name in cap.payments]
    whom = "a provider" if "provider" in cap.grain else "all providers together"
    limit = _limit(voice, cap)
    yield Paragraph(
        say(
            f"The commissioner pays {whom} at most {{limit}}{_grain(cap)} for "
            + ("these payments taken together: {names}." if len(names) > 1 else "{names}."),
            limit=limit,
            names=w.listed(names),
        ),
        clauses_of(cap, "", "over", "at most"),
    )
    if cap.value is not None:
        yield _recorded(cap)
    if cap.base is not None:
        yield _measured(cap)
    order = _pro_rata(cap) if cap.order == PRO_RATA else _EARLIEST
    yield Paragraph((order,), clauses_of(cap, "order"))
    yield _excess(cap)
    if cap.keeps is not None:
        yield _unused(cap, cap.keeps)
    yield Paragraph((f"{_WITHHELD}{_of_its_own(cap)}. Money that is recovered makes no room.",),
                    clauses_of(cap, "at most"))  # fmt: skip


_WITHHELD = "What is withheld uses no room until it is released"


def _of_its_own(cap: Cap) -> str:
    """Whose room is used by what is released: that of the period of its release (ruling E12)."""
    return f", and then that of the {cap.unit} in which it is released" if cap.unit else ""


_EARLIEST = (
    "Payments use the room under this limit in the order in which they are earned, earliest "
    "first; those earned on the same day, in the order of the record numbers of the events "
    "that earn them. Where only part of a payment fits, that part is paid."
)


def _limit(voice: Voice, cap: Cap) -> Words:
    """The limit: an amount, what is recorded, or a share of a measure of the provider's."""
    if cap.base is not None and isinstance(cap.base.of, ph.FieldAt):
        share = w.percentage(Fraction(*fraction(cap.base.share)))
        return say(f"{share} of {{measure}}", measure=voice.term(cap.base.of.field.text))
    return (pounds(cap.pence),) if cap.value is None else worked_out(voice, cap.value)


def _of_deductions(voice: Voice, cap: Cap) -> Iterator[Paragraph]:
    """What is taken at most: the excess is not taken."""
    names = [voice.term(name) for name in cap.payments]
    whom = "a provider" if "provider" in cap.grain else "all providers together"
    yield Paragraph(
        say(
            f"The commissioner takes from {whom} at most {{limit}}{_grain(cap)} by {{names}}"
            + (" together." if len(names) > 1 else "."),
            limit=_limit(voice, cap),
            names=w.listed(names),
        ),
        clauses_of(cap, "", "over", "at most"),
    )
    if cap.base is not None:
        yield _measured(cap)
    yield Paragraph(
        ("What is earned first is taken first; on the same day, in the order of the record numbers "
         "of the events. What does not fit is not taken.",),
        clauses_of(cap, "order", "excess"),
    )  # fmt: skip


def _recorded(cap: Cap) -> Paragraph:
    """A limit that is recorded of somebody: which record counts, and what if there is none."""
    unit = next((w.CALENDAR[g] for g in cap.grain if g in PERIODS), "contract")
    says = (
        f"What counts is the record as it stands, up to the end of the {unit}: a later one changes "
        "what is paid under this limit, and the next statement carries the difference. While none "
        f"is recorded, nothing is paid; if none is recorded by the end of the {unit}, it is never "
        "paid."
    )
    return Paragraph((says,), clauses_of(cap, "at most"))


def _measured(cap: Cap) -> Paragraph:
    """A limit that is a share of a measure: known when that is settled."""
    unit = w.CALENDAR[cap.unit]
    taken = "taken" if cap.takes else "paid"
    says = (
        f"How much that is, is known when the {unit} has ended and nothing in the measure can "
        f"change. Until then nothing is {taken} under this limit; what is {taken} is then due as "
        "if it had been earned on that day."
    )
    return Paragraph((says,), clauses_of(cap, "at most"))


def _pro_rata(cap: Cap) -> str:
    unit = next((w.CALENDAR[g] for g in cap.grain if g in PERIODS), "contract")
    return (
        f"What is earned is not decided until the {unit} has ended, for the payments earned in it "
        "share the room under this limit. If they do not all fit, each is paid a share of the room "
        "in proportion to its amount, to the penny: the pennies left over go to those with the "
        f"largest remainders. What is paid is due as if it had been earned on the last day of the "
        f"{unit}."
    )


def _best_of(voice: Voice, cap: Cap) -> Iterator[Paragraph]:
    """A number of payments in place of money (ruling E31)."""
    names = [voice.term(name) for name in cap.payments]
    at_most = w.count(cap.most, "payment")
    of = "each provider" if "provider" in cap.grain else "all providers together"
    grain = _grain(cap).rstrip(",")
    yield Paragraph(
        say(f"The commissioner pays {of} at most {at_most}{grain}, of: {{names}}.",
            names=w.listed(names)),
        clauses_of(cap, "", "over", "at most"),
    )  # fmt: skip
    yield Paragraph(
        ("The highest is paid; of equal ones, the one earned first, and of those earned on the "
         "same day, the one whose event has the first record number. If a higher one is earned "
         "later, it is paid in place of the lower: the next statement carries the difference.",),
        clauses_of(cap, "order", "excess"),
    )  # fmt: skip
    yield Paragraph(
        ("Money that is recovered makes no room for another.",), clauses_of(cap, "at most")
    )


def _unused(cap: Cap, keeps: Keeping) -> Paragraph:
    """What becomes of room that is not used (ruling E20)."""
    unit = w.CALENDAR[cap.unit]
    share, of = keeps.share
    much = "" if share == of else f"{w.percentage(Fraction(share, of))} of the "
    what = f"{much}room that is not used in a {unit}"
    says = (
        f"{what[:1].upper()}{what[1:]} is carried forward for {w.count(keeps.periods, unit)}. The "
        f"room of the {unit} itself is used first, then what is carried forward, the oldest first. "
        "What is carried forward and not used in that time lapses."
    )
    return Paragraph((says,), clauses_of(cap, "unused room"))


def _grain(cap: Cap) -> str:
    """` for each person and year, by day of earning,`, ` over the whole contract`."""
    if cap.rolling:
        before = w.count(cap.rolling - 1, "month")
        person = " for each person" if "person" in cap.grain else ""
        return (
            f"{person} in any {cap.rolling} calendar months (the month of earning and the {before} "
            "before it, in which what this limit left out does not count)"
        )
    units = [w.CALENDAR[g] for g in cap.grain if g in PERIODS]
    scopes = [*(["person"] if "person" in cap.grain else []), *units]
    if not scopes:
        return " over the whole contract"
    span = "by day of earning" if units else "over the whole contract"
    return f" for each {' and '.join(scopes)}, {span},"


def _excess(cap: Cap) -> Paragraph:
    clauses = clauses_of(cap, "excess", "at the end")
    if not cap.carries:
        return Paragraph(("What does not fit is not paid.",), clauses)
    unit = w.CALENDAR[next(g for g in cap.grain if g in PERIODS)]
    end = (
        "What is still carried forward when the contract ends lapses and is not paid."
        if cap.lapses
        else "What is still carried forward when the contract ends is paid on the last statement."
    )
    return Paragraph(
        (
            f"What does not fit is carried forward to the next {unit} with room, and is then due "
            f"as if it had been earned on the first day of that {unit}. What is carried forward "
            f"is paid before what is earned in that {unit}. {end}",
        ),
        clauses,
    )
