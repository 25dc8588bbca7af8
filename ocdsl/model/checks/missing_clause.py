"""A block that lacks a clause it cannot do without."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.calendar import in_words
from ocdsl.base.diagnostics import Severity
from ocdsl.model.brought import chosen, needs_people, needs_recorder
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import counts_payments, heading, only, words_of_kind
from ocdsl.model.context import Context, outcome_paid
from ocdsl.model.periods import period_units
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree

Kinds = tuple[type[object], ...]

_DUE = "due  30 days after the end of the month of earning"
_ALWAYS: dict[str, tuple[tuple[Kinds, str], ...]] = {
    "contract": (
        ((tree.Model,), "model  reward for individual outcomes"),
        ((tree.Party,), 'commissioner  vale "Vale Council"'),
        ((tree.Term,), "term  from 1 April 2026 up to and including 31 March 2029"),
        ((tree.Currency,), "currency  GBP"),
        ((tree.Rounding,), "rounding  half up to the penny on each payment line"),
    ),
    "event": (((tree.RecordedBy,), "recorded by  provider"),),
    "spell": (
        ((tree.StartsOn,), "starts on  each accommodation-entered"),
        ((tree.EndsOn,), "ends on  the next accommodation-left"),
    ),
    "cohort": (
        ((tree.Counts,), "counts  once for each person"),
        ((tree.JoinsOn,), "joins on  the first referral"),
        ((tree.BelongsTo,), "belongs to  provider at the first service-start"),
    ),
    "outcome": (
        ((tree.Counts,), "counts  once for each person in older-people"),
        (
            (tree.AchievedOn, tree.AchievedWhen, tree.AchievedOnDay),
            "achieved on  the first closure",
        ),
    ),
    "measure": (
        ((tree.ForEach,), "for each  provider and quarter"),
        ((tree.IsPercentage, tree.IsValue), "is  the percentage who achieve independent"),
    ),
    "rates": (((tree.By,), "by  group"),),
    "payment": (
        ((tree.Pays, tree.PaysByBand), "pays  £300.00 for each person in older-people"),
        ((tree.Due,), _DUE),
    ),
    "deduction": (
        ((tree.Pays, tree.PaysByBand), "takes  £25.00 for each missed-visit"),
        ((tree.Due,), _DUE),
    ),
    "floor": (
        ((tree.Over,), "over  all payments"),
        ((tree.Pays,), "at least  £80,000.00 for each provider and year of earning"),
        ((tree.Due,), "due  30 days after earning"),
    ),
    "cap": (
        ((tree.Over,), "over  all payments"),
        ((tree.AtMost,), "at most  £120,000.00 for each provider and month of earning"),
        ((tree.Order,), "order  earliest earned first, the last in part"),
    ),
    "split": (((tree.Divides,), "divides  outcome-fee"),),
    "variation": (((tree.FromDay,), "from  1 April 2027"),),
    "accept": (((tree.Finding, tree.DiagnosticCode), "finding  PI-24 on weekly-support"),),
    "assume": (((tree.Arrive, tree.Saves), "counts  30 people in older-people each year"),),
    "suitability": (((tree.Answer,), "answer  yes on clear-cohort"),),
    "example": (
        ((tree.Log,), "log"),
        ((tree.Expect,), "expect  start-fee £300.00"),
    ),
}


_TEXTS: dict[str, tuple[str, ...]] = {
    "accept": ("because",),
    "variation": ("because",),
    "section": ("text",),
    "logic-model": tree.STAGES,
    "assume": ("because",),
}


def find(context: Context) -> Iterator[Found]:
    """Every block without a clause that its kind, or another of its clauses, asks for."""
    for block in context.file.blocks:
        if context.has_unread(block):
            continue
        for kinds, line in (*_ALWAYS.get(block.keyword, ()), *_asked_for(context, block)):
            left_open = context.is_of_library(block.span.line) and kinds in _LEFT_OPEN
            if not left_open and not any(isinstance(c, kinds) for c in block.clauses):
                words = "at least" if line.startswith("at least") else words_of_kind(kinds[0])
                yield _found(block, words, line)
        yield from _free_text(block)
    yield from _header(context)


def _asked_for(context: Context, block: tree.Block) -> Iterator[tuple[Kinds, str]]:
    """Clauses that another clause of the block makes necessary."""
    yield from _for_payment(context, block)
    yield from _for_use(context, block)
    if only(block, tree.IsPercentage) and block.keyword == "measure":
        yield (tree.Counts,), "counts  once for each person in older-people where …"
    otherwise, excess = only(block, tree.Otherwise), only(block, tree.Excess)
    if only(block, tree.NeedsPeople) and not only(block, tree.IsValue):
        yield (tree.Otherwise,), "otherwise  pool with the next quarter"
    if only(block, tree.MissingParts):
        yield (tree.NeedsParts,), "needs  at least 3 parts"
    if only(block, tree.NeedsParts):
        yield (tree.MissingParts,), "missing parts  share their weight among the rest"
        yield (tree.Otherwise,), "otherwise  not known"
    if only(block, tree.NeedsRecorded):
        yield (tree.Otherwise,), "otherwise  not achieved"
    if only(block, tree.Rises):
        yield (tree.PennyRounding,), "rounding  half up to the penny"
    if otherwise and otherwise.what == "pool":
        yield (tree.AtTheEnd,), "at the end  judged on the people there are"
    if block.keyword == "assume" and any(
        isinstance(clause, tree.Spends | tree.Achieve) for clause in block.clauses
    ):
        yield (tree.Arrive,), "counts  30 people in older-people each year"
    if excess and excess.what == "carried forward":
        yield (tree.AtTheEnd,), "at the end  lapses"
    if block.keyword == "cap" and not counts_payments(block):
        yield (tree.Excess,), "excess  is not paid"


_LEFT_OPEN = ((tree.RecordedBy,), (tree.Counts,))
"""What a text of the library may leave for the `use` to say."""


def _for_use(context: Context, block: tree.Block) -> Iterator[tuple[Kinds, str]]:
    section = context.libraries.get(block.name.text) if block.keyword == "use" else None
    brought = list(chosen(block, section)) if section else []
    if any(map(needs_recorder, brought)):
        yield (tree.RecordedBy,), "recorded by  provider"
    if any(map(needs_people, brought)):
        yield (tree.ForPeople,), "for  the people in older-people"


def _for_payment(context: Context, block: tree.Block) -> Iterator[tuple[Kinds, str]]:
    term = only(context.header, tree.Term)
    if only(block, tree.Repaid) and context.wide_grain(block) in ((), ("provider",)):
        day = in_words(term.start.ordinal) if term else "1 April 2026"
        yield (tree.OnDay,), f"on  {day}"
    if only(block, tree.Repaid):
        yield (tree.Balance,), "at the end  the balance is due in 30 days"
    until = only(block, tree.WithholdUntil)
    if only(block, tree.Withhold) or (until and isinstance(until.until, ph.Name)):
        yield (tree.NotReleased,), "what is not released  is not paid"
    paying = block.keyword != "floor"
    if paying and only(block, tree.Pays) and outcome_paid(block) not in context.named["outcome"]:
        subject = only(block, tree.Pays)
        if subject and any(name.text == "person" for name in subject.subject.grain[:1]):
            yield (tree.On,), "on  the first service-start"


def _free_text(block: tree.Block) -> Iterator[Found]:
    kinds = [c.kind for c in block.clauses if isinstance(c, tree.FreeText)]
    for kind in _TEXTS.get(block.keyword, ()):
        if kind not in kinds:
            yield _found(block, kind, f"{kind}  …")


def _header(context: Context) -> Iterator[Found]:
    header = context.header
    if header is None:
        if not context.unread:
            yield Found("The file has no `contract` block.", fix="Begin it with `contract name`.")
        return
    if context.has_unread(header):
        return
    kinds = {p.kind for p in context.parties("commissioner", "provider")}
    for kind in ("commissioner", "provider"):
        if kind not in kinds:
            yield _found(header, kind, f'{kind}  a-name "A title"')
    units = period_units(context)
    if "week" in units and only(header, tree.WeeksStart) is None:
        yield _found(header, "weeks", "weeks  start on Monday")
    if units & {"quarter", "year"} and only(header, tree.YearsStart) is None:
        yield _found(header, "years", "years  start on 1 April")


def _found(block: tree.Block, words: str, line: str) -> Found:
    message = f"The {block.keyword} `{block.name.text}` does not say `{words}`."
    return Found(message, block.span, heading(block), f"Add a line such as `{line}`.")


RULE = Rule(
    code="MissingClause",
    severity=Severity.ERROR,
    what="A block lacks a clause it cannot do without.",
    why="What the contract does not say, each side would fill in for itself when money is due.",
    fix="Add the clause.",
    example='payment start-fee "Start fee"\n'
    "  pays  £300.00 for each person in older-people\n"
    "  on    the first service-start\n",
    law="laws 12, 21 and 22; rulings E11 and E24",
    find=find,
)
