"""The logs that a search begins with: single people, a few together, and whole groups.

They are made once for a search and shared by its checks. People are as a sample log has them;
groups are put where rules turn: one success below the threshold of a rate, one person past a cap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from attrs import frozen

from ocdsl.base.calendar import day_of, iso
from ocdsl.incentives.cast import Cast, cast_of
from ocdsl.incentives.check import Row
from ocdsl.incentives.small_logs import new_row
from ocdsl.incentives.subject import Paid, Rows, Subject
from ocdsl.incentives.transforms.rows import added, handed_to, later, named
from ocdsl.ledger.decision import OWED
from ocdsl.model.caps import Cap
from ocdsl.model.contract import Contract, Measure
from ocdsl.syntax import phrases as ph

_FEW = 3
_MOST_PEOPLE = 150
_ALONE = 5
WHOLE = 10_000  # a rate's limits are in ten-thousandths


@frozen
class Scene:
    """A log that the evaluator accepts, and what it pays."""

    subject: Subject
    rows: Rows
    paid: Paid

    @property
    def cast(self) -> Cast:
        """The parts that events play in the contract."""
        return cast_of(self.subject)

    def rows_of(self, kinds: Collection[str]) -> Iterator[tuple[int, Row]]:
        """The rows of these kinds of event, each with its place in the log."""
        return ((index, row) for index, row in enumerate(self.rows) if row["event"] in kinds)

    @property
    def by_provider(self) -> Iterator[tuple[int, Row]]:
        """The rows that a provider recorded itself, each with its place in the log."""
        return ((index, row) for index, row in enumerate(self.rows) if by_provider(row))

    @property
    def people(self) -> list[str]:
        """The people in the log, in order of their names."""
        return sorted({row["person"] for row in self.rows} - {""})

    def of(self, person: str) -> Iterator[tuple[int, Row]]:
        """The rows about one person, each with its place in the log."""
        return ((index, row) for index, row in enumerate(self.rows) if row["person"] == person)


def by_provider(row: Row) -> bool:
    """Whether the provider of a row recorded it itself."""
    return bool(row["provider"]) and row["recorded_by"] in ("provider", row["provider"])


def provider_of(subject: Subject, rows: Iterable[Row]) -> str:
    """The provider of the first row that has one; the first of the contract where none has."""
    named_ones = (row["provider"] for row in rows if row["provider"])
    return next(named_ones, subject.contract.providers[0])


def scene_of(subject: Subject, rows: Rows) -> Scene | None:
    """A log as a scene; None when the evaluator refuses a row of it."""
    paid = subject.pay(rows)
    return None if paid is None else Scene(subject, rows, paid)


def scenes(subject: Subject) -> tuple[Scene, ...]:
    """Single people, a few together, groups just below the thresholds of rates, and answers."""
    return subject.once("scenes", lambda: tuple(_scenes(subject)))


def _scenes(subject: Subject) -> Iterator[Scene]:
    alone = singles(subject)
    yield from alone
    few = [_together(subject, alone[n : n + _FEW]) for n in range(0, len(alone) - 1, 2 * _FEW)]
    groups = (group for measure in subject.contract.measures.values()
              for group in _near_a_threshold(subject, measure))  # fmt: skip
    for rows in (*few, *groups, *of_providers(subject)):
        if found := scene_of(subject, rows):
            yield found


def of_providers(subject: Subject) -> Iterator[Rows]:
    """Each kind of event about a provider, a few times in one month for each of them."""
    contract = subject.contract
    first = contract.dates.start(a_third(contract), "month")
    for event in contract.events.values():
        if event.about != "provider" or not event.fields:
            continue
        phrase = ph.EventPhrase("each", "", ph.Name(event.name))
        rows: Rows = ()
        for turn in range(_FEW * len(contract.providers)):
            number, place = divmod(turn, len(contract.providers))
            day = iso(first + number)
            like = dict.fromkeys(subject.schema.columns, "")
            like |= {"provider": contract.providers[place]}
            like |= {"occurred_on": day, "recorded_at": day}
            rows = added(rows, new_row(subject, phrase, like, turn))
        yield rows


def singles(subject: Subject) -> tuple[Scene, ...]:
    """What happens to one person each, or to one provider, the shortest first."""
    return subject.once("singles", lambda: _singles(subject))


def _singles(subject: Subject) -> tuple[Scene, ...]:
    made = subject.maker.histories(subject.plan.examples, subject.plan.seed)
    found = (scene_of(subject, rows) for rows in made if rows)
    return tuple(sorted((s for s in found if s), key=lambda scene: len(scene.rows)))


def _together(subject: Subject, parts: Sequence[Scene]) -> Rows:
    """A few people in one log, all with the provider of the first."""
    provider = provider_of(subject, (row for part in parts for row in part.rows))
    return tuple(
        row
        for number, part in enumerate(parts, 1)
        for row in named(handed_to(part.rows, provider), f"p{number:02d}")
    )


# ---- groups just below the threshold of a rate


def _near_a_threshold(subject: Subject, measure: Measure) -> Iterator[Rows]:
    """As many people as the rate needs, of whom one too few achieve, for each threshold."""
    size, pair = group_size(measure), success_and_failure(subject, measure)
    if pair is None or size is None:
        return
    for edge in _edges(subject, measure):
        achieve = -(-edge * size // WHOLE) - 1
        if 0 < achieve < size:
            yield crowd(
                subject, [(pair[0], achieve), (pair[1], size - achieve)], measure.moment.event.text
            )


def group_size(measure: Measure) -> int | None:
    """The people that a rate needs to be known, five at least; None when that is too many."""
    size = max(measure.least_people, _ALONE)
    return size if size <= _MOST_PEOPLE else None


def _edges(subject: Subject, measure: Measure) -> list[int]:
    """The thresholds of the rate at which money is released, in ten-thousandths."""
    withheld = [p.withholding for p in subject.contract.payments.values() if p.withholding]
    bands = [b for w in withheld if w.measure == measure.name for b in w.bands]
    return sorted({e for b in bands for e in (b.low, b.high) if e is not None and 0 < e < WHOLE})


def success_and_failure(subject: Subject, measure: Measure) -> tuple[Rows, Rows] | None:
    """Two people who are counted, one of whom achieves: only what the rate rests on."""
    return subject.once(("counted", measure.name), lambda: _counted(subject, measure))


def _counted(subject: Subject, measure: Measure) -> tuple[Rows, Rows] | None:
    upstream = subject.graph.upstream(subject.graph.measures[measure.name].rate)
    read = {getattr(subject.graph.nodes[name], "event", "") for name in upstream}
    found: dict[bool, Rows] = {}
    for scene in singles(subject):
        rows = tuple(row for row in scene.rows if row["event"] in read)
        paid = subject.pay(rows)
        counted = any(row["event"] == measure.moment.event.text for row in rows)
        if paid and counted and paid.members[measure.outcome]:
            found.setdefault(bool(paid.achieved[measure.outcome]), rows)
    if True in found and False not in found:
        found |= {False: fails} if (fails := _failing(subject, measure, found[True])) else {}
    return (found[True], found[False]) if len(found) == 2 else None


def _failing(subject: Subject, measure: Measure, rows: Rows) -> Rows | None:
    """Somebody who is counted, without what made them achieve; None where that does not do."""
    outcome = subject.contract.outcomes[measure.outcome]
    kind = subject.contract.achieving(outcome).event.text
    fewer = tuple(row for row in rows if row["event"] != kind)
    paid = subject.pay(fewer)
    counted = any(row["event"] == measure.moment.event.text for row in fewer)
    alone = paid and counted and paid.members[measure.outcome] and not paid.achieved[outcome.name]
    return fewer if alone else None


def a_third(contract: Contract) -> int:
    """The day on which a third of the term is over."""
    return contract.term_start + (contract.term_end - contract.term_start) // 3


def crowd(subject: Subject, parts: Sequence[tuple[Rows, int]], moment: str) -> Rows:
    """So many copies of each history, all with one provider and one day of the event `moment`."""
    contract, provider = subject.contract, subject.contract.providers[0]
    day = a_third(contract)
    rows: list[Row] = []
    number = 0
    for history, copies in parts:
        first = next((r for r in history if r["event"] == moment), history[0])
        by = day - day_of(first["occurred_on"])
        together = handed_to(tuple(later(row, by) for row in history), provider)
        for _ in range(copies):
            number += 1
            rows += named(together, f"p{number:03d}")
    return tuple(rows)


# ---- groups that reach a cap


@frozen
class Crowd:
    """As many people as reach a cap, each with the same history."""

    cap: Cap
    scene: Scene
    one: Rows
    """The history that each of them has, under the name of the first."""
    copies: int
    """How many people there are; how often it happens, where it is about nobody."""

    @property
    def of(self) -> str:
        """What there are so many of: `people`, or times that it happens."""
        return "people" if self.scene.people else "times"

    def with_more(self, copies: int) -> Rows:
        """The log with so many people more."""
        more = (named(self.one, f"p{self.copies + n:03d}") for n in range(1, copies + 1))
        return (*self.scene.rows, *(row for rows in more for row in rows))


def crowds(subject: Subject) -> tuple[Crowd, ...]:
    """For each cap of so much money, as many people as reach it in one scope."""
    return subject.once("crowds", lambda: tuple(_crowds(subject)))


def _crowds(subject: Subject) -> Iterator[Crowd]:
    for cap in subject.contract.caps.values():
        dearest = _dearest(subject, cap)
        if dearest is None:
            continue
        each, rows = dearest
        copies = -(-cap.pence // each)
        if copies <= _MOST_PEOPLE and (
            found := scene_of(subject, crowd(subject, [(rows, copies)], rows[0]["event"]))
        ):
            yield Crowd(cap, found, found.rows[: len(rows)], copies)


def _dearest(subject: Subject, cap: Cap) -> tuple[int, Rows] | None:
    """Who is paid most for each row under a cap, and how much in one scope of it."""
    best: tuple[int, Rows] | None = None
    if not cap.pence or cap.takes or "person" in cap.grain:
        return None
    for scene in singles(subject):
        each = _in_one_scope(subject, cap, scene)
        if each > 0 and (best is None or each * len(best[1]) > best[0] * len(scene.rows)):
            best = (each, scene.rows)
    return best


def _in_one_scope(subject: Subject, cap: Cap, scene: Scene) -> int:
    """The most that a log comes to under a cap in one period of it, of one provider."""
    sums: dict[tuple[int, str | None], int] = {}
    for d in scene.paid.decisions:
        if d.payment in cap.payments and d.status in OWED:
            day = d.earned_on or subject.contract.term_end
            start = subject.contract.dates.start(day, cap.unit) if cap.unit else 0
            scope = (start, d.provider if "provider" in cap.grain else None)
            sums[scope] = sums.get(scope, 0) + d.amount
    return max(sums.values(), default=0)


def in_turn(subject: Subject, rows: Rows) -> Rows:
    """The first person with the first provider, the second with the second, and so on."""
    providers = subject.contract.providers
    people = sorted({row["person"] for row in rows})
    return tuple(
        row
        for number, person in enumerate(people)
        for row in handed_to(
            tuple(r for r in rows if r["person"] == person), providers[number % len(providers)]
        )
    )
