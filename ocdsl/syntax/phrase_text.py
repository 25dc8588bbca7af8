"""Phrases back into words: the one way to write each value, event, moment, window and test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ocdsl.base.articles import article
from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.syntax import phrases as ph
from ocdsl.syntax.mean_clauses import ByBand, WeightedMean
from ocdsl.syntax.split_clauses import Later, MoneyPart


def text_of(phrase: Any) -> str:
    """A phrase in words. For tests with a list below, the words of its first line only."""
    return _TEXT[type(phrase)](phrase)


def listed(phrases: Iterable[Any], joint: str = ", ") -> str:
    """Several phrases with a comma, or another joint, between them."""
    return joint.join(text_of(phrase) for phrase in phrases)


def below(tests: ph.Tests | None) -> tuple[ph.Test, ...]:
    """The tests that are written as bullets below their clause."""
    return tests.items if tests and tests.how in ("all", "any", "some") else ()


def _digits(digits: int, places: int) -> str:
    whole, part = divmod(abs(digits), 10**places)
    sign = "-" if digits < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{places}d}" if places else "")


def _duration(d: ph.Duration) -> str:
    return f"{d.count:,} {d.unit}" + ("" if d.count == 1 else "s")


def _event(e: ph.EventPhrase) -> str:
    before = article(e.order or e.event.text) if e.article == "a" else e.article
    words = " ".join(word for word in (before, e.order, e.event.text) if word)
    return f"{words} where {text_of(e.where)}" if e.where else words


def _period(p: ph.PeriodPhrase) -> str:
    return f"the {p.unit}" + (f" of {text_of(p.of)}" if p.of else "")


def _special(s: ph.Special) -> str:
    return "the due-date" if s.word == "due-date" else s.word


def _field_at(f: ph.FieldAt) -> str:
    return f.field.text + (f" at {text_of(f.at)}" if f.at else "")


# How tightly the parts of a value hold together: a part that holds less tightly is in brackets.
_TIGHT = {"as a percentage of": 0, "+": 1, "-": 1, "×": 2, "÷": 2}


def _tightness(value: Any) -> int:
    if isinstance(value, ph.Arithmetic):
        return _TIGHT[value.sign]
    return 0 if isinstance(value, ph.PercentageOf) else 3


def alone(value: Any) -> str:
    """A value that nothing stands beside: what changes by date needs no brackets there."""
    return listed(value.changes) if isinstance(value, ph.Dated) else text_of(value)


def _in_brackets(value: Any, least: int) -> str:
    return text_of(value) if _tightness(value) >= least else f"({text_of(value)})"


def _arithmetic(a: ph.Arithmetic) -> str:
    tight = _TIGHT[a.sign]
    return f"{_in_brackets(a.left, tight)} {a.sign} {_in_brackets(a.right, tight + 1)}"


def _percentage_of(p: ph.PercentageOf) -> str:
    return f"{_in_brackets(p.part, 1)} as a percentage of {_in_brackets(p.whole, 1)}"


def _in(population: ph.Name | None) -> str:
    return f" in {text_of(population)}" if population else ""


def _choice(c: ph.ChoiceTest) -> str:
    words = "is" + (" not" if c.negated else "") + (" one of" if c.one_of else "")
    return f"{text_of(c.value)} {words} {listed(c.choices)}"


def _points(p: ph.PointsAbove) -> str:
    how_many = "the smallest meaningful change" if p.named else f"{text_of(p.points)} points"
    return f"{how_many} {p.side} {text_of(p.value)}"


def _tests(t: ph.Tests) -> str:
    if t.how == "some":
        return f"at least {t.least:,} of"
    if t.how in ("all", "any"):
        return f"{t.how} of"
    return listed(t.items, f" {t.how} ")


def _cell(c: ph.Cell) -> str:
    return listed(c.content) if isinstance(c.content, tuple) else text_of(c.content)


_TEXT: Mapping[type, Callable[[Any], str]] = {
    ph.Name: lambda n: n.text,
    ph.Title: lambda t: f'"{t.text}"',
    ph.Money: lambda m: pounds(m.pence),
    ph.Percent: lambda p: _digits(p.digits, p.places) + "%",
    ph.Number: lambda n: _digits(n.digits, n.places),
    ph.Day: lambda d: in_words(d.ordinal),
    ph.Duration: _duration,
    ph.EventPhrase: _event,
    ph.PeriodPhrase: _period,
    ph.EndOf: lambda e: f"the end of {text_of(e.period)}",
    ph.Special: _special,
    ph.Limit: lambda x: f"{x.word} {text_of(x.value)}",
    ph.Within: lambda w: f"within {text_of(w.duration)} {w.side} {text_of(w.moment)}",
    ph.Distance: lambda d: f"{listed(d.limits)} {d.side} {text_of(d.moment)}",
    ph.Relative: lambda r: f"{r.word} {text_of(r.moment)}",
    ph.During: lambda d: f"during {text_of(d.period)}",
    ph.RecoveryWindow: lambda w: (
        f"after {text_of(w.start)}, {text_of(w.limit)} after {text_of(w.end)}"
    ),
    ph.FieldAt: _field_at,
    ph.PointsAbove: _points,
    ph.Total: lambda t: f"the {t.how} of {text_of(t.what)}{_in(t.population)}",
    ph.Forfeited: lambda f: f"the total forfeited from {text_of(f.payment)}",
    ph.NumberOf: lambda n: f"the number of {text_of(n.of)}{_in(n.population)}",
    ph.ShareOf: lambda s: f"{text_of(s.share)} of {_in_brackets(s.of, 3)}",
    ph.Arithmetic: _arithmetic,
    ph.Change: lambda c: f"{text_of(c.value)} from {text_of(c.start)}",
    ph.Dated: lambda d: f"({listed(d.changes)})",  # its commas are those of one list
    ph.PercentageOf: _percentage_of,
    ph.EventTest: lambda t: f"{text_of(t.event)} {t.verb} {text_of(t.window)}",
    ph.LimitTest: lambda t: f"{text_of(t.value)} is {listed(t.limits)}",
    ph.ChoiceTest: _choice,
    ph.Lasted: lambda x: f"{text_of(x.spell)} has lasted {text_of(x.duration)}",
    ph.Tests: _tests,
    ph.Cell: _cell,
    ph.Words: lambda w: w.text,
    WeightedMean: lambda _: "the weighted mean of",
    ByBand: lambda b: f"whole amount by band of {text_of(b.quantity)}",
    MoneyPart: lambda m: f"the {m.order} {text_of(m.amount)}",
    Later: lambda x: f"{text_of(x.lag)} later",
    ph.Fact: lambda f: f"{text_of(f.field)} is {text_of(f.value)}",
    ph.Facts: lambda f: listed(f.items),
}
