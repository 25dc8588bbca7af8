"""English for the phrases that every block shares: events, moments, windows and tests."""

from __future__ import annotations

from attrs import evolve, frozen

from ocdsl.base.calendar import in_words as day_in_words
from ocdsl.base.money import pounds
from ocdsl.model.contract import Block, Contract, Field
from ocdsl.model.open_spells import is_met, is_open
from ocdsl.rules.graph import Graph
from ocdsl.rules.wording.clauses import Term, Words, say
from ocdsl.rules.wording.english import dates
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.scalars import figures
from ocdsl.rules.wording.english.spell_tests import lasted_test, open_test
from ocdsl.syntax import phrases as ph

ALL = "all of the following are true:"
_HOW = {"all": ALL, "any": "any one or more of the following is true:"}
# A title that is a statement, such as `Case closed`, is followed by `event`; a noun is not.
_BEFORE_HEAD = frozenset(
    (
        "after",
        "at",
        "before",
        "by",
        "during",
        "for",
        "from",
        "in",
        "of",
        "on",
        "to",
        "with",
        "within",
    )
)


@frozen
class Voice:
    """What a sentence is about: the contract, its rules, and the event at hand."""

    contract: Contract
    graph: Graph
    at_hand: str = ""
    """Name of the event that a field without an event is read at."""
    choosing: bool = False
    """Whether that event is still being chosen, and so is `it`."""
    own: str = "it"
    """What the event at hand is called."""
    spell: str = ""
    """Name of the spell that a payment is for each of; empty for others."""

    def at(self, phrase: ph.EventPhrase) -> Voice:
        """The voice in which fields are read at the event that this phrase picks."""
        return evolve(self, at_hand=phrase.event.text, choosing=False)

    def choosing_among(self, phrase: ph.EventPhrase) -> Voice:
        """The voice of a `where`: `it` is each event that might be picked."""
        return evolve(self, at_hand=phrase.event.text, choosing=True)

    def block(self, name: str) -> Block:
        """The event, spell, cohort, outcome, measure, payment or cap so named. Raises KeyError."""
        c = self.contract
        kinds = (
            c.events, c.spells, c.cohorts, c.outcomes, c.gates, c.measures, c.calculations, c.cards,
            c.payments, c.caps, c.splits,
        )  # fmt: skip
        return next((kind[name] for kind in kinds if name in kind), None) or c.events[name]

    def term(self, name: str) -> Term:
        """The thing of that name by its title."""
        return Term(self.block(name).title, name)

    def field(self, event: str, name: str) -> Field | None:
        """The field that an event declares, or None."""
        return self.contract.events[event].field(name)


# ---- events and moments


def noun(voice: Voice, name: str) -> Words:
    """An event by its title; a title that is not a noun is followed by `event`."""
    term = voice.term(name)
    return (term,) if _is_noun(term.text) else say("{term} event", term=term)


def _is_noun(title: str) -> bool:
    words = title.lower().split()
    stop = next((i for i, word in enumerate(words) if word in _BEFORE_HEAD), len(words))
    head = words[max(stop - 1, 0)] if words else ""
    return not head.endswith("ed") and head not in ("left", "met", "made", "paid", "begun", "won")


def event(voice: Voice, phrase: ph.EventPhrase) -> Words:
    """An event without its `where`: `the person’s first Case closed event`."""
    name, title = phrase.event.text, voice.term(phrase.event.text).text
    what = noun(voice, name)
    order = "" if title.lower().startswith(f"{phrase.order} ") else phrase.order
    if phrase.article == "the" and not phrase.order:
        return say("that {what}", what=what)
    if phrase.article == "the":
        return say(f"the person’s {order + ' ' if order else ''}{{what}}", what=what)
    if phrase.article == "a":
        return say(f"{w.an(title)} {{what}}", what=what)
    return say(f"{phrase.article} {{what}}", what=what)


def event_where(voice: Voice, phrase: ph.EventPhrase) -> tuple[Words, tuple[Words, ...]]:
    """An event with what its `where` asks: in the sentence, or as items below it."""
    named, where = event(voice, phrase), phrase.where
    inner = voice.choosing_among(phrase)
    if where is None:
        return named, ()
    if where.how in ("all", "any", "some"):
        text = say(f"{{named}} for which {how(where)}", named=named)
        return text, items_of(inner, where)
    joint = "or" if where.how == "or" else "and"
    asked = tuple(_which(inner, item) for item in where.items)
    return say("{named} {asked}", named=named, asked=w.listed(asked, joint)), ()


def items_of(voice: Voice, tests: ph.Tests) -> tuple[Words, ...]:
    """The tests as the items of a list below a clause."""
    joint = "or" if tests.how in ("any", "or") else "and"
    return w.as_items([test(voice, item) for item in tests.items], joint)


def event_inline(voice: Voice, phrase: ph.EventPhrase) -> Words:
    """An event with everything its `where` asks, within one sentence."""
    if phrase.where is None or phrase.where.how not in ("all", "any", "some"):
        return event_where(voice, phrase)[0]
    items = tuple(test(voice.choosing_among(phrase), item) for item in phrase.where.items)
    joint = {"all": "and", "any": "or"}.get(phrase.where.how, "and")
    lead = (
        f"at least {phrase.where.least:,} of these are true: " if phrase.where.how == "some" else ""
    )
    return say(
        f"{{named}} for which {lead}{{asked}}",
        named=event(voice, phrase), asked=w.listed(items, joint),
    )  # fmt: skip


def how(tests: ph.Tests) -> str:
    """What introduces a list of tests."""
    verb = "is" if tests.least == 1 else "are"
    return _HOW.get(tests.how) or f"at least {tests.least:,} of the following {verb} true:"


def _which(voice: Voice, item: ph.Test) -> Words:
    """`that takes place …`, `for which the reason is …`."""
    if isinstance(item, ph.EventTest) and isinstance(item.event, ph.EventPhrase):
        return say("that takes place {when}", when=window(voice, item.window))
    return say("for which {test}", test=test(voice, item))


def moment(voice: Voice, phrase: ph.Moment) -> Words:
    """A date in words, or the event itself."""
    if isinstance(phrase, ph.Day):
        return (day_in_words(phrase.ordinal),)
    if isinstance(phrase, ph.EventPhrase):
        return event_inline(voice, phrase)
    if isinstance(phrase, ph.Special):
        return ("the day of earning" if phrase.word == "earning" else "the due date",)
    return say("the end of {period}", period=_period(voice, phrase.period))


def _period(voice: Voice, phrase: ph.PeriodPhrase) -> Words:
    """`the term`, `the quarter of the person’s First visit`, `the quarter of 1 April 2026`."""
    name = f"the {w.CALENDAR.get(phrase.unit, phrase.unit)}"
    if phrase.of is None:
        return (name,)
    return say(f"{name} of {{of}}", of=moment(voice, phrase.of))


def during(voice: Voice, phrase: ph.PeriodPhrase) -> Words:
    """`during the term`, `during the quarter of the person’s First visit`."""
    return say("during {period}", period=_period(voice, phrase))


# ---- windows


def window(voice: Voice, phrase: ph.Window) -> Words:
    """When something takes place, with the first and the last day that count (law 10)."""
    if isinstance(phrase, ph.During):
        return during(voice, phrase.period)
    what = moment(voice, phrase.moment)
    if isinstance(phrase, ph.Relative):
        return say(f"{phrase.word} {_the_day(phrase.moment)}{{what}}", what=what)
    if isinstance(phrase, ph.Within):
        return _within(voice, phrase, what)
    limits = w.listed([_distance(limit) for limit in phrase.limits])
    days = w.listed([dates.edge(limit, phrase.side) for limit in phrase.limits])
    lengths = [x.value for x in phrase.limits if isinstance(x.value, ph.Duration)]
    return say(
        f"{{limits}} {phrase.side} {{what}}{dates.day_0(lengths, _its_day(phrase.moment))} "
        "(so {days})",
        limits=limits, what=what, days=days,
    )  # fmt: skip


def _the_day(phrase: ph.Moment) -> str:
    return "the day of " if isinstance(phrase, ph.EventPhrase) else ""


def _within(voice: Voice, phrase: ph.Within, what: Words) -> Words:
    """Both ends count: the day itself, and the last day."""
    lag = dates.duration(phrase.duration)
    edge = {
        "after": ("on or after", "no later than"),
        "before": ("on or before", "no earlier than"),
    }
    near, far = edge[phrase.side]
    return say(
        f"{near} {_the_day(phrase.moment)}{{what}} and {far} {lag} {phrase.side} it"
        f"{dates.day_0([phrase.duration], 'that day')}"
        f"{dates.last_within(phrase.duration, phrase.side)}",
        what=what,
    )


def _its_day(phrase: ph.Moment) -> str:
    return "the day of that event" if isinstance(phrase, ph.EventPhrase) else "that day"


def _distance(limit: ph.Limit) -> str:
    assert isinstance(limit.value, ph.Duration)
    return f"{limit.word} {dates.duration(limit.value)}"


# ---- tests


def test(voice: Voice, item: ph.Test) -> Words:
    """A test as a statement that is true or false."""
    if isinstance(item, ph.ChoiceTest) and is_open(voice.contract.spells, item):
        return open_test(voice, item)
    if isinstance(item, ph.ChoiceTest) and is_met(item):
        verb = "does not meet" if item.negated else "meets"
        return say(f"{{value}} {verb} its target", value=read(voice, item.value))
    if isinstance(item, ph.ChoiceTest):
        choices = w.listed([w.quoted(c.text) for c in item.choices], "or")
        verb = "is not" if item.negated else "is"
        return say(f"{{value}} {verb} {{choices}}", value=value(voice, item.value), choices=choices)
    if isinstance(item, ph.LimitTest):
        limits = w.listed([_limit(voice, item, each) for each in item.limits])
        return say("{value} is {limits}", value=read(voice, item.value), limits=limits)
    if isinstance(item, ph.Lasted):
        return lasted_test(voice, item)
    return _event_test(voice, item)


def _event_test(voice: Voice, item: ph.EventTest) -> Words:
    when = window(voice, item.window)
    if isinstance(item.event, ph.PeriodPhrase):
        edge = "first" if item.verb == "starts" else "last"
        return say(f"the {edge} day of the {item.event.unit} is {{when}}", when=when)
    if item.event.article == "no":
        return say(
            "no {what} takes place {when}", what=noun(voice, item.event.event.text), when=when
        )
    what: Words = event_inline(voice, item.event)
    if voice.choosing and item.event.article == "the" and not item.event.order:
        what = ("it",)
    return say("{what} takes place {when}", what=what, when=when)


def value(voice: Voice, phrase: ph.FieldAt) -> Words:
    """`the reason recorded with it`, `the age recorded at the person’s first Assessment`."""
    at = phrase.at.event.text if phrase.at else voice.at_hand
    declared = voice.field(at, phrase.field.text)
    name = w.in_words(phrase.field.text)
    name += " score" if declared and declared.kind == "score" else ""
    if phrase.at is None:
        return (f"the {name} recorded with {voice.own}",)
    return say(f"the {name} recorded with {{event}}", event=event_inline(voice, phrase.at))


# How tightly the parts of a value hold together, and what a sign is called.
_SIGNS = {"+": (1, "plus"), "-": (1, "less"), "×": (2, "times"), "÷": (2, "divided by")}


def read(voice: Voice, of: ph.FieldAt) -> Words:
    """A field of an event; a measure worked out for the event at hand, or a card, by its title."""
    name, own = of.field.text, voice.at_hand and voice.field(voice.at_hand, of.field.text)
    c = voice.contract
    titled = name in c.calculations or name in c.measures or name in c.cards
    if of.at is None and titled and not own:
        return (voice.term(name),)
    return value(voice, of)


def worked_out(voice: Voice, of: ph.Value) -> Words:
    """`£15.00 times the hours recorded with it`; `50% of (the benchmark … less …)`."""
    match of:
        case ph.FieldAt():
            return read(voice, of)
        case ph.Total() | ph.NumberOf() | ph.Forfeited():
            return taken(voice, of)
        case ph.ShareOf(share=share, of=whole):
            return say(f"{_scalar(share, None)} of {{whole}}", whole=_part(voice, whole, 3))
        case ph.Arithmetic(left=left, sign=sign, right=right):
            tight, word = _SIGNS[sign]
            one, other = _part(voice, left, tight), _part(voice, right, tight + 1)
            return say(f"{{one}} {word} {{other}}", one=one, other=other)
        case ph.PercentageOf(part=part, whole=whole):
            one, other = _part(voice, part, 1), _part(voice, whole, 1)
            return say("{one} as a percentage of {other}", one=one, other=other)
    return say("({figures})", figures=figures(of, "or")) if isinstance(of, ph.Dated) else (
        (_scalar(of, None),)
    )  # fmt: skip


def taken(voice: Voice, of: ph.Total | ph.NumberOf | ph.Forfeited) -> Words:
    """`the total of the hours recorded with each Home visit about a person in …`."""
    whose: Words = ()
    if isinstance(of, ph.Forfeited):
        return say("the total that is forfeited of {term}", term=voice.term(of.payment.text))
    if of.population:
        whose = say(" about a person in {group}", group=voice.term(of.population.text))
    if isinstance(of, ph.Total):
        each = value(voice, of.what)
        return say(f"the {of.how} of {{each}}{{whose}}", each=each, whose=whose)
    name = of.of.text
    if name in voice.contract.events:
        return say("the number of {what}{whose}", what=noun(voice, name), whose=whose)
    if name in voice.contract.outcomes:
        return say("the number of people who achieve {what}", what=voice.term(name))
    group = voice.term(of.population.text if of.population else name)
    return say("the number of people in {group}", group=group)


def _part(voice: Voice, of: ph.Value, least: int) -> Words:
    """A part of a value, in brackets where it holds together less tightly than what it is in."""
    tight = _SIGNS[of.sign][0] if isinstance(of, ph.Arithmetic) else 3
    tight = 0 if isinstance(of, ph.PercentageOf) else tight
    words = worked_out(voice, of)
    return words if tight >= least else say("({words})", words=words)


def _limit(voice: Voice, item: ph.LimitTest, limit: ph.Limit) -> Words:
    of = limit.value
    if isinstance(of, ph.PointsAbove):
        points = w.number(of.points.digits, of.points.places)
        noun_of_points = "point" if points == "1" else "points"
        named = " (the smallest meaningful change)" if of.named else ""
        return say(
            f"{limit.word} {points} {noun_of_points}{named} {of.side} {{value}}",
            value=value(voice, of.value),
        )
    if isinstance(of, ph.FieldAt):
        return say(f"{limit.word} {{value}}", value=read(voice, of))
    if not isinstance(of, ph.Scalar):
        return say(f"{limit.word} {{value}}", value=worked_out(voice, of))
    at = item.value.at.event.text if item.value.at else voice.at_hand
    declared = voice.field(at, item.value.field.text) if at else None
    return (f"{limit.word} {_scalar(of, declared)}",)


def _scalar(of: ph.Value, declared: Field | None) -> str:
    if isinstance(of, ph.Money):
        return pounds(of.pence)
    if isinstance(of, ph.Percent):
        return w.number(of.digits, of.places) + "%"
    if isinstance(of, ph.Day):
        return day_in_words(of.ordinal)
    if isinstance(of, ph.Duration):
        return dates.duration(of)
    assert isinstance(of, ph.Number)
    unit = " hours" if declared and declared.kind == "hours" else ""
    return w.number(of.digits, of.places) + unit


def only_if(voice: Voice, start: Words, tests: ph.Tests) -> tuple[Words, tuple[Words, ...]]:
    """`START, if TEST.`, or `START, if all of the following are true:` and the items."""
    if len(tests.items) == 1:
        return say("{start} if {test}.", start=start, test=test(voice, tests.items[0])), ()
    listed = tests if tests.how in _HOW or tests.how == "some" else evolve(
        tests, how="any" if tests.how == "or" else "all"
    )  # fmt: skip
    return say(f"{{start}} if {how(listed)}", start=start), items_of(voice, listed)
