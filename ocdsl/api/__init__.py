"""The public interface: everything the command line can do, as functions.

They raise `ContractError`, or one of its kinds, and nothing else for what a contract, a log or a
result holds; OSError only when a file cannot be written. Money is in whole pence, days are
ordinals as `date.toordinal()` gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ocdsl.api.documents import (
    generate,  # noqa: F401  # part of this interface as it is
    verify,  # noqa: F401
    write_changes,  # noqa: F401
    write_pdf,  # noqa: F401
)
from ocdsl.api.logs import (
    sample_habits,  # noqa: F401  # part of this interface as it is
    sample_log,  # noqa: F401  # so is this
    watch_log,  # noqa: F401  # and this
)
from ocdsl.api.questions import question
from ocdsl.api.registers import read_register  # noqa: F401  # and this too
from ocdsl.api.templates import (
    check_template,  # noqa: F401
    new_template,  # noqa: F401
    read_template,  # noqa: F401
    template_sarif,  # noqa: F401
)
from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import Source
from ocdsl.contract_file import (
    ContractError,
    FileError,
    LogError,
    QuestionError,
    format_text,  # noqa: F401  # part of this interface as it is
    library_texts,  # noqa: F401  # so is this
    read_contract,
    with_library,
)
from ocdsl.model.contract import Contract, Example
from ocdsl.model.from_syntax import Checked
from ocdsl.model.from_syntax import check as check_source
from ocdsl.model.from_syntax import check_together as together
from ocdsl.rules.wording.edition import Edition  # noqa: F401

if TYPE_CHECKING:
    from ocdsl.audit.contract_diff import ContractDiff
    from ocdsl.audit.coverage import Item
    from ocdsl.audit.examples import ExampleResult
    from ocdsl.audit.explanation import Explanation
    from ocdsl.audit.replay import Replay
    from ocdsl.generators.examples import Suggested
    from ocdsl.generators.new_contract import Answers, Begun
    from ocdsl.incentives.search import Report
    from ocdsl.incentives.subject import Plan
    from ocdsl.ledger.decision import Decision
    from ocdsl.ledger.evaluation import Evaluation
    from ocdsl.ledger.facts import FactSource
    from ocdsl.ledger.postings import Posting
    from ocdsl.rules.graph import Graph
    from ocdsl.rules.wording.standard import OpenQuestion


# ---- the text


def check(contract: str | Path | Source) -> Checked:
    """The contract and every mistake in it (law 5); no contract when there is an error.

    Raises FileError when there is no text to check.
    """
    return check_source(_whole(contract))


def check_together(contracts: Iterable[str | Path | Source]) -> tuple[Checked, ...]:
    """As `check`, of several contracts: also for what two of them cannot both claim (R-005)."""
    return together(_whole(contract) for contract in contracts)


def load(contract: str | Path | Source) -> Contract:
    """The checked contract. Raises ContractError with every error when it has one."""
    source = _whole(contract)
    checked = check_source(source)
    if checked.contract is None:
        errors = (d for d in checked.diagnostics if d.severity is Severity.ERROR)
        raise ContractError(errors, source)
    return checked.contract


def open_questions(contract: Contract) -> tuple[OpenQuestion, ...]:
    """The questions that the contract's specification marks as still to be answered."""
    from ocdsl.rules.wording.standard import catalogue
    from ocdsl.rules.wording.standard import open_questions as questions

    return questions(contract, catalogue())


def _whole(contract: str | Path | Source) -> Source:
    """The text with what it uses of the library."""
    return with_library(contract) if isinstance(contract, Source) else read_contract(contract)


def begin_contract(model: int, name: str, answers: Answers) -> Begun:
    """The text of a new contract: one of the three models, with the answers (R-003).

    Raises ContractError when an answer cannot stand in a contract, as a name that is a word of the
    language cannot.
    """
    from ocdsl.generators.new_contract import Begun, begun, without_examples

    text = begun(model, name, answers)
    results = run_examples(load(Source(f"{name}.ocdsl", text)))
    failed = [result.example.name for result in results if not result.passed]
    return Begun(without_examples(text, failed), tuple(failed))


# ---- money


def graph_of(contract: Contract) -> Graph:
    """The contract's rules as the graph of operators that every engine runs."""
    from ocdsl.rules.lowering.from_model import lower

    return lower(contract)


def run_examples(contract: Contract) -> tuple[ExampleResult, ...]:
    """What became of each of the contract's examples (law 28)."""
    from ocdsl.audit import examples

    return examples.run_examples(contract, graph_of(contract))


def cover_examples(contract: Contract) -> tuple[Item, ...]:
    """Which examples exercise each clause that decides, each band and each boundary (law 28)."""
    from ocdsl.audit.coverage import Trial, coverage

    graph, results = graph_of(contract), run_examples(contract)
    trials = tuple(Trial(result, _facts_of(result.evaluation)) for result in results)
    return coverage(contract, graph, trials)


def suggest_examples(contract: Contract) -> Suggested:
    """The examples that a contract lacks, as text ready to paste, with what they give (law 28)."""
    from ocdsl.audit.examples import run_example
    from ocdsl.generators.examples import suggest

    graph = graph_of(contract)

    def worked(example: Example) -> list[Decision]:
        return list(run_example(contract, graph, example).evaluation.decisions())

    return suggest(contract, worked)


def evaluate(
    contract: Contract,
    logs: Sequence[str | Path],
    as_at: int,
    known_at: str | None = None,
    engine: str = "duckdb",
) -> Evaluation:
    """Every decision for a log, as at a day and as known at a moment (laws 16 to 19).

    `known_at` is a moment or a day as a log writes them; None knows all that is recorded.
    `engine` is `duckdb`, `reference` or `emitted`. Raises LogError when a file cannot be read as
    a log; a row that is refused is in the account of the events and raises nothing.
    """
    from ocdsl.backends.run import Question, run_engine

    paths = tuple(Path(log) for log in logs)
    question = Question(contract, graph_of(contract), paths, as_at, known_at)
    answer = run_engine(question, engine)
    if answer.evaluation is None:
        raise LogError(answer.diagnostics)
    return answer.evaluation


def postings(evaluation: Evaluation, posted: str | Path) -> list[Posting]:
    """What is owed now less what an earlier result posted, line by line (law 24).

    `posted` is a result saved as JSON, of the same contract. Raises FileError when it is not one.
    """
    from ocdsl.ledger.postings import post
    from ocdsl.ledger.saved import read_saved

    reading = read_saved(posted)
    if reading.result is None:
        assert reading.problem is not None
        raise FileError([reading.problem])
    earlier = reading.result
    if earlier.header.contract != evaluation.header.contract:
        message = f"{posted} is a result of {earlier.header.contract}, another contract."
        fix = f"Name a result of {evaluation.header.contract}."
        why = "The difference between two contracts is owed to nobody."
        raise FileError([Diagnostic("AnotherContract", Severity.ERROR, message, why, fix)])
    return post(earlier.decisions.values(), evaluation.decisions())


def write_result(evaluation: Evaluation, path: str | Path, form: str) -> None:
    """Write a result as `json`, `csv`, `xlsx` or `parquet`, whole or not at all. Raises OSError."""
    from ocdsl.base.writing import whole_file, write_bytes
    from ocdsl.ledger.formats import csv_text

    if form in ("json", "csv"):
        as_json = form == "json"
        pieces = evaluation.json_bytes() if as_json else map(str.encode, csv_text(evaluation))
        write_bytes(Path(path), pieces)
        return
    with whole_file(Path(path)) as started:
        _table_writers()[form](evaluation, started)


def _table_writers() -> Mapping[str, Callable[[Evaluation, Path], None]]:
    from ocdsl.backends.columnar.write import write_parquet
    from ocdsl.ledger.formats_xlsx import write_xlsx

    return {"xlsx": write_xlsx, "parquet": write_parquet}


# ---- why


def explain_decision(
    contract: Contract, evaluation: Evaluation, decision: str, *, people: bool = False
) -> Explanation:
    """Why a decision is as it is, with the clauses and the events it rests on (law 25).

    `evaluation` is one of the duckdb or the reference engine. With `people`, everybody whom the
    measure behind it counted is named. Raises QuestionError when there is no decision of that id,
    LogError when a file of the log has changed since.
    """
    from ocdsl.audit import explain

    graph, facts = graph_of(contract), _facts_of(evaluation)
    told = explain.explain_decision(contract, graph, facts, evaluation, decision)
    if isinstance(told, Diagnostic):
        raise QuestionError([told])
    return explain.name_people(contract, graph, facts, evaluation, told) if people else told


def explain_person(contract: Contract, evaluation: Evaluation, person: str) -> Explanation:
    """What became of a person and why, paid or not (law 25).

    `evaluation` is one of the duckdb or the reference engine. Raises QuestionError when no event
    is about them, LogError when a file of the log has changed since.
    """
    from ocdsl.audit import explain

    graph, facts = graph_of(contract), _facts_of(evaluation)
    told = explain.explain_person(contract, graph, facts, evaluation, person)
    if isinstance(told, Diagnostic):
        raise QuestionError([told])
    return told


def _facts_of(evaluation: Evaluation) -> FactSource:
    from ocdsl.backends.run import facts_of

    facts = facts_of(evaluation)
    if isinstance(facts, list):
        raise LogError(facts)
    if facts is None:
        message = f"The {evaluation.header.engine} engine keeps no facts to explain."
        raise QuestionError([question(message, "Evaluate it with the duckdb engine.")])
    return facts


def incentives(contract: Contract, codes: Sequence[str] = (), plan: Plan | None = None) -> Report:
    """What a party could gain without helping anyone: a verdict on each entry, or on `codes`.

    The same contract and plan give the same report. Raises QuestionError for an unknown code.
    """
    from ocdsl.generators.sample_log import SmallLogs
    from ocdsl.incentives.search import UnknownEntryError, search
    from ocdsl.incentives.subject import Plan, Subject

    now = contract.as_it_stands  # what a party can gain, it gains under the text in force
    subject = Subject(now, graph_of(now), SmallLogs, graph_of, plan or Plan())
    try:
        return search(subject, codes)
    except UnknownEntryError as unknown:
        raise QuestionError([question(str(unknown), unknown.fix)]) from unknown


def replay(
    ledger: str | Path,
    logs: Sequence[str | Path],
    engine: str = "duckdb",
    contract: Source | None = None,
) -> Replay:
    """A saved JSON result against the same evaluation done again (law 19).

    The contract is the text that the result keeps, or `contract`. Raises FileError when the file
    holds no result, LogError and ContractError as `evaluate` and `load` do.
    """
    from ocdsl.audit.replay import replay as compare
    from ocdsl.ledger.saved import read_saved

    reading = read_saved(ledger)
    if reading.result is None:
        raise FileError([reading.problem] if reading.problem else [])

    def again(source: Source, as_at: int, known_at: str | None) -> Evaluation:
        return evaluate(load(source), logs, as_at, known_at, engine)

    return compare(reading.result, again, contract)


def diff(
    old: Contract,
    new: Contract,
    logs: Sequence[str | Path] = (),
    as_at: int = 0,
    known_at: str | None = None,
) -> ContractDiff:
    """The clauses in which two texts of a contract differ, each as a sentence (law 26).

    With `logs`, also what is owed by either text as at a day, by provider and period, where it
    differs. Raises LogError as `evaluate` does.
    """
    from ocdsl.audit.contract_diff import ContractDiff, clause_changes, moved_money

    changes = clause_changes(old.source, new.source)
    if not logs:
        return ContractDiff(changes)
    was, is_now = (evaluate(contract, logs, as_at, known_at) for contract in (old, new))
    return ContractDiff(changes, moved_money(new, was.decisions(), is_now.decisions()))
