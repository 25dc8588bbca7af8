"""Variations of a drawn contract, and what it uses of the library or of a text of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from fuzz.dice import Dice, Form, money
from fuzz.random_cards import CARDS
from fuzz.random_measures import MEASURES
from fuzz.random_people import OUTCOMES
from ocdsl.contract_file import library_texts


@cache
def _digests() -> Mapping[str, str]:
    return {text.name: text.digest for text in library_texts()}


def uses(dice: Dice) -> tuple[list[str], list[str]]:
    """What is used of the library and paid for, and a text of one's own, which comes last."""
    return dice.choice([(_scale(dice), []), _own_text(dice)])


def _scale(dice: Dice) -> list[str]:
    points = dice.choice(["the smallest meaningful change", f"{dice.randint(1, 9)} points"])
    weeks = dice.randint(2, 16)
    digest = f"  digest       {_digests()['wemwbs']}\n"
    return [
        f'use wemwbs "Wellbeing"\n{digest}  recorded by  {dice.choice(["provider", "assessor, provider"])}\n',
        f"""outcome better-wellbeing "Wellbeing has improved"
  counts    once for each person in people
  achieved  on the first wemwbs-answers where the wemwbs-answers is at least {weeks} weeks after the first referral
  when      wellbeing is at least {points} above wellbeing at the first wemwbs-answers
""",
        f"""payment wellbeing-fee "Wellbeing"
  pays  {dice.choice([money(dice), "£2.00 × wellbeing at the wemwbs-answers"])} for each better-wellbeing
  due   30 days after earning
""",
    ]  # fmt: skip


def _own_text(dice: Dice) -> tuple[list[str], list[str]]:
    target = dice.randint(20, 90)
    brings = """  brings
    | name         | target            |
    | washes-alone |                   |
    | washing-rate | at least 75%      |
"""
    if dice.random() < 0.4:
        brings = "  brings\n    | name         |\n    | washes-alone |\n    | washing-rate |\n"
    for_people = "  for          the people in people\n"
    own = [
        f'use home-skills "Skills at home"\n  recorded by  health-board, commissioner\n{for_people}{brings}',
        f"""payment washing-fee "Washes without help"
  pays  {money(dice)} for each washes-alone
  due   30 days after earning
""",
        f"""payment washing-prize "Most wash without help"
  pays  {money(dice)} for each provider and year
  when  {dice.choice(["washing-rate is met", f"washing-rate is at least {target}%"])}
  due   30 days after earning
""",
    ]
    return own, [_HOME_SKILLS]


_HOME_SKILLS = """library home-skills "Skills at home"
  source  A form that the councils of the region agreed on and published.

event skills-check "Check of skills at home"
  washing  yes or no
  cooking  yes or no

event skills-survey "Survey of skills"
  about  a provider
  washed  percentage, at least 0%, up to and including 100%

outcome washes-alone "Washes without help"
  achieved  on the first skills-check where washing is yes

outcome cooks-alone "Cooks without help"
  achieved  on the first skills-check where cooking is yes

measure washing-rate "Share who wash without help"
  for each  provider and year
  is        the average of washed at each skills-survey
"""


def variations(dice: Dice, forms: Sequence[Form], named: set[str]) -> Iterator[str]:
    """Texts in force from a day, each with a block or two that take others' places, or are new."""
    days = ("1 June 2026", "1 October 2026", "1 January 2027")
    for number in range(dice.choice([1, 1, 2])):
        because = "  because  It was agreed at the review.\n"
        yield f'variation v{number} "Change"\n  from  {days[number + dice.randint(0, 1)]}\n{because}'
        yield dice.one(forms)
        definitions = [form for name, form in _DEFINED.items() if name in named]
        if definitions and dice.random() < 0.5:
            yield dice.one(definitions)


_DEFINED = {
    name: {**OUTCOMES, **CARDS, **MEASURES}[name]
    for name in ("recovered", "improved", "found", "step", "ladder", "by-metric", "cost", "volume")
}
