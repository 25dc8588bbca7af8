"""PI-13: what would undo a result is put off, or comes, the day after the last that counts."""

from __future__ import annotations

from ocdsl.base.calendar import in_words
from ocdsl.base.money import pounds
from ocdsl.incentives.check import FOUND, NOT_CHECKED, SEARCHED, Check, Finding, Said, money_of
from ocdsl.incentives.engines.pairs import most_changed, not_applicable
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.undone import Undone, undoing, undone
from ocdsl.model.contract import Clause

DAYS = 200
"""How many days after a result are looked at."""
PART = 10
"""One day may cost one part in so many of what is lost when the event comes at once."""


def look(subject: Subject) -> list[Said]:
    """What is said of each event that undoes a result, or takes its money back."""
    found = undone(subject)
    if not found:
        if any(undoing(subject, outcome) for outcome in subject.contract.outcomes.values()):
            return [Said("", NOT_CHECKED, "no log was made in which a result is undone")]
        return [not_applicable("no event undoes a result or takes money back")]
    said: dict[str, Said] = {}
    for each in found:
        part = _said(subject, each)
        known = said.get(part.on)
        if subject.about(part.on) and (known is None or not known.findings):
            said[part.on] = part
    return list(said.values())


def _owed(subject: Subject, each: Undone, rows: Rows) -> int | None:
    paid = subject.pay(rows)
    return None if paid is None else money_of(paid.decisions, each.row["provider"])


def _said(subject: Subject, each: Undone) -> Said:
    on = most_changed(each.scene.paid, each.kept.paid, each.row["provider"])
    kept = _owed(subject, each, each.kept.rows) or 0
    lost = kept - (_owed(subject, each, each.scene.rows) or 0)
    days = range(each.result_day + 1, each.result_day + DAYS)
    owed = {day: _owed(subject, each, each.on_day(day)) for day in days}
    count = [day for day, pence in owed.items() if pence is not None and pence < kept]
    last = max(count)
    detail = f"a {each.row['event']} on each of {len(owed)} days after the result"
    after = owed.get(last + 1)
    if after is None:
        return Said(on, NOT_CHECKED, f"{detail}: it costs money on all of them")
    if (after - (owed[last] or 0)) * PART <= lost:
        return Said(on, SEARCHED, detail, (), len(owed))
    return Said(on, FOUND, detail, (_finding(subject, each, on, last),), len(owed))


def _finding(subject: Subject, each: Undone, on: str, last: int) -> Finding:
    first, second = (_smallest(subject, each, last, last + by) for by in (0, 1))
    who = subject.title(each.row["provider"])
    before, after = subject.played(first), subject.played(second)
    return Finding(
        on=on,
        where="",
        clause=_clause(subject, each, on),
        gainer=each.row["provider"],
        story=(
            f"A {each.row['event']} on {in_words(last)} costs {who} "
            f"{pounds(after.owed - before.owed)}, and on the next day nothing. It gains by "
            "putting it off for a day, or by having it recorded a day later."
        ),
        before=before,
        after=after,
        gained_by="by a day",
    )


def _smallest(subject: Subject, each: Undone, last: int, day: int) -> Rows:
    """The log with the event on a day, of only those rows that the difference needs."""
    mine = each.row["event_id"]

    def at(rows: Rows, on: int) -> Rows:
        moved = each.on_day(on)[-1]
        return tuple(moved if row["event_id"] == mine else row for row in rows)

    whole = _gap(subject, each, at(each.scene.rows, last), at(each.scene.rows, last + 1))

    def shows(rows: Rows) -> bool:
        return whole == _gap(subject, each, at(rows, last), at(rows, last + 1))

    return at(smaller(each.scene.rows, shows), day)


def _gap(subject: Subject, each: Undone, first: Rows, second: Rows) -> int | None:
    one, other = _owed(subject, each, first), _owed(subject, each, second)
    return None if one is None or other is None else other - one


def _clause(subject: Subject, each: Undone, on: str) -> Clause:
    """What takes the money back, or else what undoes the result."""
    recover = subject.contract.payments[on].clauses.get("recover")
    return recover or Clause(each.outcome, "when", each.phrase.span)


CHECK = Check(
    code="PI-13",
    name="Harm just after the window",
    group="timing",
    actor="provider",
    severity="high",
    plain="What would undo a result is put off, or comes, the day after the last that counts.",
    property=(
        "For every log: an event that undoes a result costs about as much the day after its "
        "window as on the last day of it."
    ),
    seen=(
        "Under the readmissions programme of the United States, whose window is 30 days, "
        "returns to hospital rose once stays for observation and emergencies are counted."
    ),
    source="Wadhera and others, BMJ 2019",
    mitigation="Pay part of the result later, or let what is taken back fall with time.",
    how=(
        "Somebody reaches a result, and what undoes it comes on each day after that until it costs "
        "nothing any more: the last day that counts, and the next, may differ by a tenth of what "
        "is lost at first."
    ),
    look=look,
)
