"""Turns a test round: `at least` to `less than`, `is` to `is not`, `a closure` to `no closure`.

The language has no word that turns any test round, so whoever writes `not` or `unless` is shown
what has to hold instead. That holds exactly where the test does not, for whoever has the values and
events that it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from attrs import frozen

NEGATIVE = frozenset({
    "not", "never", "no", "none", "neither", "nor", "without", "unless", "except", "excluding",
    "excepting", "outside", "but", "other", "different", "isn", "hasn", "non",
})  # fmt: skip
"""Words that turn the meaning of what stands beside them round."""
NO_NAMES = frozenset({"never", "none", "neither", "nor", "without", "unless", "except"})
"""Those of them that nobody means as a name, though each could be read as one."""

LIMITING = frozenset({
    "least", "most", "more", "less", "fewer", "over", "above", "under", "below", "beneath",
    "beyond", "minimum", "maximum", "higher", "lower", "greater", "smaller", "longer", "shorter",
    "later", "earlier", "exceeds", "exceed", "exceeding", "equal", "equals", "within",
})  # fmt: skip
"""Words that say on which side of a limit a value lies; signs say it too."""

_NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
ORDINAL = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last"
VALUE = rf"{_NAME}(?: at (?:the|a|an) (?:(?:{ORDINAL}) )?{_NAME})?"
EVENT = rf"(?P<article>the|an?|no) (?:(?P<which>{ORDINAL}) )?(?P<event>{_NAME})"
LIMIT_WORDS = r"at least|more than|less than|up to and including|exactly"
_CHOICE = re.compile(rf"(?P<value>{VALUE}) is (?P<of>one of )?(?P<names>{_NAME}(?:, *{_NAME})*)")
_REFUSED = re.compile(
    rf"(?P<value>{VALUE}) is not (?P<of>one of )?(?P<names>{_NAME}(?:, *{_NAME})*)"
)
_LIMITS = re.compile(rf"(?P<value>{VALUE}) is (?P<limits>(?:{LIMIT_WORDS}) .+)")
_LIMIT = re.compile(rf"(?P<word>{LIMIT_WORDS}) (?P<of>.+)")
_EVENT = re.compile(rf"{EVENT} is (?P<window>.+)")
_SIDE = re.compile(r"(?P<word>before|after|on or before|on or after) (?P<moment>.+)")
_WITHIN = re.compile(r"within (?P<length>\d+ [a-z ]+?) (?P<side>before|after) (?P<moment>.+)")
_DISTANCE = re.compile(
    rf"(?P<word>{LIMIT_WORDS}) (?P<length>\d+ [a-z ]+?) (?P<side>before|after) (?P<moment>.+)"
)
_TERM = re.compile(r"term +from +(?P<start>.+?) up to and including (?P<end>.+)")

OPPOSITE_LIMIT = {
    "at least": ("less than",),
    "more than": ("up to and including",),
    "less than": ("at least",),
    "up to and including": ("more than",),
    "exactly": ("less than", "more than"),
}
OPPOSITE_SIDE = {
    "before": "on or after",
    "after": "on or before",
    "on or before": "after",
    "on or after": "before",
}
_BEYOND = {
    "at least": "less than",
    "more than": "up to and including",
    "less than": "at least",
    "up to and including": "more than",
}


@frozen
class Turned:
    """What has to hold where a test does not: any one of `tests`."""

    tests: tuple[str, ...]
    needs_value: str = ""
    """The event without which neither the test nor this holds: `job-start`; empty for none."""

    @property
    def text(self) -> str:
        """The tests on one line."""
        return " or ".join(self.tests)


@frozen
class Scene:
    """What is known of the place of a test: the events that are picked there, and the term."""

    picked: frozenset[str] = frozenset()
    term: tuple[str, str] = ("", "")


def term_in(lines: Sequence[str]) -> tuple[str, str]:
    """The first and the last day of the term, of the lines of a contract; empty without one."""
    found = (_TERM.fullmatch(line) for line in lines)
    return next(((m["start"], m["end"].strip()) for m in found if m), ("", ""))


def turned(test: str, scene: Scene) -> Turned | None:
    """What holds exactly where one test does not; None where the language cannot say it."""
    for turn in _TURNS:
        found = turn(test, scene)
        if found:
            return found
    return None


def without(limits: str, left_out: str, value: str) -> Turned | None:
    """`hours is at least 2 except 3`: the values below it, and those above."""
    parts = [_LIMIT.fullmatch(part.strip()) for part in _parts(limits)]
    words = [part["word"] for part in parts if part]
    if len(words) != len(parts) or "exactly" in words:
        return None
    low = [part[0] for part in parts if part and part["word"] in ("at least", "more than")]
    high = [part[0] for part in parts if part and part[0] not in low]
    below = ", ".join([*low, f"less than {left_out}"])
    above = ", ".join([f"more than {left_out}", *high])
    return Turned((f"{value} is {below}", f"{value} is {above}"))


def turns(text: str) -> list[str]:
    """The words of a text that turn its meaning round, in their order."""
    return [word for word in re.findall(r"[a-z]+(?:-[a-z]+)*", text) if word in NEGATIVE]


def keeps_limits(before: str, after: str) -> bool:
    """Whether a changed line says of each limit what it said: none of its words is taken out."""
    rest = iter(_limiting(after))
    return all(word in rest for word in _limiting(before))


def _limiting(text: str) -> list[str]:
    words = re.findall(r"[a-z]+(?:-[a-z0-9]+)*|[<>≤≥=]", text)
    return [word for word in words if word in LIMITING or not word[0].isalpha()]


def _limits(test: str, scene: Scene) -> Turned | None:
    match = _LIMITS.fullmatch(test)
    parts = [_LIMIT.fullmatch(part) for part in _parts(match["limits"])] if match else []
    if match is None or not all(parts):
        return None
    tests = [
        f"{match['value']} is {word} {part['of']}"
        for part in parts
        if part
        for word in OPPOSITE_LIMIT[part["word"]]
    ]
    return Turned(tuple(tests), _event_of(test))


def _parts(limits: str) -> list[str]:
    """The limits of a list: a comma before the next word of a limit, never one of a number."""
    return [part.strip() for part in re.split(rf", +(?=(?:{LIMIT_WORDS}) )", limits)]


def _choice(test: str, scene: Scene) -> Turned | None:
    for shape, word in ((_REFUSED, "is"), (_CHOICE, "is not")):
        match = shape.fullmatch(test)
        if match and match["names"].split(",")[0] not in NEGATIVE:
            if "," in match["names"] and not match["of"]:
                return None
            value = match["value"]
            names = f"{match['of'] or ''}{match['names']}"
            return Turned((f"{value} {word} {names}",), _event_of(test))
    return None


def _event_of(test: str) -> str:
    match = re.search(rf" at (?:the|an?) (?:(?:{ORDINAL}) )?({_NAME})", test)
    return match[1] if match else ""


def _event(test: str, scene: Scene) -> Turned | None:
    match = _EVENT.fullmatch(test)
    if match is None:
        return None
    name, window = match["event"], match["window"]
    if match["article"] == "no":
        article = "an" if name[0] in "aeiou" else "a"
        return None if match["which"] else Turned((f"{article} {name} is {window}",))
    if match["article"] != "the" or not (match["which"] or name in scene.picked):
        return Turned((f"no {name} is {window}",)) if _is_window(window) else None
    subject = test[: match.start("window")].removesuffix(" is ")
    windows = _outside(window, scene)
    needs = "" if name in scene.picked and not match["which"] else name
    return Turned(tuple(f"{subject} is {w}" for w in windows), needs) if windows else None


def _is_window(text: str) -> bool:
    return any(text.startswith(w) for w in (*OPPOSITE_SIDE, "within", "during", *_BEYOND))


def _outside(window: str, scene: Scene) -> tuple[str, ...]:
    """The windows that take in exactly the days that a window does not."""
    if side := _SIDE.fullmatch(window):
        return (f"{OPPOSITE_SIDE[side['word']]} {side['moment']}",)
    if window == "during the term" and all(scene.term):
        start, end = scene.term
        return f"before {start}", f"after {end}"
    match = _WITHIN.fullmatch(window)
    word = "up to and including" if match else ""
    if match is None and (match := _DISTANCE.fullmatch(window)):
        word = match["word"]
    if match is None or word not in _BEYOND:
        return ()
    other = "after" if match["side"] == "before" else "before"
    beyond = f"{_BEYOND[word]} {match['length']} {match['side']} {match['moment']}"
    return f"{other} {match['moment']}", beyond


_TURNS: tuple[Callable[[str, Scene], Turned | None], ...] = (_limits, _event, _choice)
