"""A clause that can have no effect where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.brought import chosen, is_known, needs_people, needs_recorder
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only, words_of
from ocdsl.model.context import Context, outcome_paid, subject_of
from ocdsl.model.nodes import nodes
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

_END_WORDS = {
    "cap": ("lapses", "is paid"),
    "measure": ("judged on the people there are", "not known"),
}
_ALLOWED: dict[str, tuple[type[object], ...]] = {
    "contract": (
        tree.Model, tree.Area, tree.Party, tree.Term, tree.Tail, tree.Currency, tree.Rounding,
        tree.WeeksStart, tree.YearsStart, tree.MonthEnds, tree.WorkingDays, tree.Statements,
        tree.DueDates, tree.Versions,
    ),
    "event": (tree.RecordedBy, tree.About, tree.Occurs, tree.FieldClause),
    "spell": (tree.StartsOn, tree.EndsOn, tree.Ignores),
    "cohort": (tree.Counts, tree.JoinsOn, tree.BelongsTo, tree.SetsAside),
    "outcome": (
        tree.Counts, tree.AchievedOn, tree.AchievedOnDay, tree.AchievedWhen, tree.When,
        tree.NeedsRecorded, tree.Otherwise,
    ),
    "measure": (
        tree.ForEach, tree.Counts, tree.IsPercentage, tree.IsValue, tree.PriceLimit, tree.Rounded,
        tree.Target, tree.NeedsPeople, tree.NeedsParts, tree.MissingParts, tree.Otherwise,
        tree.AtTheEnd,
    ),
    "rates": (tree.By, tree.Rises, tree.RiseLimit, tree.PennyRounding),
    "payment": (
        tree.Pays, tree.PaysByBand, tree.PriceLimit, tree.PriceInForce, tree.Less,
        tree.AtMostPeriods, tree.On, tree.When, tree.Withhold, tree.WithholdUntil,
        tree.NotReleased, tree.Recover, tree.Due, tree.InShadow, tree.OnDay, tree.Repaid,
        tree.Balance, tree.SharedAmong,
    ),
    "deduction": (
        tree.Pays, tree.PaysByBand, tree.PriceLimit, tree.PriceInForce, tree.AtMostPeriods,
        tree.On, tree.OnDay, tree.When, tree.Due, tree.InShadow,
    ),
    "floor": (tree.Pays, tree.Over, tree.Due),
    "cap": (tree.Over, tree.AtMost, tree.Order, tree.Excess, tree.UnusedRoom, tree.AtTheEnd),
    "split": (tree.Divides,),
    "accept": (tree.Finding, tree.DiagnosticCode),
    "example": (tree.AsAt, tree.Log, tree.Expect),
    "section": (),
    "suitability": (tree.Answer,),
    "logic-model": (tree.LeadsTo,),
    "assume": (tree.Arrive, tree.Achieve, tree.Spends, tree.Saves),
    "variation": (tree.FromDay,),
    "use": (tree.Digest, tree.RecordedBy, tree.ForPeople, tree.Brings),
}  # fmt: skip


def find(context: Context) -> Iterator[Found]:
    """Every clause that its block, or the lack of another clause, leaves without effect."""
    for block in context.file.blocks:
        for clause in block.clauses:
            if context.has_unread(block):
                continue
            if reason := _reason(context, block, clause) or _use_reason(context, block, clause):
                yield Found(reason, clause.span, heading(block, clause))


def _reason(context: Context, block: tree.Block, clause: tree.Clause) -> str:
    """Why the clause can do nothing; empty when it does something."""
    reason = ""
    match clause:
        case _ if not isinstance(clause, (tree.FreeText, *_ALLOWED[block.keyword])):
            reason = f"This clause does not belong in a block of the kind `{block.keyword}`."
        case tree.On() if _is_paid_otherwise(context, block):
            reason = "`on` has no effect here: what is paid for has its own day."
        case tree.OnDay() if not _is_once(context, block):
            reason = "`on` a day has no effect here: what is paid for has its own day."
        case tree.Balance() if only(block, tree.Repaid) is None:
            reason = "`at the end` has no effect here: nothing is repaid."
        case tree.AtMostPeriods() if not _is_for_periods(context, block):
            reason = "`at most … periods` has no effect here: no periods are paid for."
        case tree.PriceLimit() | tree.Rounded():
            reason = _price_limit_reason(context, block, clause)
        case tree.PriceInForce() | tree.RiseLimit() | tree.PennyRounding():
            reason = _change_reason(block, clause)
        case tree.NotReleased():
            reason = _not_released_reason(block, clause)
        case tree.InShadow() if clause.day.ordinal < _first_day(context):
            reason = "`in shadow` has no effect here: nothing is earned before the term."
        case tree.AtTheEnd():
            reason = _end_reason(block, clause)
        case tree.Otherwise():
            reason = _otherwise_reason(block, clause)
        case tree.Counts() if clause.where and block.keyword != "measure":
            reason = "`where` has no place in this `counts`: only a measure picks by period."
    return reason


def _use_reason(context: Context, block: tree.Block, clause: tree.Clause) -> str:
    """Only what the library leaves open is for the contract to say."""
    section = context.libraries.get(block.name.text) if block.keyword == "use" else None
    if section is None or not is_known(block, section):
        return ""
    brought = list(chosen(block, section))
    if isinstance(clause, tree.RecordedBy) and not any(map(needs_recorder, brought)):
        return "`recorded by` has no effect here: what comes in has no event without a recorder."
    if isinstance(clause, tree.ForPeople) and not any(map(needs_people, brought)):
        return "`for` has no effect here: what comes in has no outcome of a person."
    return ""


def _price_limit_reason(
    context: Context, block: tree.Block, clause: tree.PriceLimit | tree.Rounded
) -> str:
    """A fixed price has no other size, and a person's total in a period those of its table."""
    if block.keyword == "measure" and only(block, tree.IsPercentage):
        return f"`{words_of(clause)}` has no effect here: a share of people is what it is."
    if isinstance(clause, tree.Rounded):
        return ""
    pays, banded = only(block, tree.Pays), only(block, tree.PaysByBand)
    counted = pays and pays.subject.periods and context.each_event(block)
    if pays and isinstance(pays.amount, ph.Money) and not counted:
        return f"`{clause.word}` has no effect here: the price is always the same."
    total = banded and isinstance(banded.quantity, ph.Total)
    if total and context.wide_grain(block) is None:
        return f"`{clause.word}` has no effect here: the table has every price there is."
    return ""


def _not_released_reason(block: tree.Block, clause: tree.NotReleased) -> str:
    """Only an outcome can come too late, and only a rate or an outcome can fail."""
    until = only(block, tree.WithholdUntil)
    if until and isinstance(until.until, ph.Day):
        return "`what is not released` has no effect here: on that day all of it is released."
    if until is None and only(block, tree.Withhold) is None:
        return "`what is not released` has no effect here: nothing is withheld."
    if clause.within and until is None:
        return "`within` has no effect here: what is released is decided when the measure is known."
    return ""


def _first_day(context: Context) -> int:
    """The first day of the term; before all days where it cannot be read."""
    term = only(context.header, tree.Term)
    return term.start.ordinal if term else 0


def _is_paid_otherwise(context: Context, block: tree.Block) -> bool:
    banded, outcomes = only(block, tree.PaysByBand), context.named["outcome"]
    wide = context.own_event(block) or context.wide_grain(block) is not None
    return bool(banded or wide) or outcome_paid(block) in outcomes


def _changes_by_date(block: tree.Block) -> bool:
    """Whether what the block pays has a part that changes by date."""
    pays = only(block, tree.Pays)
    return pays is not None and any(isinstance(n, ph.Dated) for n in nodes(pays.amount))


def _is_once(context: Context, block: tree.Block) -> bool:
    """Whether it is for the contract, or for each provider, without a period of its own."""
    return context.wide_grain(block) in ((), ("provider",))


def _change_reason(
    block: tree.Block, clause: tree.PriceInForce | tree.RiseLimit | tree.PennyRounding
) -> str:
    """Only what changes by date has a day that picks it, and only rates that rise have limits."""
    if isinstance(clause, tree.PriceInForce):
        return "" if _changes_by_date(block) else (
            "`at the price in force` has no effect here: no price changes by date."
        )  # fmt: skip
    rises = only(block, tree.Rises)
    if rises is None:
        return f"`{words_of(clause)}` has no effect here: the rates stay as they are."
    if isinstance(clause, tree.RiseLimit) and isinstance(rises.by, ph.Percent):
        return f"`{clause.word}` has no effect here: by how much the rates change is written."
    return ""


def _is_for_periods(context: Context, block: tree.Block) -> bool:
    subject = subject_of(block)
    return subject is not None and subject.periods is not None and not context.each_event(block)


def _end_reason(block: tree.Block, clause: tree.AtTheEnd) -> str:
    if clause.what not in _END_WORDS[block.keyword]:
        return f"`at the end {clause.what}` means nothing in a {block.keyword}."
    otherwise, excess = only(block, tree.Otherwise), only(block, tree.Excess)
    if block.keyword == "cap" and excess and excess.what != "carried forward":
        return "`at the end` has no effect here: the cap carries nothing forward."
    if block.keyword == "measure" and (otherwise is None or otherwise.what != "pool"):
        return "`at the end` has no effect here: the measure pools nothing."
    return ""


def _otherwise_reason(block: tree.Block, clause: tree.Otherwise) -> str:
    if block.keyword == "outcome":
        if not only(block, tree.NeedsRecorded):
            return "`otherwise` has no effect here: the outcome needs nothing to be recorded."
        return "" if clause.what == "not achieved" else "An outcome is `not achieved` otherwise."
    of_parts = only(block, tree.NeedsParts) is not None
    if not of_parts and not only(block, tree.NeedsPeople):
        return "`otherwise` has no effect here: the measure needs no number of people."
    if clause.what == "not achieved" or (of_parts and clause.what != "not known"):
        it_pools = "" if of_parts else ", or it pools"
        return f"A measure is not achieved or missed here: it is `not known`{it_pools}."
    grain = [n.text for each in every(block, tree.ForEach) for n in each.grain]
    if clause.what == "pool" and clause.unit not in grain and set(grain) & set(PERIODS):
        return f"The measure is not for each {clause.unit}, so it cannot pool with the next."
    return ""


RULE = Rule(
    code="IdleClause",
    severity=Severity.ERROR,
    what="A clause has no effect, or no meaning, where it stands.",
    why="A clause that does nothing reads as a promise about money that nobody will keep.",
    fix="Take the line out, or write the clause that gives it something to do.",
    example='cap monthly-ceiling "Monthly ceiling"\n'
    "  over        all payments\n"
    "  at most     £120,000.00 for each provider and month of earning\n"
    "  order       earliest earned first, the last in part\n"
    "  excess      is not paid\n"
    "  at the end  lapses\n",
    law="laws 3 and 12",
    find=find,
)
