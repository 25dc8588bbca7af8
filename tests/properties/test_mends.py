"""No line that is offered in place of another turns its meaning round."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ocdsl.base.diagnostics import Diagnostic
from ocdsl.base.source import Source
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
