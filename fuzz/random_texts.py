"""What people read and no engine does: notes, examples, reasons; lines that may stand anywhere."""

from __future__ import annotations

from fuzz.dice import Dice, day, money, percent
from fuzz.random_people import ONCE

_STATUSES = (
    "payable", "withheld", "released", "forfeited", "recovered", "repaid", "capped",
    "carried forward", "shadow", "pending", "not due",
)  # fmt: skip


def annotated(dice: Dice, block: str) -> str:
    """A block with a line for people in it, below its heading or at its end."""
    line = dice.choice(["  note  What was meant by it.\n", "  Cymraeg  Yr hyn a olygir.\n"])
    heading, _, rest = block.partition("\n")
    return dice.choice([f"{heading}\n{line}{rest}", f"{block.rstrip(chr(10))}\n{line}"])


def aside(dice: Dice, payment: str) -> str:
    """A block that decides nothing."""
    reason = "  because  It was agreed so.\n"
    notes = dice.maybe("  note  Second thoughts.\n", "  Cymraeg  Ail feddyliau.\n", chance=0.6)
    code = f"diagnostic MissingExample{dice.choice(['', f' on {payment}'])}"
    accepted = dice.choice([f"finding PI-{dice.randint(1, 40):02d} on {payment}", code])
    stages = "".join(
        f"  {stage}  So it goes.\n"
        for stage in ("inputs", "activities", "outputs", "interim outcomes", "final outcomes")
    )
    period = dice.choice(["week", "month", "quarter", "year", "calendar-quarter", "calendar-year"])
    anyway = dice.maybe(f", by {percent(dice, 50)} anyway", chance=0.5)
    draws = [
        f'accept known "Known"\n{notes}  {accepted}\n{reason}',
        f'section place "Place"\n{notes}  text  Where it is done.\n  text  And when.\n',
        f'suitability features "Features"\n{notes}  answer {dice.choice(["yes", "no", "mitigated"])} on attribution\n{reason}',
        f'logic-model chain "Chain"\n{notes}{stages}  assumes  All goes well.\n  leads to  {dice.choice(ONCE)}\n',
        f'assume group "Group"\n{notes}  counts  20 people in people each {period}\n'
        f"  achieved  {dice.choice(ONCE)} by {percent(dice, 50)} of people{anyway}\n"
        f"  spends  {money(dice)} for each person\n{reason}",
        f'assume spared "Spared"\n{notes}  saves  {money(dice)} for each {payment}\n{reason}',
        f'example some "Some"\n{notes}{_example(dice, payment)}',
    ]
    return dice.choice(draws)


def _example(dice: Dice, payment: str) -> str:
    expected = "".join(_expected(dice, payment) for _ in range(dice.randint(1, 6)))
    return f"""  log
    | date        | event    | detail                                             | person |
    | 4 May 2026  | referral | age is 70, group is old, carer is no, need is £5.00 | ms-a |
    | 5 May 2026  | start    |                                                    | ms-a |
    | 6 May 2026  | visit    | hours is 2, price is -£3.00, kind is plain, days-late is 0 | ms-a |
    | 12 May 2026 | closure  | reason is well                                     | ms-a |
{expected}  as at   31 March 2027
"""


def _expected(dice: Dice, payment: str) -> str:
    of = dice.maybe(" for ms-a", chance=0.5)
    status = dice.maybe(f", {dice.choice(_STATUSES)}", chance=0.6)
    earned, payable = f", earned on {day(dice)}", f", payable on {day(dice)}"
    dates = dice.maybe(earned, earned + payable, chance=0.6)
    both = dice.choice([f"{status}{dates}", f"{dates}{status}"])
    return f"  expect  {payment} {money(dice)}{of}{both}\n"
