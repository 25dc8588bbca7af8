"""PI-26: keeping somebody on weekly pay is worth more than helping them to need none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from attrs import frozen

from ocdsl.base.calendar import day_of
from ocdsl.base.money import decimal_text, half_up, pounds
from ocdsl.incentives.check import (
    FOUND,
    NOT_CHECKED,
    SEARCHED,
    Check,
    Edit,
    Finding,
    Said,
    money_of,
)
from ocdsl.incentives.engines.lives import without_result
from ocdsl.incentives.engines.pairs import most_changed, not_applicable
from ocdsl.incentives.groups import outcome_payments
from ocdsl.incentives.mends import said_otherwise
from ocdsl.incentives.scenes import Scene, scene_of, singles
from ocdsl.incentives.service import ending_kinds, kept_on, service_kinds, time_paid
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.transforms.rows import moved
from ocdsl.ledger.decision import OWED
from ocdsl.model.amounts import Banded, Flat
from ocdsl.model.contract import Payment
from ocdsl.model.told import listed, told
from ocdsl.syntax.phrase_text import text_of

_MOST_SCENES = 6


@frozen
class _Kept:
    """Somebody who achieves a result, and the same person kept on what is paid for time."""

    scene: Scene
    unhelped: Rows
    """The log without the result."""
    provider: str
    weeks: int
    """The fewest weeks more of service by which more is paid than with the result."""

    @property
    def rows(self) -> Rows:
        """The log without the result, and the service going on until it is paid more."""
        return kept_on(self.scene.subject, self.unhelped, self.weeks)


def look(subject: Subject) -> list[Said]:
    """What is said of each payment for an outcome beside those for time and visits."""
    payments = [p for p in outcome_payments(subject.contract) if p not in time_paid(subject)]
    if not payments or not time_paid(subject):
        return [not_applicable("no result is paid for beside weeks or visits")]
    said: dict[str, Said] = {}
    for part in (_said(subject, payment) for payment in payments):
        if part.on not in said or not said[part.on].findings:
            said[part.on] = part
    return list(said.values())


def _said(subject: Subject, payment: Payment) -> Said:
    tried = 0
    best: _Kept | None = None
    for scene in _achievers(subject, payment):
        tried += 1
        kept = _kept(scene, payment)
        if kept and (best is None or kept.weeks < best.weeks):
            best = kept
    detail = f"people kept on what is paid for time in place of {payment.name}"
    if best is None:
        status = SEARCHED if tried else NOT_CHECKED
        none = "" if tried else ": no log was made in which somebody has both"
        return Said(payment.name, status, detail + none, (), tried)
    finding = _finding(best, payment)
    if not subject.about(finding.on):
        return Said(payment.name, SEARCHED, detail, (), tried)
    return Said(finding.on, FOUND, detail, (finding,), tried)


def _achievers(subject: Subject, payment: Payment) -> list[Scene]:
    """Of those who achieve what is paid for, the few whose service is paid most for its time."""
    kinds = service_kinds(subject) | ending_kinds(subject)
    by_time = {p.name for p in time_paid(subject)}
    own = [
        scene
        for whole in singles(subject)
        if whole.paid.achieved[payment.outcome]
        and (scene := scene_of(subject, _until_result(whole)))
        and any(True for _ in scene.rows_of(kinds))
        and _sum(scene, {payment.name}) > 0
    ]
    return sorted(own, key=lambda scene: -_sum(scene, by_time))[:_MOST_SCENES]


def _until_result(scene: Scene) -> Rows:
    """The log with the result no earlier than the last service, or else no service after it."""
    subject, kinds = scene.subject, service_kinds(scene.subject)
    served = [day_of(row["occurred_on"]) for _, row in scene.rows_of(kinds)]
    results = [(i, day_of(row["occurred_on"])) for i, row in scene.rows_of(scene.cast.achieves)]
    if not served or not results or max(served) <= results[-1][1]:
        return scene.rows
    index, day = results[-1]
    later = moved(scene.rows, index, max(served) - day) or scene.rows
    paid = subject.pay(later)
    if paid and paid.achieved == scene.paid.achieved:
        return later
    return tuple(
        row for row in scene.rows if row["event"] not in kinds or day_of(row["occurred_on"]) <= day
    )


def _sum(scene: Scene, payments: Collection[str]) -> int:
    own = (d for d in scene.paid.decisions if d.payment in payments and d.status in OWED)
    return sum(d.amount for d in own)


def _kept(scene: Scene, payment: Payment) -> _Kept | None:
    """The fewest weeks by which staying is paid more; None when no number of weeks is."""
    subject = scene.subject
    unhelped = without_result(subject, payment.outcome, scene.rows)
    provider = next((row["provider"] for row in scene.rows if row["provider"]), "")
    if unhelped is None:
        return None
    last = max(day_of(row["occurred_on"]) for row in unhelped)
    with_result = money_of(scene.paid.decisions, provider)

    def more(weeks: int) -> bool:
        paid = subject.pay(kept_on(subject, unhelped, weeks))
        return paid is not None and money_of(paid.decisions, provider) > with_result

    low, high = 0, max((subject.contract.term_end - last) // 7, 0)
    if more(low):
        return _Kept(scene, unhelped, provider, low)
    if not more(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if more(middle) else (middle, high)
    return _Kept(scene, unhelped, provider, high)


def _finding(kept: _Kept, payment: Payment) -> Finding:
    subject = kept.scene.subject
    contract = subject.contract
    rows = kept.rows
    paid = subject.pay(rows)
    assert paid is not None
    by_time = {p.name for p in time_paid(subject)}
    rises = most_changed(kept.scene.paid, paid, kept.provider)
    on = rises if rises in by_time else sorted(by_time)[0]
    before, after = subject.played(kept.scene.rows), subject.played(rows)
    longer = "a week longer" if kept.weeks == 1 else told("{weeks} weeks longer", weeks=kept.weeks)
    worth = break_even(payment, contract.payments[on])
    block, result = contract.payments[on], contract.outcomes[payment.outcome].title
    return Finding(
        on=on,
        where="",
        clause=block.clauses["pays"],
        gainer=kept.provider,
        story=told(
            "{who} keeps somebody who could have reached “{result}” on “{block}”{longer}. From "
            "then on every week pays more than the result.{worth}",
            who=subject.title(kept.provider),
            result=result,
            block=block.title,
            longer=told(", for {time}", time=longer) if kept.weeks else "",
            worth=told(" {sentence}", sentence=worth) if worth else "",
        ),
        before=before,
        after=after,
        gained_by="by keeping the person on",
    )


def break_even(result: Payment, weekly: Payment) -> str:
    """How many weeks at each weekly price the result is worth, to a tenth; empty for other prices.

    `£1,575.00 is 21.0 weeks at £75.00, 10.5 at £150.00 and 4.9 at £320.00.`
    """
    if not isinstance(result.price, Flat) or not isinstance(weekly.price, Banded):
        return ""
    unit = weekly.price.unit
    prices = [band.pence for band in weekly.price.bands if band.pence > 0]
    fee = result.price.pence
    tenths = [(decimal_text(half_up(fee * 10, pence), 1), pounds(pence)) for pence in prices]
    (count, first), *rest = tenths
    words = [
        told("{count} {unit}s at {price}", count=count, unit=unit, price=first),
        *(told("{n} at {price}", n=n, price=price) for n, price in rest),
    ]
    return told("{amount} is {weeks}.", amount=pounds(fee), weeks=listed(words))


def _fewer_weeks(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The weeks that are paid, limited to those before the one by which staying is worth more."""
    payment = subject.contract.payments[finding.on]
    if not isinstance(payment.price, Banded) or payment.price.unit != "week":
        return ()
    weeks = _weeks_before(subject, finding)
    if weeks < 1:
        return ()
    if "when" in payment.clauses:
        line = subject.contract.source.line(payment.clauses["when"].line)
        found = re.search(r"within [0-9]+ weeks after", line)
        new = f"within {weeks} weeks after"
        return said_otherwise(subject, payment.name, found[0], new) if found else ()
    start = next(_starts(subject))
    return (Edit(payment.name, f"  when  the week ends within {weeks} weeks after {start}"),)


def _starts(subject: Subject) -> Iterator[str]:
    for cohort in subject.contract.cohorts.values():
        yield text_of(cohort.belongs_to)


def _weeks_before(subject: Subject, finding: Finding) -> int:
    """Whole weeks from the start to the week of the last service that is not worth more."""
    starts = {cohort.belongs_to.event.text for cohort in subject.contract.cohorts.values()}
    days = {row["event_id"]: day_of(row["occurred_on"]) for row in finding.after.rows}
    began = [days[row["event_id"]] for row in finding.after.rows if row["event"] in starts]
    return (max(days.values()) - min(began, default=0)) // 7 - 1


CHECK = Check(
    code="PI-26",
    name="Keeping people dependent",
    group="shape",
    actor="provider",
    severity="critical",
    plain="Keeping somebody on weekly pay is worth more than helping them to need none.",
    property=(
        "Within the longest stay that is paid, no number of weeks pays more than the result and"
        " what the freed time can earn."
    ),
    seen=(
        "By indicative prices the fee for a result of £1,575 equals 21 weeks at £75, 10.5 at "
        "£150 or 4.9 at £320."
    ),
    source=(
        "Institute of Public Care, “Outcomes based commissioning in domiciliary care”, April 2016"
    ),
    mitigation=(
        "Limit the weeks that are paid, pay for stepping down, and review at the week of break-"
        "even."
    ),
    how=(
        "Somebody who achieves a result and gets service that is paid by the visit, the week or "
        "the period does not achieve it, and the last week of service goes on: the fewest weeks "
        "are found by which more is paid than with the result."
    ),
    look=look,
    mend=_fewer_weeks,
)
