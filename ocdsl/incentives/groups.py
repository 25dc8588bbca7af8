"""Groups of people side by side: what a provider is left with for one of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from ocdsl.base.money import half_up, pounds
from ocdsl.incentives.check import NOT_CHECKED, Edit, Said
from ocdsl.incentives.engines.luck import day_reached, whole_group
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.simulation import (
    BEHAVIOURS,
    REFUSES,
    SERVES,
    Segment,
    comes_of,
    segments,
)
from ocdsl.incentives.mending import lines_of
from ocdsl.incentives.scenes import crowd
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.ledger.decision import OWED, Decision
from ocdsl.model.amounts import Flat
from ocdsl.model.caps import Cap
from ocdsl.model.contract import Contract, Payment
from ocdsl.model.told import told

Parts = Sequence[tuple[Rows, int]]
"""Histories, and how many people have each."""

Say = Callable[[Subject, Payment, list[Segment]], Said]


@frozen
class Needs:
    """What a check needs of a payment, and of the groups that are assumed for it."""

    cost: bool = False
    anyway: bool = False
    of: Callable[[Subject, Payment], bool] = lambda subject, payment: True
    otherwise: str = ""
    """What follows `no payment is for an outcome` where none is as it must be."""


def money(pence: Fraction) -> str:
    """Pence in words, a part of a penny rounded half up: `£1,350.00`."""
    return pounds(half_up(pence.numerator, pence.denominator))


def percent(share: Fraction) -> str:
    """A share in words, to a tenth of a percent: `35.5%`."""
    tenths = half_up(share.numerator * 1000, share.denominator)
    whole, part = divmod(tenths, 10)
    return f"{whole}.{part}%" if part else f"{whole}%"


def outcome_payments(contract: Contract) -> list[Payment]:
    """The payments for an outcome."""
    return [p for p in contract.payments.values() if p.outcome and not p.takes]


def payment_of(contract: Contract, segment: Segment) -> Payment | None:
    """The first payment for the first outcome of a group whose chances are known."""
    return next(
        (p for p in outcome_payments(contract) if segment.chances[0].outcome in p.outcomes), None
    )


def by_payment(subject: Subject, say: Say, needs: Needs) -> list[Said]:
    """What is said of each payment for an outcome that groups are assumed for, or is missing."""
    payments = [p for p in outcome_payments(subject.contract) if needs.of(subject, p)]
    if not payments:
        return [not_applicable(f"no payment is for an outcome{needs.otherwise}")]
    if said := lacks(subject, needs):
        return [said]
    return [
        say(subject, payment, own)
        for payment in payments
        if subject.about(payment.name) and (own := groups_of(subject, payment))
    ]


def groups_of(subject: Subject, payment: Payment) -> list[Segment]:
    """The groups that are assumed for what a payment is for."""
    return [s for s in segments(subject) if payment_of(subject.contract, s) == payment]


# ---- what is missing


def missing(subject: Subject, *lines: str) -> Said:
    """That groups would have to be told, with the lines that tell them, to be filled in."""
    contract = subject.contract
    outcome = next((o for p in outcome_payments(contract) for o in p.outcomes), "")
    cohort = contract.outcomes[outcome].cohort if outcome else next(iter(contract.cohorts), "")
    block = [
        'assume easier "People who are easier to help"',
        f"  counts    70 people in {cohort} each year",
        f"  achieved  {outcome} by 60% of people, by 30% anyway",
        "  spends    £500.00 for each person",
        "  because   Where these figures come from.",
    ]
    wanted = "\n".join(lines or block)
    how = "one block for each group, with figures of your own" if not lines else "for example"
    return Said(
        "", NOT_CHECKED, f"the contract does not say what would be needed; {how}:\n{wanted}"
    )


def lacks(subject: Subject, needs: Needs) -> Said | None:
    """What the groups of a contract do not say although a check needs it; None when they do."""
    told = segments(subject)
    if not told:
        return missing(subject)
    for segment in told:
        name = segment.assumed.name
        if needs.cost and segment.assumed.cost is None:
            return missing(subject, f"in {name}:", "  spends    £500.00 for each person")
        for chance in segment.chances if needs.anyway else ():
            if chance.anyway is None:
                share = percent(Fraction(*chance.served))
                line = f"  achieved  {chance.outcome} by {share} of people, by 10% anyway"
                return missing(subject, f"in {name}:", line)
    return None


# ---- groups in words


def of_one(segment: Segment, behaviour: str = SERVES) -> str:
    """`can be expected to pay £1,350.00 and costs £3,400.00: a loss of £2,050.00`."""
    prospect = segment.prospects[behaviour]
    margin = prospect.margin
    assert margin is not None and prospect.cost is not None
    left = (
        told("a loss of {amount}", amount=money(-margin))
        if margin < 0
        else told("{amount} is left", amount=money(margin))
    )
    return told(
        "can be expected to pay {amount} and costs {amount_2}: {left}",
        amount=money(prospect.pay),
        amount_2=money(prospect.cost),
        left=left,
    )


def every_margin(segment: Segment) -> str:
    """`serves -£2,050.00, parks £100.00, …`: what is left by each behaviour for one person."""
    told = ((name, segment.prospects.get(name)) for name in BEHAVIOURS)
    words = (f"{name} {money(p.margin)}" for name, p in told if p and p.margin is not None)
    return f"{segment.assumed.title}: " + ", ".join(words)


def worth_serving(segment: Segment) -> Fraction:
    """How much more a provider is left with when it serves one person than when it refuses."""
    return -segment.more_by(REFUSES)


_IN_A_YEAR = {"week": Fraction(365, 7), "month": Fraction(12), "quarter": Fraction(4)}


def yearly(segment: Segment) -> Fraction:
    """How many of a group come in a year of 365 days."""
    return segment.assumed.count * _IN_A_YEAR.get(segment.assumed.unit, Fraction(1))


# ---- groups in logs


def chance_of(segment: Segment, anyway: bool = False) -> Fraction:
    """How likely the first outcome of a group is, with the service or without."""
    first = segment.chances[0]
    return Fraction(*(first.anyway or (0, 1))) if anyway else Fraction(*first.served)


def served(segment: Segment, people: int, chance: Fraction) -> Parts:
    """So many people of a group served, of whom as many achieve as is expected."""
    won = int(people * chance)
    lives = segment.lives[0]
    return ((lives.achieved, won), (lives.failed, people - won))


def parked(segment: Segment, people: int) -> Parts:
    """So many people of a group started and left, of whom as many achieve as do anyway."""
    lives = segment.lives[0]
    won = int(people * chance_of(segment, anyway=True)) if lives.lucky else 0
    return ((lives.lucky or lives.left, won), (lives.left, people - won))


def group_log(subject: Subject, parts: Parts) -> Rows:
    """A log of so many people of each history."""
    return crowd(subject, parts, parts[0][0][0]["event"])


def size_of(*chances: Fraction) -> int:
    """The fewest people of whom each share is a whole number, 100 at most."""
    return whole_group(chances)


def most_paid(decisions: Iterable[Decision]) -> str:
    """The payment by which most is owed, for people if for any; of several alike the first."""
    owed = [d for d in decisions if d.status in OWED]
    sums: dict[str, int] = {}
    for d in [d for d in owed if d.person] or owed:
        sums[d.payment] = sums.get(d.payment, 0) + d.amount
    return max(sorted(sums), key=lambda name: sums[name])


# ---- when a limit is reached


def reached_on(subject: Subject, cap: Cap) -> str:
    """In which day of its period the people that are assumed reach a limit: a sentence, or nothing.

    They come evenly, all are served, each provider has the same share of them, and results come
    as evenly as people do.
    """
    every = segments(subject)
    if not every or not cap.pence or "person" in cap.grain or cap.rolling:
        return ""
    days, comes = _flow(subject, cap, every)
    begins = told(
        "If people come as is assumed, evenly, {amount} comes to be paid in each "
        "period of {days} days, and the limit of {amount_2}",
        amount=money(comes),
        days=half_up(days.numerator, days.denominator),
        amount_2=pounds(cap.pence),
    )
    day = day_reached(Fraction(cap.pence), comes, days)
    return (
        told("{begins} is not reached.", begins=begins)
        if day is None
        else told("{begins} is reached in day {day}.", begins=begins, day=day)
    )


def _flow(subject: Subject, cap: Cap, told: Sequence[Segment]) -> tuple[Fraction, Fraction]:
    """The days of a scope of a cap, and the pence that can be expected to come to it in them."""
    contract = subject.contract
    year = sum((yearly(s) * comes_of(subject, s, cap.payments) for s in told), Fraction(0))
    whole = Fraction(contract.term_end - contract.term_start + 1)
    scopes = {"week": Fraction(7), "month": Fraction(365, 12), "quarter": Fraction(365, 4)}
    days = scopes.get(cap.unit, Fraction(365)) if cap.unit else whole
    sharing = len(contract.providers) if "provider" in cap.grain else 1
    return days, year * days * Fraction(1, 365 * sharing)


# ---- the price at which they would be worth serving


def dearer(
    subject: Subject, segment: Segment, short: Fraction, chance: Fraction
) -> tuple[Edit, ...]:
    """The payment for the outcome at the least price by which one person is worth so much more.

    Only where it has one price in pounds for all; `chance` is how much likelier the dearer
    result is by what the provider is meant to do.
    """
    payment = payment_of(subject.contract, segment)
    if payment is None or not isinstance(payment.price, Flat) or chance <= 0:
        return ()
    part, whole = payment.kept
    each = short * Fraction(whole * chance.denominator, part * chance.numerator)
    price = payment.price.pence - (-each.numerator // each.denominator)
    place = lines_of(subject.contract, payment.clauses["pays"])
    line = subject.contract.source.line(place[0])
    text = line.replace(pounds(payment.price.pence), pounds(price))
    return () if text == line else (Edit(payment.name, text, place),)
