"""Builders of the phrases: values, events, moments, windows, tests and tables from their parts.

Each takes the kept parts of the grammar's rule of the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from ocdsl.syntax import phrases as ph
from ocdsl.syntax.lexer import BAD, Token
from ocdsl.syntax.machine import Piece
from ocdsl.syntax.split_clauses import Later, MoneyPart
from ocdsl.syntax.terminals import value

Builder = Callable[[Piece], Any]


def values(piece: Piece) -> list[Any]:
    """The parts with each token turned into what it writes."""
    return [value(part) if type(part) is Token else part for part in piece.parts]


def node(cls: Callable[..., Any]) -> Builder:
    """A builder that hands its parts to a class in order."""

    def build(piece: Piece) -> Any:
        return cls(*values(piece), span=piece.span)

    return build


def _below_nothing(piece: Piece) -> ph.Money | ph.Percent | ph.Number:
    """`-10%`: an amount with a minus before it."""
    amount: ph.Money | ph.Percent | ph.Number = values(piece)[0]
    if isinstance(amount, ph.Money):
        return evolve(amount, pence=-amount.pence, span=piece.span)
    return evolve(amount, digits=-amount.digits, span=piece.span)


def words(piece: Piece) -> str:
    """The keywords of a phrase as one text."""
    return " ".join(part.text for part in piece.parts)


def readable(parts: list[Any]) -> tuple[Any, ...]:
    """The parts without those that stand for a line with a mistake."""
    return tuple(part for part in parts if part is not None and part != BAD)


def _event(piece: Piece) -> ph.EventPhrase:
    written, *order, event = values(piece)
    article: Any = "a" if written == "an" else written
    return ph.EventPhrase(article, order[0] if order else "", event, span=piece.span)


def _event_where(piece: Piece) -> ph.EventPhrase:
    event: ph.EventPhrase = piece.parts[0]
    return evolve(event, where=piece.parts[1], span=piece.span)


def _event_told(piece: Piece) -> ph.EventPhrase:
    event, condition = piece.parts
    where = ph.Tests("one", (condition,), span=condition.span)
    return evolve(event, where=where, span=piece.span)  # type: ignore[no-any-return]  # parts are any


def _special(word: str) -> Builder:
    return lambda piece: ph.Special(word, span=piece.span)  # type: ignore[arg-type]  # two literals


def _duration(piece: Piece) -> ph.Duration:
    number, unit = values(piece)
    return ph.Duration(number.digits, unit.removesuffix("s"), span=piece.span)


def _distance(piece: Piece) -> ph.Distance:
    *limits, side, moment = values(piece)
    return ph.Distance(tuple(limits), side, moment, span=piece.span)


def _limit_test(piece: Piece) -> ph.LimitTest:
    field, *limits = piece.parts
    return ph.LimitTest(field, tuple(limits), span=piece.span)


def _choice_test(piece: Piece) -> ph.ChoiceTest:
    field, *rest = values(piece)
    choices = tuple(part for part in rest if isinstance(part, ph.Name))
    return ph.ChoiceTest(field, "not" in rest, "one of" in rest, choices, span=piece.span)


def _tests(piece: Piece) -> ph.Tests:
    only = piece.parts[0]
    return only if isinstance(only, ph.Tests) else ph.Tests("one", (only,), span=piece.span)


def _joined(how: str) -> Builder:
    return lambda piece: ph.Tests(how, piece.parts, span=piece.span)  # type: ignore[arg-type]  # `and`, `or`


def _tests_below(piece: Piece) -> ph.Tests:
    (how, least), items = piece.parts
    return ph.Tests(how, items, least, span=piece.span)


def _how_many(piece: Piece) -> tuple[str, int]:
    *_, last = values(piece)
    return ("some", last.digits) if isinstance(last, ph.Number) else (last, 0)


def _cell(piece: Piece) -> ph.Cell:
    content: Any = tuple(values(piece))
    if not content:
        content = ph.Facts(())
    elif not isinstance(content[0], ph.Limit):
        content = content[0]
    return ph.Cell(content, span=piece.span)


def _facts_cell(piece: Piece) -> ph.Cell:
    return ph.Cell(ph.Facts(piece.parts, span=piece.span), span=piece.span)


def _word_cell(piece: Piece) -> ph.Cell:
    return ph.Cell(ph.Words(words(piece), span=piece.span), span=piece.span)


def _words(piece: Piece) -> ph.Words:
    return ph.Words(words(piece), span=piece.span)


def _heading(piece: Piece) -> tuple[str, ...]:
    return tuple(" ".join(part.text.split()) for part in piece.parts)


def _row(piece: Piece) -> tuple[Any, ...] | None:
    if type(piece.parts[0]) is Token:
        return None
    # A blank cell has no words, so it is placed by its row.
    return tuple(c if c.span.length else evolve(c, span=piece.span) for c in piece.parts)


def _table(piece: Piece) -> ph.Table:
    headings, *rows = piece.parts
    return ph.Table(headings, readable(rows), span=piece.span)


def _meaningful(piece: Piece) -> ph.PointsAbove:
    side, value_read = values(piece)
    return ph.PointsAbove(ph.Number(0, 0), side, value_read, named=True, span=piece.span)


PHRASES: Mapping[str, Builder] = {
    "event_phrase": _event,
    "event_where": _event_where,
    "event_told": _event_told,
    "end_of": node(ph.EndOf),
    "special": _special("earning"),
    "special_due": _special("due-date"),
    "period": node(ph.PeriodPhrase),
    "limit": node(ph.Limit),
    "duration_limit": node(ph.Limit),
    "recovery_window": node(ph.RecoveryWindow),
    "within": node(ph.Within),
    "distance": _distance,
    "relative": node(ph.Relative),
    "during": node(ph.During),
    "field_at": node(ph.FieldAt),
    "points": node(ph.PointsAbove),
    "meaningful": _meaningful,
    "total": node(ph.Total),
    "forfeited": node(ph.Forfeited),
    "number_of": node(ph.NumberOf),
    "share_of": node(ph.ShareOf),
    "change": node(ph.Change),
    "dated": lambda piece: ph.Dated(piece.parts, span=piece.span),
    "added": node(ph.Arithmetic),
    "multiplied": node(ph.Arithmetic),
    "percentage_of": node(ph.PercentageOf),
    "bracketed": lambda piece: values(piece)[0],
    "duration": _duration,
    "tests": _tests,
    "tests_and": _joined("and"),
    "tests_or": _joined("or"),
    "tests_below": _tests_below,
    "how_many": _how_many,
    "bullets": lambda piece: readable(values(piece)),
    "event_test": node(ph.EventTest),
    "limit_test": _limit_test,
    "choice_test": _choice_test,
    "table": _table,
    "heading": _heading,
    "row": _row,
    "cell": _cell,
    "word_cell": _word_cell,
    "facts_cell": _facts_cell,
    "words": _words,
    "money_part": node(MoneyPart),
    "later": node(Later),
    "fact": node(ph.Fact),
    "below_nothing": _below_nothing,
    "bound": lambda piece: values(piece)[0],
    **dict.fromkeys(
        (
            "article",
            "ordinal",
            "period_unit",
            "limit_word",
            "side",
            "relative_word",
            "points_side",
            "how_taken",
            "plus_or_minus",
            "times_or_by",
            "unit",
            "one_unit",
            "first_or_next",
            "verb",
            "negation",
            "one_of",
        ),
        words,
    ),
}
