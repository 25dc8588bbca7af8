"""PI-38: small groups swing by chance, and people chosen at their worst improve anyway."""

from __future__ import annotations

from fractions import Fraction

from attrs import evolve, frozen

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
from ocdsl.incentives.engines.luck import WHOLE, expected_share, needed
from ocdsl.incentives.engines.pairs import not_applicable
from ocdsl.incentives.engines.simulation import segments
from ocdsl.incentives.groups import Needs, lacks, percent, yearly
from ocdsl.incentives.mending import lines_of
from ocdsl.incentives.scenes import crowd, success_and_failure
from ocdsl.incentives.subject import Subject
from ocdsl.model.amounts import Withholding
from ocdsl.model.contract import Measure, Payment
from ocdsl.model.told import told

LUCKY = Fraction(1, 20)
"""The most of what is withheld that may be expected by luck, with no effect of the service."""

UNLUCKY = Fraction(1, 5)
"""The most of it that may be expected to be lost by bad luck, with the effect that is assumed."""

_MOST = 1_000
_STEP = 10
_PERIODS = {"month": 12, "quarter": 4, "year": 1}


@frozen
class _Odds:
    """How likely people are to achieve what a rate counts, in the mean of all groups."""

    served: Fraction
    anyway: Fraction
    people: int
    """As many as a provider is judged on."""

    def lucky(self, withholding: Withholding) -> Fraction:
        """The part of what is withheld that can be expected without any effect."""
        return expected_share(withholding.bands, self.people, self.anyway)

    def unlucky(self, withholding: Withholding) -> Fraction:
        """The part of it that can be expected to be lost with the effect that is assumed."""
        return 1 - expected_share(withholding.bands, self.people, self.served)

    def fair(self, withholding: Withholding) -> bool:
        """Whether neither is too much."""
        return self.lucky(withholding) <= LUCKY and self.unlucky(withholding) <= UNLUCKY


def look(subject: Subject) -> list[Said]:
    """What is said of each payment of which a part is withheld against a rate."""
    held = [(p, p.withholding) for p in subject.contract.payments.values() if p.withholding]
    if not held:
        return [not_applicable("nothing is withheld against a rate")]
    if said := lacks(subject, Needs(anyway=True)):
        return [said]
    return [_said(subject, p, w) for p, w in held if subject.about(p.name)]


def _said(subject: Subject, payment: Payment, withholding: Withholding) -> Said:
    measure = subject.contract.measures[withholding.measure]
    odds = _odds(subject, measure)
    if odds is None:
        detail = f"no `assume` block says how likely {measure.outcome} is"
        return Said(payment.name, NOT_CHECKED, detail)
    detail = (
        f"of {odds.people} people who each achieve {measure.outcome} with a chance of "
        f"{percent(odds.anyway)}, as without the service, {percent(odds.lucky(withholding))} of "
        f"what is withheld can be expected; with the service, at {percent(odds.served)}, "
        f"{percent(odds.unlucky(withholding))} of it can be expected to be lost"
    )
    if odds.fair(withholding):
        return Said(payment.name, PROVED, f"for every log of such a group: {detail}")
    finding = _finding(subject, payment, withholding, odds)
    if finding is None:
        return Said(payment.name, NOT_CHECKED, f"{detail}; no log was made that shows it")
    return Said(payment.name, FOUND, detail, (finding,), 1)


def _odds(subject: Subject, measure: Measure) -> _Odds | None:
    """The mean over the groups, each as large as it is assumed to be."""
    people = served = anyway = Fraction(0)
    for segment in segments(subject):
        for chance in segment.chances:
            if chance.outcome == measure.outcome:
                people += yearly(segment)
                served += yearly(segment) * Fraction(*chance.served)
                anyway += yearly(segment) * Fraction(*(chance.anyway or (0, 1)))
    if not people:
        return None
    each = Fraction(people.denominator, people.numerator)
    share = Fraction(1, len(subject.contract.providers) * _PERIODS[measure.unit])
    judged = max(measure.least_people, int(people * share), 1)
    return _Odds(served * each, anyway * each, judged)


def _target(withholding: Withholding) -> int:
    """The rate, in ten-thousandths, from which all of it is released."""
    return min(b.low or 0 for b in withholding.bands if not b.straight and b.share == (1, 1))


def _finding(
    subject: Subject, payment: Payment, withholding: Withholding, odds: _Odds
) -> Finding | None:
    """Two groups of as many people as are judged, of whom other numbers achieve."""
    measure = subject.contract.measures[withholding.measure]
    pair = success_and_failure(subject, measure)
    if pair is None or odds.people > _MOST:
        return None
    target = _target(withholding)
    luck = _told(subject, measure, withholding, odds)
    before, after = (
        subject.played(
            crowd(
                subject,
                [(pair[0], won), (pair[1], odds.people - won)],
                measure.moment.event.text,
            )
        )
        for won in luck.achieve
    )
    return Finding(
        on=payment.name,
        where=told("at {at}", at=percent(Fraction(target, WHOLE))),
        clause=payment.clauses["withhold"],
        gainer=luck.gainer,
        story=luck.story,
        before=before,
        after=after,
        gained_by=luck.by,
    )


@frozen
class _Told:
    achieve: tuple[int, int]
    """How many achieve in each log."""
    gainer: str
    story: str
    by: str


def _told(subject: Subject, measure: Measure, withholding: Withholding, odds: _Odds) -> _Told:
    """Good luck where that is too likely, and bad luck otherwise."""
    people = odds.people
    wanted = min(needed(_target(withholding), people), people)
    provider = subject.contract.providers[0]
    achieve = f"“{subject.contract.outcomes[measure.outcome].title}”"
    begins = told("{who} is judged on {people} people", who=subject.title(provider), people=people)
    if odds.lucky(withholding) > LUCKY:
        usual = int(people * odds.anyway)
        story = told(
            "{begins}, and its service brings about nothing: each of them achieves "
            "{achieve} with a chance of {share}. By luck {wanted} do. Over many such "
            "groups {share_2} of what is withheld is paid for nothing.",
            begins=begins,
            achieve=achieve,
            share=percent(odds.anyway),
            wanted=wanted,
            share_2=percent(odds.lucky(withholding)),
        )
        return _Told((usual, wanted), provider, story, "by luck")
    story = told(
        "{begins}, and its service works as is assumed: each of them achieves "
        "{achieve} with a chance of {share}. By bad luck {wanted} do and not "
        "{wanted_2}. Over many such groups {share_2} of what is withheld is lost by "
        "that.",
        begins=begins,
        achieve=achieve,
        share=percent(odds.served),
        wanted=wanted - 1,
        wanted_2=wanted,
        share_2=percent(odds.unlucky(withholding)),
    )
    return _Told((wanted, wanted - 1), COMMISSIONER, story, "by the commissioner, by bad luck")


def _more_people(subject: Subject, finding: Finding) -> tuple[Edit, ...]:
    """The fewest people, in tens, of whom neither luck nor bad luck decides too much."""
    withholding = subject.contract.payments[finding.on].withholding
    assert withholding is not None
    measure = subject.contract.measures[withholding.measure]
    odds = _odds(subject, measure)
    assert odds is not None
    sizes = range(-(-odds.people // _STEP) * _STEP, _MOST + 1, _STEP)
    enough = next((n for n in sizes if evolve(odds, people=n).fair(withholding)), None)
    if enough is None:
        return ()
    wanted = {"needs": f"  needs  at least {enough} people"}
    if measure.judged_at_end:
        wanted["at the end"] = "  at the end  not known"
    return tuple(
        Edit(measure.name, text, lines_of(subject.contract, clause) if clause else None)
        for text, clause in ((t, measure.clauses.get(name)) for name, t in wanted.items())
    )


CHECK = Check(
    code="PI-38",
    name="Paying for luck",
    group="statistical",
    actor="both",
    severity="high",
    plain="Small groups swing by chance, and people chosen at their worst improve anyway.",
    property=(
        "With no true effect a payment is unlikely, and with the intended effect a missed "
        "payment is."
    ),
    seen=(
        "The bond at HMP Peterborough judged groups of 1,000; the Shared Savings Program asks "
        "for a least rate of savings."
    ),
    source="Civil Society, 7 August 2014; 42 CFR 425.610",
    mitigation=(
        "Ask for a least number of people, pool small groups, and release in a straight line."
    ),
    how=(
        "From what the contract assumes of groups, the exact chance of each number of results "
        "among as many people as a provider is judged on, with the service and without. It is "
        "found where more than a twentieth of what is withheld against a rate can be expected "
        "without any effect of the service, or more than a fifth is lost with the effect that is "
        "assumed."
    ),
    look=look,
    mend=_more_people,
)
