"""What contracts ask for and the language says in another way: shapes, and what to write instead.

Each has its case in tests/diagnostics/syntax-said-otherwise.md.
"""

from __future__ import annotations

import re

from attrs import frozen

from ocdsl.base.calendar import MONTHS
from ocdsl.base.diagnostics import Diagnostic
from ocdsl.syntax.case import Case

_NAME = r"[a-z][a-z0-9-]*"
_DATE = rf"\d{{1,2}} +(?:{'|'.join(MONTHS)})(?: +\d{{4}})?"


@frozen
class Otherwise:
    """A shape of a line, `text` in it what cannot be said, and what is written in its place."""

    shape: re.Pattern[str]
    mend: str
    """Words in braces are groups of the match."""
    put: str = ""
    """What stands in the place of the text, in the line that is shown; empty for none."""


OTHERWISE: tuple[Otherwise, ...] = tuple(
    Otherwise(re.compile(shape), mend, put)
    for shape, mend, put in (
        (
            r"^ *- *(?P<text>(?:any|all|at least \d+) of)$",
            "write one list below `where`, which picks the event, and the other below `when`; or "
            "make two outcomes, each with its list",
            "",
        ),
        (
            rf"\bis +(?P<text>either +(?P<one>{_NAME}) +or +(?P<other>{_NAME}))",
            "write `one of {one}, {other}`",
            "one of {one}, {other}",
        ),
        (
            r"^ *withhold\b.* until +(?P<text>the end of .+)",
            "a part that is withheld waits for a day or for an outcome: write the day, such as "
            "`31 March 2027`",
            "",
        ),
        (
            r"^ *withhold\b.* until +"
            rf"(?P<text>(?:the |an? )?(?:first |next |annual )?(?P<event>{_NAME}))$",
            "a part that is withheld waits for a day or for an outcome: write an outcome that is "
            "`achieved  on the first {event}`, and its name after `until`",
            "",
        ),
        (
            rf"^ *at +most +1 +(?P<text>(?!for\b|payments?\b|periods?\b){_NAME}) +for\b",
            "a cap counts payments: write `payment` in place of `{text}`, if each is one",
            "payment",
        ),
        (
            rf"^ *at +most +\d+ +(?P<text>(?!for\b|payments?\b|periods?\b){_NAME}) +for\b",
            "a cap counts payments: write `payments` in place of `{text}`, if each is one",
            "payments",
        ),
        (
            r"^ *ignores\b.*\d (?:day|week|month|quarter|year)s? +"
            r"(?P<text>(?:in total|in all|altogether|together).*)",
            "each break is held against the length by itself, and breaks are not added up: leave "
            "the words out, if each may be that long",
            "",
        ),
        (
            rf"^ *(?:pays|takes)\b.* of {_NAME}(?: in {_NAME})? +"
            rf"(?P<text>(?:from|after) +the +{_NAME}.*)",
            "pay for every period, and take the first ones back with a `deduction` that `takes` "
            "the price of each, `at most` so many periods for each person",
            "",
        ),
        (
            r"^ *(?:is|(?:pays|takes)\b.*?) +"
            r"(?P<text>the (?:total|average|highest|lowest|number) +of\b.*? where)\b",
            "it is of all such events: count an outcome `every time` that picks them with `where`, "
            "or multiply by a card with 1 for those that count and 0 for the others",
            "",
        ),
        (
            r"^ *(?:pays|takes)\b.* each +(?:started|whole) +period +of +\d+ +[a-z]+ +of +"
            rf"(?P<text>(?P<of>{_NAME}) +for +each +(?P<event>{_NAME}))$",
            "the periods of what an event records are those of each such event: write `{of}` "
            "alone, or `{of} in` and the cohort if `{event}` is about a person",
            "{of}",
        ),
        (
            r"^ *repaid +from +(?P<text>all +payments?)\b",
            "write the name of each payment that repays it, with a comma between two",
            "",
        ),
        (
            r"\bthe +(?P<text>(?:eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth"
            rf"|[a-z]+tieth|[a-z]+ty-[a-z]+|\d+(?:st|nd|rd|th)) +(?P<event>{_NAME}))",
            "the words go up to `tenth`; count on from there: the thirteenth of all is "
            "`the third {event} where the {event} is after the tenth {event}`",
            "",
        ),
        (
            r"^ *(?:pays|takes)\b.* for +each +"
            rf"(?P<text>(?P<unit>day|week) +of +(?P<of>{_NAME}))(?= +in\b|$)",
            "a stay is paid for by its periods: write `whole period of 1 {unit} of {of}`",
            "whole period of 1 {unit} of {of}",
        ),
        (
            r"\bhas +lasted +"
            r"(?P<text>(?:at +least|a +minimum +of) +(?P<length>\d+ +(?:working +)?[a-z]+))",
            "write `{length}`: what has lasted so long has lasted that at least",
            "{length}",
        ),
        (
            r"\bhas +lasted +"
            r"(?P<text>(?P<length>\d+ +(?:working +)?[a-z]+) +or +(?:more|longer))$",
            "write `{length}`: what has lasted so long has lasted that at least",
            "{length}",
        ),
        (
            r"^ *recover\b.* on +an? +[a-z0-9-]+ +"
            r"(?P<text>within +(?P<length>\d+ +[a-z ]+?) +after +the +due-date)$",
            "what happens before the due date counts too: write `after earning, up to and "
            "including {length} after the due-date`",
            "after earning, up to and including {length} after the due-date",
        ),
        (
            r"^ *recover\b.* on +an? +[a-z0-9-]+ +"
            r"(?P<text>within +\d+ +[a-z ]+? +after +earning)$",
            "its last day is counted from the due date: write `after earning, up to and including "
            "28 days after the due-date`, with your days",
            "",
        ),
        (
            r"^ *recover\b.* on +an? +(?P<event>[a-z0-9-]+) +"
            r"(?P<text>within +\d+ +[a-z ]+? +after +the +[a-z].*)$",
            "money is taken back up to so long after `the due-date`; for a time after an event, "
            "write a `deduction` that `takes` the amount for each `{event}`",
            "",
        ),
        (
            rf"^ *(?:achieved +on|joins +on|on) +the +(?:[a-z]+ +)?(?P<event>{_NAME}) +"
            r"(?P<text>(?:after|before|within|on +or +after|on +or +before) +.+)$",
            "when it comes is tested: write `where the {event} is {text}`",
            "where the {event} is {text}",
        ),
        (
            rf"^ *(?:achieved +on|joins +on|on) +the +(?:[a-z]+ +)?(?P<event>{_NAME}) +where +"
            rf"{_NAME} +is +{_NAME} +"
            r"(?P<text>(?:after|before|within|on +or +after|on +or +before) +.+)$",
            "when it comes is another test: write `and the {event} is {text}`",
            "and the {event} is {text}",
        ),
        (
            r"^ *due +(?P<length>\d+ [a-z ]+?) +after +"
            rf"(?P<text>the (?:first |last )?(?P<event>{_NAME}) (?:is|was|has been) recorded)",
            "money falls due by the day of an event, not by that of its record: write "
            "`due  {length} after the {event}`, or `after earning`",
            "",
        ),
        (
            r"^ *over +all +payments *"
            rf"(?P<text>(?:, *)?(?:less|except|but not|without|other than) +(?P<of>{_NAME}).*)",
            "a cap or a floor is over all payments or over those that it names: write `over` and "
            "the names of all but `{of}`",
            "",
        ),
        (
            r"(?:at most|at least|more than|less than|including|exactly) +"
            rf"(?P<text>[£\d][\d,.]*%? +from +{_DATE})",
            "a limit has no dates: write a measure that `is  5 from 1 April 2026, 6 from 1 April "
            "2027`, in the limit's own figures, and set the limit at its name; the ceiling of a "
            "cap is one that an event records",
            "",
        ),
    )
)  # fmt: skip


def said_otherwise(case: Case) -> Diagnostic | None:
    """What is written in place of a line that asks for more than the language says."""
    stop = case.token.column - 1 + max(1, len(case.token.text))
    for each in OTHERWISE:
        match = each.shape.search(case.code)
        if match is None or match.start("text") >= stop:
            continue
        groups = {name: " ".join((text or "").split()) for name, text in match.groupdict().items()}
        span = case.spot(match.start("text"), match["text"].rstrip())
        lines = case.corrected(span, [each.put.format(**groups)]) if each.put else ()
        mend = each.mend.format(**groups)
        return case.report("SaidOtherwise", span, lines, text=groups["text"], mend=mend)
    return None
