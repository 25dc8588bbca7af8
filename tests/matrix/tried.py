"""What may stand where: each value of `places.md` in each of its places, tried."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from ocdsl import api
from ocdsl.backends.run import Question, run_engine
from ocdsl.base.calendar import day_of
from ocdsl.base.diagnostics import Diagnostic, Severity
from ocdsl.base.source import Source
from ocdsl.events.from_model import schema_of
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import Checked, check
from ocdsl.rules.lowering.from_model import lower
from ocdsl.rules.wording import languages

HERE = Path(__file__).parent
ENGINES = ("reference", "emitted", "duckdb")
"""The reference first: the others have to say what it says."""
AS_AT = day_of("2029-06-30")
"""After the last day of the tail: everything is settled."""


@frozen
class Value:
    """A kind of value, and what goes with it in a test or an amount."""

    name: str
    phrase: str
    limit: str
    field: str
    money: str


@frozen
class Place:
    """A place that a value may stand in: blocks with the words VALUE, LIMIT, FIELD and MONEY."""

    name: str
    blocks: str

    def holds(self, value: Value) -> str:
        """The blocks with a value in the place; they have names that no other value's have."""
        number = VALUES.index(value)
        words = {"VALUE": value.phrase, "LIMIT": value.limit, "FIELD": value.field}
        text = re.sub(
            r"\bown(?! rate)(-fee|-spell|-cap|-floor)?\b", rf"own\1-{number}", self.blocks
        )
        text = text.replace("MONEY ", f"{value.money} " if value.money else "")
        return re.sub("|".join(words), lambda match: words[match[0]], text)


def _rows(text: str) -> list[dict[str, str]]:
    """The rows of a Markdown table."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


def _parts() -> dict[str, str]:
    text = (HERE / "places.md").read_text(encoding="utf-8")
    found = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(found[::2], found[1::2], strict=True))


def _fenced(text: str) -> str:
    match = re.search(r"```ocdsl\n(.*?)```", text, re.DOTALL)
    assert match is not None
    return match[1]


_PARTS = _parts()
BASE = _fenced(_PARTS["The base"])
VALUES = tuple(
    Value(r["value"], r["phrase"], r["limit"], r["field"], r["money"])
    for r in _rows(_PARTS["Values"])
)
_PLACE = re.compile(r"^### ([^\n]+)\n(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
PLACES = tuple(Place(name, _fenced(text)) for name, text in _PLACE.findall(_PARTS["Places"]))


def checked_with(place: Place, values: tuple[Value, ...]) -> tuple[Checked, dict[Value, str]]:
    """The contract with the place for each of some values, and the code of each one's first error.

    Raises AssertionError where an error is in none of the blocks of a value.
    """
    text, lines = BASE, {}
    for value in values:
        begins = text.count("\n") + 1
        text += f"\n{place.holds(value)}"
        lines |= dict.fromkeys(range(begins, text.count("\n") + 1), value)
    checked = check(Source("matrix.ocdsl", text))
    found: dict[Value, str] = {}
    for error in _errors(checked.diagnostics):
        assert error.span.line in lines, f"{place.name}: {error.message} ({error.code})"
        assert error.fix, error.code
        found.setdefault(lines[error.span.line], error.code)
    return checked, found


def _errors(diagnostics: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    return (d for d in diagnostics if d.severity is Severity.ERROR)


def what_stands(place: Place) -> tuple[Contract, dict[Value, str]]:
    """The contract with every value that may stand in a place; those that may not, and why.

    They are checked together: one at a time would take a minute and more.
    """
    refused: dict[Value, str] = {}
    while True:
        left = tuple(value for value in VALUES if value not in refused)
        checked, found = checked_with(place, left)
        if not found:
            assert checked.contract is not None
            return checked.contract, refused
        refused |= found


def write_log(contract: Contract, path: Path) -> Path:
    """The log of `places.md` as a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(schema_of(contract).columns), restval="")
        writer.writeheader()
        for row in _rows(_PARTS["The log"]):
            writer.writerow({**row, "recorded_at": row["occurred_on"]})
    return path


def evaluations(contract: Contract, log: Path) -> list[Evaluation]:
    """What each engine makes of the log, in the order of ENGINES; what is raised goes on."""
    graph, found = lower(contract), []
    for engine in ENGINES:
        answer = run_engine(Question(contract, graph, (log,), AS_AT, None), engine)
        assert answer.evaluation is not None, answer.diagnostics
        assert not answer.evaluation.account.refused, answer.evaluation.account.refusals
        found.append(answer.evaluation)
    return found


def said(evaluation: Evaluation) -> list[str]:
    """The decisions of an engine, one for each line."""
    return ",\n".join(evaluation.rows()).split(",\n")


def told(contract: Contract, evaluation: Evaluation) -> None:
    """Words for all of it: the specification, and why each decision is as it is."""
    assert languages.specification(contract, lower(contract))
    for decision in evaluation.decisions():
        if decision.payment.startswith("own"):
            api.explain_decision(contract, evaluation, decision.id)
