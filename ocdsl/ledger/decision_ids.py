"""What a decision's id is made of: the payment's own line, and what became of it."""

from __future__ import annotations

import re


def line_of(decision_id: str) -> str:
    """The line that a decision is about: `outcome-fee/mrs-a#payable` of `…#payable:recovered`.

    Without the period that a cap moved it to, and without what a cap or a recovery made of it.
    """
    subject, _, rest = decision_id.rpartition("#")
    return f"{subject}#{re.split('[@:]', rest, maxsplit=1)[0]}"


def subject_of(decision_id: str) -> str:
    """What is paid for: `outcome-fee/mrs-a`, the same for every decision about it."""
    return decision_id.rpartition("#")[0]


def event_of(decision_id: str) -> str:
    """The event that a line for each event is about: `e-17` of `visits/mr-b/e-17#payable`."""
    return in_log(subject_of(decision_id).rpartition("/")[2])


def in_log(part: str) -> str:
    """A part of an id as the log writes it: `a/b` of `a%2Fb`."""
    return part.replace("%23", "#").replace("%2F", "/").replace("%25", "%")
