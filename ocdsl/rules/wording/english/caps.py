"""English for caps: what each counts, in what order, and what becomes of the excess."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.money import pounds
from ocdsl.model.caps import Cap
from ocdsl.rules.wording.clauses import Paragraph, Section, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.people import group
from ocdsl.rules.wording.english.phrases import Voice


def caps(voice: Voice) -> Section:
    """Each cap: what it counts, in what order, and what becomes of the excess."""
    groups = tuple(group(cap, _cap(voice, cap)) for cap in voice.contract.caps.values())
    none = Paragraph(("No cap limits the payments under this contract.",))
    return Section("Limits on payment", "section.caps", groups or (none,))


def _cap(voice: Voice, cap: Cap) -> Iterator[Paragraph]:
    names = [voice.term(name) for name in cap.payments]
    whom = "a provider" if "provider" in cap.grain else "all providers together"
    yield Paragraph(
        say(
            f"The commissioner pays {whom} at most {pounds(cap.pence)}{_grain(cap)} for "
            + ("these payments taken together: {names}." if len(names) > 1 else "{names}."),
            names=w.listed(names),
        ),
        clauses_of(cap, "", "over", "at most"),
    )
    yield Paragraph(
        ("Payments use the room under this limit in the order in which they are earned, earliest "
         "first; those earned on the same day, in the order of the record numbers of the events "
         "that earn them. Where only part of a payment fits, that part is paid.",),
        clauses_of(cap, "order"),
    )  # fmt: skip
    yield _excess(cap)
    yield Paragraph(("What is withheld uses no room until it is released. Money that is recovered "
                     "makes no room.",), clauses_of(cap, "at most"))  # fmt: skip


def _grain(cap: Cap) -> str:
    """` for each person and year, by day of earning,`, ` over the whole contract`."""
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
