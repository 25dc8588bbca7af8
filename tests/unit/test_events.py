"""Event logs in plain Python: the schema, the cells, what is visible, and what may stand alone."""

from __future__ import annotations

import ast
import importlib
import json
import sys
from pathlib import Path

import pytest

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.events import STANDALONE_MODULES
from ocdsl.events.from_model import schema_of
from ocdsl.events.log import Unseen, end_of_day, log_digest, read_log, visible
from ocdsl.events.refusals import RowRefused, shown
from ocdsl.events.schema import FieldSchema, LogSchema
from ocdsl.events.values import DAY_MICROSECONDS, read_field, read_id, read_moment
from tests.events.badfiles import csv_text
from tests.events.schemas import GOOD, SCHEMA

CONTRACT = Path(__file__).parents[2] / "contracts" / "reablement-at-home" / "contract.ocdsl"


def test_a_schema_survives_json() -> None:
    assert LogSchema.from_dict(json.loads(json.dumps(SCHEMA.as_dict()))) == SCHEMA


def test_the_shipped_contract_says_what_its_log_holds() -> None:
    schema = schema_of(api.load(CONTRACT))
    assert schema.field_names == ("age", "independence", "reason", "hours")
    assert schema.recorders[:3] == ("commissioner", "vale", "provider")
    support = schema.event("support-day")
    assert support is not None
    assert support.fields[0].limits == (("more than", 0), ("up to and including", 2400))
    assert schema.allowed_recorders(support, "alder-care") == ("alder-care", "provider")


@pytest.mark.parametrize(
    ("text", "microseconds"),
    [
        ("0001-01-01", DAY_MICROSECONDS),
        ("0001-01-01 00:00", DAY_MICROSECONDS),
        ("0001-01-01T00:00:01", DAY_MICROSECONDS + 1_000_000),
        ("0001-01-02T23:59:59.5", 3 * DAY_MICROSECONDS - 500_000),
        ("0001-01-02T23:59:59.999999", 3 * DAY_MICROSECONDS - 1),
    ],
)
def test_moments_are_microseconds_since_ordinal_day_0(text: str, microseconds: int) -> None:
    assert read_moment("recorded_at", text) == microseconds


def test_numbers_are_held_in_their_smallest_unit() -> None:
    money = FieldSchema("cost", "money", 2, (), ())
    assert [read_field(money, "review", t) for t in ("5", "-0.05", "1575.5", "-0")] == [
        500, -5, 157550, 0,
    ]  # fmt: skip


def test_ids_may_hold_any_letters_but_no_hidden_ones() -> None:
    assert read_id("person", "Siân Ŵ 日本") == "Siân Ŵ 日本"
    for text in ("a\u00a0b", "a\u00adb", "\ufeffa", "a\u202eb", "a\x7f"):
        with pytest.raises(RowRefused) as refused:
            read_id("person", text)
        assert refused.value.code == "HiddenCharacter"


def test_long_values_are_shown_short_and_hidden_characters_by_number() -> None:
    assert shown("x" * 60) == '"' + "x" * 40 + '…"'
    assert shown("a\u202eb\n") == '"a\\u202eb\\u000a"'


def history(tmp_path: Path) -> Path:
    """E1 is corrected by E2 on 8 May and that by E3 on 10 May; E4 is withdrawn on 12 May."""
    rows = [
        GOOD,
        {**GOOD, "event_id": "E2", "hours": "3", "recorded_at": "2026-05-08", "supersedes": "E1"},
        {**GOOD, "event_id": "E3", "hours": "4", "recorded_at": "2026-05-10", "supersedes": "E2"},
        {**GOOD, "event_id": "E4", "occurred_on": "2026-05-07", "recorded_at": "2026-05-07"},
        {**GOOD, "event_id": "E5", "hours": "", "recorded_at": "2026-05-12", "retracts": "E4"},
    ]
    path = tmp_path / "log.csv"
    path.write_text(csv_text(rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("as_at", "known", "ids"),
    [
        ("2026-05-31", "2026-05-06", ["E1"]),
        ("2026-05-31", "2026-05-07", ["E1", "E4"]),
        ("2026-05-31", "2026-05-08", ["E2", "E4"]),
        ("2026-05-31", "2026-05-11", ["E3", "E4"]),
        ("2026-05-31", "2026-05-12", ["E3"]),
        ("2026-05-06", "2026-05-11", ["E3"]),
        ("2026-05-05", "2026-05-12", []),
    ],
)
def test_two_time_axes(as_at: str, known: str, ids: list[str], tmp_path: Path) -> None:
    log = read_log([history(tmp_path)], SCHEMA)
    seen = visible(log, day_of(as_at), end_of_day(day_of(known)))
    assert sorted(event.event_id for event in seen.events) == ids
    assert len(seen.events) + len(seen.not_relevant) == len(log.events)


def test_every_event_left_out_has_its_reason(tmp_path: Path) -> None:
    log = read_log([history(tmp_path)], SCHEMA)
    seen = visible(log, day_of("2026-05-06"), end_of_day(day_of("2026-05-11")))
    assert sorted(seen.not_relevant) == [
        Unseen("E1", "superseded", "E2"),
        Unseen("E2", "superseded", "E3"),
        Unseen("E4", "after the as-at date", ""),
        Unseen("E5", "recorded after the known-at moment", ""),
    ]


def test_json_lines_say_what_csv_says(tmp_path: Path) -> None:
    rows = [
        {**GOOD, "hours": 2.50, "supersedes": None},
        {**GOOD, "event_id": "E2", "hours": 3},
        {**GOOD, "event_id": "E3", "hours": [3]},
        [],
    ]
    lines = [json.dumps(row) for row in rows] + [
        "",
        "{broken",
        '{"event_id": "a", "event_id": "b"}',
    ]
    path = tmp_path / "log.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    log = read_log([path], SCHEMA)
    assert [event.values["hours"] for event in log.events] == [250, 300]
    assert [(r.row, r.code) for r in log.refusals] == [
        (3, "NotOneValue"), (4, "NotJson"), (6, "NotJson"), (7, "DoubledKey"),
    ]  # fmt: skip
    assert log.rows_read == 6


def test_a_row_with_too_few_cells_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(csv_text([GOOD]) + "E2,closure\n\n" + csv_text([GOOD]).split("\n")[1])
    log = read_log([path], SCHEMA)
    assert [(r.row, r.event_id, r.code) for r in log.refusals] == [
        (2, "E2", "WrongNumberOfCells"),
        (3, "E1", "DuplicateRow"),
    ]


def test_the_digest_ignores_the_order_of_files(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("a")
    second.write_text("b")
    assert log_digest([first, second]) == log_digest([second, first]) != log_digest([first])


def standalone_trees() -> dict[str, ast.Module]:
    names = ("ocdsl.base.money", "ocdsl.base.calendar", *STANDALONE_MODULES)
    files = {name: importlib.import_module(name).__file__ for name in names}
    return {name: ast.parse(Path(str(path)).read_text("utf-8")) for name, path in files.items()}


def test_standalone_modules_need_only_python_and_those_before_them() -> None:
    before: set[str] = set()
    for name, tree in standalone_trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                root = str(node.module).split(".")[0]
                assert node.module in before or root in sys.stdlib_module_names, (name, node.module)
            elif isinstance(node, ast.Import):
                assert all(alias.name in sys.stdlib_module_names for alias in node.names), name
        before.add(name)


def test_standalone_modules_share_no_name() -> None:
    seen: dict[str, str] = {}
    for name, tree in standalone_trees().items():
        for node in tree.body:
            for defined in _names(node):
                assert defined not in seen, f"{defined} is in {name} and in {seen[defined]}"
                seen[defined] = name


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
    return [target.id for target in targets if isinstance(target, ast.Name)]
