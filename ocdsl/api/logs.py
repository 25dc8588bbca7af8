"""The public interface for logs as such: synthetic ones, and what can be seen in real ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ocdsl.api.questions import question
from ocdsl.contract_file import LogError, QuestionError
from ocdsl.model.contract import Contract

if TYPE_CHECKING:
    from ocdsl.generators.sample_log import Habits, SampleReport
    from ocdsl.incentives.watch import LogReport
    from ocdsl.ledger.decision import Decision


def watch_log(
    contract: Contract,
    logs: Sequence[str | Path],
    as_at: int,
    known_at: str | None = None,
    codes: Sequence[str] = (),
) -> LogReport:
    """What a real log shows that chance alone does not explain, by every detector or `codes`.

    The same contract, log and times give the same report. Raises LogError when a file cannot be
    read as a log, QuestionError for a code that no detector has.
    """
    from ocdsl.backends.run import Seen, seen_events
    from ocdsl.incentives.watch import LogReport, UnknownDetectorError, watch
    from ocdsl.incentives.watched import Watched

    now = contract.as_it_stands
    paths = tuple(Path(log) for log in logs)
    found = seen_events(now, paths, as_at, known_at)
    if not isinstance(found, Seen):
        raise LogError(found)
    ordered = sorted(found.events, key=lambda e: (e.occurred_on, e.event_id))
    try:
        decide = partial(_decided, contract, paths, as_at, known_at)
        verdicts = watch(Watched(now, ordered, decide), codes)
    except UnknownDetectorError as unknown:
        raise QuestionError([question(str(unknown), unknown.fix)]) from unknown
    return LogReport(
        contract=contract.name,
        contract_digest=contract.source.digest,
        log_digest=found.digest,
        as_at=as_at,
        known_at=known_at,
        events=len(ordered),
        refused=found.refused,
        verdicts=verdicts,
    )


def _decided(
    contract: Contract, paths: tuple[Path, ...], as_at: int, known_at: str | None
) -> Iterable[Decision]:
    """What a log comes to; nothing where it cannot be worked out."""
    from ocdsl.backends.run import Question, run_engine
    from ocdsl.rules.lowering.from_model import lower

    question = Question(contract, lower(contract), paths, as_at, known_at)
    evaluation = run_engine(question, "duckdb").evaluation
    return evaluation.decisions() if evaluation else ()


def sample_log(
    contract: Contract, people: int, seed: int, path: str | Path, habits: Habits | str | None = None
) -> SampleReport:
    """Write a synthetic log of so many people as CSV, Parquet or JSON Lines, by the suffix.

    `habits` is what `sample_habits` gives, or the text that it takes.
    Raises QuestionError for what cannot be made, OSError when `path` cannot be written.
    """
    from ocdsl.generators import sample_log as maker

    try:
        told = sample_habits(habits) if isinstance(habits, str) else habits
        return maker.write_sample(contract, people, seed, Path(path), told)
    except ValueError as mistake:
        raise QuestionError([question(str(mistake), "See ocdsl sample-log --help.")]) from mistake


def sample_habits(untidy: str | None = None, *, even: bool = False) -> Habits:
    """How untidy a sample log is, and whether nothing in it is put on an edge on purpose.

    `untidy` is `none`, or shares such as `late records 3%, duplicates 1%`; None keeps the usual
    ones. Raises QuestionError for shares that are none.
    """
    from ocdsl.generators import sample_log as maker

    try:
        shares = maker.Untidiness() if untidy is None else maker.untidiness(untidy)
    except ValueError as mistake:
        raise QuestionError([question(str(mistake), "See ocdsl sample-log --help.")]) from mistake
    return maker.Habits(shares, maker.EVEN if even else maker.Living())
