"""HMP Peterborough: fewer convictions than a comparison group, of a cohort or of all together.

The rates are those that the Ministry of Justice published: 142 convictions for each hundred people
of the first cohort against 155, a fall of 8.387%, which pays nothing; and 9% over all cohorts,
for which the final payment is due. The amounts are those of our contract. A payment of £100,000.00
for the whole shows the fall to a thousandth of a hundredth.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.conformance.casebook import Row
from tests.schemes.figures import Figure, by_event, decided

SCHEME = "peterborough"
COHORT, FINAL = 1_000_000_00, 2_000_000_00
_FIRST = "payment cohort-payment"
_SHOWN = """measure fall-shown "Fall, to three places"
  for each  cohort-assessed
  is        fall
  rounding  half up to 3 decimal places

payment shown "The fall"
  pays  £100,000.00 × fall-shown for each cohort-assessed
  due   30 days after earning

"""

# The convictions of a cohort and of its comparison group, for each hundred people; what is paid.
OF_A_COHORT = {"142-against-155": ("142", "155", 0), "139.5-against-155": ("139.5", "155", COHORT)}
OF_ALL = {"9-percent": ("91", FINAL), "7.5-percent": ("92.5", FINAL), "7.4-percent": ("92.6", 0)}


def figures(engine: str) -> Iterator[Figure]:
    """What is paid for each cohort and for all, and the published fall in pounds."""
    rows: list[Row] = [
        {"date": "7 August 2014", "event": "cohort-assessed", "id": name,
         "detail": f"group is first, convictions is {cohort}, comparison is {comparison}"}
        for name, (cohort, comparison, _) in OF_A_COHORT.items()
    ]  # fmt: skip
    rows += [
        {"date": "27 July 2017", "event": "all-assessed", "id": name,
         "detail": f"convictions is {everybody}, comparison is 100"}
        for name, (everybody, _) in OF_ALL.items()
    ]  # fmt: skip
    paid = by_event(decided(SCHEME, rows, "2018-03-31", engine))
    expected = {name: row[-1] for name, row in [*OF_A_COHORT.items(), *OF_ALL.items()]}
    for name, pence in expected.items():
        yield Figure(SCHEME, name.replace("-", " "), pence, paid.get(name, 0), engine)
    shown = decided(SCHEME, rows[:1], "2018-03-31", engine, {_FIRST: _SHOWN + _FIRST})
    fall = sum(d.amount for d in shown if d.payment == "shown")
    yield Figure(SCHEME, "fall of 8.387%", 8_387_00, fall, engine)
