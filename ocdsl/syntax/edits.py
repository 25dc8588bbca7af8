"""Finds the one change to a line that would let it be read: a word misspelt, missing or too much.

Each candidate is tried on the parse table itself, so a suggestion is never a guess: with it the
line fits, or is read further than before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve, frozen

from ocdsl.base.calendar import WEEKDAYS
from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.source import Span
from ocdsl.syntax import tree
from ocdsl.syntax.case import Case
from ocdsl.syntax.lexer import FREE_TEXT, NEWLINE, Line
from ocdsl.syntax.probe import Step
from ocdsl.syntax.spelling import near

# What can stand in a line besides keywords, and so be missing: a sample to try and what to call it.
VALUES = {
    "NAME": ("a-name", "a name"),
    "TITLE": ('"?"', "a title in quotes"),
    "MONEY": ("£1.00", "an amount such as `£300.00`"),
    "PERCENT": ("1%", "a percentage such as `15%`"),
    "WHOLE": ("1", "a number"),
    "DATE": ("1 April 2026", "a date such as `1 April 2026`"),
    "DAYMONTH": ("1 April", "a day such as `1 April`"),
    "CODE": ("GBP", "a currency such as `GBP`"),
    "FINDING": ("PI-1", "the code of a finding such as `PI-24`"),
    "DIAGNOSTIC": ("MissingExample", "the code of a diagnostic such as `MissingExample`"),
    "COMMA": (",", "a comma"),
    "PROSE": ("words", "words"),
    "CELL": ("heading", "a heading"),
}
# Several words that are missing together.
_SEVERAL = {
    "1 day": "a length of time such as `30 days`",
    "1 day after": "a length of time such as `30 days after`",
    "at least 1": "a limit such as `at least 30`",
    "the first a-name": "an event such as `the first closure`",
    "for each a-name": "`for each` and what is counted",
    "is a-name": "a test such as `is at least 65`",
    "during the term": "a time such as `during the term`",
    "a-name is a-name": "a test such as `age is at least 65`",
}
# A word that fits in many places, said as what it stands for.
_SAID = {
    "exactly": "a limit such as `at least`",
    "earning": "a moment such as `earning`",
}
# Almost any line would fit after these, so that one was left out is never the likely reason.
NOT_MISSING = {*FREE_TEXT, *tree.BLOCKS}
_HEADING = {VALUES["TITLE"][1]: "MissingTitle", VALUES["NAME"][1]: "MissingName"}
_LOOK_BACK = 4


def _family(words: str) -> frozenset[str]:
    return frozenset(f"`{word}`" for word in words.split())


_FAMILIES = {
    _family(
        "day days month months quarter quarters week weeks year years"
    ): "a unit such as `weeks`",
    _family(" ".join(WEEKDAYS)): "a day of the week such as `Monday`",
    _family("week month quarter year term"): "a period such as `quarter`",
    _family("week month quarter year"): "a period such as `month`",
    _family("the a an each no"): "an article such as `the`",
}


@frozen
class _Try:
    """A changed line: where the change begins, how much of it is new, and what was there."""

    step: Step
    line: Line
    added: int
    removed: int


Test = Callable[[_Try], bool]


def _changed(case: Case, step: Step, removed: int, added: str) -> _Try:
    start = step.token.column - 1
    plain = case.line.plain[: case.line.stop]
    text = plain[:start] + added + plain[start + removed :]
    line = evolve(case.line, plain=text, own=text, stop=len(text.rstrip()))
    return _Try(step, line, len(added), removed)


def _mended(case: Case, change: _Try) -> bool:
    """Whether the whole line fits after the change."""
    return case.probe.fits(change.step.states, change.line, change.step.token.column - 1)


def _further(case: Case, change: _Try, least: int) -> bool:
    """Whether the line is then read at least so many tokens past the place where it stopped."""
    steps = case.probe.trace(change.step.states, change.line, change.step.token.column - 1)
    place = case.token.column + change.added - change.removed
    past = sum(step.token.column >= place for step in steps[:-1])
    ended = steps[-1].token.kind == NEWLINE and len(steps) > 1
    return past >= least and not ended


def _recent(case: Case) -> list[Step]:
    """The refused token and those before it, the nearest first: a slip shows late."""
    return list(reversed(case.steps))[:_LOOK_BACK]


def find_edit(case: Case) -> Diagnostic | None:
    """The likeliest single change; None when no single change helps."""
    for search in (
        _misspelt,
        _run_together,
        missing_word,
        _article,
        _extra,
        _missing_with_comma,
        _misspelt_further,
        _missing_further,
        _wrong,
    ):
        found = search(case)
        if found:
            return found
    return None


# ---- a word spelt nearly right


def _spellings(case: Case) -> Iterator[tuple[Step, str, _Try]]:
    for step in _recent(case):
        text = step.token.text
        if text[:1].isalpha():
            for word in case.probe.words(step.states):
                if near(text, word):
                    yield step, word, _changed(case, step, len(text), word)


def _misspelt(case: Case) -> Diagnostic | None:
    return _say_misspelt(case, lambda change: _mended(case, change))


def _misspelt_further(case: Case) -> Diagnostic | None:
    return _say_misspelt(case, lambda change: _further(case, change, 1))


def _say_misspelt(case: Case, good: Test) -> Diagnostic | None:
    for step, word, change in _spellings(case):
        if good(change):
            span = case.spot(step.token.column - 1, step.token.text)
            return case.report("MisspeltWord", span, text=step.token.text, fixed=word)
    return None


def _run_together(case: Case) -> Diagnostic | None:
    for step in _recent(case):
        text = step.token.text
        for n in range(1, len(text)) if text.isalpha() else ():
            fixed = f"{text[:n]} {text[n:]}"
            known = {text[:n], text[n:]} <= set(case.probe.machine.table.words)
            if known and _mended(case, _changed(case, step, len(text), fixed)):
                span = case.spot(step.token.column - 1, text)
                return case.report("MissingSpace", span, text=text, fixed=fixed)
    return None


# ---- a word that is missing


def missing_word(case: Case) -> Diagnostic | None:
    """The one word, sign or value whose absence explains the refusal; None when there is none."""
    return _say_missing(case, "", lambda change: _mended(case, change))


def _missing_with_comma(case: Case) -> Diagnostic | None:
    return _say_missing(case, ",", lambda change: _mended(case, change))


def _missing_further(case: Case) -> Diagnostic | None:
    return _say_missing(case, "", lambda change: _further(case, change, 3))


def _say_missing(case: Case, comma: str, good: Test) -> Diagnostic | None:
    also = " and a comma" if comma else ""
    for step in _recent(case)[:2]:
        fits = [
            said + also
            for text, said in _insertions(case, step)
            if good(_inserted(case, step, text + comma))
        ]
        if fits:
            where = f"before `{step.token.text}`" if step.token.text else "at the end of the line"
            span = case.spot(step.token.column - 1, step.token.text)
            return _report_missing(case, fits, where, span)
    return None


def _article(case: Case) -> Diagnostic | None:
    """An event without its article is taken for a value, so the slip shows only later (law 13)."""
    for step in reversed(case.steps[:-1]):
        name = step.token.text
        if step.token.kind == "NAME" and _mended(case, _inserted(case, step, "the")):
            return case.report("MissingArticle", case.spot(step.token.column - 1, name), text=name)
    return None


def _inserted(case: Case, step: Step, text: str) -> _Try:
    before = "" if case.line.plain[: step.token.column - 1].endswith(" ") else " "
    return _changed(case, step, 0, f"{before}{text} ")


def _insertions(case: Case, step: Step) -> Iterator[tuple[str, str]]:
    """What could be put in before a token: the text to try and what to call it."""
    kinds = case.probe.accepted(step.states)
    first = step is case.steps[0]
    for word in case.probe.words(step.states):
        if not (first and word in NOT_MISSING):
            yield word, _SAID.get(word, f"`{word}`")
    for kind, (text, said) in VALUES.items():
        if kind in kinds:
            yield text, said
    for mark, kind in (("|", "VBAR"), ("-", "MINUS")):
        if kind in kinds:
            yield mark, f"`{mark}`"
    yield from _SEVERAL.items()


def _report_missing(case: Case, fits: list[str], where: str, span: Span) -> Diagnostic:
    first = fits[0]
    if first in ("`|`", "`-`"):
        return case.report("MissingMark", span, mark=first.strip("`"), where=where)
    if case.keyword and first in _HEADING:
        name = case.last_word if case.last_word != case.keyword else "a-name"
        return case.report(_HEADING[first], span, keyword=case.keyword, example=name)
    if case.at_end and len(fits) > 1:
        return case.report("UnfinishedLine", span, text=case.last_word, words=either(fits))
    return case.report("MissingWord", span, words=either(fits), where=where)


def either(choices: Iterable[str], most: int = 4) -> str:
    """Choices in a sentence: "`a`, `b` or `c`"; of many the first few."""
    *some, last = _grouped(list(dict.fromkeys(choices)))[:most]
    return f"{', '.join(some)} or {last}" if some else last


def _grouped(choices: list[str]) -> list[str]:
    """Choices with a family of words said as what they have in common."""
    for words, said in _FAMILIES.items():
        if words <= set(choices):
            at = choices.index(min(words, key=choices.index))
            rest = [choice for choice in choices[at:] if choice not in words]
            choices = [*choices[:at], said, *rest]
    return choices


# ---- a word too much or the wrong one


def _extra(case: Case) -> Diagnostic | None:
    for step in _recent(case)[:2]:
        text = step.token.text
        if text and _mended(case, _changed(case, step, len(text), "")):
            span = case.spot(step.token.column - 1, text)
            return case.report("ExtraWord", span, text=text)
    return None


def _wrong(case: Case) -> Diagnostic | None:
    step = case.steps[-1]
    text = step.token.text
    if not text:
        return None
    fits = [
        said
        for other, said in _insertions(case, step)
        if _mended(case, _changed(case, step, len(text), other))
    ]
    if not fits:
        return None
    return case.report("WrongWord", text=text, words=either(fits))
