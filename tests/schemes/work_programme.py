"""The Work Programme, people of 18 to 24: 400 on joining, 1,200 for a job, 170 each four weeks.

The rates are those that the Department for Work and Pensions published: with at most thirteen
periods a person comes to 3,810; with five to 2,450; a day short of the job outcome leaves 400.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ocdsl.ledger.decision import OWED
from tests.schemes.figures import CONTRACTS, Figure, decided

SCHEME = "work-programme"
PUBLISHED = {"person-a": 3_810_00, "person-b": 2_450_00, "person-c": 400_00}


def figures(engine: str) -> Iterator[Figure]:
    """What is owed for each person of the log: the first has a fourteenth period, paid nothing."""
    owed: dict[str, int] = defaultdict(int)
    for d in decided(SCHEME, CONTRACTS / SCHEME / "events.csv", "2014-12-31", engine):
        owed[d.person or ""] += d.amount if d.status in OWED else 0
    for person, pence in PUBLISHED.items():
        yield Figure(SCHEME, person, pence, owed[person], engine)
    yield Figure(SCHEME, "in all", sum(PUBLISHED.values()), sum(owed.values()), engine)
