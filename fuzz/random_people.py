"""Events, spells, cohorts and outcomes: what a drawn contract's payments are for."""

from __future__ import annotations

from collections.abc import Mapping

from fuzz.dice import Dice, Form, day, length
from fuzz.random_phrases import FIELDS, about, beside, event, of_field, tests

EVENTS = """event referral "Referral"
  recorded by  commissioner
  age          whole number, at least 0, up to and including 120
  group        one of young, old, very-old
  carer        yes or no
  need         money, at least £0.00

event start "First visit"
  recorded by  provider

event visit "Visit"
  recorded by  provider
  hours        hours, at least 0, up to and including 24
  price        money
  kind         one of plain, double
  days-late    days, at least 0, up to and including 40

event assessment "Assessment"
  recorded by  assessor, provider
  score        score, at least 0, up to and including 100, higher is better, smallest meaningful change 5 points

event questionnaire "Questionnaire"
  recorded by   provider
  difficulties  score, at least 0, up to and including 40, lower is better, smallest meaningful change 2.5 points

event closure "Closure"
  recorded by  provider
  reason       one of well, moved, died, other

event readmission "Readmission"
  recorded by  health-board

event job "Job begins"
  recorded by  provider
  wage         money, at least £0.00, less than £90.00
  seen-on      date

event job-end "Job ends"
  recorded by  provider
  cause        one of resigned, redundant

event milestone "Milestone"
  recorded by  commissioner
  metric       one of bank, home, course

event dispute "Dispute"
  recorded by  commissioner

event settlement "Dispute settled"
  recorded by  commissioner

event plan "Plan of support"
  recorded by  commissioner
  allowance    money, at least £0.00

event review "Review of a provider"
  about        a provider
  recorded by  commissioner
  spent        money
  budget       money, more than £0.00
  mark         whole number, at least 0, up to and including 100
  safe         yes or no
  complaints   number, at least 0
  drift        number, at least -5
  days-over    days, at least 0, up to and including 60
  kept         percentage, at least 0%, up to and including 100%

event notice "Notice"
  about        the contract
  recorded by  commissioner
  occurs       during the term
  cpi          percentage, at least -10%
  level        score, higher is better
  pulse        score, at least 0, lower is better
  strain       score, lower is better, smallest meaningful change 2 points
"""


def spells(dice: Dice) -> dict[str, str]:
    """Two spells, each under its name."""
    breaks = (
        f"  ignores    breaks of up to and including {length(dice, (20, 'day'), (3, 'week'))}\n"
    )
    where = dice.maybe(" where cause is resigned")
    return {
        "at-work": f"""spell at-work "At work"
  starts on  {dice.choice(["each job", "each job", "each job where wage is more than £5.00"])}
  ends on    the next job-end{where}
{dice.maybe(breaks, chance=0.5)}""",
        "in-dispute": """spell in-dispute "In dispute"
  starts on  each dispute
  ends on    the next settlement
""",
    }


def cohorts(dice: Dice) -> dict[str, str]:
    """The people, and the same people as they belong to whom they came to later."""
    aside = dice.choice([
        "a closure where reason is one of moved, died", "an assessment where score is less than 9",
        "a readmission",
    ])  # fmt: skip
    picks = [
        f"age is at least {dice.choice([18, 50, 65])}", "the referral is during the term",
        "group is not very-old", "carer is yes",
    ]  # fmt: skip
    where = dice.choice(
        ["", " where the referral is during the term\n", f" where {tests(dice, picks)}"]
    )
    joins = f"  joins on    the first referral{where}".rstrip() + "\n"
    belongs = dice.choice(["start", "start", "referral", "visit"])
    return {
        "people": f"""cohort people "People"
  counts      once for each person
{joins}  belongs to  provider at the first {belongs}
{dice.maybe(f"  sets aside  on {aside}" + chr(10))}""",
        "placed": f"""cohort placed "People, by who found the job"
  counts      once for each person
{joins}  belongs to  provider at the first job
""",
    }


# ---- outcomes


def outcomes(dice: Dice) -> dict[str, str]:
    """An outcome of each kind, under its name."""
    return {name: draw(dice) for name, draw in OUTCOMES.items()}


_ONCE = "  counts     once for each person in people\n"


def _when(dice: Dice, hand: str, chance: float = 0.8) -> str:
    draws = [*about(dice, hand), *beside(dice, hand)]
    return dice.maybe(f"  when       {tests(dice, draws)}", chance=chance)


def _evidence(dice: Dice, hand: str) -> str:
    within = length(dice, (40, "day"), (8, "week"), (20, "working day"), (2, "month"))
    needs = f"  needs      the {hand} to be recorded within {within}\n  otherwise  not achieved\n"
    return dice.maybe("  evidence   A form that is signed\n", chance=0.1) + dice.maybe(needs)


def _recovered(dice: Dice) -> str:
    conditions = [
        f"the closure is within {dice.randint(2, 12)} weeks after the first start",
        f"no readmission is within {dice.randint(5, 40)} days after the closure",
        f"score at the first assessment is at least {dice.randint(10, 60)}",
        f"the closure is within {dice.randint(1, 3)} months after the first referral",
    ]
    return (
        f'outcome recovered "Recovered"\n{_ONCE}  achieved   on the first closure where '
        f"reason is well\n  when       {tests(dice, conditions)}{_evidence(dice, 'closure')}"
    )


def _improved(dice: Dice) -> str:
    least = f"at least {dice.randint(1, 8)} weeks, up to and including {dice.randint(9, 30)} weeks"
    points = dice.choice([f"{dice.randint(1, 15)} points", "the smallest meaningful change"])
    better = f"score is at least {points} above score at the first assessment"
    picked = f"the assessment is {least} after the first {dice.choice(['start', 'referral'])}"
    how = dice.choice([
        f"the first assessment where {picked}\n  when       {better}\n",
        f"the last assessment where {picked}\n  when       {better}\n",
        f"the first assessment where all of\n    - {picked}\n    - {better}\n",
    ])  # fmt: skip
    return f'outcome improved "Improved"\n{_ONCE}  achieved   on {how}'


def _calmer(dice: Dice) -> str:
    points = dice.choice([f"{dice.randint(1, 6)} points", "the smallest meaningful change"])
    return (
        f'outcome calmer "Calmer"\n{_ONCE}  achieved   on the first questionnaire where '
        f"difficulties is at least {points} below difficulties at the first questionnaire\n"
        f"{_when(dice, 'questionnaire', 0.3)}"
    )


def _employed(dice: Dice) -> str:
    lasted = length(dice, (13, "week"), (4, "month"), (60, "day"), (1, "quarter"))
    return f'outcome employed "Employed for a time"\n{_ONCE}  achieved   when at-work has lasted {lasted}\n'


def _step(dice: Dice) -> str:
    some = "metric is one of bank, home"
    return (
        'outcome step "A step"\n  counts     every time for each person in people\n'
        f"  achieved   on each milestone{dice.maybe(f' where {some}', chance=0.6)}\n"
        f"{_when(dice, 'milestone', 0.4)}{_evidence(dice, 'milestone')}"
    )


def _again(dice: Dice) -> str:
    weeks = dice.randint(2, 26)
    return f"""outcome repeated "A visit, not too soon after the last"
  counts     every time for each person in people
  achieved   on each visit where hours is at least {dice.randint(1, 6)}
  when       no visit is at least 1 day, less than {weeks} weeks before the visit
"""


def _each_metric(dice: Dice) -> str:
    which = dice.choice(["first", "first", "last"])
    where = dice.maybe(" where metric is one of home, course", chance=0.5)
    return f"""outcome each-metric "Once for each kind"
  counts     once for each person and metric in people
  achieved   on the {which} milestone{where}
"""


def _found(dice: Dice) -> str:
    """An outcome of any event, picked and tested in any way."""
    hand = dice.choice(["visit", "assessment", "closure", "job", "job-end", "milestone", "plan"])
    which = dice.choice(["first"] * 6 + ["second", "third", "last"])
    own = about(dice, hand)
    where = dice.choice(["\n", f" where {tests(dice, own)}", f" where {tests(dice, own)}"])
    return (
        f'outcome found "Found"\n{_ONCE}  achieved   on the {which} {hand}{where}'
        f"{_when(dice, hand)}{_evidence(dice, hand)}"
    )


def _gate(dice: Dice) -> str:
    whose = dice.choice(["for each provider", "for each provider", "for the contract"])
    if whose == "for the contract":
        goals = ["yearly-total is met"]
    else:
        goals = dice.some(["yearly-mark is met", "yearly-visits is met"])
    listed = "".join(f"    - {goal}\n" for goal in goals)
    how = dice.choice(["all", "any", f"at least {dice.randint(1, len(goals))}"])
    when = f"{how} of\n{listed}" if len(goals) > 1 else f"{goals[0]}\n"
    return (
        f'outcome extension "May be extended"\n  counts     once {whose}\n'
        f"  achieved   on {day(dice)}\n  when       {when}"
    )


def _with_job(dice: Dice) -> str:
    return f"""outcome with-job "A job, for who found it"
  counts     once for each person in placed
  achieved   on the first job
{_when(dice, "job", 0.4)}"""


OUTCOMES: Mapping[str, Form] = {
    "recovered": _recovered, "improved": _improved, "calmer": _calmer, "employed": _employed,
    "step": _step, "repeated": _again, "each-metric": _each_metric, "found": _found,
    "extension": _gate,
    "with-job": _with_job,
}  # fmt: skip
ONCE = ("recovered", "improved", "calmer", "employed", "found")
"""The outcomes that a person achieves once."""


def on_event(dice: Dice) -> str:
    """What a payment for each person is earned on."""
    which = dice.choice(["start", "start", "job", "visit", "closure", "assessment"])
    own = [of_field(dice, which, name, "") for name in FIELDS[which] if name != "score"]
    where = dice.maybe(f" where {tests(dice, own)}".rstrip("\n"), chance=0.3) if own else ""
    return f"the {dice.choice(['first'] * 5 + ['second', 'third'])} {which}{where}"


def moment_event(dice: Dice) -> str:
    """An event whose day picks a price."""
    return dice.choice(["the first referral", "the first start", event(dice)])
