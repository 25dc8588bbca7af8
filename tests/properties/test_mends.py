"""No line that is offered in place of another turns its meaning round."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.source import Source
from ocdsl.model.from_syntax import check
from ocdsl.syntax.parser import parse
from ocdsl.syntax.turned import turns

VALUES = [n / 2 for n in range(-1, 9)]
DAYS = range(-12, 13)
"""Days of the session, counted from the referral."""

_LIMITS: dict[str, Callable[[float, float], bool]] = {
    "at least": lambda value, limit: value >= limit,
    "more than": lambda value, limit: value > limit,
    "less than": lambda value, limit: value < limit,
    "up to and including": lambda value, limit: value <= limit,
    "exactly": lambda value, limit: value == limit,
}
_SIDES: dict[str, Callable[[int], bool]] = {
    "before": lambda day: day < 0,
    "after": lambda day: day > 0,
    "on or before": lambda day: day <= 0,
    "on or after": lambda day: day >= 0,
}
_M = "the first referral"


def _holds(tests: str, value: float, day: int, choice: str) -> bool:
    """Whether tests of `hours`, of the session and of `kind` hold."""
    kept = tests.replace("on or ", "on-or-")
    for word, how in ((" or ", any), (" and ", all)):
        parts = re.split(rf"{word}(?!including)", kept)
        if len(parts) > 1:
            return how(_holds(part, value, day, choice) for part in parts)
    return _one(kept.replace("on-or-", "on or "), value, day, choice)


def _one(test: str, value: float, day: int, choice: str) -> bool:
    if limits := re.fullmatch(r"hours is (.+)", test):
        found = re.findall(
            r"(at least|more than|less than|up to and including|exactly) (\d+)", limits[1]
        )
        assert ", ".join(f"{word} {n}" for word, n in found) == limits[1], test
        return all(_LIMITS[word](value, int(n)) for word, n in found)
    if chosen := re.fullmatch(r"kind is (not )?(?:one of )?(.+)", test):
        return (choice in chosen[2].split(", ")) != bool(chosen[1])
    shape = rf"the session is (?:(.+?) )??(?:(\d+) days )?((?:on or )?(?:before|after)) {_M}"
    window = re.fullmatch(shape, test)
    assert window, test
    word, length, side = window.groups()
    if length is None:
        return _SIDES[side](day)
    past = day if side == "after" else -day
    if word == "within":
        return 0 <= past <= int(length)
    return past >= 0 and _LIMITS[word](past, int(length))


def _worlds(tests: str) -> Iterator[tuple[float, int, str]]:
    """Everything that the values of some tests can be, near all their limits."""
    values = VALUES if "hours" in tests else [0.0]
    days = DAYS if "session" in tests else [0]
    return product(values, days, ("a1", "b1", "c1") if "kind" in tests else ("a1",))


limit_tests = st.builds(
    lambda word, n: f"hours is {word} {n}", st.sampled_from(sorted(_LIMITS)), st.integers(0, 3)
)
choice_tests = st.sampled_from(["kind is a1", "kind is one of a1, b1"])
window_tests = st.one_of(
    st.builds(lambda side: f"the session is {side} {_M}", st.sampled_from(sorted(_SIDES))),
    st.builds(
        lambda word, n, side: f"the session is {word} {n} days {side} {_M}",
        st.sampled_from(["within", "at least", "more than", "less than", "up to and including"]),
        st.integers(1, 10),
        st.sampled_from(["before", "after"]),
    ),
)
any_test = st.one_of(limit_tests, choice_tests, window_tests)


def _written(test: str, how: str) -> str:
    """A test turned round as people write it."""
    if how in ("unless", "except", "except when", "excluding"):
        return f"{how}  {test}"
    return (
        f"when  not {test}" if how == "before" else f"when  {test.replace(' is ', ' is not ', 1)}"
    )


def _offered(line: str) -> tuple[Diagnostic, tuple[str, ...]]:
    text = f'payment p "P"\n  pays  £5.00 for each session in clients\n  {line}\n'
    diagnostics = parse(Source("p", text)).diagnostics
    assert len(diagnostics) == 1, line
    return diagnostics[0], diagnostics[0].corrected


_AT_MOST, _AT_LEAST = ("up to and including",), ("at least",)
_SAID: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("at most", "at the most", "no more than", "not more than", "no greater than", "not above",
         "not over", "less than or equal to", "less or equal to", "equal to or less than",
         "below or equal to", "<=", "≤"),
        _AT_MOST,
    ),
    **dict.fromkeys(
        ("at the least", "no less than", "not less than", "no fewer than", "not below", "not under",
         "more than or equal to", "greater than or equal to", "equal to or more than", "above or "
         "equal to", ">=", "≥"),
        _AT_LEAST,
    ),
    **dict.fromkeys(("greater than", "higher than", "longer than", ">"), ("more than",)),
    **dict.fromkeys(("fewer than", "lower than", "shorter than", "<"), ("less than",)),
    **dict.fromkeys(("equal to", "="), ("exactly",)),
    **dict.fromkeys(("over", "above", "beyond", "minimum", "a minimum of"),
                    ("more than", "at least")),
    **dict.fromkeys(("under", "below", "beneath", "maximum", "up to", "a maximum of"),
                    ("less than", "up to and including")),
    "at": ("exactly", "at least"),
}  # fmt: skip
"""How people say a limit, with every limit that they can mean by it."""
_SET_AT = ("2", "2.5", "£2.00", "2%", "planned", "planned-stay", "planned at the first stay")
"""What a limit is set at: figures of every kind, and the name of a field, a card or a measure."""


@settings(deadline=None)
@given(
    st.sampled_from(sorted(_SAID)),
    st.sampled_from(_SET_AT),
    st.sampled_from(["", "days-in is at least 1 and ", "kind is a1 or "]),
)
def test_a_limit_said_in_other_words_is_never_turned_round(said: str, at: str, also: str) -> None:
    found, lines = _offered(f"when  {also}hours is {said} {at}")
    meant = {f"{word} {at}" for word in _SAID[said]}
    assert {line.partition(" hours is ")[2] for line in lines} <= meant, found
    written = set(re.findall("`([^`]+)`", found.fix))
    bare = at.removesuffix(" at the first stay")
    assert written and written <= {f"{word} {bare}" for word in _SAID[said]}, found
    assert lines, found


_LIMITING = (
    "at", "least", "most", "more", "less", "than", "up", "to", "over", "under", "not", "no",
    "above", "below", "is", "exactly", "planned", "5", "or", "and", "equal", ",",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(_LIMITING), min_size=1, max_size=7))
def test_no_mend_of_a_limit_takes_out_a_word_of_it(words: list[str]) -> None:
    """Whatever is made of such words, none is deleted, nor put in the place of another."""
    line = f"when  hours is {' '.join(words)}"
    text = f'payment p "P"\n  pays  £5.00 for each session in clients\n  {line}\n'
    sides = {"least", "most", "more", "less", "over", "under", "above", "below"}
    for found in parse(Source("p", text)).diagnostics:
        if found.code not in ("LimitWords", "UnboundedWord", "NegatedTest"):
            for offered in found.corrected:
                rest = iter(re.findall(r"[a-z]+", offered))
                assert all(word in rest for word in words if word in sides), (line, found)


@settings(deadline=None)
@given(st.sampled_from(sorted(_LIMITS)), st.sampled_from(["money", "whole number", "percentage"]))
def test_a_card_as_a_limit_is_measured_the_same_way_round(word: str, kind: str) -> None:
    """What is offered tests the difference from the rate as the line tested the value."""
    text = (
        f'event visit "V"\n  recorded by  provider\n  had  {kind}\n'
        '\nrates tariff "T"\n  by  kind\n    | kind | rate  |\n    | a    | £5.00 |\n'
        '\ncohort people "P"\n  counts  once for each person\n'
        f"  joins on  the first visit where had is {word} tariff\n"
    )
    fixes = [d.fix for d in check(Source("p", text)).diagnostics if d.code == "WrongKind"]
    nothing = {"money": "£0.00", "percentage": "0%"}.get(kind, "0")
    assert len(fixes) == 1 and fixes[0].endswith(f"test that it is `{word} {nothing}`.")
    assert "`is  had - tariff`" in fixes[0]


@settings(deadline=None)
@given(any_test, st.sampled_from(["unless", "except", "except when", "excluding", "before", "is"]))
def test_a_test_turned_round_holds_exactly_where_it_did_not(test: str, how: str) -> None:
    line = _written(test, how)
    if how == "is" and re.match(r"kind|.* is (?:more|less) than", test):
        return  # `kind is not a1` is a line of the language; `is not more than` has its own mend
    found, lines = _offered(line)
    assert found.code == "NegatedTest"
    assert len(lines) == 1, (line, found.fix)
    tests = lines[0].removeprefix("when ").strip()
    for value, day, choice in _worlds(test):
        was = _holds(test, value, day, choice)
        assert _holds(tests, value, day, choice) is not was, (line, lines[0], value, day)


@settings(deadline=None)
@given(st.lists(any_test, min_size=2, max_size=3), st.sampled_from([" and ", " or "]))
def test_several_tests_turned_round(tests: list[str], word: str) -> None:
    found, lines = _offered(f"unless  {word.join(tests)}")
    assert found.code == "NegatedTest"
    for line in lines:
        tests_now = line.removeprefix("when ").strip()
        for value, day, choice in _worlds(word.join(tests)):
            was = _holds(word.join(tests), value, day, choice)
            assert _holds(tests_now, value, day, choice) is not was, (line, value, day)


@settings(deadline=None)
@given(
    any_test,
    st.sampled_from(
        ["not", "never", "no", "none", "neither", "nor", "without", "unless", "except"]
    ),
    st.integers(0, 12),
)
def test_no_other_mend_takes_out_a_word_that_turns_round(test: str, word: str, at: int) -> None:
    words = f"when {test}".split()
    words.insert(1 + at % len(words), word)
    text = f'payment p "P"\n  pays  £5.00 for each session in clients\n  {" ".join(words)}\n'
    for found in parse(Source("p", text)).diagnostics:
        if found.code not in ("NegatedTest", "LimitWords"):
            assert all(turns(line) == turns(" ".join(words)) for line in found.corrected), found
            assert f"elete `{word}`" not in found.fix, found
            assert "`when` in its place" not in found.fix, found


@settings(deadline=None)
@given(st.integers(0, 999))
def test_a_number_alone_is_that_number(number: int) -> None:
    _, lines = _offered(f"when  hours is {number}")
    assert lines == (f"when  hours is exactly {number}",)
