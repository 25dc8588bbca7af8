"""Clauses back into words: for each its first words, the rest of its line and what stands below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from ocdsl.base.calendar import MONTHS, PERIODS
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import alone, below, listed, text_of


@frozen
class ClauseText:
    """A clause as printed: `keyword`, padded, then `rest`, then the bullets or the table below."""

    keyword: str
    rest: str
    tests: tuple[ph.Test, ...] = ()
    table: ph.Table | None = None


def clause_text(clause: tree.Clause) -> ClauseText:
    """The words of a clause, the one way they are written."""
    return _CLAUSES[type(clause)](clause)


def _simple(keyword: str, rest: Callable[[Any], str]) -> Callable[[Any], ClauseText]:
    return lambda clause: ClauseText(keyword, rest(clause))


def _event(keyword: str, before: str = "") -> Callable[[Any], ClauseText]:
    """A clause that is an event, perhaps with a list of tests below."""
    return lambda clause: ClauseText(
        keyword, before + text_of(clause.event), below(clause.event.where)
    )


def periods_text(periods: tree.SpellPeriods, spell: ph.Name) -> str:
    """`whole period of 4 weeks of in-work`."""
    return f"{periods.counted} period of {text_of(periods.length)} of {text_of(spell)}"


def _subject(subject: tree.Subject) -> str:
    """`for each person in older-people and week`; for the contract, without a grain."""
    if not subject.grain:
        return "for the contract"
    if subject.also:
        return f"for each of {listed((*subject.grain, *subject.also))}"
    if subject.periods:
        whose = f" in {text_of(subject.population)}" if subject.population else ""
        return f"for each {periods_text(subject.periods, subject.grain[0])}{whose}"
    first, *others = map(text_of, subject.grain)
    if subject.population:
        first += f" in {text_of(subject.population)}"
    return "for each " + " and ".join([first, *others])


def _field(f: tree.FieldClause) -> ClauseText:
    kind = f"one of {listed(f.choices)}" if f.choices else f.kind
    better = [f"{f.better} is better"] if f.better else []
    change = [f"smallest meaningful change {text_of(f.change)} points"] if f.change else []
    rest = ", ".join([kind, *(text_of(limit) for limit in f.limits), *better, *change])
    return ClauseText(f.name.text, rest)


def _counts(c: tree.Counts) -> ClauseText:
    if not c.grain:
        return ClauseText("counts", f"{c.often} for the contract")
    where = f" where {text_of(c.where)}" if c.where else ""
    people = f" in {text_of(c.population)}" if c.population else ""
    rest = f"{c.often} for each {listed(c.grain, ' and ')}{people}{where}"
    return ClauseText("counts", rest, below(c.where))


def _when(w: tree.When) -> ClauseText:
    return ClauseText("when", text_of(w.tests), below(w.tests))


def _for_each(f: tree.ForEach) -> ClauseText:
    grain = listed(f.grain, " and ")
    return ClauseText("for each", grain) if grain else ClauseText("for", "the contract")


def _otherwise(o: tree.Otherwise) -> str:
    return f"pool with the next {o.unit}" if o.what == "pool" else o.what


def _pays_by_band(p: tree.PaysByBand) -> ClauseText:
    how = "each part at its own rate" if p.parts else "whole amount"
    rest = f"{how} by band of {text_of(p.quantity)} {_subject(p.subject)}"
    return ClauseText(p.word, rest, table=p.table)


def _less(c: tree.Less) -> str:
    return f"{text_of(c.taken)} in every {text_of(c.of)}, which would have happened anyway"


def _withhold(w: tree.Withhold) -> ClauseText:
    rest = f"{text_of(w.share)} of the payment against {text_of(w.measure)}"
    return ClauseText("withhold", f"{rest} during {text_of(w.period)}", table=w.table)


def _withhold_until(w: tree.WithholdUntil) -> str:
    return f"{text_of(w.share)} of the payment until {text_of(w.until)}"


def _not_released(n: tree.NotReleased) -> ClauseText:
    within = f" within {text_of(n.within)}" if n.within else ""
    return ClauseText(f"what is not released{within}", "is not paid")


def _recover(r: tree.Recover) -> str:
    return f"{text_of(r.share)} of the payment on {text_of(r.event)} {text_of(r.window)}"


def _pays(p: tree.Pays) -> ClauseText:
    """A floor counts by the day of earning, as caps do."""
    if p.word == "at least":
        return ClauseText(p.word, _of_scope(text_of(p.amount), p.subject.grain))
    return ClauseText(p.word, f"{alone(p.amount)} {_subject(p.subject)}")


def _divides(d: tree.Divides) -> ClauseText:
    return ClauseText("divides", listed(d.payments) or "all payments", table=d.table)


def _at_most(a: tree.AtMost) -> str:
    what = ""
    if isinstance(a.amount, ph.Number):
        what = " payment" if a.amount.digits == 1 else " payments"
    rolling = f", in any {text_of(a.rolling)}" if a.rolling else ""
    return _of_scope(text_of(a.amount) + what, a.grain) + rolling


def _of_scope(amount: str, grain: tuple[ph.Name, ...]) -> str:
    names = " and ".join(_cap_grain(name.text) for name in grain)
    return f"{amount} for " + (f"each {names}" if names else "the contract")


def _unused_room(u: tree.UnusedRoom) -> str:
    share = f", {text_of(u.share)} of it" if u.share else ""
    return f"is carried forward for {text_of(u.length)}{share}"


def _cap_grain(name: str) -> str:
    return f"{name} of earning" if name in PERIODS else name


def _expect(e: tree.Expect) -> str:
    whose = f" for {text_of(e.person)}" if e.person else ""
    status = [e.status] if e.status else []
    dates = [f"{word} on {text_of(day)}" for word, day in e.dates]
    return ", ".join([f"{text_of(e.payment)} {text_of(e.amount)}{whose}", *status, *dates])


def _achieve(a: tree.Achieve) -> str:
    anyway = f", by {text_of(a.anyway)} anyway" if a.anyway else ""
    return f"{text_of(a.outcome)} by {text_of(a.served)} of people{anyway}"


def _at_most_periods(a: tree.AtMostPeriods) -> str:
    return f"{text_of(a.count)} period{'' if a.count.digits == 1 else 's'} for each person"


def _at_the_end(a: tree.AtTheEnd) -> str:
    return "is paid on the last statement" if a.what == "is paid" else a.what


def _rounded(r: tree.Rounded) -> str:
    return f"half up to {r.places} decimal place" + ("" if r.places == 1 else "s")


def _rises(r: tree.Rises) -> ClauseText:
    word = "with" if isinstance(r.by, ph.Name) else "by"
    return ClauseText(r.way, f"{word} {text_of(r.by)} each {r.day} {MONTHS[r.month - 1]}")


_CLAUSES: Mapping[type, Callable[[Any], ClauseText]] = {
    tree.Model: _simple("model", lambda c: c.text),
    tree.Area: _simple("area", lambda c: f"{text_of(c.name)} {text_of(c.title)}"),
    tree.Party: lambda c: ClauseText(c.kind, f"{text_of(c.name)} {text_of(c.title)}"),
    tree.Term: _simple(
        "term", lambda c: f"from {text_of(c.start)} up to and including {text_of(c.end)}"
    ),
    tree.Tail: _simple(
        "tail", lambda c: f"{text_of(c.duration)}, for people who joined during the term"
    ),
    tree.Currency: _simple("currency", lambda c: c.code),
    tree.Rounding: _simple("rounding", lambda c: c.text),
    tree.WeeksStart: _simple("weeks", lambda c: f"start on {c.weekday}"),
    tree.YearsStart: _simple("years", lambda c: f"start on {c.day} {MONTHS[c.month - 1]}"),
    tree.MonthEnds: _simple("months", lambda c: c.text),
    tree.WorkingDays: _simple("working days", lambda c: f"follow {text_of(c.calendar)}"),
    tree.DueDates: _simple("due dates", lambda c: c.text),
    tree.Statements: _simple("statements", lambda c: f"each {c.unit}"),
    tree.Versions: _event("versions", "each person is judged by the text in force on "),
    tree.FromDay: _simple("from", lambda c: text_of(c.day)),
    tree.RecordedBy: _simple("recorded by", lambda c: listed(c.roles)),
    tree.About: _simple("about", lambda c: c.whom),
    tree.Occurs: _simple("occurs", lambda _: "during the term"),
    tree.FieldClause: _field,
    tree.Counts: _counts,
    tree.JoinsOn: _event("joins on"),
    tree.BelongsTo: _simple("belongs to", lambda c: text_of(c.value)),
    tree.SetsAside: _event("sets aside", "on "),
    tree.StartsOn: _event("starts", "on "),
    tree.EndsOn: _event("ends", "on "),
    tree.Ignores: _simple(
        "ignores", lambda c: f"breaks of up to and including {text_of(c.duration)}"
    ),
    tree.AchievedOn: _event("achieved", "on "),
    tree.AchievedOnDay: _simple("achieved", lambda c: f"on {text_of(c.day)}"),
    tree.AchievedWhen: _simple("achieved", lambda c: f"when {text_of(c.lasted)}"),
    tree.When: _when,
    tree.NeedsRecorded: _simple(
        "needs", lambda c: f"{text_of(c.event)} to be recorded within {text_of(c.duration)}"
    ),
    tree.NeedsPeople: _simple("needs", lambda c: f"{text_of(c.limit)} people"),
    tree.Otherwise: _simple("otherwise", _otherwise),
    tree.AtTheEnd: _simple("at the end", _at_the_end),
    tree.ForEach: _for_each,
    tree.IsPercentage: _simple("is", lambda c: f"the percentage who achieve {text_of(c.outcome)}"),
    tree.IsValue: lambda c: ClauseText("is", alone(c.value), table=c.table),
    tree.MissingParts: _simple("missing parts", lambda _: "share their weight among the rest"),
    tree.NeedsParts: _simple("needs", lambda c: f"{text_of(c.limit)} parts"),
    tree.Rises: _rises,
    tree.RiseLimit: lambda c: ClauseText(c.word, text_of(c.share)),
    tree.PennyRounding: _simple("rounding", lambda _: "half up to the penny"),
    tree.Rounded: _simple("rounding", _rounded),
    tree.Target: _simple("target", lambda c: text_of(c.limit)),
    tree.By: lambda c: ClauseText("by", listed(c.columns), table=c.table),
    tree.Pays: _pays,
    tree.PaysByBand: _pays_by_band,
    tree.PriceLimit: lambda c: ClauseText(c.word, text_of(c.amount)),
    tree.AtMostPeriods: _simple("at most", _at_most_periods),
    tree.PriceInForce: _event("at the price in force", "on "),
    tree.SharedAmong: _simple(
        "shared", lambda c: f"among providers in proportion to {text_of(c.weight)}"
    ),
    tree.Less: _simple("less", _less),
    tree.On: _event("on"),
    tree.OnDay: _simple("on", lambda c: text_of(c.day)),
    tree.Repaid: _simple(
        "repaid", lambda c: f"from {listed(c.payments)}, {text_of(c.share)} of each"
    ),
    tree.Balance: _simple("at the end", lambda c: f"the balance is due in {text_of(c.lag)}"),
    tree.Withhold: _withhold,
    tree.WithholdUntil: _simple("withhold", _withhold_until),
    tree.NotReleased: _not_released,
    tree.Recover: _simple("recover", _recover),
    tree.Due: _simple("due", lambda c: f"{text_of(c.lag)} after {text_of(c.moment)}"),
    tree.InShadow: _simple("in shadow", lambda c: f"until {text_of(c.day)}"),
    tree.Over: _simple("over", lambda c: listed(c.payments) or "all payments"),
    tree.AtMost: _simple("at most", _at_most),
    tree.Order: _simple("order", lambda c: c.how),
    tree.Excess: _simple("excess", lambda c: c.what),
    tree.UnusedRoom: _simple("unused room", _unused_room),
    tree.Divides: _divides,
    tree.Finding: _simple("finding", lambda c: f"{c.code} on {text_of(c.on)}"),
    tree.DiagnosticCode: _simple(
        "diagnostic", lambda c: f"{c.code} on {text_of(c.on)}" if c.on else c.code
    ),
    tree.Answer: _simple("answer", lambda c: f"{c.answer} on {text_of(c.feature)}"),
    tree.LeadsTo: _simple("leads to", lambda c: listed(c.outcomes)),
    tree.Arrive: _simple(
        "counts", lambda c: f"{text_of(c.count)} people in {text_of(c.cohort)} each {c.unit}"
    ),
    tree.Achieve: _simple("achieved", _achieve),
    tree.Spends: _simple("spends", lambda c: f"{text_of(c.amount)} for each person"),
    tree.Saves: _simple("saves", lambda c: f"{text_of(c.amount)} for each {text_of(c.deduction)}"),
    tree.Log: lambda c: ClauseText("log", "", table=c.table),
    tree.Expect: _simple("expect", _expect),
    tree.AsAt: _simple("as at", lambda c: text_of(c.day)),
    tree.Digest: _simple("digest", lambda c: c.digest),
    tree.ForPeople: _simple("for", lambda c: f"the people in {text_of(c.cohort)}"),
    tree.Brings: lambda c: ClauseText("brings", "", table=c.table),
    tree.FreeText: lambda c: ClauseText(c.kind, c.text),
}
