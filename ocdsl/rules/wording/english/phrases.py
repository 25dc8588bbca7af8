"""The phrases that every block shares: events, moments, windows and tests."""

from __future__ import annotations

from attrs import evolve

from ocdsl.base.money import pounds
from ocdsl.model.contract import Field
from ocdsl.model.open_spells import is_met, is_open
from ocdsl.rules.wording.clauses import Date, Words, say
from ocdsl.rules.wording.english import dates
from ocdsl.rules.wording.english import words as w
from ocdsl.rules.wording.english.nouns import is_noun
from ocdsl.rules.wording.english.scalars import figures, limited, scalar_text
from ocdsl.rules.wording.english.spell_tests import lasted_test, open_test
from ocdsl.rules.wording.english.voice import Voice
from ocdsl.syntax import phrases as ph

_HOW = {
    "all": "all of the following are true:",
    "any": "any one or more of the following is true:",
}
# ---- events and moments


def noun(voice: Voice, name: str) -> Words:
    """An event by its title; a title that is not a noun is followed by `event`."""
    term = voice.term(name)
    return say("{event}" if is_noun(term.text) else "{event} event", "event", event=term)


# By the article, and by what number of its kind the event is.
_EVENTS = {
    ("the", "first"): "the person’s first {what}",
    ("the", "second"): "the person’s second {what}",
    ("the", "third"): "the person’s third {what}",
    ("the", "fourth"): "the person’s fourth {what}",
    ("the", "fifth"): "the person’s fifth {what}",
    ("the", "sixth"): "the person’s sixth {what}",
    ("the", "seventh"): "the person’s seventh {what}",
    ("the", "eighth"): "the person’s eighth {what}",
    ("the", "ninth"): "the person’s ninth {what}",
    ("the", "tenth"): "the person’s tenth {what}",
    ("the", "last"): "the person’s last {what}",
    ("the", "next"): "the person’s next {what}",
    ("the", "title"): "the person’s {what}",
    ("the", ""): "that {what}",
    ("a", ""): "{what:a}",
    ("each", ""): "each {what}",
    ("no", ""): "no {what}",
}


def event(voice: Voice, phrase: ph.EventPhrase) -> Words:
    """An event without its `where`: `the person’s first Case closed event`."""
    title = voice.term(phrase.event.text).text
    order: str = phrase.order if phrase.article == "the" else ""
    if order and title.lower().startswith(f"{order} "):
        order = "title"
    if phrase.article == "a" and title.lower().startswith(("a ", "an ", "the ")):
        return say("an event of the kind {what}", what=voice.term(phrase.event.text))
    return say(_EVENTS[phrase.article, order], what=noun(voice, phrase.event.text))


def event_where(voice: Voice, phrase: ph.EventPhrase) -> tuple[Words, tuple[Words, ...]]:
    """An event with what its `where` asks: in the sentence, or as items below it."""
    named, where = event(voice, phrase), phrase.where
    inner = voice.choosing_among(phrase)
    if where is None:
        return named, ()
    if where.how in ("all", "any", "some"):
        return say("{named} for which {how}", named=named, how=how(where)), items_of(inner, where)
    asked = tuple(_which(inner, item) for item in where.items)
    joined = w.listed(asked, "or" if where.how == "or" else "and")
    return say("{named} {asked}", named=named, asked=joined), ()


def items_of(voice: Voice, tests: ph.Tests) -> tuple[Words, ...]:
    """The tests as the items of a list below a clause."""
    joint = "or" if tests.how in ("any", "or") else "and"
    return w.as_items([test(voice, item) for item in tests.items], joint)


def event_inline(voice: Voice, phrase: ph.EventPhrase) -> Words:
    """An event with everything its `where` asks, within one sentence."""
    where = phrase.where
    if where is None or where.how not in ("all", "any", "some"):
        return event_where(voice, phrase)[0]
    items = tuple(test(voice.choosing_among(phrase), item) for item in where.items)
    named, asked = event(voice, phrase), w.listed(items, "or" if where.how == "any" else "and")
    if where.how == "some":
        return say(
            "{named} for which at least {least} of these are true: {asked}",
            named=named, least=f"{where.least:,}", asked=asked,
        )  # fmt: skip
    return say("{named} for which {asked}", named=named, asked=asked)


def how(tests: ph.Tests) -> Words:
    """What introduces a list of tests."""
    if tests.how in _HOW:
        return say(_HOW[tests.how])
    text = (
        "at least {least} of the following is true:"
        if tests.least == 1
        else "at least {least} of the following are true:"
    )
    return say(text, least=f"{tests.least:,}")


def _which(voice: Voice, item: ph.Test) -> Words:
    """`that takes place …`, `for which the reason is …`."""
    if isinstance(item, ph.EventTest) and isinstance(item.event, ph.EventPhrase):
        return say("that takes place {when}", when=window(voice, item.window))
    return say("for which {test}", test=test(voice, item))


def moment(voice: Voice, phrase: ph.Moment) -> Words:
    """A date in words, or the event itself."""
    if isinstance(phrase, ph.Day):
        return (Date(phrase.ordinal),)
    if isinstance(phrase, ph.EventPhrase):
        return event_inline(voice, phrase)
    if isinstance(phrase, ph.Special):
        return say("the day of earning" if phrase.word == "earning" else "the due date")
    return say("the end of {period}", period=_period(voice, phrase.period))


def _period(voice: Voice, phrase: ph.PeriodPhrase) -> Words:
    """`the term`, `the quarter of the person’s First visit`, `the quarter of 1 April 2026`."""
    unit = w.unit(phrase.unit)
    if phrase.of is None:
        return say("the {unit}", unit=unit)
    return say("the {unit} of {of}", unit=unit, of=moment(voice, phrase.of))


def during(voice: Voice, phrase: ph.PeriodPhrase) -> Words:
    """`during the term`, `during the quarter of the person’s First visit`."""
    return say("during {period}", period=_period(voice, phrase))


# ---- windows

_RELATIVE = {
    "before": ("before {what}", "before the day of {what}"),
    "on or before": ("on or before {what}", "on or before the day of {what}"),
    "after": ("after {what}", "after the day of {what}"),
    "on or after": ("on or after {what}", "on or after the day of {what}"),
}
_WITHIN = {
    "after": (
        "on or after {what} and no later than {lag} after it{day_0}{last}",
        "on or after the day of {what} and no later than {lag} after it{day_0}{last}",
    ),
    "before": (
        "on or before {what} and no earlier than {lag} before it{day_0}{last}",
        "on or before the day of {what} and no earlier than {lag} before it{day_0}{last}",
    ),
}
_DISTANCE = {
    "after": "{limits} after {what}{day_0} (so {days})",
    "before": "{limits} before {what}{day_0} (so {days})",
}


def window(voice: Voice, phrase: ph.Window) -> Words:
    """When something takes place, with the first and the last day that count (law 10)."""
    if isinstance(phrase, ph.During):
        return during(voice, phrase.period)
    what, of_event = moment(voice, phrase.moment), isinstance(phrase.moment, ph.EventPhrase)
    if isinstance(phrase, ph.Relative):
        return say(_RELATIVE[phrase.word][of_event], what=what)
    if isinstance(phrase, ph.Within):
        # Both ends count: the day itself, and the last day.
        return say(
            _WITHIN[phrase.side][of_event],
            what=what, lag=dates.duration(phrase.duration),
            day_0=dates.day_0([phrase.duration], of_event=False),
            last=dates.last_within(phrase.duration, phrase.side),
        )  # fmt: skip
    lengths = [x.value for x in phrase.limits if isinstance(x.value, ph.Duration)]
    return say(
        _DISTANCE[phrase.side],
        limits=w.listed([limited(x.word, scalar_text(x.value)) for x in phrase.limits]),
        what=what, day_0=dates.day_0(lengths, of_event),
        days=w.listed([dates.edge(limit, phrase.side) for limit in phrase.limits]),
    )  # fmt: skip


# ---- tests


def test(voice: Voice, item: ph.Test) -> Words:
    """A test as a statement that is true or false."""
    if isinstance(item, ph.ChoiceTest) and is_open(voice.contract.spells, item):
        return open_test(voice, item)
    if isinstance(item, ph.ChoiceTest) and is_met(item):
        text = (
            "the target of {value} is not met" if item.negated else "the target of {value} is met"
        )
        return say(text, value=read(voice, item.value))
    if isinstance(item, ph.ChoiceTest):
        choices = w.listed([w.quoted(c.text) for c in item.choices], "or")
        text = "{value} is not {choices}" if item.negated else "{value} is {choices}"
        return say(text, value=value(voice, item.value), choices=choices)
    if isinstance(item, ph.LimitTest):
        limits = w.listed([_limit(voice, item, each) for each in item.limits])
        text = "{value} are {limits}" if _is_several(voice, item.value) else "{value} is {limits}"
        return say(text, "limits", value=read(voice, item.value), limits=limits)
    if isinstance(item, ph.Lasted):
        return lasted_test(voice, item)
    return _event_test(voice, item)


def _event_test(voice: Voice, item: ph.EventTest) -> Words:
    when = window(voice, item.window)
    if isinstance(item.event, ph.PeriodPhrase):
        text = (
            "the first day of the {unit} is {when}"
            if item.verb == "starts"
            else "the last day of the {unit} is {when}"
        )
        return say(text, unit=say(item.event.unit, "unit"), when=when)
    if item.event.article == "no":
        return _no_event(voice, item.event, when)
    if voice.choosing and item.event.article == "the" and not item.event.order:
        return say("it takes place {when}", when=when)
    return say("{what} takes place {when}", what=event_inline(voice, item.event), when=when)


def _no_event(voice: Voice, phrase: ph.EventPhrase, when: Words) -> Words:
    what = noun(voice, phrase.event.text)
    if phrase.where is None:
        return say("no {what} takes place {when}", what=what, when=when)
    (asked,) = phrase.where.items
    which = _which(voice.choosing_among(phrase), asked)
    return say("no {what} {asked} takes place {when}", what=what, asked=which, when=when)


_FIELDS = {
    "score": "the {name} score recorded with {event}",
    "percentage": "the percentage “{name}” recorded with {event}",
    "yes or no": "the answer to “{name}” recorded with {event}",
}
"""By its kind: the name of a percentage or of an answer may be any words, such as `feels safe`."""


def value(voice: Voice, phrase: ph.FieldAt) -> Words:
    """`the reason recorded with it`, `the age recorded at the person’s first Assessment`."""
    at = phrase.at.event.text if phrase.at else voice.at_hand
    declared = voice.declared(at, phrase.field.text)
    usual = "the {name} recorded with {event}"
    text = _FIELDS.get(declared.kind, usual) if declared else usual
    named = voice.own if phrase.at is None else event_inline(voice, phrase.at)
    return say(text, name=w.in_words(phrase.field.text), event=named)


# How tightly the parts of a value hold together, and what a sign is called.
_SIGNS = {
    "+": (1, "{one} plus {other}"),
    "-": (1, "{one} less {other}"),
    "×": (2, "{one} times {other}"),
    "÷": (2, "{one} divided by {other}"),
}


def read(voice: Voice, of: ph.FieldAt) -> Words:
    """A field of an event; a measure worked out for the event at hand, or a card, by its title."""
    name, own = of.field.text, voice.at_hand and voice.declared(voice.at_hand, of.field.text)
    c = voice.contract
    if of.at is None and not own and (name in c.calculations or name in c.measures):
        return say("{measure}", "measure", measure=voice.term(name))
    if of.at is None and not own and name in c.cards:
        return say("{card}", "card", card=voice.term(name))
    return value(voice, of)


def _is_several(voice: Voice, of: ph.FieldAt) -> bool:
    """Whether a field is named by a plural, such as `weekly-hours`."""
    at, name = of.at.event.text if of.at else voice.at_hand, of.field.text
    declared = voice.declared(at, name) if at else None
    return bool(declared) and name.endswith(("hours", "days", "weeks", "months", "points"))


def worked_out(voice: Voice, of: ph.Value) -> Words:
    """`£15.00 times the hours recorded with it`; `50% of (the benchmark … less …)`."""
    match of:
        case ph.FieldAt():
            return read(voice, of)
        case ph.Total() | ph.NumberOf() | ph.Forfeited():
            return taken(voice, of)
        case ph.ShareOf(share=share, of=whole):
            return say(
                "{share} of {whole}", share=_scalar(share, None), whole=_part(voice, whole, 3)
            )
        case ph.Arithmetic(left=left, sign=sign, right=right):
            tight, text = _SIGNS[sign]
            one, other = _part(voice, left, tight), _part(voice, right, tight + 1)
            return say(text, one=one, other=other)
        case ph.PercentageOf(part=part, whole=whole):
            one, other = _part(voice, part, 1), _part(voice, whole, 1)
            return say("{one}, as a percentage of {other}", one=one, other=other)
    return (
        say("({figures})", figures=figures(of, "or"))
        if isinstance(of, ph.Dated)
        else _scalar(of, None)
    )


_TOTALS = {
    "total": ("the total of {each}", "the total of {each} about a person in {group}"),
    "average": ("the average of {each}", "the average of {each} about a person in {group}"),
    "highest": ("the highest of {each}", "the highest of {each} about a person in {group}"),
    "lowest": ("the lowest of {each}", "the lowest of {each} about a person in {group}"),
}


def taken(voice: Voice, of: ph.Total | ph.NumberOf | ph.Forfeited) -> Words:
    """`the total of the hours recorded with each Home visit about a person in …`."""
    if isinstance(of, ph.Forfeited):
        return say("the total that is forfeited of {term}", term=voice.term(of.payment.text))
    group = voice.term(of.population.text) if of.population else ""
    if isinstance(of, ph.Total):
        text = _TOTALS[of.how][of.population is not None]
        return say(text, each=value(voice, of.what), group=group)
    name = of.of.text
    if name in voice.contract.events:
        text = "the number of {what} about a person in {group}" if group else "the number of {what}"
        return say(text, what=noun(voice, name), group=group)
    if name in voice.contract.outcomes:
        return say("the number of people who achieve {what}", what=voice.term(name))
    return say("the number of people in {group}", group=group or voice.term(name))


def _part(voice: Voice, of: ph.Value, least: int) -> Words:
    """A part of a value, in brackets where it holds together less tightly than what it is in."""
    tight = _SIGNS[of.sign][0] if isinstance(of, ph.Arithmetic) else 3
    tight = 0 if isinstance(of, ph.PercentageOf) else tight
    words = worked_out(voice, of)
    return words if tight >= least else say("({words})", words=words)


_POINTS = {"above": "{points} above {value}", "below": "{points} below {value}"}


def _limit(voice: Voice, item: ph.LimitTest, limit: ph.Limit) -> Words:
    return limited(limit.word, _limit_value(voice, item, limit.value), "is")


def _limit_value(voice: Voice, item: ph.LimitTest, of: ph.Value) -> Words:
    if isinstance(of, ph.PointsAbove):
        points = number_of_points(of.points.digits, of.points.places)
        if of.named:
            points = say("{points} (the smallest meaningful change)", points=points)
        return say(_POINTS[of.side], points=points, value=value(voice, of.value))
    if isinstance(of, ph.FieldAt):
        return read(voice, of)
    if not isinstance(of, ph.Scalar):
        return worked_out(voice, of)
    at = item.value.at.event.text if item.value.at else voice.at_hand
    return _scalar(of, voice.declared(at, item.value.field.text) if at else None)


def number_of_points(digits: int, places: int) -> Words:
    """`1 point`, `2.5 points`."""
    points = w.number(digits, places)
    return say("{points} point" if points == "1" else "{points} points", points=points)


def _scalar(of: ph.Value, declared: Field | None) -> Words:
    if isinstance(of, ph.Number) and declared and declared.kind == "hours":
        return say("{size} hours", size=w.number(of.digits, of.places))
    return (pounds(of.pence),) if isinstance(of, ph.Money) else scalar_text(of)


def only_if(voice: Voice, start: Words, tests: ph.Tests) -> tuple[Words, tuple[Words, ...]]:
    """`START, if TEST.`, or `START, if all of the following are true:` and the items."""
    if len(tests.items) == 1:
        return say("{start} if {test}.", start=start, test=test(voice, tests.items[0])), ()
    listed = tests if tests.how in _HOW or tests.how == "some" else evolve(
        tests, how="any" if tests.how == "or" else "all"
    )  # fmt: skip
    return say("{start} if {how}", start=start, how=how(listed)), items_of(voice, listed)
