"""Contracts put together at random from the forms of the language.

Events of every kind; some payments and deductions, with the outcomes, measures and cards that they
name; caps, floors and splits over them; a text of the library; variations. All figures, windows and
limits are drawn anew. Forms that do not go together are refused by the checker, and another
contract is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from fuzz.dice import PROVIDERS, Dice
from fuzz.random_cards import cards
from fuzz.random_changes import uses, variations
from fuzz.random_limits import cap, floor, splits
from fuzz.random_measures import measures
from fuzz.random_payments import FOR_OUTCOMES, OTHERS, STANDARD, advance, deduction
from fuzz.random_people import EVENTS, cohorts, moment_event, outcomes, spells
from fuzz.random_texts import annotated, aside
from ocdsl.base.source import Source
from ocdsl.contract_file import with_library
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check

_WORD = re.compile(r"[a-z][a-z0-9-]*")
_RARE = 0.03
"""How often a definition that nothing names, and a line for people, is there all the same."""


_BESIDE = ("ladder", "forfeits")
"""Definitions that mean nothing without the payment that they are for."""


@frozen
class Drawn:
    """A contract that the checker takes, and how many it refused before."""

    contract: Contract
    refused: tuple[str, ...]
    """The code of the first error of each contract that was refused."""


def draw(dice: Dice) -> Drawn:
    """A random contract without an error."""
    refused: list[str] = []
    while True:
        checked = check(with_library(Source("random.ocdsl", text_of(dice))))
        if checked.contract is not None:
            return Drawn(checked.contract, tuple(refused))
        refused.append(next(d.code for d in checked.diagnostics if d.severity.name == "ERROR"))


def text_of(dice: Dice) -> str:
    """The text of a random contract, which may have forms that do not go together."""
    model = dice.choice(
        ["reward for individual outcomes"] * 8 + ["population accountability", "standards"]
    )
    _share(dice, model)
    known = {**cohorts(dice), **spells(dice), **outcomes(dice), **measures(dice), **cards(dice)}
    chosen = list(_chosen(dice, model))
    own = [_header(dice, model), *_events(), *_named(dice, known, chosen), *chosen]
    blocks = [annotated(dice, block) if dice.random() < _RARE else block for block in own]
    return "\n".join(block.strip("\n") + "\n" for block in blocks)


def _share(dice: Dice, model: str) -> None:
    """What the blocks of this contract have in common."""
    count = 1 if model == "population accountability" else dice.randint(1, len(PROVIDERS))
    dice.providers = PROVIDERS[:count]
    dice.rate_period = dice.choice(["month", "quarter", "year"])
    dice.rate_event = dice.choice(["start", "start", "referral"])
    dice.total_period = dice.choice(["month", "quarter", "year", "week"])
    dice.last_year = dice.choice([2027, 2028])
    dice.year_month = dice.choice(["April", "January", "July"])
    dice.forfeits = False
    dice.versions = dice.random() < 0.05


def _chosen(dice: Dice, model: str) -> Iterator[str]:
    """What is paid and taken, what bounds and divides it, and what changes it."""
    result = FOR_OUTCOMES if model.startswith("reward") else STANDARD
    forms = [dice.choice(result), *dice.sample(OTHERS, dice.choice([0, 1, 1, 2, 2, 3]))]
    if model == "standards":
        forms = dice.sample(STANDARD, dice.randint(1, 3))
    blocks = [form(dice) for form in forms]
    library: list[str] = []
    if model != "standards" and dice.random() < 0.08:
        own, library = uses(dice)
        blocks += own
    blocks = list({block.split()[1]: block for block in blocks}.values())
    paying = [block for block in blocks if block.startswith("payment ")]
    forms_taken = STANDARD if model == "standards" else OTHERS
    blocks += [deduction(dice, forms_taken) for _ in range(dice.choice([0, 0, 0, 1, 1, 2]))]
    taking = [block for block in blocks if block.startswith("deduction ")]
    yield from blocks
    if dice.random() < 0.1:
        yield advance(dice, [block.split()[1] for block in paying])
    yield from (cap(dice, n, paying, taking) for n in range(dice.choice([0, 1, 1, 2])))
    if dice.random() < 0.15:
        yield floor(dice, paying)
    if dice.random() < 0.35:
        yield from splits(dice, [*paying, *taking])
    if dice.random() < 0.15:
        yield aside(dice, dice.choice([*paying, *taking]).split()[1])
    if dice.versions or dice.random() < 0.15:
        named = {word for block in blocks for word in _WORD.findall(block)}
        yield from variations(dice, [*forms, *forms, *result], named)
    yield from library


def _named(dice: Dice, known: Mapping[str, str], chosen: Iterable[str]) -> Iterator[str]:
    """The definitions that the blocks name, with those that these name, and seldom others."""
    wanted: set[str] = set()
    waiting = ["people"]
    waiting += [word for block in chosen for word in _WORD.findall(block)]
    waiting += [name for name in known if dice.random() < _RARE and name not in _BESIDE]
    while waiting:
        name = waiting.pop()
        if name in known and name not in wanted:
            wanted.add(name)
            waiting += _WORD.findall(known[name])
    return (text for name, text in known.items() if name in wanted)


def _header(dice: Dice, model: str) -> str:
    providers = "".join(f'  provider      {n} "{n.capitalize()}"\n' for n in dice.providers)
    line = "on each payment line"
    rounding = dice.choice([line] * 9 + ["on each statement, shared over its lines"])
    month_end = dice.choice(["end on the last day of", "run on to the first day after"])
    area = '  area          north "The north"\n' if model == "population accountability" else ""
    versions = (
        f"  versions      each person is judged by the text in force on {moment_event(dice)}\n"
    )
    return f"""contract random "Random"
  model         {model}
  commissioner  vale "Vale Council"
{providers}{area}  role          assessor "Assessor"
  role          health-board "Health Board"
  term          from 1 April 2026 up to and including 31 March {dice.last_year}
  tail          {dice.choice(["30 weeks", "40 weeks", "8 months"])}, for people who joined during the term
  currency      GBP
  rounding      half up to the penny {rounding}
  weeks         start on {dice.choice(_WEEKDAYS)}
  years         start on 1 {dice.year_month}
  months        {month_end} a month that is too short
  working days  follow england-and-wales
  due dates     {dice.choice(["may fall on any day", "move to the next working day"])}
  statements    each {dice.choice(["month", "month", "quarter", "week", "year"])}
{versions if dice.versions else ""}"""


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _events() -> Iterator[str]:
    return (f"event {text}" for text in EVENTS.split("event ")[1:])
