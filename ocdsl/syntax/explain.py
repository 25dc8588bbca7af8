"""Says in plain words what is wrong with a line that could not be read: one diagnostic a line."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import evolve

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.money import pounds
from ocdsl.base.source import Span
from ocdsl.syntax.case import Case, opening
from ocdsl.syntax.edits import NOT_MISSING, VALUES, either, find_edit, missing_word
from ocdsl.syntax.lexer import FREE_TEXT, Line
from ocdsl.syntax.negations import negated
from ocdsl.syntax.patterns import find_pattern
from ocdsl.syntax.probe import States
from ocdsl.syntax.said_otherwise import said_otherwise

_IDIOMS = re.compile(
    r"\b(?:up to and including|on or before|on or after|yes or no|equal to or"
    r"|or (?:equal to|more|less|fewer|over|under|above|below))\b"
)


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
            lines = case.corrected(Span(case.line.number, case.token.column, 0), ['"'])
            return case.report("UnopenedTitle", case.spot(start, '"'), lines)
        lines = case.corrected(Span(case.line.number, case.line.stop + 1, 0), ['"'])
        return case.report("UnclosedTitle", case.spot(start, plain[start:].rstrip() or '"'), lines)
    return None


def _unquoted_title(case: Case) -> Diagnostic | None:
    wanted = "TITLE" in case.probe.accepted(case.before)
    if wanted and case.token.text[:1].isalpha():
        words = case.line.plain[case.token.column - 1 : case.line.stop].strip(' "“”')
        span = case.spot(case.token.column - 1, words)
        return case.report("UnquotedTitle", span, fixed=f'"{words}"')
    return None


_NAMED = re.compile(
    r"\b(?:the|an?|each|no|every) (?:first |last |next )?(?!(?:term|week|month|quarter|year|end"
    r"|first|last|next|total|payment|due-date)\b)([a-z][a-z0-9-]*)"
)


def _pronoun(case: Case) -> Diagnostic | None:
    """`it` or `its`: which event it may be, from those that the block has named (law 13)."""
    stopped = case.token.column - 1 + max(1, len(case.token.text))
    match = re.search(r"\b(?:it|its|they|their|this|that)\b", case.code[:stopped])
    if match is None:
        return None
    rules = [line.content for line in case.above if line.content.split()[0] not in FREE_TEXT]
    named = dict.fromkeys(_NAMED.findall(" ".join([*rules, case.code[: match.start()]])))
    events = [f"the {name}" for name in named]
    span = case.spot(match.start(), match[0])
    lines = case.corrected(span, events) if len(events) <= 2 and match[0] in ("it", "this") else ()
    example = either(f"`{event}`" for event in events) if lines else "`the closure`"
    return case.report("Pronoun", span, lines, text=match[0], example=example)


_TOTAL = re.compile(
    r"(?:^- |\b(?:where|when) ) *(?P<text>the (?:number|total|average|highest|lowest) of "
    r"[a-z][^,]*?)(?: is |$)"
)
_RECOVER = re.compile(r"^recover\b.* on an? (?P<text>[a-z][a-z0-9-]*) where\b")


_PAID = re.compile(r"\b(?P<text>the (?:total|amount|money) (?:paid|payable)) ")
_SAID_ELSEWHERE = (("TotalInTest", _TOTAL), ("WhereInRecover", _RECOVER), ("TotalPaid", _PAID))


def _total_in_test(case: Case) -> Diagnostic | None:
    """`the number of visit is at least 3`: what is counted has no name that could be tested.

    And other values that a line cannot have, each with what says it.
    """
    content = case.line.content
    for code, shape in _SAID_ELSEWHERE:
        match = shape.search(content)
        if match is not None:
            start = case.line.indent + match.start("text")
            return case.report(code, case.spot(start, match["text"]), text=match["text"])
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
        clause = case.line.changed(0, comma.token.column, "")
        word = clause.content.partition(" ")[0]
        if any(
            word in case.probe.words(states) and case.probe.fits(states, clause)
            for states in case.probe.blocks.values()
        ):
            span = case.spot(comma.token.column - 1, ",")
            before = case.line.changed(comma.token.column - 1, case.line.stop, "")
            whole = all(case.probe.fits(case.states, line) for line in (before, clause))
            lines = (f"{before.own.strip()}\n{clause.own.strip()}",) if whole else ()
            return case.report("CommaClause", span, lines, text=opening(clause))
    return None


def _run_on(case: Case) -> Diagnostic | None:
    """A clause that is over, with another after it on the line: `pays … when …`."""
    start = case.token.column - 1
    if case.at_end or start <= case.line.indent:
        return None
    before = case.line.changed(start, case.line.stop, "")
    clause = case.line.changed(0, start, "")
    begins = case.token.text in {*case.probe.words(case.states)} - _WITHIN
    if not begins or not case.probe.fits(case.states, before):
        return None
    whole = case.probe.fits(case.states, clause)
    if not whole and case.token.text in ("at", "on", "for", "in"):
        return None  # as likely `at the first test` as a clause of its own
    lines = (f"{before.own.strip()}\n{clause.own.strip()}",) if whole else ()
    span = case.spot(start, case.token.text)
    return case.report("RunOnLine", span, lines, text=opening(clause))


_WITHIN = frozenset({"note", "text", "Cymraeg", "because", "evidence"})
"""Words of free text, which may be words of any line."""


_BELOW = re.compile(r"(?:at least|more than|less than|including|exactly) (?P<text>-\s*£?[\d,.]+%?)")


def _below_nothing(case: Case) -> Diagnostic | None:
    """`target  at least -5%`: only what is recorded may be limited below nothing."""
    match = _BELOW.search(case.code) if case.token.kind == "MINUS" else None
    if match is None:
        return None
    return case.report("BelowNothing", case.spot(match.start("text"), match["text"]),
                       text=match["text"])  # fmt: skip


def _bare_number(case: Case) -> Diagnostic | None:
    """A number where an amount or a percentage belongs (law 7)."""
    # In a cap, `at most 300 for each person` has no unit; `at most 1 payment for each` counts.
    for step in reversed(case.steps[-2:]):
        wanted, text = case.probe.accepted(step.states), step.token.text
        if step.token.kind not in ("WHOLE", "DECIMAL"):
            continue
        refused = step.token.kind not in wanted
        span = case.spot(step.token.column - 1, text)
        if "MONEY" in wanted and (refused or _lacks_its_unit(case)):
            whole, _, pence = text.replace(",", "").partition(".")
            fixed = pounds(int(whole) * 100 + int((pence + "00")[:2]))
            return case.report("BareNumber", span, text=text, fixed=fixed)
        if "PERCENT" in wanted and refused:
            return case.report("BareNumber", span, text=text, fixed=f"{text}%")
    return None


def _lacks_its_unit(case: Case) -> bool:
    """Whether the word that counts `payments` is what stands nowhere after a number."""
    return "payments" in case.probe.words(case.before)


def _percent_of_nothing(case: Case) -> Diagnostic | None:
    """A percentage that does not say of what (law 7)."""
    if len(case.steps) < 2 or case.steps[-2].token.kind != "PERCENT":
        return None
    text = case.steps[-2].token.text
    lines = case.corrected(Span(case.line.number, case.token.column, 0), ["of the payment "])
    if not lines:
        return None
    return case.report(
        "PercentOfNothing", case.spot(case.steps[-2].token.column - 1, text), lines, text=text
    )


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
        blocks=either(_home(home) for home in homes),
    )


def _home(block: str) -> str:
    """A block of a kind: `a payment`, `a card of rates`."""
    return "a card of rates" if block == "rates" else f"{article(block)} {block}"


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
    negated,
    _total_in_test,
    said_otherwise,
    _and_or,
    _reserved_word,
    _unquoted_title,
    _pronoun,
    find_pattern,
    _bare_number,
    _percent_of_nothing,
    _wrong_block,
    _comma_clause,
    _run_on,
    _below_nothing,
    find_edit,
)
