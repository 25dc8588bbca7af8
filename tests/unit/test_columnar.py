"""The SQL engine says what the reference says, of contracts unlike the shipped one too."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.backends.columnar.engine import connect
from ocdsl.backends.columnar.script import sql_script
from ocdsl.backends.columnar.stages import Stages
from ocdsl.backends.columnar.strangers import can_be_left_out
from ocdsl.base.calendar import day_of
from ocdsl.base.source import Source
from ocdsl.generators.sample_log import Habits, untidiness, write_sample
from ocdsl.ledger.result import as_row
from ocdsl.model.contract import Contract
from ocdsl.model.from_syntax import check
from ocdsl.rules.graph import Graph
from ocdsl.rules.lowering.from_model import lower

SHIPPED = Path(__file__).parents[2] / "contracts" / "reablement-at-home" / "contract.ocdsl"
TEXT = SHIPPED.read_text(encoding="utf-8")
CAP = TEXT[TEXT.index("cap monthly-ceiling") : TEXT.index("accept tier-notch")]
HELD = TEXT[TEXT.index("  withhold  ") : TEXT.index("  recover  ")]
EXAMPLE = TEXT[TEXT.index("accept tier-notch") :]
DAYS = ("2026-03-01", "2026-06-10", "2027-02-01", "2028-09-10", "2029-09-01", "2030-05-25")

SECOND_CAP = """cap person-ceiling "Ceiling for a person"
  over        all payments
  at most     £1,500.00 for each person
  order       earliest earned first, the last in part
  excess      is not paid

"""
QUARTER = "the quarter of the first service-start"
WITHHELD = f"""  withhold              10% of the payment against reablement-rate during {QUARTER}
    | reablement-rate | released |
    | less than 50%   | nothing  |
    | at least 50%    | all      |
  what is not released  is not paid
"""
DUE_AFTER_BANDS = "  due   30 days after the end of the month of earning\n\ncap monthly"


def changed(*pairs: tuple[str, str]) -> Contract:
    """The shipped contract with some of its words replaced."""
    text = TEXT.replace(EXAMPLE, "")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    checked = check(Source("contract.ocdsl", text))
    assert checked.contract is not None, [d.message for d in checked.diagnostics]
    return checked.contract


LOW = (
    "£120,000.00 for each provider and month of earning",
    "£2,000.00 for each provider and month",
)
NOT_PAID = (
    ("excess      carried forward", "excess      is not paid"),
    ("  at the end  lapses\n", ""),
)
VARIANTS = {
    "as shipped": (),
    "low ceiling": (LOW,),
    "carried money is paid at the end": (LOW, ("lapses", "is paid on the last statement")),
    "ceiling for the contract and year": (
        (LOW[0], "£30,000.00 for each provider and year of earning"),
    ),
    "no excess is carried": (LOW, *NOT_PAID),
    "ceiling for each person": ((LOW[0], "£900.00 for each person"), *NOT_PAID),
    "ceiling for the contract": ((LOW[0], "£20,000.00 for the contract"), *NOT_PAID),
    "two ceilings": ((CAP, SECOND_CAP + CAP), LOW),
    "no ceiling": ((CAP, ""),),
    "small groups": (("at least 30 people", "at least 3 people"),),
    "rates not known": (
        ("at least 30 people", "at least 6 people"),
        ("  otherwise   pool with the next quarter\n", "  otherwise   not known\n"),
        ("  at the end  judged on the people there are\n", ""),
    ),
    "months of people": (
        ("provider and quarter", "provider and month"),
        ("during the quarter", "during the month"),
        ("with the next quarter", "with the next month"),
        ("at least 30 people", "at least 4 people"),
    ),
    "part is taken back": (("recover               100%", "recover               40%"), (HELD, "")),
    "bands withheld": ((DUE_AFTER_BANDS, WITHHELD + DUE_AFTER_BANDS),),
    "some of several tests": (
        ("when       all of\n    - the closure", "when       at least 1 of\n    - the closure"),
    ),
    "last assessment": (("above independence at the first", "above independence at the last"),),
    "nobody set aside": (
        ("  sets aside  on a closure where reason is one of died, moved-away\n", ""),
    ),
    "months of support": (
        ("provider and week", "provider and month"),
        ("the week ends", "the month ends"),
    ),
}  # fmt: skip


def sample(contract: Contract, path: Path, people: int = 60, untidy: str | None = None) -> Path:
    habits = None if untidy is None else Habits(untidiness(untidy))
    write_sample(contract, people, 5, path, habits)
    return path


def text_of(contract: Contract, log: Path, day: str, engine: str) -> str:
    found = "".join(api.evaluate(contract, [log], day_of(day), None, engine).json_text())
    return found.replace(f'"engine":"{engine}"', "")


@pytest.mark.parametrize("name", VARIANTS)
def test_the_bytes_of_the_reference(name: str, tmp_path: Path) -> None:
    contract = changed(*VARIANTS[name])
    log = sample(contract, tmp_path / "log.csv")
    for day in DAYS:
        assert text_of(contract, log, day, "duckdb") == text_of(contract, log, day, "reference")


def rows_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    return list(reader.fieldnames or ()), rows


def rewrite(path: Path, names: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def test_odd_names_are_written_as_json_writes_them(tmp_path: Path) -> None:
    contract = changed()
    log = sample(contract, tmp_path / "log.csv", untidy="none")
    names, rows = rows_of(log)
    ends = ("", '"', "\\", "/x", "#y", "%z", " é", "'", "-", "\u00fe")
    for row in rows:
        row["person"] += ends[int(row["person"][1:]) % len(ends)]
        row["event_id"] += ends[int(row["event_id"][1:]) % len(ends)]
    rewrite(log, names, rows)
    for day in DAYS[2:]:
        assert text_of(contract, log, day, "duckdb") == text_of(contract, log, day, "reference")


def test_neither_the_order_of_rows_nor_the_threads_change_a_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = changed(*VARIANTS["low ceiling"])
    log = sample(contract, tmp_path / "log.csv", 150)
    first = api.evaluate(contract, [log], day_of("2028-09-10"), None, "duckdb")
    names, rows = rows_of(log)
    random.Random(1).shuffle(rows)
    rewrite(log, names, rows)
    monkeypatch.setattr("ocdsl.backends.columnar.engine.connect", lambda: connect(threads=1))
    second = api.evaluate(contract, [log], day_of("2028-09-10"), None, "duckdb")
    assert list(first.decisions()) == list(second.decisions())
    assert "".join(first.rows()) == "".join(second.rows())
    assert first.summary == second.summary
    assert first.account.reasons == second.account.reasons


def test_decisions_rows_and_fates_tell_the_same(tmp_path: Path) -> None:
    contract = changed()
    log = sample(contract, tmp_path / "log.csv")
    found, plain = (
        api.evaluate(contract, [log], day_of("2028-09-10"), None, engine)
        for engine in ("duckdb", "reference")
    )
    assert list(found.decisions()) == list(plain.decisions())
    assert sorted(found.fates()) == sorted(plain.fates())
    person = next(plain.decisions()).person or ""
    assert found.about(person) == plain.about(person)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_script_gives_the_decisions_of_the_engine(kind: str, tmp_path: Path) -> None:
    contract = changed(*VARIANTS["low ceiling"])
    log = sample(contract, tmp_path / f"log.{kind}", 80, untidy="none")
    con = connect()
    con.execute(f"SET VARIABLE log = '{log}'; SET VARIABLE as_at = DATE '2028-03-01'")
    con.execute(sql_script(contract, lower(contract)))
    rows = [[v.isoformat() if hasattr(v, "isoformat") else v for v in r] for r in con.fetchall()]
    decisions = api.evaluate(contract, [log], day_of("2028-03-01"), None, "duckdb").decisions()
    assert rows == [list(as_row(decision).values()) for decision in decisions]


def test_every_step_of_the_script_names_its_clauses() -> None:
    contract = changed()
    script = sql_script(contract, lower(contract))
    for clause in ("outcome-fee.withhold", "monthly-ceiling.excess", "reablement-rate.needs"):
        assert f"-- {clause}, line " in script
    assert "no readmission is within 28 days after the closure" in script
    assert script == sql_script(contract, lower(contract))


def graph() -> Graph:
    return lower(changed())


def test_no_binary_fraction_comes_into_the_sql() -> None:
    script = sql_script(changed(), graph()).upper()
    for word in (" / ", "DOUBLE", "FLOAT", " REAL"):
        code = [line for line in script.splitlines() if not line.startswith("--")]
        assert not [line for line in code if word in line]


def test_nodes_follow_what_they_rest_on() -> None:
    stages = Stages(graph())
    assert stages.of["reablement-rate.ratio"] > stages.of["reablement-rate.people-counted"]
    assert stages.of["outcome-fee.released"] == max(stages.of.values())


def test_people_with_days_of_support_alone_are_left_out() -> None:
    assert can_be_left_out(graph())


@pytest.mark.parametrize("rows", ["untidy", "in the order of their ids", "by person"])
def test_rows_that_stay_in_their_parquet_file(
    rows: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ocdsl.backends.columnar.load.SMALL_FILE", 0)
    contract = changed(*VARIANTS["low ceiling"])
    log = sample(contract, tmp_path / "log.parquet", 100, None if rows == "untidy" else "none")
    if rows == "by person":
        by_person = tmp_path / "by-person.parquet"
        connect().execute(f"COPY (FROM '{log}' ORDER BY person, event_id DESC) TO '{by_person}'")
        log = by_person
    for day in DAYS[2:]:
        assert text_of(contract, log, day, "duckdb") == text_of(contract, log, day, "reference")


def test_a_log_that_changed_is_not_asked_why(tmp_path: Path) -> None:
    contract = changed()
    log = sample(contract, tmp_path / "log.parquet", untidy="none")
    result = api.evaluate(contract, [log], day_of("2028-09-10"))
    person = next(d.person for d in result.decisions() if d.person)
    assert api.explain_person(contract, result, person)
    log.write_bytes(log.read_bytes() + b"\n")
    with pytest.raises(api.LogError, match="It has changed since its rows were checked"):
        api.explain_person(contract, result, person)
