"""Strategies for whole trees of the language: any tree here can be printed and read again.

Names avoid every keyword. Numbers have as many digits as a contract may hold.
"""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from ocdsl.base.calendar import PERIODS
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import table, tree
from ocdsl.syntax.cap_clauses import EARLIEST, HIGHEST, PRO_RATA
from ocdsl.syntax.mean_clauses import ByBand, WeightedMean
from ocdsl.syntax.split_clauses import Later, MoneyPart
from ocdsl.syntax.terminals import FIRST_DAY, LAST_DAY

_KEYWORDS = frozenset(table.load().words)
_LETTERS = st.characters(
    exclude_categories=("C", "Z"), include_characters=" ", exclude_characters='"“”|\u2022'
)


def _one_line(first: str) -> st.SearchStrategy[str]:
    """Words on one line that do not begin with the characters of `first`."""
    text = st.text(_LETTERS, min_size=1, max_size=30).map(lambda t: " ".join(t.split()))
    return text.filter(lambda t: bool(t) and t[0] not in first)


words = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
name_texts = words.filter(lambda w: w not in _KEYWORDS)
names = st.builds(ph.Name, name_texts)
titles = st.builds(ph.Title, st.text(_LETTERS, min_size=1, max_size=30).filter(str.strip))
headings = _one_line("#").filter(lambda t: "#" not in t)
several_names = st.lists(names, min_size=1, max_size=3).map(tuple)

money = st.builds(ph.Money, st.integers(0, 10**13 - 1))
_decimals = st.tuples(st.integers(0, 10**10), st.integers(0, 4))
percents = _decimals.map(lambda d: ph.Percent(*d))
wholes = st.builds(ph.Number, st.integers(0, 10**10), st.just(0))
numbers = _decimals.map(lambda d: ph.Number(*d))
days = st.builds(ph.Day, st.integers(FIRST_DAY, LAST_DAY))
units = ("day", "week", "month", "quarter", "year", "working day")
durations = st.builds(ph.Duration, st.integers(0, 10_000), st.sampled_from(units))
scalars = st.one_of(money, percents, numbers, days, durations)
month_ends = (
    "end on the last day of a month that is too short",
    "run on to the first day after a month that is too short",
)
due_days = ("may fall on any day", "move to the next working day")

events = st.builds(
    ph.EventPhrase,
    st.sampled_from(("the", "a", "each", "no")),
    st.sampled_from(("", "first", "third", "tenth", "last", "next")),
    names,
)
specials = st.builds(ph.Special, st.sampled_from(("earning", "due-date")))
points = st.one_of(days, events, specials)
periods = st.builds(
    ph.PeriodPhrase,
    st.sampled_from(("term", *PERIODS)),
    st.none() | points,
)
moments = points | st.builds(ph.EndOf, periods)

fields = st.builds(ph.FieldAt, names, st.none() | events)
totals = st.one_of(
    st.builds(
        ph.Total,
        st.sampled_from(("total", "average", "highest", "lowest")),
        fields,
        st.none() | names,
    ),
    st.builds(ph.NumberOf, names, st.none() | names),
    st.builds(ph.Forfeited, names),
)
_points_sides = st.sampled_from(("above", "below"))
points_above = st.builds(ph.PointsAbove, numbers, _points_sides, fields) | st.builds(
    ph.PointsAbove, st.just(ph.Number(0, 0)), _points_sides, fields, st.just(True)
)
dated = st.builds(
    ph.Dated,
    st.lists(st.builds(ph.Change, money | percents | numbers, days), min_size=1, max_size=3).map(
        tuple
    ),
)
_parts = st.one_of(scalars, fields, points_above, totals, dated)
worked_out = st.recursive(
    _parts,
    lambda inner: st.one_of(
        st.builds(ph.ShareOf, percents, inner),
        st.builds(ph.Arithmetic, inner, st.sampled_from(("+", "-", "×", "÷")), inner),
        st.builds(ph.PercentageOf, inner, inner),
    ),
    max_leaves=5,
)
values = _parts | worked_out
_limit_words = st.sampled_from(
    ("at least", "more than", "less than", "up to and including", "exactly")
)
limits = st.builds(ph.Limit, _limit_words, values)
_below_nothing = st.one_of(
    st.builds(ph.Money, st.integers(-(10**13), -1)),
    st.builds(ph.Percent, st.integers(-(10**10), -1), st.integers(0, 4)),
    st.builds(ph.Number, st.integers(-(10**10), -1), st.integers(0, 4)),
)
bounds = limits | st.builds(ph.Limit, _limit_words, _below_nothing)
several_bounds = st.lists(bounds, min_size=1, max_size=2).map(tuple)
several_limits = st.lists(limits, min_size=1, max_size=2).map(tuple)
_sides = st.sampled_from(("after", "before"))
_duration_limits = st.lists(st.builds(ph.Limit, _limit_words, durations), min_size=1, max_size=2)
windows = st.one_of(
    st.builds(ph.Within, durations, _sides, moments),
    st.builds(ph.Distance, _duration_limits.map(tuple), _sides, moments),
    st.builds(
        ph.Relative,
        st.sampled_from(("before", "on or before", "after", "on or after")),
        moments,
    ),
    st.builds(ph.During, periods),
)
recovery_windows = st.builds(ph.RecoveryWindow, specials, limits, moments)

_conditions = st.one_of(
    st.builds(ph.LimitTest, fields, several_bounds),
    st.builds(ph.ChoiceTest, fields, st.booleans(), st.just(True), several_names),
    st.builds(ph.ChoiceTest, fields, st.booleans(), st.just(False), st.tuples(names)),
)
_told_apart = st.builds(
    evolve, events, where=st.builds(ph.Tests, st.just("one"), st.tuples(_conditions))
)
single_tests = st.one_of(
    st.builds(
        ph.EventTest,
        events | _told_apart | periods,
        st.sampled_from(("is", "starts", "ends")),
        windows,
    ),
    st.builds(ph.Lasted, names, durations),
    _conditions,
)
_two_or_more = st.lists(single_tests, min_size=2, max_size=3).map(tuple)
_some = st.lists(single_tests, min_size=1, max_size=3).map(tuple)
tests = st.one_of(
    st.builds(ph.Tests, st.just("one"), st.tuples(single_tests)),
    st.builds(ph.Tests, st.sampled_from(("and", "or")), _two_or_more),
    st.builds(ph.Tests, st.sampled_from(("all", "any")), _some),
    st.builds(ph.Tests, st.just("some"), _some, st.integers(1, 20)),
)
events_where = st.builds(
    ph.EventPhrase,
    st.sampled_from(("the", "a", "each", "no")),
    st.sampled_from(("", "first", "third", "tenth", "last", "next")),
    names,
    st.none() | tests,
)

_fixed_words = st.sampled_from(
    (
        "nothing",
        "all",
        "otherwise",
        "in a straight line",
        "no limit",
        "no",
        "year 1",
        "year 12",
        "the rest",
        "the provider",
    )
)
facts = st.builds(ph.Fact, names, scalars | names | _below_nothing)
cells = st.builds(
    ph.Cell,
    st.one_of(
        several_limits,
        scalars,
        st.builds(ph.Words, _fixed_words | name_texts),
        st.builds(MoneyPart, st.sampled_from(("first", "next")), money),
        st.builds(Later, durations),
        st.builds(ph.Facts, st.lists(facts, max_size=3).map(tuple)),
    ),
)


@st.composite
def tables(draw: st.DrawFn) -> ph.Table:
    heads = draw(st.lists(headings, min_size=1, max_size=4))
    row = st.tuples(*[cells] * len(heads))
    return ph.Table(tuple(heads), tuple(draw(st.lists(row, min_size=1, max_size=3))))


spell_periods = st.builds(tree.SpellPeriods, st.sampled_from(("whole", "started")), durations)
subjects = (
    st.builds(tree.Subject, several_names, st.none() | names)
    | st.builds(tree.Subject, st.tuples(names), st.none() | names, spell_periods)
    | st.just(tree.Subject(()))
)
at_most_periods = st.builds(
    tree.AtMostPeriods, st.builds(ph.Number, st.integers(0, 10**6), st.just(0))
)
advances = st.one_of(
    st.builds(tree.OnDay, days),
    st.builds(tree.Repaid, st.lists(names, min_size=1, max_size=3).map(tuple), percents),
    st.builds(tree.Balance, durations),
)
price_limits = st.builds(tree.PriceLimit, st.sampled_from(("at most", "at least")), values)
_of_outcomes = st.builds(tree.Subject, st.tuples(names), st.none(), st.none(), several_names)


def _free(kind: str) -> st.SearchStrategy[tree.Clause]:
    return st.builds(tree.FreeText, st.just(kind), _one_line("#"))


_how_often = st.sampled_from(("once", "every time"))
_counts = st.builds(tree.Counts, several_names, st.none() | names, st.none() | tests, _how_often)
_anywhere = st.one_of(_free("note"), _free("Cymraeg"))
_kinds = st.sampled_from(
    (
        "whole number",
        "number",
        "score",
        "hours",
        "days",
        "money",
        "percentage",
        "yes or no",
        "date",
    )
)
_one_unit = st.sampled_from(PERIODS)
_cap_grain = st.lists(names | st.builds(ph.Name, _one_unit), max_size=3).map(tuple)
_expect_dates = st.lists(st.tuples(st.sampled_from(("earned", "payable")), days), max_size=2)

CLAUSES: dict[str, st.SearchStrategy[tree.Clause]] = {
    "contract": st.one_of(
        st.builds(
            tree.Model,
            st.sampled_from(
                (
                    "reward for individual outcomes",
                    "standards",
                    "population accountability",
                )
            ),
        ),
        st.builds(tree.Area, names, titles),
        st.builds(tree.Party, st.sampled_from(("commissioner", "provider", "role")), names, titles),
        st.builds(tree.Term, days, days),
        st.builds(tree.Tail, durations),
        st.builds(tree.Currency, st.from_regex("[A-Z]{3}", fullmatch=True)),
        st.just(tree.Rounding("half up to the penny on each payment line")),
        st.builds(tree.WeeksStart, st.sampled_from(("Monday", "Sunday"))),
        st.builds(tree.YearsStart, st.integers(1, 28), st.integers(1, 12)),
        st.builds(tree.WorkingDays, names),
        st.builds(tree.MonthEnds, st.sampled_from(month_ends)),
        st.builds(tree.DueDates, st.sampled_from(due_days)),
        st.builds(tree.Statements, _one_unit),
    ),
    "event": st.one_of(
        st.builds(tree.RecordedBy, several_names),
        st.builds(tree.About, st.sampled_from(("a provider", "the contract"))),
        st.just(tree.Occurs()),
        st.builds(
            tree.FieldClause,
            names,
            _kinds,
            st.just(()),
            st.lists(bounds, max_size=2).map(tuple),
            st.sampled_from(("", "higher", "lower")),
            st.none() | numbers,
        ),
        st.builds(tree.FieldClause, names, st.just("one of"), several_names),
    ),
    "spell": st.one_of(
        st.builds(tree.StartsOn, events_where),
        st.builds(tree.EndsOn, events_where),
        st.builds(tree.Ignores, durations),
    ),
    "cohort": st.one_of(
        _counts,
        st.builds(tree.JoinsOn, events_where),
        st.builds(tree.BelongsTo, fields),
        st.builds(tree.SetsAside, events_where),
    ),
    "outcome": st.one_of(
        _counts,
        st.builds(tree.AchievedOn, events_where),
        st.builds(tree.AchievedOnDay, days),
        st.just(tree.Counts((), None, None, "once")),
        st.builds(tree.AchievedWhen, st.builds(ph.Lasted, names, durations)),
        st.builds(tree.When, tests),
        _free("evidence"),
        st.builds(tree.NeedsRecorded, events, durations),
        st.builds(tree.Otherwise, st.sampled_from(("not achieved", "not known"))),
    ),
    "measure": st.one_of(
        st.builds(tree.ForEach, several_names | st.just(())),
        _counts,
        st.builds(tree.IsPercentage, names),
        _free("evidence"),
        price_limits,
        st.builds(tree.IsValue, values),
        st.builds(tree.IsValue, st.builds(WeightedMean, tables())),
        st.builds(tree.IsValue, st.builds(ByBand, values, tables())),
        st.just(tree.MissingParts()),
        st.builds(tree.NeedsParts, limits),
        st.builds(tree.Rounded, st.integers(0, 12)),
        st.builds(tree.Target, bounds),
        st.builds(tree.NeedsPeople, limits),
        st.builds(tree.Otherwise, st.just("pool"), _one_unit),
        st.builds(tree.AtTheEnd, st.sampled_from(("judged on the people there are", "not known"))),
    ),
    "rates": st.one_of(
        st.builds(tree.By, st.lists(fields, min_size=1, max_size=3).map(tuple), tables()),
        st.builds(
            tree.Rises, st.just("rises"), names | percents, st.integers(1, 28), st.integers(1, 12)
        ),
        st.builds(tree.Rises, st.just("falls"), percents, st.integers(1, 28), st.integers(1, 12)),
        st.builds(tree.RiseLimit, st.sampled_from(("at least", "at most")), percents),
        st.just(tree.PennyRounding()),
    ),
    "payment": st.one_of(
        st.builds(tree.Pays, values, subjects | _of_outcomes),
        st.builds(tree.PaysByBand, values, subjects, tables(), parts=st.booleans()),
        at_most_periods,
        price_limits,
        advances,
        st.builds(tree.PriceInForce, events_where),
        st.builds(tree.Less, wholes, wholes),
        st.builds(tree.SharedAmong, values),
        st.builds(tree.On, events_where),
        st.builds(tree.When, tests),
        st.builds(tree.Withhold, percents, names, periods, tables()),
        st.builds(tree.WithholdUntil, percents, days | names),
        st.builds(tree.NotReleased, st.none() | durations),
        st.builds(tree.Recover, percents, events, recovery_windows),
        st.builds(tree.Due, durations, moments),
        st.builds(tree.InShadow, days),
    ),
    "deduction": st.one_of(
        st.builds(tree.Pays, values, subjects, st.just("takes")),
        st.builds(
            tree.PaysByBand, values, subjects, tables(), st.just("takes"), parts=st.booleans()
        ),
        at_most_periods,
        price_limits,
        st.builds(tree.PriceInForce, events_where),
        st.builds(tree.On, events_where),
        st.builds(tree.When, tests),
        st.builds(tree.Due, durations, moments),
        st.builds(tree.InShadow, days),
    ),
    "floor": st.one_of(
        st.builds(tree.Over, st.lists(names, max_size=3).map(tuple)),
        st.builds(tree.Pays, money, st.builds(tree.Subject, _cap_grain), st.just("at least")),
        st.builds(tree.Due, durations, moments),
    ),
    "cap": st.one_of(
        st.builds(tree.Over, st.lists(names, max_size=3).map(tuple)),
        st.builds(tree.AtMost, money, _cap_grain),
        st.builds(tree.AtMost, wholes, _cap_grain),
        st.builds(tree.AtMost, money, _cap_grain, durations),
        st.builds(tree.AtMost, fields, _cap_grain),
        st.builds(tree.UnusedRoom, durations, st.none() | percents),
        st.builds(tree.Order, st.sampled_from((EARLIEST, HIGHEST, PRO_RATA))),
        st.builds(tree.Excess, st.sampled_from(("carried forward", "is not paid", "is not taken"))),
        st.builds(tree.AtTheEnd, st.sampled_from(("lapses", "is paid"))),
    ),
    "split": st.builds(tree.Divides, st.lists(names, max_size=3).map(tuple), tables()),
    "accept": st.one_of(
        st.builds(tree.Finding, st.from_regex("[A-Z]{2}-[0-9]{1,4}", fullmatch=True), names),
        st.builds(
            tree.DiagnosticCode,
            st.from_regex("([A-Z][a-z]{1,6}){2,3}", fullmatch=True),
            st.none() | names,
        ),
        _free("because"),
    ),
    "example": st.one_of(
        st.builds(tree.AsAt, days),
        st.builds(tree.Log, tables()),
        st.builds(
            tree.Expect,
            names,
            money,
            st.none() | names,
            st.sampled_from(("", "withheld", "carried forward", "payable", "not due")),
            _expect_dates.map(tuple),
        ),
    ),
    "section": _free("text"),
    "suitability": st.one_of(
        st.builds(tree.Answer, st.sampled_from(("yes", "no", "mitigated")), names),
        _free("because"),
    ),
    "assume": st.one_of(
        st.builds(
            tree.Arrive, wholes, names, st.sampled_from(("week", "month", "quarter", "year"))
        ),
        st.builds(tree.Achieve, names, percents, st.none() | percents),
        st.builds(tree.Spends, money),
        st.builds(tree.Saves, money, names),
        _free("because"),
    ),
    "variation": st.one_of(st.builds(tree.FromDay, days), _free("because")),
    "use": st.one_of(
        st.builds(tree.Digest, st.from_regex("sha256:[0-9a-f]{0,64}", fullmatch=True)),
        st.builds(tree.RecordedBy, several_names),
        st.builds(tree.ForPeople, names),
        st.builds(tree.Brings, tables()),
    ),
    "library": _free("source"),
    "logic-model": st.one_of(
        *(_free(kind) for kind in (*tree.STAGES, "assumes")),
        st.builds(tree.LeadsTo, several_names),
    ),
}


@st.composite
def blocks(draw: st.DrawFn) -> tree.Block:
    keyword = draw(st.sampled_from(tree.BLOCKS))
    clauses = st.lists(CLAUSES[keyword] | _anywhere, max_size=5).map(tuple)
    return tree.Block(keyword, draw(names), draw(titles), draw(clauses))


files = st.builds(tree.File, st.lists(blocks(), max_size=4).map(tuple))
"""Whole files without comments: comments have places, so tests put them into printed text."""
