"""What is far too large is refused in plain words and soon: nothing runs out of memory or stack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from ocdsl import api
from ocdsl.base.source import Source
from ocdsl.syntax.mistakes import MOST

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "contracts/reablement-at-home/contract.ocdsl").read_text(encoding="utf-8")
HEADER = "event_id,event,provider,person,occurred_on,recorded_at,recorded_by,age,hours,reason\n"
GOOD = "e1,referral,alder-care,p1,2026-05-04,2026-05-04,vale,80,,\n"
MOST_SECONDS = 8
"""Of the processor, on a machine that may do much else: a twentieth of it as a rule."""

CONTRACTS = {
    "nested 10,000 deep on a line": (
        TEXT + 'payment x "X"\n  due  30 days after ' + "the end of " * 10_000 + "the month\n",
        {"LineTooLong"},
    ),
    "nested 10,000 deep in lines": (
        TEXT + 'payment x "X"\n  when  all of\n' + "    - all of\n" * 10_000,
        {"SaidOtherwise", "TooManyMistakes"},
    ),
    "a price of 10,000 digits": (TEXT.replace("£300.00", "£" + "9" * 10_000, 1), {"LineTooLong"}),
    "a price of 1,000 digits": (TEXT.replace("£300.00", "£" + "9" * 1_000, 1), {"NumberTooLong"}),
    "a line of a million characters": (
        TEXT + 'payment x "X"\n  due  ' + "30 days " * 125_000 + "\n",
        {"LineTooLong"},
    ),
    "a text of ten million": ("# " + "x" * 10_000_000, {"FileTooLong"}),
    "100,000 blocks with one name": (
        TEXT + 'payment start-fee "Start fee"\n' * 100_000,
        {"NameDefinedTwice", "MissingClause", "TooManyMistakes"},
    ),
    "10,000 lines that cannot be read": (
        TEXT + 'payment q "Q"\n' + "".join(f"  bogus-{n} line\n" for n in range(10_000)),
        {"NotUnderstood", "TooManyMistakes"},
    ),
    "10,000 names misspelt": (
        TEXT
        + 'event q "Q"\n  recorded by  '
        + "\n  recorded by  ".join(f"commisioner-{n}" for n in range(10_000))
        + "\n",
        {"UnknownName", "ClauseTwice", "TooManyMistakes"},
    ),
}


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_contract_far_too_large(name: str) -> None:
    text, codes = CONTRACTS[name]
    start = process_time()
    checked = api.check(Source("contract.ocdsl", text))
    assert process_time() - start < MOST_SECONDS
    assert checked.contract is None
    errors = [d for d in checked.diagnostics if d.severity.word == "error"]
    assert {d.code for d in errors} == codes
    assert len(errors) <= 4 * (MOST + 1)
    assert max(len(d.message) for d in errors) < 12_000


def test_a_file_of_fifty_million_bytes(tmp_path: Path) -> None:
    file = tmp_path / "contract.ocdsl"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(api.FileError) as refusal:
        api.check(file)
    assert [d.code for d in refusal.value.diagnostics] == ["TooLarge"]


LOGS: dict[str, tuple[str, Callable[[], str]]] = {
    "a cell of a million characters": (
        "log.csv",
        lambda: HEADER + GOOD.replace("p1", "p" * 1_000_000),
    ),
    "a number of 10,000 digits": (
        "log.csv",
        lambda: HEADER + GOOD.replace(",80,", f",{'8' * 10_000},"),
    ),
    "JSON nested 10,000 deep": ("log.jsonl", lambda: "[" * 10_000 + "]" * 10_000 + "\n"),
    "a JSON number of 10,000 digits": (
        "log.jsonl",
        lambda: '{"event_id":"e1","event":"referral","age":' + "9" * 10_000 + "}\n",
    ),
    "one line of ten million": ("log.jsonl", lambda: "x" * 10_000_000),
    "10,000 wrong rows": (
        "log.csv",
        lambda: HEADER + GOOD.replace("referral", "refferal") * 10_000,
    ),
}


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize("name", LOGS)
def test_a_log_far_too_large(name: str, engine: str, tmp_path: Path) -> None:
    suffix, make = LOGS[name]
    log = tmp_path / suffix
    log.write_text(make(), encoding="utf-8")
    contract = api.load(ROOT / "contracts/reablement-at-home")
    start = process_time()
    try:
        evaluation = api.evaluate(contract, [log], 740_300, None, engine)
    except api.LogError as refusal:
        assert all(d.message and d.fix for d in refusal.diagnostics)
    else:
        assert evaluation.account.refused == evaluation.account.read > 0
    assert process_time() - start < MOST_SECONDS
