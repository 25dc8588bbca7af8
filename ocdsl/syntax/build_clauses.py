"""Builders of clauses, blocks and the file from the parts of the grammar's rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from ocdsl.base.calendar import MONTHS
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.build_phrases import PHRASES, Builder, node, readable, values, words
from ocdsl.syntax.machine import Piece
from ocdsl.syntax.mean_clauses import ByBand, WeightedMean
from ocdsl.syntax.payment_clauses import Word
from ocdsl.syntax.terminals import value


def _names(cls: Any) -> Builder:
    """A clause that is a list of names."""
    return lambda piece: cls(tuple(values(piece)), span=piece.span)


def _fixed(cls: Any, *content: Any) -> Builder:
    """A clause whose words leave nothing to choose."""
    return lambda piece: cls(*content, span=piece.span)


def _free_text(kind: str) -> Builder:
    return lambda piece: tree.FreeText(kind, values(piece)[0], span=piece.span)  # type: ignore[arg-type]  # the kinds of free text


def _years_start(piece: Piece) -> tree.YearsStart:
    number, month = piece.parts[0].text.split()
    return tree.YearsStart(int(number), MONTHS.index(month) + 1, span=piece.span)


def _rises(way: Literal["rises", "falls"]) -> Builder:
    """By how much rates rise or fall, and on which day of each year."""

    def build(piece: Piece) -> tree.Rises:
        by, day = piece.parts
        number, month = day.text.split()
        return tree.Rises(way, value(by), int(number), MONTHS.index(month) + 1, span=piece.span)

    return build


def _rise_limit(word: Literal["at most", "at least"]) -> Builder:
    return lambda piece: tree.RiseLimit(word, values(piece)[0], span=piece.span)


def _pool(piece: Piece) -> tree.Otherwise:
    return tree.Otherwise("pool", piece.parts[0], span=piece.span)


def _field(piece: Piece) -> tree.FieldClause:
    name, kind, *rest = values(piece)
    limits = tuple(part for part in rest if isinstance(part, ph.Limit))
    better = next((part for part in rest if isinstance(part, str)), "")
    change = next((part for part in rest if isinstance(part, ph.Number)), None)
    return tree.FieldClause(name, kind, (), limits, better, change, span=piece.span)


def _choice_field(piece: Piece) -> tree.FieldClause:
    name, *choices = values(piece)
    return tree.FieldClause(name, "one of", tuple(choices), span=piece.span)


def _subject(piece: Piece) -> tree.Subject:
    return tree.Subject(tuple(values(piece)), span=piece.span)


def _subject_in(piece: Piece) -> tree.Subject:
    first, population, *more = values(piece)
    return tree.Subject((first, *more), population, span=piece.span)


def _several(piece: Piece) -> tree.Subject:
    first, *others = values(piece)
    return tree.Subject((first,), None, also=tuple(others), span=piece.span)


def _subject_periods(piece: Piece) -> tree.Subject:
    """`for each whole period of 4 weeks of in-work [in participants]`."""
    counted, length, spell, *population = values(piece)
    periods = tree.SpellPeriods(counted, length, span=piece.span)
    whose = population[0] if population else None
    return tree.Subject((spell,), whose, periods, span=piece.span)


def _at_most_periods(piece: Piece) -> tree.AtMostPeriods:
    return tree.AtMostPeriods(values(piece)[0], span=piece.span)


def _counts(piece: Piece) -> tree.Counts:
    often, (grain, population), *where = piece.parts
    tests = where[0] if where else None
    return tree.Counts(grain, population, tests, often, span=piece.span)


def _counted_in(piece: Piece) -> tuple[tuple[ph.Name, ...], ph.Name]:
    *grain, population = values(piece)
    return tuple(grain), population


def _by(piece: Piece) -> tree.By:
    *columns, table = piece.parts
    return tree.By(tuple(columns), table, span=piece.span)


def _is_mean(piece: Piece) -> tree.IsValue:
    return tree.IsValue(WeightedMean(values(piece)[0], span=piece.span), span=piece.span)


def _is_by_band(piece: Piece) -> tree.IsValue:
    quantity, table = values(piece)
    return tree.IsValue(ByBand(quantity, table, span=piece.span), span=piece.span)


def _divides(piece: Piece) -> tree.Divides:
    *payments, table = values(piece)
    return tree.Divides(tuple(payments), table, span=piece.span)


def _takes(cls: Any) -> Builder:
    """What a deduction does with an amount."""
    return lambda piece: cls(*values(piece), "takes", span=piece.span)


def _by_part(word: Word) -> Builder:
    """A price for each part of a quantity."""

    def build(piece: Piece) -> tree.PaysByBand:
        quantity, subject, table = values(piece)
        return tree.PaysByBand(quantity, subject, table, word, parts=True, span=piece.span)

    return build


def _price_limit(word: Literal["at most", "at least"]) -> Builder:
    return lambda piece: tree.PriceLimit(word, values(piece)[0], span=piece.span)


def _at_the_end(piece: Piece) -> tree.AtTheEnd:
    what: str = piece.parts[0]
    short: Any = "is paid" if what.startswith("is paid") else what
    return tree.AtTheEnd(short, span=piece.span)


def _cap_unit(piece: Piece) -> ph.Name:
    return ph.Name(piece.parts[0], span=piece.span)


def _at_most(piece: Piece) -> tree.AtMost:
    amount, *rest = values(piece)
    grain = tuple(part for part in rest if isinstance(part, ph.Name))
    rolling = next((part for part in rest if isinstance(part, ph.Duration)), None)
    return tree.AtMost(amount, grain, rolling, span=piece.span)


def _at_most_payments(piece: Piece) -> tree.AtMost:
    count, _, *grain = values(piece)
    return tree.AtMost(count, tuple(grain), span=piece.span)


def _repaid(piece: Piece) -> tree.Repaid:
    *payments, share = values(piece)
    return tree.Repaid(tuple(payments), share, span=piece.span)


def _tops_up(piece: Piece) -> tree.Pays:
    amount, *grain = values(piece)
    return tree.Pays(amount, tree.Subject(tuple(grain)), "at least", span=piece.span)


def _expect(piece: Piece) -> tree.Expect:
    payment, amount, *rest = values(piece)
    person = next((part for part in rest if isinstance(part, ph.Name)), None)
    status = next((part for part in rest if isinstance(part, str)), "")
    dates = tuple(part for part in rest if isinstance(part, tuple))
    return tree.Expect(payment, amount, person, status, dates, span=piece.span)


def _expect_date(piece: Piece) -> tuple[str, ph.Day]:
    word, day = values(piece)
    return word, day


def _diagnostic(piece: Piece) -> tree.DiagnosticCode:
    code, *on = values(piece)
    return tree.DiagnosticCode(code, on[0] if on else None, span=piece.span)


def _block(keyword: str) -> Builder:
    def build(piece: Piece) -> tree.Block:
        name, title, *clauses = values(piece)
        return tree.Block(keyword, name, title, readable(clauses), span=piece.span)

    return build


def _nothing(piece: Piece) -> None:
    """A line with a mistake: reported already, not in the tree."""


CLAUSES: Mapping[str, Builder] = {
    "start": lambda piece: tree.File(piece.parts),
    "model": node(tree.Model),
    "area": node(tree.Area),
    "party": node(tree.Party),
    "term": node(tree.Term),
    "tail": node(tree.Tail),
    "currency": node(tree.Currency),
    "rounding": node(tree.Rounding),
    "rounding_rule": lambda piece: words(piece).replace(" ,", ","),
    "weeks_start": node(tree.WeeksStart),
    "years_start": _years_start,
    "month_ends": node(tree.MonthEnds),
    "working_days": node(tree.WorkingDays),
    "due_dates": node(tree.DueDates),
    "statements": node(tree.Statements),
    "versions": node(tree.Versions),
    "from_day": node(tree.FromDay),
    "recorded_by": _names(tree.RecordedBy),
    "about": node(tree.About),
    "occurs": node(tree.Occurs),
    "field": _field,
    "choice_field": _choice_field,
    "counts": _counts,
    "counted": lambda piece: (tuple(values(piece)), None),
    "counted_in": _counted_in,
    "joins_on": node(tree.JoinsOn),
    "belongs_to": node(tree.BelongsTo),
    "sets_aside": node(tree.SetsAside),
    "achieved_on": node(tree.AchievedOn),
    "achieved_when": node(tree.AchievedWhen),
    "achieved_day": node(tree.AchievedOnDay),
    "counts_contract": lambda piece: tree.Counts((), None, None, piece.parts[0], span=piece.span),
    "lasted": node(ph.Lasted),
    "starts_on": node(tree.StartsOn),
    "ends_on": node(tree.EndsOn),
    "ignores": node(tree.Ignores),
    "when": node(tree.When),
    "needs_recorded": node(tree.NeedsRecorded),
    "needs_people": node(tree.NeedsPeople),
    "needs_parts": node(tree.NeedsParts),
    "missing_parts": _fixed(tree.MissingParts),
    "is_mean": _is_mean,
    "not_known": node(tree.Otherwise),
    "pool": _pool,
    "at_the_end": _at_the_end,
    "cap_end": _at_the_end,
    "for_each": _names(tree.ForEach),
    "is_percentage": node(tree.IsPercentage),
    "is_value": node(tree.IsValue),
    "is_by_band": _is_by_band,
    "rounded": lambda piece: tree.Rounded(values(piece)[0].digits, span=piece.span),
    "target": node(tree.Target),
    "by": _by,
    "rises_with": _rises("rises"),
    "rises_by": _rises("rises"),
    "falls_by": _rises("falls"),
    "rise_at_most": _rise_limit("at most"),
    "rise_at_least": _rise_limit("at least"),
    "rise_rounding": node(tree.PennyRounding),
    "subject": _subject,
    "subject_in": _subject_in,
    "the_contract": lambda piece: tree.Subject((), span=piece.span),
    "several": _several,
    "subject_periods": _subject_periods,
    "at_most_periods": _at_most_periods,
    "pays": node(tree.Pays),
    "pays_by_band": node(tree.PaysByBand),
    "takes": _takes(tree.Pays),
    "takes_by_band": _takes(tree.PaysByBand),
    "price_at_most": _price_limit("at most"),
    "price_at_least": _price_limit("at least"),
    "price_in_force": node(tree.PriceInForce),
    "shared_among": node(tree.SharedAmong),
    "less": node(tree.Less),
    "pays_by_part": _by_part("pays"),
    "takes_by_part": _by_part("takes"),
    "on": node(tree.On),
    "on_day": node(tree.OnDay),
    "repaid": _repaid,
    "balance": node(tree.Balance),
    "withhold": node(tree.Withhold),
    "withhold_until": node(tree.WithholdUntil),
    "not_released": node(tree.NotReleased),
    "not_released_within": node(tree.NotReleased),
    "recover": node(tree.Recover),
    "due": node(tree.Due),
    "in_shadow": node(tree.InShadow),
    "over_all": _fixed(tree.Over, ()),
    "over": _names(tree.Over),
    "at_most": _at_most,
    "tops_up": _tops_up,
    "cap_unit": _cap_unit,
    "at_most_payments": _at_most_payments,
    "order": node(tree.Order),
    "cap_order": lambda piece: words(piece).replace(" ,", ","),
    "excess": node(tree.Excess),
    "unused_room": node(tree.UnusedRoom),
    "divides_all": _divides,
    "divides": _divides,
    "finding": node(tree.Finding),
    "diagnostic": _diagnostic,
    "answer": node(tree.Answer),
    "leads_to": _names(tree.LeadsTo),
    "arrive": node(tree.Arrive),
    "achieve": node(tree.Achieve),
    "spends": node(tree.Spends),
    "saves": node(tree.Saves),
    "as_at": node(tree.AsAt),
    "log": node(tree.Log),
    "expect": _expect,
    "expect_date": _expect_date,
    "note": _free_text("note"),
    "event_note": _free_text("note"),
    "welsh": _free_text("Cymraeg"),
    "event_welsh": _free_text("Cymraeg"),
    "text": _free_text("text"),
    "because": _free_text("because"),
    "evidence": _free_text("evidence"),
    **{kind.replace(" ", "_"): _free_text(kind) for kind in tree.STAGES},
    "assumes": _free_text("assumes"),
    "smallest_change": lambda piece: values(piece)[0],
    "digest": lambda piece: tree.Digest(piece.parts[0].text, span=piece.span),
    "recorded_for_use": _names(tree.RecordedBy),
    "people_for_use": node(tree.ForPeople),
    "brings": node(tree.Brings),
    "source": _free_text("source"),
    "bad": _nothing,
    "event_bad": _nothing,
    **{keyword.replace("-", "_"): _block(keyword) for keyword in tree.BLOCKS},
    **dict.fromkeys(
        (
            "model_kind",
            "party_kind",
            "about_whom",
            "places",
            "whole_or_started",
            "periods",
            "payments",
            "weekday",
            "month_end",
            "due_days",
            "kind",
            "better",
            "how_often",
            "not_known_kind",
            "end_of_measure",
            "end_of_cap",
            "excess_kind",
            "status",
            "expect_word",
            "answer_word",
        ),
        words,
    ),
}

BUILDERS: Mapping[str, Builder] = {**PHRASES, **CLAUSES}
