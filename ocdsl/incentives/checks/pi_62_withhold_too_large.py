"""PI-62: what can be expected, or the worst case, does not cover the cost."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from ocdsl.incentives.check import (
    COMMISSIONER,
    FOUND,
    NOT_CHECKED,
    PROVED,
    Check,
    Edit,
    Finding,
    Said,
)
from ocdsl.incentives.engines.capped import scopes_of
from ocdsl.incentives.engines.luck import spread
from ocdsl.incentives.engines.simulation import SERVES, Segment, pence_of
from ocdsl.incentives.groups import (
    Needs,
    by_payment,
    chance_of,
    dearer,
    group_log,
    groups_of,
    money,
    percent,
    yearly,
)
from ocdsl.incentives.subject import Subject
from ocdsl.model.contract import Payment
from ocdsl.model.told import told

AT_MOST = Fraction(1, 5)
"""The most likely that a year may end in a loss."""

_MOST_PEOPLE = 400


@frozen
class _Year:
    """The people of a year as they are assumed, all of them served; pence."""

    people: int
    cost: Fraction
    base: Fraction
    """What is paid whoever achieves the result, or can be expected besides it."""
    each: Fraction
    """What one result more pays."""
    odds: tuple[Fraction, ...]
    """How likely each number of results is."""

    @property
    def enough(self) -> int:
        """The fewest results that cover the cost; one more than there are people where none do."""
        covered = (n for n in range(self.people + 1) if self.base + n * self.each >= self.cost)
        return next(covered, self.people + 1)

    @property
    def loss(self) -> Fraction:
        """How likely the year ends in a loss."""
        return sum(self.odds[: self.enough], Fraction(0))

    @property
    def usual(self) -> int:
        """The results that are expected, a part of one left out."""
        return int(sum((n * chance for n, chance in enumerate(self.odds)), Fraction(0)))


def look(subject: Subject) -> list[Said]:
    """What is said of each payment for an outcome that groups are assumed for."""
    return by_payment(subject, _said, Needs(cost=True))


def _said(subject: Subject, payment: Payment, own: list[Segment]) -> Said:
    year = _year(subject, own)
    if year is None:
        many = f"more than {_MOST_PEOPLE} people come in a year"
        return Said(payment.name, NOT_CHECKED, f"{many}: their chances are not worked out")
    detail = (
        f"the {year.people} people of a year cost {money(year.cost)}, and {year.enough} results "
        f"cover that; fewer come in {percent(year.loss)} of years"
    )
    if year.loss <= AT_MOST:
        if besides := _besides(subject, own):
            says = f"{detail}; but nobody says how many achieve {' or '.join(besides)}"
            return Said(payment.name, NOT_CHECKED, f"{says}, for which more is paid")
        if short := _runs_out(subject, payment, year):
            says = f"{detail}; but {short} leaves less than that for each year of the term"
            return Said(payment.name, NOT_CHECKED, says)
        if not _is_paid(subject, own, year):
            less = "all of them at once are paid less than each of them alone, too little for that"
            return Said(payment.name, NOT_CHECKED, f"{detail}; but {less}")
        return Said(payment.name, PROVED, f"for every year of the groups as assumed: {detail}")
    return Said(payment.name, FOUND, detail, (_finding(subject, payment, own, year),), 1)


def _year(subject: Subject, own: list[Segment]) -> _Year | None:
    sizes = [max(int(yearly(segment)), 1) for segment in own]
    life = own[0].lives[0]
    pair = [pence_of(subject, rows) or Fraction(0) for rows in (life.failed, life.achieved)]
    if sum(sizes) > _MOST_PEOPLE:
        return None
    each = pair[1] - pair[0]
    base = cost = Fraction(0)
    for segment, size in zip(own, sizes, strict=True):
        base += size * (segment.prospects[SERVES].pay - chance_of(segment) * each)
        cost += size * (segment.assumed.cost or 0)
    odds = spread([(size, chance_of(s)) for s, size in zip(own, sizes, strict=True)])
    return _Year(sum(sizes), cost, base, each, odds)


def _besides(subject: Subject, own: list[Segment]) -> list[str]:
    """Outcomes of which nothing is assumed, and for which those who fail are paid in their logs."""
    assumed = {chance.outcome for segment in own for chance in segment.chances}
    failed = own[0].lives[0].failed
    return sorted({
        payment.outcome for payment in subject.contract.payments.values()
        if payment.outcome and not payment.takes and payment.outcome not in assumed
        and (pence_of(subject, failed, (payment.name,)) or 0) > 0
    })  # fmt: skip


def _runs_out(subject: Subject, payment: Payment, year: _Year) -> str:
    """A limit for the whole contract that is less than the cost of its years; empty for none."""
    contract = subject.contract
    years = -(-(contract.term_end - contract.term_start + 1) // 366)
    return next(
        (cap.name for cap in contract.caps.values()
         if cap.pence and not cap.takes and not cap.unit and "person" not in cap.grain
         and payment.name in cap.payments
         and cap.pence * scopes_of(subject, cap) < years * year.cost),
        "",
    )  # fmt: skip


def _is_paid(subject: Subject, own: list[Segment], year: _Year) -> bool:
    """Whether so many people together are paid what covers the cost, in any year but few.

    A limit, or a rate that is low, pays the people of a year less than each of them alone: what is
    paid for the fewest results that are likely enough has to cover the cost as well.
    """
    life, likely = own[0].lives[0], Fraction(0)
    fewest = next(n for n in range(year.people + 1) if (likely := likely + year.odds[n]) > AT_MOST)
    parts = [(life.achieved, fewest), (life.failed, year.people - fewest)]
    log = group_log(subject, tuple(part for part in parts if part[1]))
    alone = [pence_of(subject, rows) or Fraction(0) for rows in (life.achieved, life.failed)]
    each = fewest * alone[0] + (year.people - fewest) * alone[1]
    less = each - (pence_of(subject, log) or Fraction(0))
    return year.base + fewest * year.each - less >= year.cost


def _finding(subject: Subject, payment: Payment, own: list[Segment], year: _Year) -> Finding:
    """A year with as many results as are expected or as cover the cost, and one with fewer."""
    more = min(max(year.usual, year.enough), year.people)
    fewer = min(year.usual, year.enough - 1, more)
    life = own[0].lives[0]
    before, after = (
        subject.played(group_log(subject, ((life.achieved, won), (life.failed, year.people - won))))
        for won in (more, fewer)
    )
    provider = subject.contract.providers[0]
    return Finding(
        on=payment.name,
        where="",
        clause=payment.clauses["pays"],
        gainer=COMMISSIONER,
        story=(
            told(
                "{who} serves the {people} people of a year, as assumed, for {amount}. "
                "{enough} results would cover that, and {usual} can be expected. In "
                "{share} of years too few come, and it makes a loss. A small provider "
                "will not bid, or will not last.",
                who=subject.title(provider),
                people=year.people,
                amount=money(year.cost),
                enough=year.enough,
                usual=year.usual,
                share=percent(year.loss),
            )
        ),
        before=before,
        after=after,
        gained_by="by the commissioner, in a bad year",
    )


def _safer(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The least price by which a loss is no more likely than that."""
    own = groups_of(subject, subject.contract.payments[finding.on])
    year = _year(subject, own)
    assert year is not None
    sure = max(n for n in range(year.people + 1) if sum(year.odds[:n], Fraction(0)) <= AT_MOST)
    if not sure:
        return ()
    short = (year.cost - year.base) * Fraction(1, sure) - year.each
    return dearer(subject, own[0], short, Fraction(1))


CHECK = Check(
    code="PI-62",
    name="Too much at risk",
    group="finance",
    actor="designer",
    severity="critical",
    plain="What can be expected, or the worst case, does not cover the cost.",
    property="The worst log pays the fixed cost, or loses no more than the provider’s capital.",
    seen=(
        "Probation companies forecast losses of £443 million; bids for the Work Programme were "
        "discounted by 6%."
    ),
    source="Public Accounts Committee, 2019; Local Government Information Unit, 2012",
    mitigation="Set a floor, limit losses, and put more at risk step by step.",
    how=(
        "From what the contract assumes of groups: all people of a year are served, and the exact "
        "chance of each number of results is worked out. In no more than a fifth of years may "
        "what is paid be less than what serving them costs."
    ),
    look=look,
    mend=_safer,
)
