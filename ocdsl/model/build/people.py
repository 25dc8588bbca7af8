"""Cohorts, outcomes and measures."""

from __future__ import annotations

from ocdsl.base.calendar import Lag
from ocdsl.model.build.block_parts import common, must
from ocdsl.model.clauses import only, texts
from ocdsl.model.contract import Cohort, Measure, Needs, Outcome, Spell
from ocdsl.model.dates import DateRules
from ocdsl.model.lengths import Lasting
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of


def build_cohort(block: tree.Block) -> Cohort:
    """A `cohort` block."""
    belongs = must(block, tree.BelongsTo).value.at
    sets_aside = only(block, tree.SetsAside)
    if belongs is None:
        raise LookupError(f"{block.name.text} belongs to no provider")
    return Cohort(
        **common(block),
        joins_on=must(block, tree.JoinsOn).event,
        belongs_to=belongs,
        sets_aside=sets_aside.event if sets_aside else None,
    )


def build_spell(block: tree.Block, dates: DateRules) -> Spell:
    """A `spell` block."""
    ignores = only(block, tree.Ignores)
    return Spell(
        **common(block),
        starts_on=must(block, tree.StartsOn).event,
        ends_on=must(block, tree.EndsOn).event,
        longest=ignores.duration if ignores else None,
        breaks=dates.lag(ignores.duration) if ignores else Lag(0),
    )


def lasting_of(lasted: ph.Lasted, dates: DateRules) -> Lasting:
    """`housed has lasted 3 months`, as days are counted in the contract."""
    length = lasted.duration
    return Lasting(lasted.spell.text, length, dates.lag(length), text_of(lasted))


def build_outcome(block: tree.Block, dates: DateRules) -> Outcome:
    """An `outcome` block."""
    when = only(block, tree.When)
    needs, counts = only(block, tree.NeedsRecorded), must(block, tree.Counts)
    lasts = only(block, tree.AchievedWhen)
    lasting = lasting_of(lasts.lasted, dates) if lasts else None
    return Outcome(
        **common(block),
        cohort=population(block),
        every_time=counts.often == "every time",
        once_for="".join(name.text for name in counts.grain[1:]),
        achieved_on=None if lasting else must(block, tree.AchievedOn).event,
        lasting=lasting,
        when=when.tests if when else None,
        needs=Needs(needs.event, dates.lag(needs.duration)) if needs else None,
        evidence=" ".join(texts(block, "evidence")),
    )


def build_measure(block: tree.Block) -> Measure:
    """A `measure` block: the percentage of a cohort who achieve an outcome."""
    target, otherwise = only(block, tree.Target), only(block, tree.Otherwise)
    end = only(block, tree.AtTheEnd)
    return Measure(
        **common(block),
        unit=next(g.text for g in must(block, tree.ForEach).grain if g.text != "provider"),
        cohort=population(block),
        moment=moment_of(must(block, tree.Counts)),
        outcome=must(block, tree.IsPercentage).outcome.text,
        target=target.limit if target else None,
        least_people=least_people(only(block, tree.NeedsPeople)),
        pools=otherwise is not None and otherwise.what == "pool",
        judged_at_end=end is not None and end.what == "judged on the people there are",
        evidence=" ".join(texts(block, "evidence")),
    )


def population(block: tree.Block) -> str:
    """The cohort that a block counts its people in."""
    counts = must(block, tree.Counts)
    return counts.population.text if counts.population else ""


def moment_of(counts: tree.Counts) -> ph.EventPhrase:
    """The event whose date puts a person in a period of the measure."""
    test = counts.where.items[0] if counts.where else None
    if isinstance(test, ph.EventTest) and isinstance(test.event, ph.EventPhrase):
        return test.event
    raise LookupError("the measure counts people at no event")


def least_people(needs: tree.NeedsPeople | None) -> int:
    """People needed for a rate to be known: 1 when the contract does not say."""
    value = needs.limit.value if needs else None
    if not isinstance(value, ph.Number) or needs is None:
        return 1
    return value.digits + (needs.limit.word == "more than")
