"""How each way in which something can be PROVED is confirmed: with logs that are drawn.

Each function has the code of an entry, the contract with logs of its own, and what was proved. It
fails when a log has what was said never to be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from random import Random

from attrs import evolve

from ocdsl.base.money import decimal_text
from ocdsl.incentives.cast import provider_may_record
from ocdsl.incentives.check import FOUND, Said, money_of
from ocdsl.incentives.checks import relations
from ocdsl.incentives.engines.implied import excludes, implies
from ocdsl.incentives.engines.pairs import Relation, pairs
from ocdsl.incentives.engines.simulation import segments
from ocdsl.incentives.groups import chance_of, groups_of, yearly
from ocdsl.incentives.scenes import Scene, crowd, crowds, singles, success_and_failure
from ocdsl.incentives.subject import Rows, Subject
from ocdsl.incentives.thresholds import turns
from ocdsl.incentives.transforms.rows import changed, copied, repeated, scaled
from ocdsl.incentives.undone import relapsed, undoing_of, worth
from ocdsl.ledger.decision import OWED, Decision
from ocdsl.model.amounts import Banded
from ocdsl.model.contract import Measure, Payment

# ---- who may record an event


def by_recorder(code: str, subject: Subject, part: Said) -> None:
    """No pair of logs gains, and a row that its party may not record is refused."""
    relation = relations()[code]
    said = searched(relation, subject)
    assert said.status != FOUND, (code, said)
    for scene in singles(subject)[:4]:
        for index, row in enumerate(scene.rows):
            if row["provider"] and not provider_may_record(subject.contract, row["event"]):
                forged = changed(scene.rows, index, recorded_by=row["provider"])
                assert forged is None or subject.pay(forged) is None, row


def searched(relation: Relation, subject: Subject) -> Said:
    """What the pairs of logs of an entry say, whatever was proved of it."""
    only = evolve(relation, unless=lambda subject: None, proves=lambda subject: ())
    (said,) = pairs(only)(subject)
    return said


# ---- the same again, by the solver

ALL = "for every log: "
SOME = "for every log, of "


def never_more(code: str, subject: Subject, part: Said) -> None:
    """Neither the pairs of the entry nor drawn rows and gaps bring more of these payments."""
    if part.detail.startswith(f"{ALL}no "):
        by_recorder(code, subject, part)
        return
    names = set(subject.contract.payments)
    if part.detail.startswith(SOME):
        names = set(part.detail.removeprefix(SOME).partition(": ")[0].split(", "))
    relation = relations()[code]
    said = searched(relation, subject)
    assert not {f.on for f in said.findings} & names, said
    for scene in singles(subject):
        for rows in AGAIN[code](scene, Random(subject.plan.seed)):
            paid = subject.pay(rows)
            if paid:
                old, new = (owed_by(p.decisions, names) for p in (scene.paid, paid))
                assert new <= old, rows


def owed_by(decisions: Iterable[Decision], names: set[str]) -> int:
    return sum(d.amount for d in decisions if d.payment in names and d.status in OWED)


def one_row_again(scene: Scene, random: Random) -> Iterator[Rows]:
    """A row of a provider under an id after all others, on its day or the next, by anybody."""
    own = list(scene.by_provider)
    for index, _ in random.sample(own, min(len(own), 3)):
        again = copied(scene.rows, index, random.randrange(2))
        other = random.choice(scene.subject.contract.providers)
        yield (*again[:-1], {**again[-1], "provider": other, "recorded_by": other})


def all_of_it_again(scene: Scene, random: Random) -> Iterator[Rows]:
    """Somebody who has achieved an outcome comes back after any gap."""
    if any(scene.paid.achieved.values()):
        own = {row["event_id"] for row in scene.rows if row["event"] in scene.cast.episode}
        yield repeated(scene.rows, own, random.randrange(1, 500))


AGAIN = {"PI-29": one_row_again, "PI-33": all_of_it_again}


# ---- shapes, by the solver


def steps_of_a_share(code: str, subject: Subject, part: Said) -> None:
    """One success more among many moves what the others are paid by a little at most."""
    payment = subject.contract.payments[part.on]
    if payment.withholding is None:
        assert turns(subject.contract, payment) == []
        return
    measure = subject.contract.measures[payment.withholding.measure]
    pair, price = success_and_failure(subject, measure), payment.fixed_pence
    if pair is None or price is None:
        return  # no history of these few: another seed has one
    size, won, owed = one_success_more(subject, payment, measure, pair)
    widths = [b.high - b.low for b in payment.withholding.bands
              if b.straight and b.high is not None and b.low is not None]  # fmt: skip
    of_others = price * won * 10_000 // (size * min(widths, default=10_000))
    assert owed[1] - owed[0] <= of_others + price + won  # with a penny of rounding for each


def shares_never_fall(code: str, subject: Subject, part: Said) -> None:
    """One success more among many never leaves less to be paid by the payment."""
    payment = subject.contract.payments[part.on]
    assert payment.withholding is not None
    measure = subject.contract.measures[payment.withholding.measure]
    pair = success_and_failure(subject, measure)
    if pair is None:
        return  # no history of these few: another seed has one
    *_, owed = one_success_more(subject, payment, measure, pair)
    assert owed[0] <= owed[1]


def one_success_more(
    subject: Subject, payment: Payment, measure: Measure, pair: tuple[Rows, Rows]
) -> tuple[int, int, list[int]]:
    """How many people and successes there are, and what a payment comes to with one more or not."""
    size = max(measure.least_people, 40)
    won = Random(subject.plan.seed).randrange(1, size - 1)
    owed = []
    for more in (0, 1):
        parts = [(pair[0], won + more), (pair[1], size - won - more)]
        paid = subject.pay(crowd(subject, parts, measure.moment.event.text))
        assert paid is not None
        owed.append(owed_by(paid.decisions, {payment.name}))
    return size, won, owed


def steps_of_a_quantity(code: str, subject: Subject, part: Said) -> None:
    """The smallest unit more pays a hundredth of the dearest band more at most."""
    price = subject.contract.payments[part.on].price
    assert isinstance(price, Banded)
    event, field = price.event.event.text, price.field
    for scene in singles(subject):
        for index, row in list(scene.rows_of({event}))[:2]:
            more = decimal_text(scaled(row[field], price.places) + 1, price.places)
            rows = changed(scene.rows, index, **{field: more})
            paid = subject.pay(rows) if rows else None
            if paid:
                owed = [money_of(p.decisions, row["provider"]) for p in (scene.paid, paid)]
                assert (owed[1] - owed[0]) * 100 <= max(band.pence for band in price.bands) + 100


# ---- what groups are assumed to do


def odds_of_a_year(code: str, subject: Subject, part: Said) -> None:
    """In drawn years, the costs are not covered in about as many as was said, or fewer."""
    own = groups_of(subject, subject.contract.payments[part.on])
    random, short, years = Random(subject.plan.seed), 0, 400
    lives = own[0].lives[0]
    failed, achieved = (subject.pay(rows) for rows in (lives.failed, lives.achieved))
    assert failed is not None and achieved is not None
    base, each = (
        sum(d.amount for d in p.decisions if d.status in OWED) for p in (failed, achieved)
    )
    for _ in range(years):
        left = 0
        for segment in own:
            people, chance = int(yearly(segment)), chance_of(segment)
            won = sum(random.randrange(chance.denominator) < chance.numerator
                      for _ in range(people))  # fmt: skip
            left += won * each + (people - won) * base - people * (segment.assumed.cost or 0)
        short += left < 0
    assert short * 100 <= years * 27, short  # a fifth, and three times the spread of 400 draws


def luck_of_a_rate(code: str, subject: Subject, part: Said) -> None:
    """In drawn groups without any effect, the rate is met in few."""
    payment = subject.contract.payments[part.on]
    assert payment.withholding is not None
    measure = subject.contract.measures[payment.withholding.measure]
    target = min(b.low or 0 for b in payment.withholding.bands if b.share == (1, 1))
    anyway = max(chance_of(segment, anyway=True) for segment in segments(subject))
    random, met, groups = Random(subject.plan.seed), 0, 300
    for _ in range(groups):
        won = sum(random.randrange(anyway.denominator) < anyway.numerator
                  for _ in range(measure.least_people))  # fmt: skip
        met += won * 10_000 >= target * measure.least_people
    assert met * 100 <= groups * 9, met  # a twentieth, and three times the spread of 300 draws


def anyway_taken_off(code: str, subject: Subject, part: Said) -> None:
    """As much is taken off each payment as comes anyway: the rest is for the service."""
    if not part.on:
        by_recorder(code, subject, part)
        return
    payment = subject.contract.payments[part.on]
    kept, whole = payment.kept
    for segment in groups_of(subject, payment):
        with_it, alone = chance_of(segment), chance_of(segment, anyway=True)
        assert kept * with_it <= whole * (with_it - alone)
    less_on_each_line(code, subject, part)


# ---- what is read off the text


def less_on_each_line(code: str, subject: Subject, part: Said) -> None:
    """No line is more than the part of its price that is kept."""
    fixed = subject.contract.payments[part.on].fixed_pence
    for scene in singles(subject):
        lines = [d for d in scene.paid.decisions if d.payment == part.on]
        assert fixed is None or all(d.amount <= fixed for d in lines)


def something_stands_against_it(code: str, subject: Subject, part: Said) -> None:
    """A result that is undone costs this payment money in some log, or a measure has to be met."""
    payment = subject.contract.payments[part.on]
    outcome = subject.contract.outcomes[payment.outcome]
    if outcome.achieved_on is None:
        return
    kind, lost = outcome.achieved_on.event.text, []
    for scene, phrase in product(singles(subject), undoing_of(payment, outcome)):
        results = [row for row in scene.rows if row["event"] == kind]
        for row, days in product(results if worth(scene.paid, payment) else (), (1, 7, 28)):
            paid = subject.pay(relapsed(subject, scene.rows, phrase, row, days))
            lost += [worth(paid, payment) < worth(scene.paid, payment)] if paid else []
        if any(lost):
            return
    assert not lost


def no_more_than_the_limits(code: str, subject: Subject, part: Said) -> None:
    """No log, however many people are in it, is paid more than the limit; nor is one person."""
    names, _, most = (
        part.detail.removeprefix("for every log: ").partition(" at most")[0].partition(" come")
    )
    if names.startswith("one person brings "):
        one_person_brings_no_more(subject, part.detail)
        return
    limit, own = pence_of(most), set(names.split(", "))
    for scene in (*singles(subject), *(each.scene for each in crowds(subject))):
        lines = [d for d in scene.paid.decisions if d.payment in own and d.status in OWED]
        assert sum(d.amount for d in lines) <= limit


def pence_of(text: str) -> int:
    """The first amount of money in a text."""
    return int(re.findall(r"£([0-9,]+\.[0-9]{2})", text)[0].replace(",", "").replace(".", ""))


def one_person_brings_no_more(subject: Subject, detail: str) -> None:
    """In no log does one person bring more, or have more taken, than the solver said."""
    paid, _, taken = detail.partition(", and ")
    brings, takes = pence_of(paid), None if "no limit" in taken else pence_of(taken)
    deductions = {p.name for p in subject.contract.payments.values() if p.takes}
    for scene in singles(subject):
        for person in scene.people:
            own = [d for d in scene.paid.decisions if d.person == person and d.status in OWED]
            gets = sum(d.amount for d in own if d.payment not in deductions)
            gives = -sum(d.amount for d in own if d.payment in deductions)
            assert gets <= brings, (person, gets)
            assert takes is None or gives <= takes, (person, gives)


def few_outcomes(code: str, subject: Subject, part: Said) -> None:
    """No log is paid for more outcomes than four."""
    for scene in singles(subject):
        paid = {d.payment for d in scene.paid.decisions if d.status in OWED and d.amount > 0}
        named = (subject.contract.payments.get(name) for name in paid)
        assert len({p.outcome for p in named if p and p.outcome and not p.takes}) <= 4


def nobody_has_two(code: str, subject: Subject, part: Said) -> None:
    """Nobody in any log achieves two of the outcomes that are paid for."""
    names = {p.outcome for p in subject.contract.payments.values() if p.outcome}
    for scene in singles(subject):
        achieved = [name for name in names if scene.paid.achieved[name]]
        assert len(achieved) < 2, achieved


def each_without_the_others(code: str, subject: Subject, part: Said) -> None:
    """What the solver says of an outcome and each other one holds in drawn logs."""
    one = subject.contract.payments[part.on].outcome
    others = {p.outcome for p in subject.contract.payments.values() if p.outcome} - {one}
    for other in sorted(others):
        follows, apart = implies(subject, one, other), excludes(subject, one, other)
        for scene in singles(subject):
            has = [bool(scene.paid.achieved[name]) for name in (one, other)]
            assert not follows or has != [True, False], (one, other)
            assert not apart or has != [True, True], (one, other)


Confirm = Callable[[str, Subject, Said], None]
CONFIRM: dict[str, Confirm] = {
    **dict.fromkeys(
        ("PI-04", "PI-06", "PI-07", "PI-08", "PI-11", "PI-32", "PI-39", "PI-40", "PI-41",
         "PI-44", "PI-52", "PI-53", "PI-56"),
        by_recorder,
    ),
    "PI-05": anyway_taken_off,
    "PI-18": steps_of_a_share,
    "PI-24": steps_of_a_quantity,
    "PI-25": shares_never_fall,
    "PI-29": never_more,
    "PI-30": nobody_has_two,
    "PI-33": never_more,
    "PI-37": each_without_the_others,
    "PI-38": luck_of_a_rate,
    "PI-43": something_stands_against_it,
    "PI-47": less_on_each_line,
    "PI-62": odds_of_a_year,
    "PI-65": few_outcomes,
    "PI-71": no_more_than_the_limits,
}  # fmt: skip
