"""Says in plain words what is wrong with a line that could not be read: one diagnostic a line."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import evolve

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.money import pounds
from ocdsl.syntax.case import Case, opening
from ocdsl.syntax.edits import NOT_MISSING, VALUES, either, find_edit, missing_word
from ocdsl.syntax.lexer import FREE_TEXT, Line
from ocdsl.syntax.patterns import find_pattern
from ocdsl.syntax.probe import States

_IDIOMS = re.compile(r"\b(?:up to and including|on or before|on or after|yes or no)\b")


def explain(case: Case) -> Diagnostic:
    """The one diagnostic of a refused line: the first explanation that holds."""
    if case.line.too_long:
        return case.report("LineTooLong", case.line.span(), size=f"{case.line.stop:,}")
    for search in _SEARCHES:
        found = search(case)
        if found:
            return found
    return _not_understood(case)


def _text_missing(case: Case) -> Diagnostic | None:
    """Free text that is empty, or that begins like a comment."""
    if not case.at_end or case.last_word not in FREE_TEXT:
        return None
    rest = case.line.plain[case.line.stop :].strip()
    if rest.startswith("#"):
        return case.report("HashInText", case.spot(case.line.plain.index("#"), rest))
    return case.report("MissingText", text=case.last_word)


def _unclosed_title(case: Case) -> Diagnostic | None:
    plain = case.code
    quotes = [n for n, c in enumerate(case.line.plain) if c in '"“”']
    if len(quotes) % 2 and case.token.column - 1 <= quotes[-1]:
        start = quotes[-1]
        if start == case.line.stop - 1 and case.token.column - 1 < start:
            return case.report("UnopenedTitle", case.spot(start, '"'))
        return case.report("UnclosedTitle", case.spot(start, plain[start:].rstrip() or '"'))
    return None


def _unquoted_title(case: Case) -> Diagnostic | None:
    wanted = "TITLE" in case.probe.accepted(case.before)
    if wanted and case.token.text[:1].isalpha():
        words = case.line.plain[case.token.column - 1 : case.line.stop].strip(' "“”')
        span = case.spot(case.token.column - 1, words)
        return case.report("UnquotedTitle", span, fixed=f'"{words}"')
    return None


def _and_or(case: Case) -> Diagnostic | None:
    plain = _IDIOMS.sub(lambda m: " " * len(m[0]), case.code)
    both = re.search(r"\band\b", plain) and re.search(r"\bor\b", plain)
    if both and case.token.text in ("and", "or"):
        return case.report("AndOrMixed")
    return None


def _comma_clause(case: Case) -> Diagnostic | None:
    """A comma with a new idea after it: `…, when all of`."""
    commas = [step for step in case.steps if step.token.kind == "COMMA"]
    for comma in reversed(commas):
        rest = case.line.plain[comma.token.column : case.line.stop]
        clause = _line_of(case, rest)
        word = rest.split()[0] if rest.split() else ""
        if any(
            word in case.probe.words(states) and case.probe.fits(states, clause)
            for states in case.probe.blocks.values()
        ):
            return case.report(
                "CommaClause", case.spot(comma.token.column - 1, ","), text=opening(clause)
            )
    return None


def _bare_number(case: Case) -> Diagnostic | None:
    """A number where an amount or a percentage belongs (law 7)."""
    wanted = case.probe.accepted(case.before)
    if case.token.kind not in ("WHOLE", "DECIMAL") or case.token.kind in wanted:
        return None
    text = case.token.text
    if "MONEY" in wanted:
        whole, _, pence = text.replace(",", "").partition(".")
        fixed = pounds(int(whole) * 100 + int((pence + "00")[:2]))
        return case.report("BareNumber", text=text, fixed=fixed)
    if "PERCENT" in wanted:
        return case.report("BareNumber", text=text, fixed=f"{text}%")
    return None


def _reserved_word(case: Case) -> Diagnostic | None:
    """A keyword that stands where a name could, and was meant as one."""
    for step in case.steps[:1] if missing_word(case) else reversed(case.steps):
        text, start = step.token.text, step.token.column - 1
        if step.token.kind in case.probe.keywords and "NAME" in case.probe.accepted(step.states):
            plain = case.line.plain[: case.line.stop]
            plain = f"{plain[:start]}a-name{plain[start + len(text) :]}"
            if case.probe.fits(case.states, _line_of(case, plain)):
                fixed = f"{text}-1" if text[-1] != "s" else f"{text}-used"
                return case.report("ReservedWord", case.spot(start, text), text=text, fixed=fixed)
    return None


def _wrong_block(case: Case) -> Diagnostic | None:
    """A line that another kind of block would take."""
    if case.line.content[:1] in "-|":
        return None
    homes = [
        keyword
        for keyword, states in case.probe.blocks.items()
        if keyword != case.block and _at_home(case, states)
    ]
    if not homes or case.block == "" or missing_word(case):
        return None
    words = opening(case.line)
    return case.report(
        "ClauseInWrongBlock",
        case.spot(case.line.indent, words),
        words=words,
        article=article(case.block),
        block=case.block,
        blocks=either(f"{article(home)} {home}" for home in homes),
    )


def _at_home(case: Case, states: States) -> bool:
    """Whether the line fits there, or is refused here at the first word that is known there."""
    first = case.line.content.partition(" ")[0]
    unknown_here = len(case.steps) == 1
    return case.probe.fits(states, case.line) or (
        unknown_here and first in case.probe.words(states) and first not in NOT_MISSING
    )


def article(noun: str) -> str:
    """`a` or `an`."""
    return "an" if noun[0] in "aeiou" else "a"


def _line_of(case: Case, plain: str) -> Line:
    return evolve(case.line, plain=plain, own=plain, stop=len(plain.rstrip()))


def _not_understood(case: Case) -> Diagnostic:
    """No single change helps: say what can stand there."""
    kinds = case.probe.accepted(case.before)
    words = [VALUES[kind][1] for kind in VALUES if kind in kinds]
    words += [f"`{word}`" for word in case.probe.words(case.before)]
    said = either(words, most=6) if words else "nothing more on this line"
    if case.at_end:
        return case.report("UnfinishedLine", text=case.last_word, words=said)
    return case.report("NotUnderstood", text=case.token.text, words=said)


_SEARCHES: tuple[Callable[[Case], Diagnostic | None], ...] = (
    _text_missing,
    _unclosed_title,
    _and_or,
    _reserved_word,
    _unquoted_title,
    find_pattern,
    _bare_number,
    _wrong_block,
    _comma_clause,
    find_edit,
)
