"""What a decision's id is made of: the payment's own line, and what became of it."""

from __future__ import annotations

import re

from ocdsl.base.calendar import day_of


def line_of(decision_id: str) -> str:
    """The line that a decision is about: `outcome-fee/mrs-a#payable` of `…#payable:recovered`.

    Without the period that a cap moved it to, what a cap or a recovery made of it, and whose part
    of it the decision is.
    """
    subject, _, rest = decision_id.rpartition("#")
    return f"{subject}#{re.split('[@:~]', rest, maxsplit=1)[0]}"


def undivided(decision_id: str) -> str:
    """The id that a line had before it was divided: `…#payable` of `…#payable~vale`."""
    subject, _, rest = decision_id.rpartition("#")
    return f"{subject}#{rest.partition('~')[0]}"


def subject_of(decision_id: str) -> str:
    """What is paid for: `outcome-fee/mrs-a`, the same for every decision about it."""
    return decision_id.rpartition("#")[0]


def key_of(keys: tuple[str, ...], decision_id: str, outcome: str = "") -> tuple[str | int, ...]:
    """The row that a line is about: `mr-b` and `e-17` of `visits/mr-b/e-17#payable`.

    `keys` says what the parts of a row's key are; the last is a day where it is a period. A line
    for an event about nobody names no person. The id ends with the `outcome`, if there is one.
    """
    _, *parts = subject_of(decision_id).split("/")
    parts = parts[:-1] if outcome else parts
    found: list[str | int] = [in_log(part) for part in parts]
    if keys and keys[-1] not in ("person", "provider", "event_id"):
        found[-1] = day_of(parts[-1])
    missing = ("",) * (len(keys) - len(found))
    return (*missing, *found)


def in_log(part: str) -> str:
    """A part of an id as the log writes it: `a/b` of `a%2Fb`."""
    return part.replace("%23", "#").replace("%2F", "/").replace("%25", "%")
