"""The last day on which what undoes a result, or takes money back, still costs anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ocdsl.base.articles import with_article
from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, SEARCHED, Finding, Said, money_of
from ocdsl.incentives.engines.pairs import most_changed
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.undone import Undone
from ocdsl.model.contract import Clause
from ocdsl.model.told import told

DAYS = 200
"""How many days after a result are looked at."""
PART = 10
"""One day may cost one part in so many of what is lost when the event comes at once."""


def edges(
    subject: Subject, results: Iterable[Undone], clause: Callable[[Undone, str], Clause]
) -> list[Said]:
    """What is said of the payments for these results: whether one day decides most of the money."""
    said: dict[str, Said] = {}
    for each in results:
        part = _said(subject, each, clause)
        known = said.get(part.on)
        if subject.about(part.on) and (known is None or not known.findings):
            said[part.on] = part
    return list(said.values())


def _owed(subject: Subject, each: Undone, rows: Rows) -> int | None:
    paid = subject.pay(rows)
    return None if paid is None else money_of(paid.decisions, each.row["provider"])


def _said(subject: Subject, each: Undone, clause: Callable[[Undone, str], Clause]) -> Said:
    on = most_changed(each.scene.paid, each.kept.paid, each.row["provider"])
    kept = _owed(subject, each, each.kept.rows) or 0
    lost = kept - (_owed(subject, each, each.scene.rows) or 0)
    days = range(each.result_day + 1, each.result_day + DAYS)
    owed = {day: _owed(subject, each, each.on_day(day)) for day in days}
    last = max(day for day, pence in owed.items() if pence is not None and pence < kept)
    detail = f"{with_article(each.row['event'])} on each of {len(owed)} days after the result"
    after = owed.get(last + 1)
    if after is None:
        return Said(on, NOT_CHECKED, f"{detail}: it costs money on all of them")
    if (after - (owed[last] or 0)) * PART <= lost:
        return Said(on, SEARCHED, detail, (), len(owed))
    finding = _finding(subject, each, last, clause(each, on))
    return Said(on, FOUND, detail, (finding,), len(owed))


def _finding(subject: Subject, each: Undone, last: int, clause: Clause) -> Finding:
    rows = _smallest(subject, each, last)
    before, after = (subject.played(_at(each, rows, last + by)) for by in (0, 1))
    who = subject.title(each.row["provider"])
    return Finding(
        on=most_changed(each.scene.paid, each.kept.paid, each.row["provider"]),
        where="",
        clause=clause,
        gainer=each.row["provider"],
        story=(
            told(
                "A {event} on {day} costs {who} {amount}, and on the next day nothing. "
                "It gains by putting it off for a day, or by having it recorded a day "
                "later.",
                event=each.row["event"],
                day=in_words(last),
                who=who,
                amount=pounds(after.owed - before.owed),
            )
        ),
        before=before,
        after=after,
        gained_by="by a day",
    )


def _smallest(subject: Subject, each: Undone, last: int) -> Rows:
    """The rows that the difference between the two days needs."""
    whole = _gap(subject, each, each.scene.rows, last)
    return smaller(each.scene.rows, lambda rows: _gap(subject, each, rows, last) == whole)


def _gap(subject: Subject, each: Undone, rows: Rows, last: int) -> int | None:
    first, second = (_owed(subject, each, _at(each, rows, last + by)) for by in (0, 1))
    return None if first is None or second is None else second - first


def _at(each: Undone, rows: Rows, day: int) -> Rows:
    """Some rows of the log, with the event on a day where it is among them."""
    moved = each.on_day(day)[-1]
    return tuple(moved if row["event_id"] == moved["event_id"] else row for row in rows)
