"""English for splits: who pays a payment, whose result it is, to whom it is passed on."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.calendar import lag_in_words
from ocdsl.base.money import pounds
from ocdsl.model.splits import THE_PROVIDER, Split, SplitPart
from ocdsl.rules.wording.clauses import Paragraph, Section, Table, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.people import group
from ocdsl.rules.wording.english.phrases import Voice


def splits(voice: Voice) -> Section | None:
    """Each split: which payments it divides, between whom, and what becomes of what is recovered.

    None where the contract divides nothing.
    """
    found = voice.contract.splits.values()
    groups = tuple(group(split, _split(voice, split)) for split in found)
    return Section("How payments are divided", "section.splits", groups) if groups else None


def _split(voice: Voice, split: Split) -> Iterator[Paragraph]:
    names = [voice.term(name) for name in split.payments]
    if len(split.parties) == 1:
        text = "{names} {verb} paid by {party} alone."
        verb = "is" if len(names) == 1 else "are"
        party = _name(voice, split.parties[0])
        yield Paragraph(
            say(text, names=w.listed(names), verb=verb, party=party),
            clauses_of(split, "", "divides"),
        )
        return
    does = _DOES[split.side]
    each = "Each payment of {names}" if len(names) == 1 else "Each of these payments, {names},"
    yield Paragraph(
        say(f"{each} {does} the parties below:", names=w.listed(names)),
        clauses_of(split, "", "divides"),
        table=_table(voice, split),
    )
    yield Paragraph((_parts_text(split),), clauses_of(split, "divides"))
    yield Paragraph(
        (
            "Money that is recovered is recovered from each party in the parts in which it had "
            "the payment that is recovered.",
        ),
        clauses_of(split, "divides"),
    )
    if any(party.due for party in split.parties):
        yield Paragraph(
            (
                "The provider is paid the whole on the due date of the payment. What is passed "
                "on is due from the provider on the later day that the table gives.",
            ),
            clauses_of(split, "divides"),
        )


_DOES = {
    "payer": "is paid by",
    "provider": "is for a result that is shared by",
    "payee": "is passed on to",
}


def _parts_text(split: Split) -> str:
    if split.in_order:
        return (
            "What counts is all the money of these payments so far, in the order in which it is "
            "earned, earliest first; what is earned on the same day, in the order of the record "
            "numbers of the events that earn it. A payment that takes the total past the end of "
            "one part is divided there. Money that is recovered makes no room."
        )
    return (
        "Each part is a whole number of pennies, and the parts add up to the payment exactly: "
        "each is rounded down, and the pennies that are left go to the parts that lost most, "
        "the party named first before the others."
    )


def _table(voice: Voice, split: Split) -> Table:
    heads = ("Party", "Part", *(("Due",) if any(p.due for p in split.parties) else ()))
    whole = sum(party.share for party in split.parties)
    rows = tuple(
        _row(voice, split, number, whole, len(heads)) for number in range(len(split.parties))
    )
    return Table(heads, rows, (4, 4, 3)[: len(heads)])


def _row(voice: Voice, split: Split, number: int, whole: int, width: int) -> tuple[Words, ...]:
    party = split.parties[number]
    part = w.percentage(Fraction(party.share, whole)) if whole else _in_order(split, number)
    due = f"{lag_in_words(party.due.lag)} later" if party.due else "On the due date"
    return ((_name(voice, party),), (part,), (due,))[:width]


def _name(voice: Voice, party: SplitPart) -> str:
    if party.party == THE_PROVIDER:
        return "The provider, who keeps it"
    return next(p.title for p in voice.contract.parties if p.name == party.party)


def _in_order(split: Split, number: int) -> str:
    before = split.parties[number - 1].up_to or 0 if number else 0
    up_to = split.parties[number].up_to
    if up_to is None:
        return "The rest"
    return f"The {'next' if number else 'first'} {pounds(up_to - before)}"
