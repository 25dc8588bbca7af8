"""Lines that say `not`, `unless` or `except`: what has to hold instead, for none turns a rule."""

from __future__ import annotations

import re

from attrs import frozen

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.syntax.case import Case
from ocdsl.syntax.turned import (
    EVENT,
    LIMIT_WORDS,
    VALUE,
    Scene,
    Turned,
    term_in,
    turned,
    without,
)

_NAME = r"[a-z][a-z0-9-]*"
_NOT = r"(?:not|never)(?! +(?:more|less|fewer|later|earlier) +than)"
_UNLESS = re.compile(
    r"(?P<word>unless|except(?:ing)?|excluding|but not)(?![\w-])(?: +(?:when|where|if|that)\b)?"
    r" *(?P<tests>.*)"
)
_LEFT_OUT = re.compile(
    rf"(?P<value>{VALUE}) is (?P<limits>(?:{LIMIT_WORDS}) .+?),? "
    r"(?P<word>except|excluding|but not) (?P<out>[£\d][^ ]*)"
)
_LIST = re.compile(r"(?:not (?:all|any)|none) of$")
_LASTED = re.compile(rf"(?:no )?(?P<spell>{_NAME}) has (?:(?:not|never) )?lasted (?P<length>.+)")
_IDIOMS = re.compile(r"\bon or (?:before|after)\b|\bup to and including\b|\bneither \S+ or\b")
_MOMENT = r"\d+ [A-Z].*|the .+"
_PLAIN = r"[£\d][^ ]*"


@frozen
class _Shape:
    """A way of turning a test round that the language does not have, and what it turns round."""

    shape: re.Pattern[str]
    plain: str
    """The test that is turned round, of the groups of the match."""


_SHAPES = tuple(
    _Shape(re.compile(shape), plain)
    for shape, plain in (
        (rf"(?P<a>{VALUE}) is {_NOT} (?P<b>(?:{LIMIT_WORDS}) .+)", "{a} is {b}"),
        (rf"(?P<a>{VALUE}) is {_NOT} (?:equal to )?(?P<b>{_PLAIN})", "{a} is exactly {b}"),
        (rf"(?P<a>{VALUE}) is (?:other than|different (?:from|to|than)) (?P<b>{_PLAIN})",
         "{a} is exactly {b}"),
        (rf"(?P<a>{VALUE}) is never (?P<b>(?:one of )?{_NAME}(?:, *{_NAME})*)", "{a} is {b}"),
        (rf"(?P<a>{VALUE}) is (?:other than|different (?:from|to|than)) (?P<b>{_NAME})",
         "{a} is {b}"),
        (rf"(?P<a>{VALUE}) is neither (?P<b>{_NAME}) (?:nor|or) (?P<c>{_NAME})",
         "{a} is one of {b}, {c}"),
        (rf"(?P<a>{VALUE}) is none of (?P<b>{_NAME}(?:, *{_NAME})*)", "{a} is one of {b}"),
        (rf"(?P<a>{EVENT}) (?:is {_NOT}|never is|isn['’]t) (?P<b>.+)", "{a} is {b}"),
        (rf"(?P<a>{_NAME}) is {_NOT} (?P<b>(?:on or )?(?:before|after|within|during) .+)",
         "the {a} is {b}"),
        (rf"(?P<a>{EVENT}) is (?:not|no) later than (?P<b>{_MOMENT})", "{a} is after {b}"),
        (rf"(?P<a>{EVENT}) is (?:not|no) earlier than (?P<b>{_MOMENT})", "{a} is before {b}"),
        (rf"(?P<a>{EVENT}) is outside (?P<b>the .+)", "{a} is during {b}"),
        (r"not (?!more |less |fewer )(?P<a>.+)", "{a}"),
    )
)  # fmt: skip


def negated(case: Case) -> Diagnostic | None:
    """What has to hold where a line turns something round in a way that it cannot."""
    start = case.line.indent
    match = _UNLESS.search(case.code, start)
    opening = _opening(case)
    if _LIST.search(case.line.content) and opening:
        return _of_list(case)
    if left_out := _LEFT_OUT.search(case.line.content):
        found = without(left_out["limits"], left_out["out"].rstrip(","), left_out["value"])
        return _said(case, left_out["word"], left_out[0], found)
    if match and (match.start() == start or case.code[match.start() - 1] == " "):
        return _unless(case, match)
    return _of_tests(case, opening) if opening else None


def _opening(case: Case) -> str:
    """What stands before the tests of a line: `when  `, `- ` or all up to `where `."""
    match = re.match(r"(?:when +|- *)|.*\bwhere +", case.line.content)
    return match[0] if match else ""


def _of_tests(case: Case, opening: str) -> Diagnostic | None:
    """A test among those of a line that is turned round."""
    tests, joined = _split(case.line.content.removeprefix(opening))
    for test in (" ".join(each.split()) for each in tests):
        if _LASTED.fullmatch(test) and not re.fullmatch(rf"{_NAME} has lasted .+", test):
            return _of_spell(case, test)
        for each in _SHAPES:
            match = each.shape.fullmatch(test)
            if match is None:
                continue
            plain = each.plain.format(**match.groupdict())
            doubled = match.groupdict().get("article") == "no"
            found = None if doubled else turned(plain, _scene(case))
            if found and len(found.tests) > 1 and joined == " and ":
                return _said(case, _word_in(test), test, None)
            return _said(case, _word_in(test), test, found)
    return None


def _split(tests: str) -> tuple[list[str], str]:
    """The tests of a line and the word between them."""
    kept = _IDIOMS.sub(lambda m: m[0].replace(" or ", "\0or\0").replace(" and ", "\0and\0"), tests)
    joined = next((word for word in (" and ", " or ") if word in kept), "")
    parts = kept.split(joined) if joined else [kept]
    return [part.replace("\0", " ").strip() for part in parts], joined


def _word_in(test: str) -> str:
    found = re.search(r"\b(?:not|no|never|isn['’]t|neither|none|outside|other|different)\b", test)
    return found[0] if found else test


def _unless(case: Case, match: re.Match[str]) -> Diagnostic:
    """`unless` and `except`: the tests after it turned round, beside those before it."""
    scene = _scene(case)
    tests, joined = _split(match["tests"].strip())
    each = [turned(test, scene) for test in tests]
    found = [t for t in each if t]
    if len(found) < len(each) or (joined == " or " and any(len(t.tests) > 1 for t in found)):
        return _said(case, match["word"], "", None)
    glue = " and " if joined == " or " else " or "
    one = Turned(
        (glue.join(t.text for t in found),),
        next((t.needs_value for t in found if t.needs_value), ""),
    )
    is_plain = len(found) == 1 and len(found[0].tests) == 1
    lines = _with_before(case, match, one.text, is_plain or glue == " and ")
    return _report(case, match["word"], one, lines)


def _with_before(case: Case, match: re.Match[str], text: str, together: bool) -> tuple[str, ...]:
    """The line as it then reads: its own tests hold as well."""
    before = case.line.plain[case.line.indent : match.start()].rstrip(" ,")
    if not before or before == "-":
        line = f"- {text}" if before else f"when  {text}"
        return (line,) if _fits(case, line) else ()
    opening = _opening(case)
    if opening and before.startswith(opening.strip()):
        _, joined = _split(before.removeprefix(opening))
        line = f"{before} and {text}"
        return (line,) if together and joined != " or " and _fits(case, line) else ()
    lines = (before, f"when  {text}")
    return ("\n".join(lines),) if all(_fits(case, line) for line in lines) else ()


def _fits(case: Case, line: str) -> bool:
    changed = case.line.changed(case.line.indent, case.line.stop, line)
    return case.probe.fits(case.states, changed)


def _of_list(case: Case) -> Diagnostic:
    """`none of` and `not all of`: a list in which each test is turned round."""
    how = "any of" if "not all" in case.line.content else "all of"
    word = "not" if "not " in case.line.content else "none"
    span = case.spot(case.code.index(word), word)
    mend = f"write `{how}`, and turn each test below it round: {_HOW}"
    return case.report("NegatedTest", span, text=word, mend=mend)


def _of_spell(case: Case, test: str) -> Diagnostic:
    """A spell that has not lasted: what ended it too soon is what can be tested."""
    match = _LASTED.fullmatch(test)
    assert match is not None
    starts, ends = _ends_of(case, match["spell"])
    word = "no" if test.startswith("no ") else _word_in(test)
    mend = (
        f"test the event that ends it too soon, such as `a {ends} is less than {match['length']} "
        f"after the first {starts}`: a break that `{match['spell']}` ignores is an end there"
    )
    return case.report("NegatedTest", case.spot(case.code.index(word), word), text=word, mend=mend)


def _ends_of(case: Case, spell: str) -> tuple[str, str]:
    """The events that start and end a spell, of the lines above."""
    block = case.block_above("spell", spell)
    found = []
    for words in ("starts on", "ends on"):
        shape = re.compile(rf"{words.replace(' ', ' +')} +(?:each|the next) +({_NAME})")
        found.append(
            next((m[1] for line in block if (m := shape.match(line))), f"{words[:-4]}-event")
        )
    return found[0], found[1]


def _said(case: Case, word: str, test: str, found: Turned | None) -> Diagnostic:
    """What is said of a test, with the line in which it is turned round."""
    if found is None:
        at = max(case.code.find(word, case.line.indent), case.line.indent)
        return case.report("NegatedTest", case.spot(at, word), text=word, mend=_BY_HAND)
    start = case.line.plain.index(test) if test in case.line.plain else -1
    lines = case.corrected(case.spot(start, test), [found.text]) if start >= 0 else ()
    return _report(case, word, found, lines)


def _report(case: Case, word: str, found: Turned, lines: tuple[str, ...]) -> Diagnostic:
    mend = f"say what has to hold: `{found.text}`"
    if found.needs_value:
        mend += f"; without such a `{found.needs_value}` neither holds"
    at = max(case.code.find(word, case.line.indent), case.line.indent)
    return case.report("NegatedTest", case.spot(at, word), lines, text=word, mend=mend)


_HOW = (
    "`is not` for `is`, `less than` for `at least`, `on or after` for `before`, `no` for an event "
    "that must not come"
)
_BY_HAND = f"say what has to hold, test by test: {_HOW}"


def _scene(case: Case) -> Scene:
    """The events that the block picks, or the line before the test; and the term."""
    above = [*(line.content for line in case.above), case.line.content]
    picks = re.compile(
        rf"(?:pays|takes)\b.* for each (?P<a>{_NAME})"
        rf"|(?:on|achieved +on|joins +on) +(?:the|each) (?:[a-z]+ )??(?P<b>{_NAME})(?= where|$)"
    )
    picked = {m["a"] or m["b"] for line in above for m in picks.finditer(line)}
    contract = [line.content for line in case.before_block]
    return Scene(frozenset(picked), term_in(contract))
