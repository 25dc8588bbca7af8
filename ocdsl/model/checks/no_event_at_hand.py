"""A field that does not say at which event, where no event is at hand (law 20)."""

from __future__ import annotations

from collections.abc import Iterator

from ocdsl.base.diagnostics import Severity
from ocdsl.model.card_tables import uses_of_cards
from ocdsl.model.cards import OUTCOME
from ocdsl.model.checks.not_about_a_person import whom_about
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading, only
from ocdsl.model.context import Context, outcome_paid, outcomes_paid
from ocdsl.model.nodes import nodes
from ocdsl.model.open_spells import is_open
from ocdsl.model.seen import Asked
from ocdsl.model.walk import walk
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree


def find(context: Context) -> Iterator[Found]:
    """Every field without `at` in a clause that is not about one event."""
    yield from _of_cards(context)
    for seen in walk(context):
        block = seen.spot.block
        elsewhere = seen.spot.hand or context.wide_grain(block) is not None
        if isinstance(seen, Asked) and not (elsewhere or context.has_unread(block)):
            for test in seen.tests.items:
                if not is_open(context.named["spell"], test):
                    yield from _of_test(context, seen, test)
    for block in context.named["cohort"].values():
        for clause in every(block, tree.BelongsTo):
            if clause.value.at is None:
                message = "`provider` does not say at which event."
                fix = "Write `provider at the first` and the event."
                yield Found(message, clause.span, f"cohort {block.name.text}, belongs to", fix)


def _of_cards(context: Context) -> Iterator[Found]:
    """Every card that is looked in where what picks its row is not there."""
    for name, card in context.named["rates"].items():
        columns = [column for by in every(card, tree.By) for column in by.columns]
        for block, value in uses_of_cards(context, name):
            place = value.span if value.span.length else block.span
            for column in columns:
                for message, fix in _lacking(context, block, name, column):
                    yield Found(message, place, heading(block), fix)


def _lacking(
    context: Context, block: tree.Block, card: str, column: ph.FieldAt
) -> Iterator[tuple[str, str]]:
    """What a column of a card is looked in by, and this block does not have."""
    name, hand = column.field.text, context.picked_event(block)
    if context.wide_grain(block) is not None:
        message = f"`{card}` is looked in for a person or an event, and here there is none."
        yield message, "Pay by the card for each person, event or outcome."
        return
    whom = whom_about(context, context.own_event(block))
    if whom and column.at and not whom_about(context, column.at.event.text):
        message = f"`{card}` is looked in by the person's `{name}`, and `{hand}` is about {whom}."
        yield message, "Use a card by what the event itself records, or pay for each person."
        return
    if name == OUTCOME:
        if outcome_paid(block) not in context.named["outcome"]:
            message = f"`{card}` is by outcome, and the {block.keyword} is for none."
            yield message, "Pay for each outcome, or make a card by something else."
        return
    if column.at is None:
        yield from _lacking_at_hand(context, block, card, name)


def _lacking_at_hand(
    context: Context, block: tree.Block, card: str, name: str
) -> Iterator[tuple[str, str]]:
    """A column that names no event, where what is paid for has none or one without that field."""
    owners = [e for e in context.named["event"] if context.field(e, name)]
    outcomes = [context.named["outcome"].get(paid) for paid in outcomes_paid(block)]
    for each in [outcome for outcome in outcomes if outcome] or [block]:
        lasted = only(each, tree.AchievedWhen)
        hand = context.picked_event(each)
        if lasted:
            spell = lasted.lasted.spell.text
            message = f"`{card}` is by `{name}`, and no event achieves `{each.name.text}`."
            event = owners[0] if owners else context.starts(spell)
        elif owners and hand and hand not in owners:
            message = f"`{card}` is by `{name}`, which the `{hand}` does not record."
            event = owners[0]
        else:
            continue
        yield message, f"Write `by  {name} at the first {event or '…'}` in the card."
        return


def _bare(test: ph.Test) -> Iterator[ph.FieldAt]:
    """The fields of a test that name no event."""
    values: list[ph.Value] = [test.value] if isinstance(test, ph.LimitTest | ph.ChoiceTest) else []
    if isinstance(test, ph.LimitTest):
        values += [x.value for x in test.limits]
    for value in values:
        if isinstance(value, ph.ShareOf | ph.Arithmetic | ph.PercentageOf):
            yield from (n for n in nodes(value) if isinstance(n, ph.FieldAt) and n.at is None)
            continue
        inner = value.value if isinstance(value, ph.PointsAbove) else value
        if isinstance(inner, ph.FieldAt) and inner.at is None:
            yield inner


def _of_test(context: Context, asked: Asked, test: ph.Test) -> Iterator[Found]:
    """What is said of a test; a name that nothing records is said to be none."""
    for value in _bare(test):
        name = value.field.text
        owners = [e for e in context.named["event"] if context.field(e, name)]
        if name in context.named["measure"]:
            message = (
                f"`{name}` is a measure, and a payment cannot be made to depend on it by `when`."
            )
            fix = _by_measure(context, name)
        elif owners:
            message = f"`{name}` does not say at which event, and a person may have many."
            fix = f"Write `{name} at the first {owners[0]}`."
        else:
            continue
        yield Found(message, value.span, asked.spot.heading, fix)


def _by_measure(context: Context, measure: str) -> str:
    """How a payment rests on a measure: withheld against a share, or paid for its period."""
    if context.is_rate(measure):
        return "Use `withhold … against` the measure."
    grain = context.wide_grain(context.named["measure"][measure])
    if grain is None:
        event = context.each_event(context.named["measure"][measure])
        return f"Write `{measure} at the first {event}`."
    each = f"for each {' and '.join(grain)}" if grain else "for the contract"
    return f"Test it in a payment `{each}`."


RULE = Rule(
    code="NoEventAtHand",
    severity=Severity.ERROR,
    what="A field is named without the event it is read at.",
    why="The same person may have several events of a kind, with different values.",
    fix="Say at which event.",
    example='payment start-fee "Start fee"\n'
    "  pays  £300.00 for each person in older-people\n"
    "  on    the first service-start\n"
    "  when  age is at least 70\n"
    "  due   30 days after the end of the month of earning\n",
    law="law 20",
    find=find,
)
