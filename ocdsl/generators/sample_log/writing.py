"""`ocdsl sample-log`: a sample log on disk, with a side file that says it is synthetic."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import field, frozen

from ocdsl.generators.sample_log.parquet_file import write_parquet
from ocdsl.generators.sample_log.sample import Sample, make_sample
from ocdsl.generators.sample_log.shares import Living, Untidiness, as_percentages, in_words
from ocdsl.generators.sample_log.text_files import write_csv, write_json_lines
from ocdsl.model.contract import Contract

SUFFIXES = (".csv", ".parquet", ".jsonl", ".ndjson")

SAMPLE_LOG_HELP = (
    "Write a synthetic event log for a contract: people who join, are served, reach outcomes or "
    "miss them by a day, with events from the contract's own windows, limits and choices, spread "
    "over its term and its providers. No row is about a real person. The log is as untidy as real "
    "returns are, in stated shares: late records, corrections, withdrawn events, rows sent twice, "
    "missing evidence and a few plain mistakes. The same contract, number of people and seed give "
    "the same file on every machine. The suffix of the file says how it is written: .csv, "
    ".parquet or .jsonl; beside it, FILE.meta.json says that it is synthetic and how many untidy "
    "rows it holds."
)


@frozen
class Habits:
    """What people of a sample log live through, and how untidily it is filed."""

    untidiness: Untidiness = field(factory=Untidiness)
    living: Living = field(factory=Living)


@frozen
class SampleReport:
    """What was written. `planted` counts the untidy rows by kind, in words: `late records`."""

    path: Path
    meta_path: Path
    people: int
    rows: int
    planted: Mapping[str, int]

    @property
    def to_be_refused(self) -> int:
        """Rows that an evaluation refuses, each for one reason (law 17)."""
        return sum(self.planted[in_words(kind)] for kind in REFUSED)


REFUSED = (
    "duplicates",
    "clashing_ids",
    "missing_evidence",
    "unknown_events",
    "dates_day_first",
    "unknown_providers",
    "wrong_recorders",
)
"""The kinds of untidiness that make an evaluation refuse a row, as `Untidiness` names them."""


def write_sample(
    contract: Contract, people: int, seed: int, path: Path, habits: Habits | None = None
) -> SampleReport:
    """Write a sample log to `path`, whole or not at all, in the kind its suffix names.

    Raises ValueError, with a sentence for the user, for an unknown suffix or a number of people
    out of range, and OSError when the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise ValueError(
            f'A sample log cannot be written as "{path.name}": end it in .csv, .parquet or .jsonl.'
        )
    habits = habits or Habits()
    meta_path = path.with_name(path.name + ".meta.json")
    sample = make_sample(contract, people, seed, habits.untidiness, habits.living)
    report = SampleReport(path, meta_path, people, sample.rows, _planted(sample, kind))
    about = _about(contract, report, seed, habits)
    # The side file is put in place last, and not at all when the log itself could not be.
    with _whole(meta_path) as unfinished_meta, _whole(path) as unfinished:
        _write(sample, kind, unfinished, about)
        text = json.dumps(about, indent=2, ensure_ascii=False)
        unfinished_meta.write_text(text + "\n", encoding="utf-8", newline="\n")
    return report


def _planted(sample: Sample, kind: str) -> Mapping[str, int]:
    """What this kind of file holds: a date written the wrong way is possible in CSV alone."""
    return sample.planted if kind == ".csv" else {**sample.planted, "dates day first": 0}


def _about(
    contract: Contract, report: SampleReport, seed: int, habits: Habits
) -> Mapping[str, Any]:
    return {
        "synthetic": True,
        "note": "No row is about a real person.",
        "contract": contract.name,
        "contract_digest": contract.source.digest,
        "people": report.people,
        "seed": seed,
        "rows": report.rows,
        "untidy_shares": as_percentages(habits.untidiness),
        "untidy_rows": report.planted,
        "rows_to_be_refused": report.to_be_refused,
        "living_shares": as_percentages(habits.living),
    }


def _write(sample: Sample, kind: str, path: Path, about: Mapping[str, Any]) -> None:
    if kind == ".csv":
        write_csv(sample, path)
    elif kind == ".parquet":
        plain = {k: v if isinstance(v, str) else json.dumps(v) for k, v in about.items()}
        write_parquet(sample, path, plain)
    else:
        write_json_lines(sample, path)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file beside `path` to write to, put in its place at the end; removed if anything fails."""
    unfinished = path.with_name(f".{path.name}.unfinished-{os.getpid()}")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
