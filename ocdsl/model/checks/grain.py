"""Things counted or paid `for each` that cannot be counted there (law 20)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ocdsl.base.calendar import PERIODS
from ocdsl.base.diagnostics import Severity
from ocdsl.model.checks.nearest import listed
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.checks.unknown_name import is_another_kind
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context
from ocdsl.model.seen import Use
from ocdsl.model.walk import uses
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every grain that is not known where it stands, said twice, or one too many or too few."""
    for use in uses(context):
        if use.what == "grain" and use.name.text not in use.known:
            if use.name.text not in context.unread_words:
                yield _unknown(use)
        elif is_another_kind(use):
            yield _subject(use)
    for block in context.file.blocks:
        for clause in () if context.has_unread(block) else block.clauses:
            for problem, fix in _shape(context, block, clause):
                yield Found(problem, clause.span, heading(block, clause), fix)


def _unknown(use: Use) -> Found:
    message = f"This cannot be for each `{use.name.text}`."
    fix = f"Here `for each` may name {listed(use.known, 'or')}."
    return Found(message, use.name.span, use.spot.heading, fix)


def _subject(use: Use) -> Found:
    """A payment for each of something finer or coarser than a payment can be for."""
    name, kind = use.name.text, is_another_kind(use)
    message, fix = {
        "cohort": (f"`{name}` is a cohort, not one person.", f"Write `each person in {name}`."),
        "measure": (
            f"`{name}` is a measure of many people.",
            "Withhold a share of a payment against it.",
        ),
    }[kind]
    return Found(message, use.name.span, use.spot.heading, fix)


def _shape(context: Context, block: tree.Block, clause: tree.Clause) -> Iterator[tuple[str, str]]:
    match clause:
        case tree.Pays() | tree.PaysByBand() if context.wide_grain(block) is not None:
            yield from _at_most_one_period(clause.subject.grain)
        case tree.Pays(word="at least"):
            message = "A floor is for each provider, each period of earning, or the contract."
            yield message, "Write `for each provider and year of earning`, or `for the contract`."
        case tree.Pays(subject=subject) if subject.periods and context.each_event(block):
            yield from _in_days(context, context.each_event(block), subject)
        case tree.Pays(subject=subject) if not (subject.periods or context.own_event(block)):
            yield from _fixed(context, subject)
            yield from _several(context, block, subject)
        case tree.ForEach():
            yield from _of_measure(context, block, clause.grain)
        case tree.AtMost():
            yield from _at_most_one_period(clause.grain)
        case tree.IsPercentage():
            yield from _achieved_once(context, clause)
        case tree.Counts():
            yield from _one_of_each(clause.grain)
            yield from _counts(context, block, clause)


def _achieved_once(context: Context, clause: tree.IsPercentage) -> Iterator[tuple[str, str]]:
    outcome = context.named["outcome"].get(clause.outcome.text)
    for counts in every(outcome, tree.Counts):
        if counts.often == "every time" or len(counts.grain) > 1:
            message = f"A person may achieve `{clause.outcome.text}` many times."
            yield message, "Name an outcome that counts `once for each person in` the cohort."


def _counts(context: Context, block: tree.Block, clause: tree.Counts) -> Iterator[tuple[str, str]]:
    """How often a thing counts: only an outcome may be counted again for the same person."""
    if block.keyword == "cohort" and clause.population:
        yield "A cohort cannot be counted in a cohort.", "Write `for each person`."
    if block.keyword != "outcome":
        if clause.often == "every time":
            yield f"A {block.keyword} counts a person once.", "Write `once for each person`."
        return
    others = [name.text for name in clause.grain[1:]]
    if (others or clause.often == "every time") and only(block, tree.AchievedWhen):
        message = "An outcome that a spell achieves is achieved once."
        yield message, "Write `once for each person in` and the cohort."
    elif others and clause.often == "every time":
        message = "`every time` counts each event, whatever it records."
        yield message, "Write `every time for each person in` and the cohort."
    elif len(others) > 1:
        yield "An outcome is counted once for one field at most.", "Name one field."
    elif others:
        field = context.field(context.picked_event(block), others[0])
        if field is not None and field.kind != "one of":
            message = f"`{others[0]}` has no list of choices to be counted once for each of."
            yield message, "Name a field that is `one of` some choices."


def _fixed(context: Context, subject: tree.Subject) -> Iterator[tuple[str, str]]:
    if len(subject.grain) == 2 and subject.grain[1].text in PERIODS:
        yield _of_what(context, subject, subject.grain[1].text)
    elif len(subject.grain) > 1:
        others = listed([name.text for name in subject.grain[1:]])
        message = f"A fixed price cannot be paid for each {others} as well as for each person."
        yield message, "Pay for each person on an event, or a whole amount by band of a total."
    elif subject.population and subject.grain[0].text != "person":
        yield "Only people are counted in a cohort.", "Write `for each person in` and the cohort."


def _in_days(context: Context, event: str, subject: tree.Subject) -> Iterator[tuple[str, str]]:
    """Periods of what an event records: a number of days, in periods of days or weeks."""
    name, field = subject.grain[0].text, context.field(event, subject.grain[0].text)
    if field and field.kind != "days":
        message = f"`{name}` is no number of days, so it has no periods."
        yield message, f"Declare it as `{name}  days, at least 0`, or multiply by it."
    elif subject.periods and subject.periods.length.unit not in ("day", "week"):
        message = f"`{name}` counts days, and {subject.periods.length.unit}s are not all as long."
        yield message, "Write a number of days or weeks."


def _of_what(context: Context, subject: tree.Subject, unit: str) -> tuple[str, str]:
    """A price for each person and year reads two ways, and the author has to say which (E30)."""
    who = f"each person in {subject.population.text}" if subject.population else "each person"
    spell = next(iter(context.named["spell"]), "a-spell")
    message = (
        f"`and {unit}` reads two ways: once, in the {unit} a person comes, "
        f"or again in each {unit} they stay."
    )
    fix = (
        f"For once, write `for {who}` and the event under `on`; "
        f"for again, `for each started period of 1 {unit} of {spell}`."
    )
    return message, fix


def _several(
    context: Context, block: tree.Block, subject: tree.Subject
) -> Iterator[tuple[str, str]]:
    """A payment for each of several outcomes: each once for each person, and paid as it is."""
    if not subject.also:
        return
    yield from _one_of_each((*subject.grain, *subject.also))
    for name in (*subject.grain, *subject.also):
        for counts in every(context.named["outcome"].get(name.text), tree.Counts):
            if counts.often == "every time" or len(counts.grain) > 1:
                message = f"A person may achieve `{name.text}` many times."
                yield message, "Pay for it in a payment of its own."
    for kind, word in ((tree.Withhold, "withheld"), (tree.Recover, "taken back")):
        if only(block, kind):
            message = f"Nothing can be {word} of a payment for each of several outcomes."
            yield message, "Make a payment for each of them."


def _of_measure(
    context: Context, block: tree.Block, grain: tuple[ph.Name, ...]
) -> Iterator[tuple[str, str]]:
    each, worked = context.each_event(block), only(block, tree.IsValue)
    if each and not worked:
        message = f"A percentage of people is not for each `{each}`."
        yield message, "Write `for each provider and quarter`, or `month`, or `year`."
    elif worked:
        yield from () if each else _at_most_one_period(grain)
    else:
        yield from _provider_and_period(grain)


def _provider_and_period(grain: tuple[ph.Name, ...]) -> Iterator[tuple[str, str]]:
    names = [name.text for name in grain]
    if "provider" not in names or len(set(names) & set(PERIODS)) != 1:
        message = "A measure is judged for each provider and one period."
        yield message, "Write `for each provider and quarter`, or `month`, or `year`."
    yield from _one_of_each(grain)


def _at_most_one_period(grain: tuple[ph.Name, ...]) -> Iterator[tuple[str, str]]:
    """At most one period, and each name once."""
    if len({name.text for name in grain} & set(PERIODS)) > 1:
        yield "This can be for each of one period only.", "Write one block for each period."
    yield from _one_of_each(grain)


def _one_of_each(grain: tuple[ph.Name, ...]) -> Iterator[tuple[str, str]]:
    for name, count in Counter(name.text for name in grain).items():
        if count > 1:
            yield f"`{name}` is said twice in one `for each`.", f"Write `{name}` once."


def subjects_by_band(context: Context) -> Iterator[tuple[tree.Block, tree.PaysByBand]]:
    """Every payment by band of a total, with its block."""
    for block in context.payments.values():
        for clause in every(block, tree.PaysByBand):
            wide = context.wide_grain(block) is not None
            if isinstance(clause.quantity, ph.Total) and not wide:
                yield block, clause


RULE = Rule(
    code="GrainNotKnown",
    severity=Severity.ERROR,
    what="Something is counted or paid for each of a thing that cannot be counted there.",
    why="How often an amount is paid, or a limit starts afresh, depends on what it is for each of.",
    fix="Say what it is for each of.",
    example='cap monthly-ceiling "Monthly ceiling"\n'
    "  over     all payments\n"
    "  at most  £120,000.00 for each commissioner\n"
    "  order    earliest earned first, the last in part\n"
    "  excess   is not paid\n",
    law="law 20",
    find=find,
)
