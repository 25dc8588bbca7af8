"""A number, amount, date or duration in free text that matches nothing in the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ocdsl.base.calendar import MONTHS, day_of, in_words
from ocdsl.base.diagnostics import Severity
from ocdsl.base.source import Span
from ocdsl.model.checks.rule import Found, Rule
from ocdsl.model.clauses import every, heading
from ocdsl.model.context import Context
from ocdsl.model.dates import DateRules
from ocdsl.model.variations import VARIATION
from ocdsl.syntax import phrases as ph
from ocdsl.syntax import tree
from ocdsl.syntax.phrase_text import text_of

_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_UNITS = "working day|day|week|month|quarter|year"
_QUANTITY = re.compile(
    rf"(?P<date>[0-9]{{1,2}} +(?:{'|'.join(MONTHS)})(?: +[0-9]{{4}})?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|£(?P<money>[0-9][0-9,]*(?:\.[0-9]+)?)"
    r"|(?P<percent>[0-9]+(?:\.[0-9]+)?) ?(?:%|per cent)"
    rf"|\b(?P<count>[0-9]+|{'|'.join(_WORDS)})[ -](?P<unit>{_UNITS})s?\b"
    r"|(?<![\w£.,/-])(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?![\w/%-])",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\b(act|section|sections|part|schedule|article|regulation|regulations|paragraph|chapter|page|"
    r"annex|appendix|clause|form|version|table|phase|stage|grade|band|level|room|measure)\s+$",
    re.IGNORECASE,
)


def find(context: Context) -> Iterator[Found]:
    """Every quantity in free text that no rule of the contract has."""
    known, of_examples = set(_term_lengths(context)), _of_examples(context)
    for block, _, node in context.parts(*_QUANTITIES):
        if block.keyword != "example":
            known.update(_of(node))
    lines = context.source.plain.split("\n")
    # Why a variation was agreed is what has been, and no rule.
    for block in (b for b in context.file.blocks if b.keyword != VARIATION):
        own = of_examples.get(block.span.line, set())
        for clause in every(block, tree.FreeText):
            start = clause.span.column - 1 + len(clause.kind)
            line = lines[clause.span.line - 1] if clause.span.line <= len(lines) else ""
            for match in _QUANTITY.finditer(line, start):
                said = _quantity(match)
                unknown = said.isdisjoint(known) and said.isdisjoint(own)
                if unknown and not _is_aside(line, match):
                    span = Span(clause.span.line, match.start() + 1, len(match.group()))
                    message = f"`{match.group().strip()}` is in no rule of the contract."
                    yield Found(message, span, heading(block, clause))


def _of_examples(context: Context) -> dict[int, set[str]]:
    """The quantities of each example, which its own text may repeat, by the line it begins on."""
    found: dict[int, set[str]] = {}
    for block, _, node in context.parts(*_QUANTITIES):
        if block.keyword == "example":
            found.setdefault(block.span.line, set()).update(_of(node))
    return found


_QUANTITIES = (ph.Duration, ph.Money, ph.Percent, ph.Number, ph.Day, ph.Tests)


def _of(node: object) -> Iterator[str]:
    """A quantity of the rules, in each of the ways in which a text may have it."""
    if isinstance(node, ph.Duration):
        yield from (*_lengths(node.count, node.unit), f"{node.count}")
    elif isinstance(node, ph.Money | ph.Percent | ph.Number | ph.Day):
        written = text_of(node)
        yield _plain(written)
        yield written.rsplit(" ", 1)[0] if isinstance(node, ph.Day) else written
    elif isinstance(node, ph.Tests) and node.least:
        yield str(node.least)


def _term_lengths(context: Context) -> Iterator[str]:
    """The term in whole days, weeks, months and years, when it is that long; the year's start."""
    for years in every(context.header, tree.YearsStart):
        yield f"{years.day} {MONTHS[years.month - 1]}"
    for term in every(context.header, tree.Term):
        if term.end.ordinal < term.start.ordinal or term.end.ordinal >= date.max.toordinal():
            return
        first, after = (date.fromordinal(d) for d in (term.start.ordinal, term.end.ordinal + 1))
        months = 12 * (after.year - first.year) + after.month - first.month
        if first.day == after.day:
            yield f"{months} months"
        yield f"{(after - first).days} days"


def _quantity(match: re.Match[str]) -> set[str]:
    """The quantity matched, in the ways in which a rule may have it."""
    found = match.groupdict()
    if found["date"]:
        return {_date(found["date"])}
    if found["money"]:
        return {_plain("£" + found["money"])}
    if found["percent"]:
        return {_plain(found["percent"]) + "%"}
    if found["unit"]:
        return _duration(found["count"].lower(), found["unit"].lower())
    return {_plain(found["number"]), _plain(found["number"]) + "%"}


def _date(text: str) -> str:
    """A date in words, whichever way it is written; a date that does not exist as it stands."""
    if "-" in text:
        try:
            return in_words(day_of(text))
        except ValueError:
            return text
    return " ".join(text.split()).lstrip("0")


def _duration(count: str, unit: str) -> set[str]:
    number = _WORDS.index(count) + 1 if count in _WORDS else int(count)
    return _lengths(number, " ".join(unit.split()))


def _lengths(count: int, unit: str) -> set[str]:
    """A length in its own unit, and in what that is counted in: 1 quarter is 3 months."""
    lag = DateRules().lag(ph.Duration(count, unit))
    return {f"{count} {unit}", f"{lag.number} {lag.unit}s"}


def _plain(text: str) -> str:
    """A written number without commas and without decimals that say nothing."""
    text = text.replace(",", "")
    sign = "%" if text.endswith("%") else ""
    whole = text.removesuffix("%")
    return (whole.rstrip("0").rstrip(".") if "." in whole else whole) + sign


def _is_aside(line: str, match: re.Match[str]) -> bool:
    """Whether a bare number is a year, or the number of a section or of a document."""
    number = match.groupdict()["number"]
    if not number:
        return False
    return bool(re.fullmatch("(19|20)[0-9]{2}", number) or _CITED.search(line, 0, match.start()))


RULE = Rule(
    code="NumberInNoRule",
    severity=Severity.WARNING,
    what="Free text states a number, an amount, a date or a duration that no rule has.",
    why="A reader takes it for a rule, and no payment follows it.",
    fix="Write the rule that says it, or take it out of the text.",
    example='outcome still-independent "Assessed"\n'
    "  counts    once for each person in older-people\n"
    "  achieved  on the first assessment\n"
    "  note      No payment depends on it. It is reported within 90 days.\n",
    law="what readers stumbled on",
    find=find,
)
