"""Splits: who pays a payment, whose result it is, to whom it is passed on."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocdsl.base.money import pounds
from ocdsl.model.splits import THE_PROVIDER, Split, SplitPart
from ocdsl.rules.wording.clauses import Paragraph, Section, Table, Words, clauses_of, say
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.dates import lag_text
from ocdsl.rules.wording.english.people import group
from ocdsl.rules.wording.english.voice import Voice


def splits(voice: Voice) -> Section | None:
    """Each split: which payments it divides, between whom, and what becomes of what is recovered.

    None where the contract divides nothing.
    """
    found = voice.contract.splits.values()
    groups = tuple(group(split, _split(voice, split)) for split in found)
    title = say("How payments are divided")
    return Section(title, "section.splits", groups) if groups else None


def _split(voice: Voice, split: Split) -> Iterator[Paragraph]:
    names, one = w.listed([voice.term(name) for name in split.payments]), len(split.payments) == 1
    if len(split.parties) == 1:
        text = "{names} is paid by {party} alone." if one else "{names} are paid by {party} alone."
        party = _name(voice, split.parties[0])
        yield Paragraph(say(text, names=names, party=party), clauses_of(split, "", "divides"))
        return
    yield Paragraph(
        say(_DIVIDES[split.side, one], names=names),
        clauses_of(split, "", "divides"),
        table=_table(voice, split),
    )
    yield Paragraph(_parts_text(split), clauses_of(split, "divides"))
    yield Paragraph(
        say(
            "Money that is recovered is recovered from each party in the parts in which it had "
            "the payment that is recovered."
        ),
        clauses_of(split, "divides"),
    )
    if any(party.due for party in split.parties):
        yield Paragraph(
            say(
                "The provider is paid the whole on the due date of the payment. What is passed "
                "on is due from the provider on the later day that the table gives."
            ),
            clauses_of(split, "divides"),
        )


# On which side of the payment the parties are, and whether it is of one payment.
_DIVIDES = {
    ("payer", True): "Each payment of {names} is paid by the parties below:",
    ("payer", False): "Each of these payments, {names}, is paid by the parties below:",
    ("provider", True): "Each payment of {names} is for a result that is shared by the parties "
    "below:",
    ("provider", False): "Each of these payments, {names}, is for a result that is shared by the "
    "parties below:",
    ("payee", True): "Each payment of {names} is passed on to the parties below:",
    ("payee", False): "Each of these payments, {names}, is passed on to the parties below:",
}


def _parts_text(split: Split) -> Words:
    if split.in_order:
        return say(
            "What counts is all the money of these payments so far, in the order in which it is "
            "earned, earliest first; what is earned on the same day, in the order of the record "
            "numbers of the events that earn it. A payment that takes the total past the end of "
            "one part is divided there. Money that is recovered makes no room."
        )
    return say(
        "Each part is a whole number of pennies, and the parts add up to the payment exactly: "
        "each is rounded down, and the pennies that are left go to the parts that lost most, "
        "the party named first before the others."
    )


def _table(voice: Voice, split: Split) -> Table:
    due = (say("Due"),) if any(p.due for p in split.parties) else ()
    heads = (say("Party"), say("Part"), *due)
    whole = sum(party.share for party in split.parties)
    rows = tuple(
        _row(voice, split, number, whole, len(heads)) for number in range(len(split.parties))
    )
    return Table(heads, rows, (4, 4, 3)[: len(heads)])


def _row(voice: Voice, split: Split, number: int, whole: int, width: int) -> tuple[Words, ...]:
    party = split.parties[number]
    part = (w.percentage(Fraction(party.share, whole)),) if whole else _in_order(split, number)
    due = say("{lag} later", lag=lag_text(party.due.lag)) if party.due else say("On the due date")
    return (_name(voice, party), part, due)[:width]


def _name(voice: Voice, party: SplitPart) -> Words:
    if party.party == THE_PROVIDER:
        return say("The provider, who keeps it")
    return (next(p.title for p in voice.contract.parties if p.name == party.party),)


def _in_order(split: Split, number: int) -> Words:
    before = split.parties[number - 1].up_to or 0 if number else 0
    up_to = split.parties[number].up_to
    if up_to is None:
        return say("The rest")
    return say("The next {amount}" if number else "The first {amount}",
               amount=pounds(up_to - before))  # fmt: skip
