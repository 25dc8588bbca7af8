"""Runs an engine by its name: all give the same decisions for the same contract, log and times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from ocdsl import __version__
from ocdsl.base.collecting import uncollected
from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.money import AmountTooLargeError
from ocdsl.events.diagnosed import as_diagnostics
from ocdsl.events.from_model import schema_of
from ocdsl.events.log import Log, end_of_day, log_digest, read_log, visible
from ocdsl.events.readers.source import Reader, RowSource
from ocdsl.events.refusals import RowRefused
from ocdsl.events.rows import Event
from ocdsl.events.schema import LogSchema
from ocdsl.events.values import read_day, read_moment
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.ledger.facts import FactSource
from ocdsl.ledger.result import Header
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph

_DAY_LENGTH = len("2027-03-31")


@frozen
class Question:
    """What is to be worked out: a contract, the files of its log, and the two times (law 16).

    `as_at` is an ordinal day; `known_at` is a moment or a day as a log writes them, or None.
    """

    contract: Contract
    graph: Graph
    logs: tuple[Path, ...]
    as_at: int
    known_at: str | None = None

    @property
    def known_moment(self) -> int | None:
        """`known_at` in microseconds since ordinal day 0; a day means its last moment."""
        return None if self.known_at is None else moment_of(self.known_at)

    def header(self, engine: str, digest: str | None = None) -> Header:
        """The header of the answer; an engine that works out the log's digest leaves it empty.

        Raises OSError when a file of the log cannot be read.
        """
        return Header(
            contract=self.contract.name,
            contract_digest=self.contract.source.digest,
            log_digest=log_digest(self.logs) if digest is None else digest,
            as_at=self.as_at,
            known_at=self.known_at,
            engine=engine,
            version=__version__,
        )


@frozen
class Answer:
    """A result, or the mistakes for which there is none."""

    evaluation: Evaluation | None
    diagnostics: tuple[Diagnostic, ...] = ()


def moment_of(text: str) -> int:
    """Microseconds since ordinal day 0 of a moment, or of the end of a day.

    Raises RowRefused, as a cell of a log would.
    """
    if len(text) == _DAY_LENGTH:
        return end_of_day(read_day("known at", text))
    return read_moment("known at", text)


def run_engine(question: Question, engine: str) -> Answer:
    """The answer of an engine: `duckdb`, `reference` or `emitted`. Raises KeyError for others."""
    run = ENGINES[engine]
    try:
        question.known_moment  # noqa: B018 - refused here, before any file is read
    except RowRefused as mistake:
        return Answer(None, (_unreadable_moment(mistake),))
    try:
        return run(question)
    except AmountTooLargeError as failure:
        return Answer(None, (_too_large(str(failure)),))


@frozen
class Seen:
    """The events of a log that an evaluation would use, and how many rows were refused."""

    events: Sequence[Event]
    refused: int
    digest: str


def seen_events(
    contract: Contract, logs: tuple[Path, ...], as_at: int, known_at: str | None
) -> Seen | tuple[Diagnostic, ...]:
    """What can be seen of a log at the two times (law 16), or why it cannot be read."""
    try:
        moment = None if known_at is None else moment_of(known_at)
    except RowRefused as mistake:
        return (_unreadable_moment(mistake),)
    log = read_log(logs, schema_of(contract), _readers(logs))
    if log.problems:
        return tuple(as_diagnostics(log.problems))
    return Seen(visible(log, as_at, moment).events, len(log.refusals), log_digest(logs))


def _unreadable_moment(mistake: RowRefused) -> Diagnostic:
    why = "It decides which corrections are seen."
    return Diagnostic(mistake.code, Severity.ERROR, mistake.message, why, mistake.fix)


def _too_large(message: str) -> Diagnostic:
    why = "Beyond it a penny could be lost in the working, so nothing is paid on such a log."
    fix = "Look for a slip among the largest numbers of the log."
    return Diagnostic("AmountTooLarge", Severity.ERROR, message, why, fix)


def _log_of(question: Question) -> tuple[Log, tuple[Diagnostic, ...]]:
    log = read_log(question.logs, schema_of(question.contract), _readers(question.logs))
    return log, tuple(as_diagnostics(log.problems))


def _readers(logs: Iterable[Path]) -> Mapping[str, Reader]:
    """Readers beside those that need nothing installed; imported only for a log that needs one."""
    if not any(path.suffix.lower() == ".parquet" for path in logs):
        return {".parquet": _never}
    from ocdsl.backends.columnar.load_sources import read_rows_parquet

    return {".parquet": read_rows_parquet}


def _never(path: Path, schema: LogSchema) -> RowSource:
    raise AssertionError(f"{path} was not in the list of files")


def _duckdb(question: Question) -> Answer:
    from ocdsl.backends.columnar.engine import evaluate
    from ocdsl.backends.columnar.log_files import UnreadableLog

    absent = [path for path in question.logs if not path.is_file()]
    if absent:
        return Answer(None, _log_of(evolve(question, logs=tuple(absent)))[1])
    header = question.header("duckdb", digest="")
    try:
        found = evaluate(
            question.contract, question.graph, question.logs, header, question.known_moment
        )
    except UnreadableLog as mistake:
        return Answer(None, tuple(as_diagnostics(mistake.problems)))
    return Answer(found)


def _reference(question: Question) -> Answer:
    from ocdsl.backends.reference.engine import evaluate

    with uncollected():
        log, problems = _log_of(question)
        if problems:
            return Answer(None, problems)
        header = question.header("reference")
        result = evaluate(question.contract, question.graph, log, header, question.known_moment)
    return Answer(result)


class _EmittedEvaluation(Evaluation):
    """A result of the emitted evaluator, with the log that says where every row went."""

    log: Log
    known_moment: int | None

    def fates(self) -> Iterator[tuple[str, str, str]]:
        """Every row read, as the reference engine accounts for it."""
        from ocdsl.backends.reference.results import fates_of

        seen = visible(self.log, self.header.as_at, self.known_moment)
        return fates_of(self.log, seen, self._decisions)


def _emitted(question: Question) -> Answer:
    from ocdsl.backends.emitted.engine import evaluate

    log, problems = _log_of(question)
    if problems:
        return Answer(None, problems)
    times = (question.as_at, question.known_at)
    found = evaluate(question.contract, question.graph, question.logs, log, times)
    result = _EmittedEvaluation(found.header, found.account, found.summary, found.decisions)
    result.log, result.known_moment = log, question.known_moment
    return Answer(result)


ENGINES: Mapping[str, Callable[[Question], Answer]] = {
    "duckdb": _duckdb,
    "reference": _reference,
    "emitted": _emitted,
}


def _columnar_facts(evaluation: Evaluation) -> FactSource | list[Diagnostic] | None:
    from ocdsl.backends.columnar.engine import ColumnarEvaluation
    from ocdsl.backends.columnar.log_files import UnreadableLog
    from ocdsl.backends.columnar.lookups import ColumnarFacts

    try:
        return ColumnarFacts(evaluation.run) if isinstance(evaluation, ColumnarEvaluation) else None
    except UnreadableLog as changed:
        return as_diagnostics(changed.problems)


def facts_of(evaluation: Evaluation) -> FactSource | list[Diagnostic] | None:
    """What can be asked about an evaluation after it; None for an engine that answers nothing.

    What is wrong instead, when a file of the log is no longer what it was.
    """
    if evaluation.header.engine == "duckdb":
        return _columnar_facts(evaluation)
    from ocdsl.backends.reference.engine import ReferenceEvaluation
    from ocdsl.backends.reference.facts import ReferenceFacts

    return ReferenceFacts(evaluation.run) if isinstance(evaluation, ReferenceEvaluation) else None
