"""PI-17: money paid at the start is kept by a provider that leaves without results."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from ocdsl.base.calendar import day_of
from ocdsl.base.money import half_up
from ocdsl.incentives.check import FOUND, SEARCHED, Check, Edit, Finding, Said
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.simulation import SERVES, Segment, pence_of, segments
from ocdsl.incentives.groups import (
    Needs,
    chance_of,
    dearer,
    group_log,
    lacks,
    money,
    most_paid,
    served,
    size_of,
)
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.model.told import told


@frozen
class _Exit:
    """A provider that stops serving one person of a group on a day; pence."""

    segment: Segment
    rows: Rows
    """What has happened by then."""
    days: int
    """Days after the start."""
    pay: Fraction
    spent: Fraction
    """The part of the cost of serving that the days are of those up to the result."""

    @property
    def left(self) -> Fraction:
        """What the provider is left with."""
        return self.pay - self.spent

    @property
    def more(self) -> Fraction:
        """How much more that is than by serving the person to the end."""
        finished = self.segment.prospects[SERVES].margin
        assert finished is not None
        return self.left - finished


def look(subject: Subject) -> list[Said]:
    """What is said of what is paid on a start, for the group that it pays most to leave."""
    payments = subject.contract.payments.values()
    if not any(payment.advance or payment.on for payment in payments):
        return [not_applicable("nothing is paid in advance, or on a start")]
    if said := lacks(subject, Needs(cost=True)):
        return [said]
    exits = [_best(subject, segment) for segment in segments(subject)]
    detail = "; ".join(
        f"{e.segment.assumed.title}: {money(e.left)} is left after {e.days} days" for e in exits
    )
    worst = max(exits, key=lambda found: found.more)
    if worst.left <= 0 or worst.more <= 0:
        return [Said("", SEARCHED, detail, (), len(exits))]
    finding = _finding(subject, worst)
    if not subject.about(finding.on):
        return []
    return [Said(finding.on, FOUND, detail, (finding,), len(exits))]


def _best(subject: Subject, segment: Segment) -> _Exit:
    """The day on which stopping leaves most; of equal ones the first."""
    life = segment.lives[0]
    start, end = life.begins, life.comes
    exits = []
    for day in sorted({start, *(day_of(r["occurred_on"]) for r in life.failed)}):
        rows = tuple(row for row in life.failed if day_of(row["occurred_on"]) <= day)
        share = Fraction(min(max(day - start, 0), end - start), max(end - start, 1))
        paid = pence_of(subject, rows) or Fraction(0)
        spent = (segment.assumed.cost or 0) * share
        exits.append(_Exit(segment, rows, max(day - start, 0), paid, spent))
    return max(exits, key=lambda found: found.left)


def _finding(subject: Subject, exit_: _Exit) -> Finding:
    """As many people served as have whole numbers of results; then all of them left that day."""
    segment, contract = exit_.segment, subject.contract
    people = size_of(chance_of(segment))
    before, after = (
        subject.played(group_log(subject, parts))
        for parts in (
            served(segment, people, chance_of(segment)),
            ((exit_.rows, people),),
        )
    )
    on = most_paid(after.decisions)
    provider = contract.providers[0]
    finished = segment.prospects[SERVES].margin or Fraction(0)
    when = told("{days} days later", days=exit_.days) if exit_.days else "on the same day"
    kept = people * ((segment.assumed.cost or 0) - exit_.spent)
    return Finding(
        on=on,
        where="",
        clause=contract.payments[on].clauses["pays"],
        gainer=provider,
        story=(
            told(
                "{who} starts {people} people of the group “{group}” and leaves {when}. "
                "For each of them it has been paid {amount} and has spent {amount_2}: "
                "{amount_3} is left, where serving one of them to the end leaves "
                "{amount_4}.",
                who=subject.title(provider),
                people=people,
                group=segment.assumed.title,
                when=when,
                amount=money(exit_.pay),
                amount_2=money(exit_.spent),
                amount_3=money(exit_.left),
                amount_4=money(finished),
            )
        ),
        before=before,
        after=after,
        gained_by="by leaving",
        saved=half_up(kept.numerator, kept.denominator),
    )


def _stays(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The least price of the result by which staying leaves as much as leaving."""
    del finding
    worst = max((_best(subject, s) for s in segments(subject)), key=lambda found: found.more)
    return dearer(subject, worst.segment, worst.more, chance_of(worst.segment))


CHECK = Check(
    code="PI-17",
    name="Taking the advance and leaving",
    group="timing",
    actor="provider",
    severity="high",
    plain="Money paid at the start is kept by a provider that leaves without results.",
    property="On no day has a provider that stops been paid more than it has spent.",
    seen=(
        "The Transforming Rehabilitation contracts paid a foundation fee that had to be clawed "
        "back; companies forecast losses of £443 million and were paid more."
    ),
    source="Justice Committee, 2014; Public Accounts Committee, 2019",
    mitigation="Set an advance off against what is earned, and have the balance repaid.",
    how=(
        "From what the contract assumes of groups: a provider starts one person of each and stops "
        "on each day on which something is recorded. What it has spent by then grows evenly up to "
        "the result. It is found where it has been paid more than that, and is left with more "
        "than by serving the person to the end."
    ),
    look=look,
    mend=_stays,
)
