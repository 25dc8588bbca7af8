"""How often each thing happens in a sample log: what people live through, and how untidy it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import asdict, fields_dict, frozen

from ocdsl.generators.sample_log.draw import WHOLE

_SHARE = re.compile(r"([a-z][a-z ]*[a-z]) ([0-9]{1,3})(?:\.([0-9]{1,2}))?%")


@frozen
class Living:
    """What happens in the service, in so many of ten thousand cases. None is an untidiness."""

    ineligible: int = 600
    """People whose first joining event fails a test of the cohort."""
    joins_again: int = 300
    """People with a second joining event although the first one counted."""
    outside_term: int = 200
    """Joining dates just before or after the term."""
    never_starts: int = 400
    boundary: int = 1_500
    """Dates in a window that are put on its first or last day, or one day inside."""
    limit_edge: int = 1_200
    """Numbers that a rule tests which are put on its limit; just outside it, twice as many."""
    just_outside: int = 3_500
    """Missed windows that are missed by one day."""
    success_first: int = 6_300
    """Outcomes achieved with the first provider …"""
    success_last: int = 4_700
    """… and with the last; each quarter is up to 9% better or worse."""
    near_miss: int = 400
    """Outcomes kept although an event that would undo them comes just after its window."""
    comes_after: int = 500
    """Outcomes followed by an event on which their payment is recovered, or just is not."""
    comes_on_edge: int = 5_000
    """Of those events, the ones on the first day, the due date, the last day or the day after."""
    set_aside: int = 500
    overruns: int = 800
    """People whose repeated events go on past the window in which they are paid."""
    band_edge: int = 2_500
    """Totals of a period that are put on the edge of a band, or one unit beside it."""
    spell_edge: int = 7_000
    """Spells that end about a length that matters, and breaks about the one that is ignored."""
    changes_provider: int = 200
    unmentioned: int = 1_000
    """People with an event that no rule of the contract names."""


EVEN = Living(
    boundary=0, limit_edge=0, just_outside=0, near_miss=0, comes_on_edge=0, band_edge=0,
    spell_edge=0,
)  # fmt: skip
"""Nothing put on an edge on purpose: what is recorded of people whom nobody games."""


@frozen
class Untidiness:
    """The untidy parts of real returns, each in so many of ten thousand rows (300 is 3%)."""

    late_records: int = 300
    """Recorded days or weeks late, at times just past what an outcome needs."""
    corrections: int = 100
    """First recorded with a wrong field or date; a later row supersedes it."""
    retractions: int = 50
    """Withdrawn by a later row."""
    duplicates: int = 50
    """Sent twice, alike in every column: one of the two is refused."""
    clashing_ids: int = 2
    """Another row with the same id and other content, recorded later: refused."""
    missing_evidence: int = 20
    """A declared field left empty: refused. Events without fields are left alone."""
    unknown_events: int = 2
    dates_day_first: int = 2
    """`16/06/2026`: refused. In CSV only; other kinds of file hold dates as dates."""
    unknown_providers: int = 2
    wrong_recorders: int = 2
    """Recorded by a party that may not record the event: refused."""

    def __attrs_post_init__(self) -> None:
        shares = asdict(self)
        if min(shares.values()) < 0 or sum(shares.values()) > WHOLE:
            raise ValueError(
                "The shares of untidy rows must be at least 0% and at most 100% in all."
            )


TIDY = Untidiness(**dict.fromkeys(fields_dict(Untidiness), 0))
"""Every row in time, in order and right."""

UNTIDY_HELP = (
    "Shares of untidy rows, such as `late records 3%, corrections 1%`; what is not named keeps "
    "its usual share. `none` is a tidy log."
)


def untidiness(text: str) -> Untidiness:
    """`late records 5%, duplicates 0.25%` as shares, or `none`; the rest keep their defaults.

    Raises ValueError, with a sentence for the user, for a name or a share it does not know.
    """
    if text.strip() == "none":
        return TIDY
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return Untidiness(**dict(_share(part) for part in parts))


def _share(part: str) -> tuple[str, int]:
    found = _SHARE.fullmatch(part)
    if not found:
        raise ValueError(f'Write a name and a percentage, such as "late records 3%", not "{part}".')
    name = found[1].replace(" ", "_")
    known = fields_dict(Untidiness)
    if name not in known:
        names = ", ".join(in_words(key) for key in known)
        raise ValueError(f'No untidiness is called "{found[1]}"; there are {names}.')
    return name, int(found[2]) * 100 + int((found[3] or "").ljust(2, "0"))


def in_words(name: str) -> str:
    """`late_records` as people write it: `late records`."""
    return name.replace("_", " ")


def as_percentages(shares: Living | Untidiness) -> Mapping[str, str]:
    """Each share as text: `{"late records": "3.00%", …}`."""
    return {in_words(k): f"{v // 100}.{v % 100:02d}%" for k, v in asdict(shares).items()}
