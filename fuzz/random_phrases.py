"""Events, moments, windows and tests, each drawn anew: what stands after `where` and `when`."""

from __future__ import annotations

from collections.abc import Mapping

from fuzz.dice import PERIODS, Dice, day, length, money

CHOICES: Mapping[str, tuple[str, ...]] = {
    "group": ("young", "old", "very-old"),
    "kind": ("plain", "double"),
    "reason": ("well", "moved", "died", "other"),
    "metric": ("bank", "home", "course"),
    "cause": ("resigned", "redundant"),
    "carer": ("yes", "no"),
}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "referral": ("age", "group", "carer", "need"),
    "start": (),
    "visit": ("hours", "price", "kind", "days-late"),
    "assessment": ("score",),
    "questionnaire": ("difficulties",),
    "closure": ("reason",),
    "readmission": (),
    "job": ("wage", "seen-on"),
    "job-end": ("cause",),
    "milestone": ("metric",),
    "dispute": (),
    "settlement": (),
    "plan": ("allowance",),
}
"""The events about a person, and what each records."""
_ORDINALS = (
    "first", "first", "first", "first", "second", "third", "fourth", "fifth", "sixth", "seventh",
    "eighth", "ninth", "tenth",
)  # fmt: skip
_PEOPLE = tuple(FIELDS)
_COMMON = ("referral", "start", "visit", "assessment", "closure", "job")


def event(dice: Dice) -> str:
    """An event of the same person, seldom a later one than the first."""
    if dice.random() < 0.8:
        return f"the first {dice.choice(_COMMON)}"
    return f"the {dice.choice(_ORDINALS)} {dice.choice(_PEOPLE)}"


def _told_event(dice: Dice) -> str:
    """The same, or the first of those that a field tells from the others."""
    found = event(dice)
    return f"{found}{_told(dice, found.split()[-1])}"


def _told(dice: Dice, kind: str) -> str:
    """What tells one event of a kind from the others, or nothing."""
    fields = [name for name in FIELDS.get(kind, ()) if name in CHOICES or name == "age"]
    if not fields or dice.random() < 0.7:
        return ""
    return f" where {of_field(dice, kind, dice.choice(fields), '')}"


def point(dice: Dice) -> str:
    """An event or a date."""
    return _told_event(dice) if dice.random() < 0.85 else day(dice)


def moment(dice: Dice) -> str:
    """What a window is counted from."""
    unit = dice.choice(PERIODS)
    return dice.choice(
        [*(_told_event(dice),) * 6, day(dice), f"the end of the {unit} of {point(dice)}", "the end of the term"]
    )  # fmt: skip


def window(dice: Dice) -> str:
    """A window of any form."""
    side = dice.choice(["after", "after", "after", "before"])
    draws = [
        f"within {length(dice)} {side} {moment(dice)}",
        f"within {length(dice)} {side} {moment(dice)}",
        f"{_distance(dice)} {side} {moment(dice)}",
        f"{dice.choice(['before', 'after', 'on or before', 'on or after'])} {moment(dice)}",
        f"during the {dice.choice(PERIODS)} of {point(dice)}",
        "during the term",
    ]
    return dice.choice(draws)


def _distance(dice: Dice) -> str:
    most, unit = dice.choice([(40, "days"), (8, "weeks"), (3, "months"), (15, "working days")])
    low = dice.randint(2, most)
    least, below = f"at least {low} {unit}", f"less than {low + dice.randint(2, most)} {unit}"
    draws = [
        least, below, f"more than {low} {unit}", f"exactly {low} {unit}",
        f"{least}, up to and including {low + dice.randint(1, 3 * most)} {unit}",
        f"more than {low} {unit}, {below}",
    ]  # fmt: skip
    return dice.choice(draws)


# ---- tests


def tests(dice: Dice, draws: list[str]) -> str:
    """Some of the tests, on a line or below it: `and`, `or`, all, any or at least so many."""
    chosen = dice.sample(draws, min(len(draws), dice.choice([1, 1, 2, 2, 3])))
    if len(chosen) == 1:
        return f"{chosen[0]}\n"
    how = dice.choice(["and", "and", "or", "all", "all", "any", "some"])
    if how in ("and", "or"):
        return f"{f' {how} '.join(chosen)}\n"
    if how == "some":
        how = f"at least {dice.randint(1, len(chosen))}"
    return f"{how} of\n" + "".join(f"    - {test}\n" for test in chosen)


def about(dice: Dice, hand: str) -> list[str]:
    """Tests of the event at hand: of its fields, and of when it is."""
    own = [of_field(dice, hand, name, "") for name in FIELDS[hand]]
    draws = [*own, *own, f"the {hand} is {window(dice)}", f"the {hand} is {window(dice)}"]
    return list(dict.fromkeys(draws))


def beside(dice: Dice, hand: str = "") -> list[str]:
    """Tests of other events of the same person; those beside the one at hand, if there is one."""
    some = dice.choice(["visit", "readmission", "milestone", "job-end", "assessment", "dispute"])
    near = f"{length(dice)} {dice.choice(['after', 'before'])}"
    at = f"the {hand}" if hand else _told_event(dice)
    found = f"{dice.choice(['no', 'no', _article(some)])} {some}{_told(dice, some)}"
    return [
        f"{found} is within {near} {at}",
        f"{_told_event(dice)} is {window(dice)}",
        of_field(dice, "referral", dice.choice(FIELDS["referral"]), " at the first referral"),
        f"at-work has lasted {length(dice, (60, 'day'), (13, 'week'), (4, 'month'))}",
        of_field(dice, "assessment", "score", f" at the {dice.choice(_ORDINALS)} assessment"),
    ]


def _article(name: str) -> str:
    return "an" if name[0] in "aeiou" else "a"


def of_field(dice: Dice, of: str, name: str, at: str) -> str:
    """A test of what an event records: of a choice, or of a figure against limits."""
    if name in CHOICES:
        choices = CHOICES[name]
        chosen = dice.sample(choices, min(2, len(choices) - 1))
        negation = dice.maybe("not ", chance=0.2)
        among = f"one of {', '.join(chosen)}"
        return f"{name}{at} is {negation}{dice.choice([chosen[0], among])}"
    return f"{name}{at} is {_limits(dice, of, name, bare=not at)}"


def _limits(dice: Dice, of: str, name: str, bare: bool) -> str:
    if name == "seen-on":
        return f"{dice.choice(['at least', 'less than'])} {day(dice)}"
    if bare and name in ("score", "difficulties") and dice.random() < 0.6:
        side = "above" if name == "score" else "below"
        points = dice.choice([f"{dice.randint(1, 15)} points", "the smallest meaningful change"])
        return f"at least {points} {side} {name} at the first {of}"
    low, high = sorted((_figure(dice, name), _figure(dice, name)), key=_size)
    one = [
        f"at least {low}",
        f"more than {low}",
        f"less than {high}",
        f"up to and including {high}",
    ]
    if low == high:
        return dice.choice([*one, f"exactly {low}"])
    if dice.random() < 0.2 and bare:
        return f"{dice.choice(['at least', 'less than'])} {name} at the first {of}"
    return dice.choice([*one, f"at least {low}, less than {high}"])


def _figure(dice: Dice, name: str) -> str:
    if name in ("price", "wage", "allowance", "need"):
        return money(dice, 60)
    most = {"age": 90, "hours": 9, "score": 70, "difficulties": 30, "days-late": 9}[name]
    return str(dice.randint(1, most))


def _size(figure: str) -> int:
    return int("".join(filter(str.isdigit, figure)))
