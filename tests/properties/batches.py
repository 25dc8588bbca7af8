"""Many random logs evaluated at once: each has providers, people and event ids of its own.

Rates and caps of the shipped contract are for each provider, so logs with providers of their own
have nothing to do with each other, and one run of an engine judges them all.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import attrs

from ocdsl.backends.run import Question, run_engine
from ocdsl.events.from_model import schema_of
from ocdsl.ledger.evaluation import Evaluation
from ocdsl.model.contract import Contract
from ocdsl.rules.lowering.from_model import lower
from tests.properties.log_shape import Row


def with_providers(contract: Contract, copies: int) -> Contract:
    """The contract with so many copies of its providers, named `alder-care-07`."""
    providers = [p for p in contract.parties if p.kind == "provider"]
    others = tuple(p for p in contract.parties if p.kind != "provider")
    copied = tuple(
        attrs.evolve(p, name=f"{p.name}-{n:02d}") for n in range(copies) for p in providers
    )
    return attrs.evolve(contract, parties=others + copied)


def together(contract: Contract, logs: Sequence[Sequence[Row]]) -> list[Row]:
    """The rows of all the logs, each under its own providers, people and ids."""
    names = contract.providers
    rows = []
    for number, log in enumerate(logs):
        for row in log:
            own = {"event_id": f"{row['event_id']}-{number:02d}"}
            for name in ("provider", "person", "supersedes", "retracts"):
                own[name] = f"{row[name]}-{number:02d}" if row[name] else ""
            if row["recorded_by"] in names:
                own["recorded_by"] = f"{row['recorded_by']}-{number:02d}"
            rows.append({**row, **own})
    return rows


def write_rows(contract: Contract, rows: Sequence[Row], path: Path) -> Path:
    """The rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(schema_of(contract).columns))
        writer.writeheader()
        writer.writerows(rows)
    return path


def evaluated(
    contract: Contract, paths: Sequence[Path], as_at: int, engine: str, known_at: str | None = None
) -> Evaluation:
    """A log's result by an engine; the log has no problems."""
    question = Question(contract, lower(contract), tuple(paths), as_at, known_at)
    answer = run_engine(question, engine)
    assert answer.evaluation is not None, answer.diagnostics
    return answer.evaluation
