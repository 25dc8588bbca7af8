"""The clauses of a block: the words each kind is known by, and finding those of one kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from ocdsl.model.contract import Clause
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

_Kind = TypeVar("_Kind", bound=tree.Clause)

# Kinds whose first words are not simply their class name in lower case with spaces.
_WORDS: dict[type[object], str] = {
    tree.WeeksStart: "weeks",
    tree.YearsStart: "years",
    tree.MonthEnds: "months",
    tree.NeedsRecorded: "needs",
    tree.SharedAmong: "shared",
    tree.NeedsPeople: "needs",
    tree.NeedsParts: "needs",
    tree.Arrive: "counts",
    tree.Achieve: "achieved",
    tree.IsPercentage: "is",
    tree.IsValue: "is",
    tree.Rounded: "rounding",
    tree.PennyRounding: "rounding",
    tree.PaysByBand: "pays",
    tree.PriceLimit: "at most",
    tree.RiseLimit: "at most",
    tree.AtMostPeriods: "at most",
    tree.PriceInForce: "at the price in force",
    tree.FromDay: "from",
    tree.WithholdUntil: "withhold",
    tree.OnDay: "on",
    tree.AchievedOnDay: "achieved on",
    tree.Balance: "at the end",
    tree.NotReleased: "what is not released",
    tree.DiagnosticCode: "diagnostic",
    tree.ForPeople: "for",
}


def words_of_kind(kind: type[object]) -> str:
    """The first words of a kind of clause: `AtTheEnd` gives `at the end`."""
    known = _WORDS.get(kind)
    return known or re.sub(r"(?<!^)([A-Z])", r" \1", kind.__name__).lower()


def _words_with_name(clause: tree.Answer | tree.Achieve | tree.Saves) -> str:
    """The words of a clause that a block may have once for each name."""
    match clause:
        case tree.Answer(feature=name):
            return f"answer on {name.text}"
        case tree.Achieve(outcome=name):
            return f"achieved {name.text}"
        case tree.Saves(deduction=name):
            return f"saves {name.text}"


def words_of(clause: tree.Clause) -> str:
    """The words a clause begins with: `withhold`, `what is not released`, a field's own name."""
    if isinstance(clause, tree.FieldClause):
        return clause.name.text
    if isinstance(clause, tree.Party | tree.FreeText):
        return clause.kind
    if isinstance(clause, tree.Answer | tree.Achieve | tree.Saves):
        return _words_with_name(clause)
    if isinstance(clause, tree.Pays | tree.PaysByBand | tree.PriceLimit):
        return clause.word
    if isinstance(clause, tree.RiseLimit | tree.Rises):
        return clause.word if isinstance(clause, tree.RiseLimit) else clause.way
    return words_of_kind(type(clause))


def achieving_form(block: tree.Block) -> str:
    """How an outcome's event may be named: of several of a person none is counted to."""
    counts = only(block, tree.Counts)
    several = counts is not None and len(counts.grain) > 1
    return "each" if counts_every_time(block) else "first or last" if several else "pick"


def heading(block: tree.Block, clause: tree.Clause | None = None) -> str:
    """The heading trail of a place: `payment outcome-fee, withhold` (law 5)."""
    trail = f"{block.keyword} {block.name.text}"
    return f"{trail}, {words_of(clause)}" if clause else trail


def every(block: tree.Block | None, kind: type[_Kind]) -> Iterator[_Kind]:
    """The clauses of one kind in a block, in the author's order; none when there is no block."""
    return (c for c in (block.clauses if block else ()) if isinstance(c, kind))


def only(block: tree.Block | None, kind: type[_Kind]) -> _Kind | None:
    """The first clause of a kind in a block, or None."""
    return next(every(block, kind), None)


def texts(block: tree.Block, kind: str) -> tuple[str, ...]:
    """The free text of a kind (`note`, `Cymraeg`, …) in a block, line by line."""
    return tuple(c.text for c in every(block, tree.FreeText) if c.kind == kind)


def named_in(cell: ph.Cell | None) -> ph.Name | None:
    """The name written in a cell of an example's log, or None."""
    content = cell.content if cell else None
    if isinstance(content, ph.Words):
        return ph.Name(content.text, span=cell.span if cell else content.span)
    return content if isinstance(content, ph.Name) else None


def is_blank(cell: ph.Cell | None) -> bool:
    """Whether a cell says nothing, so that what is usual is meant; also when there is no cell."""
    return cell is None or (isinstance(cell.content, ph.Facts) and not cell.content.items)


def identities(block: tree.Block) -> dict[str, Clause]:
    """Each clause's identity by its first words; a repeated clause has the place of the first.

    What a deduction `takes`, or what a floor is, stands under `pays`: it is that clause.
    """
    found: dict[str, Clause] = {}
    for clause in block.clauses:
        words = words_of(clause)
        key = "pays" if isinstance(clause, tree.Pays | tree.PaysByBand) else words
        found.setdefault(key, Clause(block.name.text, words, clause.span))
    return found


def counts_payments(block: tree.Block) -> bool:
    """Whether a cap limits the number of payments, in place of their money."""
    return any(isinstance(at_most.amount, ph.Number) for at_most in every(block, tree.AtMost))


def counts_every_time(block: tree.Block) -> bool:
    """Whether each event that passes achieves an outcome."""
    return any(counts.often == "every time" for counts in every(block, tree.Counts))
