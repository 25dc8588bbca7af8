"""Finds the one change to a line that would let it be read: a word misspelt, missing or too much.

Each candidate is tried on the parse table itself, so a suggestion is never a guess: with it the
line fits, or is read further than before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from attrs import frozen

from ocdsl.base.calendar import PERIODS, WEEKDAYS
from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.source import Span
from ocdsl.syntax import tree
from ocdsl.syntax.case import Case
from ocdsl.syntax.lexer import FREE_TEXT, NEWLINE, Line
from ocdsl.syntax.probe import Step
from ocdsl.syntax.spelling import near
from ocdsl.syntax.turned import NO_NAMES, keeps_limits, turns

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
    "DIGEST": ("sha256:0", "a digest such as `sha256:9f86…`"),
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
_MOST_READINGS = 3


def _family(words: str) -> frozenset[str]:
    return frozenset(f"`{word}`" for word in words.split())


_FAMILIES = {
    _family(
        "day days month months quarter quarters week weeks year years"
    ): "a unit such as `weeks`",
    _family(" ".join(WEEKDAYS)): "a day of the week such as `Monday`",
    _family(
        "week month quarter year calendar-quarter calendar-year term"
    ): "a period such as `quarter`",
    _family(" ".join(PERIODS)): "a period such as `month`",
    _family("the a an each"): "an article such as `the`",
}


@frozen
class _Try:
    """A changed line: where the change begins (from 0), how much is new and how much was there."""

    step: Step
    line: Line
    at: int
    added: int
    removed: int


Test = Callable[[_Try], bool]


def _changed(case: Case, step: Step, removed: int, added: str) -> _Try:
    start = min(step.token.column - 1, case.line.stop)
    if added.lstrip().startswith(","):
        start, added = len(case.line.plain[:start].rstrip(" ")), added.strip()
    line = case.line.changed(start, start + removed, added)
    return _Try(step, line, start, len(added), removed)


def _mended(case: Case, change: _Try) -> bool:
    """Whether the whole line fits after the change, and means no opposite."""
    fits = case.probe.fits(change.step.states, change.line, change.at)
    return fits and not _turns_round(case, change)


def _turns_round(case: Case, change: _Try) -> bool:
    """Whether a change adds, takes out or replaces a word such as `not`, or one of a limit."""
    named = any(s.token.kind == "NAME" and s.token.text in NO_NAMES for s in case.steps)
    before, after = case.line.content, change.line.content
    return named or turns(before) != turns(after) or not keeps_limits(before, after)


def _further(case: Case, change: _Try, least: int) -> bool:
    """Whether the line is then read at least so many tokens past the place where it stopped."""
    if _turns_round(case, change):
        return False
    steps = case.probe.trace(change.step.states, change.line, change.at)
    place = case.token.column + change.added - change.removed
    past = sum(step.token.column >= place for step in steps[:-1])
    ended = steps[-1].token.kind == NEWLINE and len(steps) > 1
    return past >= least and not ended


def _line(*changes: _Try) -> tuple[str, ...]:
    """The changed lines, ready to copy; none when there are too many to choose from."""
    lines = tuple(dict.fromkeys(change.line.own.strip() for change in changes))
    return lines if len(lines) <= _MOST_READINGS else ()


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
            line = _line(change) if _mended(case, change) else ()
            return case.report("MisspeltWord", span, line, text=step.token.text, fixed=word)
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
        tried = [
            (text, said, _inserted(case, step, text + comma))
            for text, said in _insertions(case, step)
        ]
        fits = [(text, said, change) for text, said, change in tried if good(change)]
        if _is_number_alone(case, step):
            # `mark is 0` says which number: no other limit is what its author wrote.
            fits = [("exactly", "`exactly`", c) for text, _, c in fits if text == "exactly"] or fits
        if fits:
            sure = all(_is_sure(text, said) for text, said, _ in fits)
            lines = _line(*(change for _, _, change in fits if _mended(case, change)))
            words = [said + also for _, said, _ in fits]
            return _report_missing(case, step, words, lines if sure else ())
    return None


def _is_number_alone(case: Case, step: Step) -> bool:
    """Whether a token is what stands after `is` with no limit: `mark is 0`."""
    at = case.steps.index(step)
    return at > 0 and case.steps[at - 1].token.text == "is" and step.token.text[:1] in "£0123456789"


def _is_sure(text: str, said: str) -> bool:
    """Whether a text is what is missing, and no sample of a value that only the author knows."""
    return said == f"`{text}`" or text == ","


def _article(case: Case) -> Diagnostic | None:
    """An event without its article is taken for a value, so the slip shows only later (law 13)."""
    for step in reversed(case.steps[:-1]):
        name = step.token.text
        if step.token.kind == "NAME" and _mended(case, _inserted(case, step, "the")):
            changes = [_inserted(case, step, article) for article in ("the", "a")]
            lines = _line(*(change for change in changes if _mended(case, change)))
            span = case.spot(step.token.column - 1, name)
            return case.report("MissingArticle", span, lines, text=name)
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
    # A `-` within a line takes one value from another: that it was left out is never likely.
    for mark, kind in (("|", "VBAR"), *((("-", "MINUS"),) if first else ())):
        if kind in kinds:
            yield mark, f"`{mark}`"
    yield from _SEVERAL.items()


def _report_missing(case: Case, step: Step, fits: list[str], lines: tuple[str, ...]) -> Diagnostic:
    span = case.spot(step.token.column - 1, step.token.text)
    where = f"before `{step.token.text}`" if step.token.text else "at the end of the line"
    first = fits[0]
    if first in ("`|`", "`-`"):
        return case.report("MissingMark", span, lines, mark=first.strip("`"), where=where)
    if case.keyword and first in _HEADING:
        return _heading_part(case, span, _HEADING[first])
    if case.at_end and len(fits) > 1:
        return case.report("UnfinishedLine", span, lines, text=case.last_word, words=either(fits))
    return case.report("MissingWord", span, lines, words=either(fits), where=where)


def _heading_part(case: Case, span: Span, code: str) -> Diagnostic:
    """A block without its title, or without its name: each is like the other."""
    if code == "MissingTitle" and case.last_word != case.keyword:
        name = case.last_word
        title = name.replace("-", " ").capitalize()
        lines = case.corrected(Span(span.line, case.line.stop + 1, 0), [f' "{title}"'])
    else:
        title = next((s.token.text.strip('"“”') for s in case.steps if '"' in s.token.text), "")
        name = re.sub("[^a-z0-9]+", "-", title.lower()).strip("-") or "a-name"
        lines = case.corrected(Span(span.line, span.column, 0), [f"{name} "]) if title else ()
    return case.report(code, span, lines, keyword=case.keyword, example=name)


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
        rest = case.line.plain[step.token.end - 1 :]
        change = _changed(case, step, len(text) + len(rest) - len(rest.lstrip(" ")), "")
        # What follows `not` is what is turned round: without it the word would stand for all. Of
        # two words after `is` the first could be a limit, which says nothing without the second.
        words = case.line.plain[: step.token.column - 1].split()
        turned = words[-1:] == ["not"] or words[-2:-1] in (["is"], ["not"])
        if text and not turned and _mended(case, change):
            span = case.spot(step.token.column - 1, text)
            return case.report("ExtraWord", span, _line(change), text=text)
    return None


def _wrong(case: Case) -> Diagnostic | None:
    step = case.steps[-1]
    text = step.token.text
    if not text:
        return None
    tried = [(o, said, _changed(case, step, len(text), o)) for o, said in _insertions(case, step)]
    fits = [(other, said, change) for other, said, change in tried if _mended(case, change)]
    if not fits:
        return None
    if case.last_word == "each" and step.token.kind == "NAME":
        # One thing for another, after `for each`, is other money: neither is put in its place.
        return case.report("OtherThing", None, (), text=text, words=either(f[1] for f in fits))
    sure = all(_is_sure(other, said) for other, said, _ in fits)
    lines = _line(*(change for _, _, change in fits)) if sure else ()
    return case.report("WrongWord", None, lines, text=text, words=either(f[1] for f in fits))
