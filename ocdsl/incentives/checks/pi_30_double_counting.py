"""PI-30: one real change earns two or more payments."""

from __future__ import annotations

from itertools import combinations

from attrs import frozen

from ocdsl.base.money import pounds
from ocdsl.incentives.check import (
    FOUND,
    NOT_CHECKED,
    PROVED,
    SEARCHED,
    Check,
    Edit,
    Finding,
    Row,
    Said,
)
from ocdsl.incentives.engines.implied import excludes
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.smaller import smaller
from ocdsl.incentives.scenes import Scene, singles
from ocdsl.incentives.subject import Paid, Rows, Subject
from ocdsl.incentives.transforms.rows import without
from ocdsl.ledger.decision import OWED
from ocdsl.model.told import listed, told


@frozen
class _Twice:
    """A row without which two payments are not made, and what they come to with it."""

    rows: Rows
    row: Row
    payments: tuple[str, ...]
    """The one that rises most first."""


def look(subject: Subject) -> list[Said]:
    """What is said of each event that more than one payment is made for."""
    paid = [p for p in subject.contract.payments.values() if not p.takes]
    if len(paid) < 2:
        return [not_applicable("the contract has one payment")]
    if _shut_out(subject):
        detail = "for every log: nobody can achieve two of the outcomes that are paid for"
        return [Said("", PROVED, detail)]
    found: dict[tuple[str, ...], _Twice] = {}
    tried = 0
    for scene in singles(subject):
        for twice in _of(scene):
            tried += 1
            if len(twice.payments) > 1:
                found.setdefault(tuple(sorted(twice.payments)), twice)
    own = [twice for twice in found.values() if subject.about(twice.payments[0])]
    detail = "each result and each unit of service left out"
    if own:
        findings = tuple(_finding(subject, twice) for twice in own)
        return [Said("", FOUND, detail, findings, tried)]
    if not tried:
        return [Said("", NOT_CHECKED, f"{detail}: no log was made in which that is possible")]
    return [Said("", SEARCHED, detail, (), tried)]


def _shut_out(subject: Subject) -> bool:
    """Whether each payment is for an outcome once for each person, and none goes with another."""
    contract = subject.contract
    paid = [p for p in contract.payments.values() if not p.takes]
    names = [p.outcome for p in paid if len(p.outcomes) == 1]
    once = all(n and not contract.outcomes[n].every_time and contract.outcomes[n].cohort
               for n in names)  # fmt: skip
    if not once or len(set(names)) < len(paid):
        return False
    return all(excludes(subject, *pair) for pair in combinations(names, 2))


def _of(scene: Scene) -> list[_Twice]:
    """For each row that is no joining and no start, the payments that need it."""
    told = scene.cast.joins | scene.cast.starts
    found = []
    for index, row in enumerate(scene.rows):
        fewer = None if row["event"] in told else without(scene.rows, {index})
        paid = scene.subject.pay(fewer) if fewer else None
        if paid is not None:
            found.append(_Twice(scene.rows, row, _need_it(paid, scene.paid)))
    return found


def _need_it(without_it: Paid, with_it: Paid) -> tuple[str, ...]:
    rises: dict[str, int] = {}
    for paid, sign in ((without_it, -1), (with_it, 1)):
        for d in paid.decisions:
            if d.status in OWED:
                rises[d.payment] = rises.get(d.payment, 0) + sign * d.amount
    own = sorted((name for name, pence in rises.items() if pence > 0), key=lambda n: (-rises[n], n))
    return tuple(own)


def _finding(subject: Subject, twice: _Twice) -> Finding:
    """The fewest rows with which it is still paid for twice; without the event, and with it."""

    def shows(rows: Rows) -> bool:
        if not any(row["event_id"] == twice.row["event_id"] for row in rows):
            return False
        pair = [subject.pay(part) for part in (_left(twice, rows), rows)]
        if pair[0] is None or pair[1] is None:
            return False
        return _need_it(pair[0], pair[1]) == twice.payments

    rows = smaller(twice.rows, shows)
    before, after = (subject.played(part) for part in (_left(twice, rows), rows))
    contract, first = subject.contract, twice.payments[0]
    provider = twice.row["provider"] or contract.providers[0]
    titles = [f"“{contract.payments[name].title}”" for name in twice.payments]
    return Finding(
        on=first,
        where="",
        clause=contract.payments[first].clauses["pays"],
        gainer=provider,
        story=(
            told(
                "One {event} brings {who} {count} payments, {payments}: {amount} in all. "
                "Nothing says that one change is to be paid for more than once.",
                event=twice.row["event"],
                who=subject.title(provider),
                count=len(titles),
                payments=listed(titles),
                amount=pounds(after.owed - before.owed),
            )
        ),
        before=before,
        after=after,
        nothing_for=f"one {twice.row['event']}",
    )


def _left(twice: _Twice, rows: Rows) -> Rows:
    return tuple(row for row in rows if row["event_id"] != twice.row["event_id"])


def _the_best_of_them(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """A cap by which the highest of the payments stands and the others do not."""
    paid = sorted({d.payment for d in finding.after.decisions if d.status in OWED})
    before = {d.payment: d.amount for d in finding.before.decisions if d.status in OWED}
    both = [
        name
        for name in paid
        if sum(d.amount for d in finding.after.decisions if d.payment == name) > before.get(name, 0)
    ]
    names = ", ".join(both)
    cap = (
        f'\ncap best-of-{finding.on} "The best of what one change is paid by"\n'
        f"  over     {names}\n  at most  1 payment for each person\n  order    highest first"
    )
    return (Edit(finding.on, cap),)


CHECK = Check(
    code="PI-30",
    name="Double counting across outcomes",
    group="counting",
    actor="provider",
    severity="high",
    plain="One real change earns two or more payments.",
    property=(
        "No event that is recorded once is paid for by two payments, unless the contract says "
        "that both are meant."
    ),
    seen=(
        "A framework for home care measures daily living, self-care, mobility, confidence and "
        "health each by the fall in hours or visits."
    ),
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation="Say which payment stands back when the other is earned, or let weights sum to one.",
    how=(
        "The solver looks for somebody who achieves two outcomes. If there can be such a person, "
        "each row of a person’s log, but those by which people join and start, is left out: no "
        "more than one payment may need it. What two payments are meant for, the contract accepts "
        "with a reason."
    ),
    look=look,
    mend=_the_best_of_them,
)
