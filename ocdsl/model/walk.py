"""A walk over a contract: every name it uses, every event it mentions, every test, in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from ocdsl.base.calendar import PERIODS
from ocdsl.model.aside_uses import Aside, uses_aside
from ocdsl.model.card_tables import uses_of_index
from ocdsl.model.cards import OUTCOME, YEAR
from ocdsl.model.clauses import achieving_form, named_in, only
from ocdsl.model.context import Context, outcomes_paid
from ocdsl.model.open_spells import is_open
from ocdsl.model.seen import Asked, Mention, Seen, Spot, Use
from ocdsl.model.split_tables import uses_of_split
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.mean_clauses import ByBand, WeightedMean, Worth


def walk(context: Context) -> tuple[Seen, ...]:
    """Everything the contract's rules mention, block by block in the author's order."""
    return context.once("walk", lambda: _walk(context))


def _walk(context: Context) -> Iterator[Seen]:
    for block in context.file.blocks:
        for clause in block.clauses:
            spot = Spot(context, block, clause)
            yield from _clause(spot, clause)


def uses(context: Context) -> Iterator[Use]:
    """Every name the contract uses."""
    return (seen for seen in walk(context) if isinstance(seen, Use))


def _clause(spot: Spot, clause: tree.Clause) -> Iterator[Seen]:
    match clause:
        case tree.RecordedBy() | tree.Counts() | tree.ForEach():
            yield from _who_counts(spot, clause)
        case tree.IsPercentage(outcome):
            yield Use("outcome", outcome, spot.context.names_of("outcome"), spot)
        case tree.IsValue(value) | tree.Target(ph.Limit(value=value)):
            yield from _worked_out(_at_each(spot), value)
        case tree.JoinsOn() | tree.AchievedOn() | tree.SetsAside() | tree.On() | tree.When():
            yield from _picks(spot, clause)
        case tree.StartsOn(e) | tree.EndsOn(e) | tree.PriceInForce(e) | tree.Versions(e):
            form = {tree.StartsOn: "each", tree.EndsOn: "next"}.get(type(clause), "pick")
            yield from _event(spot, e, form, "" if form == "pick" else "starts on")
        case tree.AchievedWhen(ph.Lasted(spell)):
            yield Use("spell", spell, spot.context.names_of("spell"), spot)
        case tree.BelongsTo() | tree.NeedsRecorded():
            yield from _people(spot, clause)
        case tree.Rises(by=ph.Name() as by):
            yield from uses_of_index(spot, by)
        case tree.By():
            yield from (seen for c in clause.columns for seen in _column(spot, c))
        case tree.Pays() | tree.PaysByBand() | tree.PriceLimit():
            yield from _pays(spot, clause)
        case tree.Withhold() | tree.WithholdUntil() | tree.Recover() | tree.Due():
            yield from _adjustments(spot, clause)
        case _:
            yield from _rest(spot, clause)


def _who_counts(spot: Spot, clause: tree.Clause) -> Iterator[Seen]:
    context = spot.context
    match clause:
        case tree.RecordedBy():
            roles = ("commissioner", "provider", *context.names["role"])
            yield from (Use("role", name, roles, spot) for name in clause.roles)
        case tree.Counts():
            yield from _counted(spot, clause)
            yield from _population(spot, clause.population)
            yield from _asked(spot, clause.where, "counts")
        case tree.ForEach():
            yield from _for_each(spot, clause)


def _worked_out(spot: Spot, value: Worth) -> Iterator[Seen]:
    one = value.quantity if isinstance(value, ByBand) else value
    for each in one.fields if isinstance(one, WeightedMean) else (one,):
        yield from _value(spot, each)


def _counted(spot: Spot, clause: tree.Counts) -> Iterator[Use]:
    """People; an outcome may count once for each of a field's choices of a person as well."""
    people, others = clause.grain[:1], clause.grain[1:]
    if only(spot.block, tree.AchievedOnDay):
        yield from (Use("grain", name, ("provider",), spot) for name in clause.grain)
        return
    event = spot.context.picked_event(spot.block) if spot.block.keyword == "outcome" else ""
    if not event:
        people, others = clause.grain, ()
    yield from (Use("grain", name, ("person",), spot) for name in people)
    for name in others:
        yield from _named_field(spot, event, name)


def _for_each(spot: Spot, clause: tree.ForEach) -> Iterator[Use]:
    """A measure is for each provider and period, or for each event of a kind."""
    known = spot.context.names_of("event", before=("provider", *PERIODS))
    for name in clause.grain:
        of_event = len(clause.grain) == 1 and name.text in spot.context.names["event"]
        yield Use("event" if of_event else "grain", name, known, spot)


def _population(spot: Spot, name: ph.Name | None) -> Iterator[Use]:
    if name:
        yield Use("cohort", name, spot.context.names_of("cohort"), spot)


def _picks(
    spot: Spot, clause: tree.JoinsOn | tree.AchievedOn | tree.SetsAside | tree.On | tree.When
) -> Iterator[Seen]:
    match clause:
        case tree.When():
            yield from _asked(when_spot(spot), clause.tests, _when_kind(spot.block))
        case tree.JoinsOn():
            yield from _event(spot, clause.event, "first", "joins on")
        case tree.AchievedOn():
            yield from _event(spot, clause.event, achieving_form(spot.block), "achieved on")
        case tree.SetsAside():
            yield from _event(spot, clause.event, "a", "sets aside")
        case tree.On():
            yield from _event(spot, clause.event, "pick", "on")


def when_spot(spot: Spot) -> Spot:
    """The place of a `when`: at hand is the event an outcome is achieved on, or that is paid for.

    A payment for people has no event at hand. For an outcome that a spell achieves it is what
    starts that spell.
    """
    lasts = only(spot.block, tree.AchievedWhen)
    if lasts is not None:
        return evolve(spot, hand=spot.context.starts(lasts.lasted.spell.text))
    picked = spot.context.picked_event(spot.block)
    own = spot.block.keyword == "outcome" or spot.context.own_event(spot.block)
    return evolve(spot, picked=picked, hand=picked if own else "")


def _at_each(spot: Spot) -> Spot:
    """The place of a value: at hand is the event, or the start of the spell, it is for each of."""
    hand, several = spot.context.own_event(spot.block), len(outcomes_paid(spot.block)) > 1
    picked = hand if several else spot.context.picked_event(spot.block)
    return evolve(spot, picked=picked, hand=hand)


def _when_kind(block: tree.Block) -> str:
    return "when of a period" if only(block, tree.PaysByBand) else "when"


def _people(spot: Spot, clause: tree.BelongsTo | tree.NeedsRecorded) -> Iterator[Seen]:
    match clause:
        case tree.BelongsTo():
            yield Use("log column", clause.value.field, ("provider",), spot)
            if clause.value.at:
                yield from _event(spot, clause.value.at, "pick", "belongs to")
        case tree.NeedsRecorded():
            spot = evolve(spot, picked=spot.context.picked_event(spot.block))
            yield from _event(spot, clause.event, "picked", "needs")


def _column(spot: Spot, column: ph.FieldAt) -> Iterator[Seen]:
    """A column of a card: a field at an event, or of whichever event is at hand."""
    name, context = column.field, spot.context
    if column.at:
        yield from _event(spot, column.at, "pick")
    if name.text in (OUTCOME, YEAR):
        return
    owners = [e for e in context.named["event"] if context.field(e, name.text)]
    if column.at:
        yield from _named_field(spot, column.at.event.text, name)
    for event in () if column.at else owners:
        yield Use("field", name, tuple(context.fields(event)), spot, of=event)
    if not (column.at or owners):
        yield Use("field", name, (*context.every_field(), OUTCOME, YEAR), spot)


def _pays(spot: Spot, clause: tree.Pays | tree.PaysByBand | tree.PriceLimit) -> Iterator[Seen]:
    if not isinstance(clause, tree.PriceLimit):
        yield from _subject(spot, clause.subject)
    amount = clause.quantity if isinstance(clause, tree.PaysByBand) else clause.amount
    yield from _value(_at_each(spot), amount)


def _value(spot: Spot, value: ph.Value, form: str = "pick or picked") -> Iterator[Seen]:
    """The names and the events in a value, however it is put together."""
    match value:
        case ph.FieldAt(field=name) if _is_rate(spot, value):
            yield Use("rates", name, spot.context.names_of("rates"), spot)
        case ph.FieldAt():
            yield from _field(spot, value, form)
        case ph.Total(what=what):
            yield from _field(spot, what, "each")
            yield from _population(spot, value.population)
        case ph.NumberOf():
            yield from _number_of(spot, value)
        case ph.Forfeited(payment=name):
            yield Use("payment", name, spot.context.names_of("payment"), spot)
        case ph.ShareOf(of=of) | ph.PointsAbove(value=of):
            yield from _value(spot, of, form)
        case ph.Arithmetic(left=one, right=other) | ph.PercentageOf(part=one, whole=other):
            yield from _value(spot, one, form)
            yield from _value(spot, other, form)


def _number_of(spot: Spot, value: ph.NumberOf) -> Iterator[Use]:
    """What is counted: people, the events of a kind, or the people who achieve an outcome."""
    counted = spot.context.names_of("outcome", "event", before=("people",))
    what = "event" if value.of.text in spot.context.named["event"] else "outcome"
    yield Use(what, value.of, counted, spot)
    yield from _population(spot, value.population)


def _is_rate(spot: Spot, value: ph.FieldAt) -> bool:
    """Whether a bare name can only be a card: it is one, or what is paid for is no event."""
    context = spot.context
    paid = isinstance(spot.clause, tree.Pays | tree.PaysByBand | tree.PriceLimit)
    of_people = paid and not spot.hand and context.wide_grain(spot.block) is None
    return context.is_card(value, spot.hand) or (of_people and value.at is None)


def _subject(spot: Spot, subject: tree.Subject) -> Iterator[Use]:
    if not subject.grain or spot.context.wide_grain(spot.block) is not None:
        return
    first, *others = subject.grain
    outcomes = spot.context.names_of("outcome")
    if subject.also:
        yield from (Use("outcome", name, outcomes, spot) for name in (first, *subject.also))
        return
    events, spells = spot.context.names_of("event"), spot.context.names_of("spell")
    if not others and first.text in events and not subject.periods:
        yield Use("event", first, events, spot)
    elif subject.periods and (event := spot.context.counted_event(first.text)):
        yield Use("field", first, tuple(spot.context.fields(event)), spot, of=event)
    elif subject.periods or (not others and first.text in spells):
        yield Use("spell", first, spells, spot)
    elif subject.population is None and not others:
        yield Use("outcome", first, ("person", *outcomes), spot)
    else:
        yield Use("grain", first, ("person",), spot)
    yield from _population(spot, subject.population)
    yield from (Use("grain", name, ("provider", *PERIODS), spot) for name in others)


def _adjustments(spot: Spot, clause: tree.Clause) -> Iterator[Seen]:
    match clause:
        case tree.Withhold():
            yield Use("measure", clause.measure, spot.context.names_of("measure"), spot)
            yield from _moment(spot, clause.period.of, "pick")
        case tree.WithholdUntil(until=ph.Name() as until):
            yield Use("outcome", until, spot.context.names_of("outcome"), spot)
        case tree.Recover():
            yield from _event(spot, clause.event, "a", "recover")
        case tree.Due():
            yield from _moment(spot, clause.moment, "pick or picked")


def _rest(spot: Spot, clause: tree.Clause) -> Iterator[Seen]:
    context = spot.context
    match clause:
        case tree.Over() | tree.Repaid():
            payments = context.names_of("payment", "deduction")
            yield from (Use("payment", name, payments, spot) for name in clause.payments)
        case tree.SharedAmong():
            yield from _value(evolve(spot, shared=True), clause.weight)
        case tree.Divides():
            yield from uses_of_split(spot, clause)
        case tree.AtMost():
            grains = ("provider", "person", *PERIODS[1:])
            yield from (Use("grain", name, grains, spot) for name in clause.grain)
            yield from _value(spot, clause.amount, "first or last")
            if isinstance(clause.amount, ph.ShareOf) and isinstance(clause.amount.of, ph.FieldAt):
                yield Use("measure", clause.amount.of.field, context.names_of("measure"), spot)
        case _ if isinstance(clause, Aside):
            yield from uses_aside(spot, clause)
        case tree.Expect():
            yield Use("payment", clause.payment, context.payments.keys(), spot)
            if clause.person:
                people = context.people_of_examples[spot.block.span.line]
                yield Use("person", clause.person, people, spot)
        case tree.Log():
            yield from _log(spot, clause.table)


def _log(spot: Spot, table: ph.Table) -> Iterator[Use]:
    for row in table.rows:
        cells = dict(zip(table.headings, row, strict=False))
        event = named_in(cells.get("event"))
        if event:
            yield Use("event", event, spot.context.names_of("event"), spot)
        yield from _facts(spot, cells.get("detail"), event.text if event else "")
        provider = named_in(cells.get("provider"))
        if provider:
            yield Use("provider", provider, spot.context.names["provider"], spot)


def _facts(spot: Spot, cell: ph.Cell | None, event: str) -> Iterator[Use]:
    facts = cell.content.items if cell and isinstance(cell.content, ph.Facts) else ()
    for fact in facts:
        yield from _named_field(spot, event, fact.field)
        if isinstance(fact.value, ph.Name):
            yield from _choices(spot, event, fact.field, (fact.value,))


def _event(spot: Spot, phrase: ph.EventPhrase, form: str, kind: str = "") -> Iterator[Seen]:
    yield Use("event", phrase.event, spot.context.names_of("event"), spot)
    yield Mention(phrase, form, spot)
    yield from _asked(evolve(spot, hand=phrase.event.text), phrase.where, kind or "where")


def _moment(spot: Spot, moment: ph.Moment | None, form: str) -> Iterator[Seen]:
    if isinstance(moment, ph.EndOf):
        moment = moment.period.of
    if isinstance(moment, ph.EventPhrase):
        yield from _event(spot, moment, form)


def _asked(spot: Spot, tests: ph.Tests | None, kind: str) -> Iterator[Seen]:
    if tests is None:
        return
    # A bullet that could not be read is no test; its mistake has been reported.
    tests = evolve(tests, items=tuple(t for t in tests.items if isinstance(t, ph.Test)))
    yield Asked(tests, kind, spot)
    for test in tests.items:
        yield from _test(spot, test, kind)


_SUBJECTS = {"when": "test", "when of a period": "test", "counts": "pick"}


def _test(spot: Spot, test: ph.Test, kind: str) -> Iterator[Seen]:
    match test:
        case ph.EventTest():
            if isinstance(test.event, ph.EventPhrase):
                own = evolve(spot, picked=spot.picked or spot.hand)
                yield from _event(own, test.event, _SUBJECTS.get(kind, "picked"))
            yield from _window(spot, test.window)
        case ph.LimitTest():
            yield from _field(spot, test.value, "pick or picked")
            yield from _limits(spot, test.limits)
        case ph.ChoiceTest() if is_open(spot.context.named["spell"], test):
            yield Use("spell", test.value.field, spot.context.names_of("spell"), spot)
        case ph.Lasted(spell):
            yield Use("spell", spell, spot.context.names_of("spell"), spot)
        case ph.ChoiceTest():
            yield from _field(spot, test.value, "pick or picked")
            event = test.value.at.event.text if test.value.at else spot.hand
            yield from _choices(spot, event, test.value.field, test.choices)


def _window(spot: Spot, window: ph.Window) -> Iterator[Seen]:
    moment = window.period.of if isinstance(window, ph.During) else window.moment
    yield from _moment(spot, moment, "pick or picked")


def _limits(spot: Spot, limits: Iterable[ph.Limit]) -> Iterator[Seen]:
    for limit in limits:
        yield from _value(spot, limit.value)


def _field(spot: Spot, value: ph.FieldAt, form: str) -> Iterator[Seen]:
    if value.at:
        yield from _event(spot, value.at, form)
    yield from _named_field(spot, value.at.event.text if value.at else spot.hand, value.field)


def _named_field(spot: Spot, event: str, name: ph.Name) -> Iterator[Use]:
    if event not in spot.context.named["event"]:
        yield from _at_no_event(spot, name) if not event else ()
        return
    fields, measures = spot.context.fields(event), spot.context.worked_out(event)
    if name.text in measures and name.text not in fields:
        yield Use("measure", name, tuple(measures), spot)
    else:
        yield Use("field", name, (*fields, *measures), spot, of=event)


def _at_no_event(spot: Spot, name: ph.Name) -> Iterator[Use]:
    """A bare name where no event is at hand: a measure, or what no event has a field for."""
    context, grain = spot.context, spot.context.wide_grain(spot.block)
    known = (*context.every_field(), *context.named["measure"])
    if grain is not None:
        grain = ("provider", *grain) if spot.shared else grain
        yield Use("measure", name, tuple(context.wide_measures(grain)), spot)
    elif spot.block.keyword != "cap" and name.text not in known:
        yield Use("field", name, context.every_field(), spot)


def _choices(spot: Spot, event: str, name: ph.Name, chosen: Iterable[ph.Name]) -> Iterator[Use]:
    field = spot.context.field(event, name.text)
    if field is not None and field.kind in ("one of", "yes or no"):
        known = tuple(c.text for c in field.choices) or ("yes", "no")
        yield from (Use("choice", c, known, spot, of=f"{event} {name.text}") for c in chosen)
