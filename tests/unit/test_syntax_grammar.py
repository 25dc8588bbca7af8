"""The grammar: free of conflicts, kept beside its table, and read by ours as lark reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lark import Lark, Transformer

from ocdsl.base.resources import folder
from ocdsl.base.source import Source
from ocdsl.syntax import table
from ocdsl.syntax.build_clauses import BUILDERS
from ocdsl.syntax.lexer import Lexer, lines_of
from ocdsl.syntax.machine import START, Machine, Piece, Refusal

GRAMMAR = (folder("grammar") / table.GRAMMAR).read_text(encoding="utf-8")
ROOT = Path(__file__).parents[2]
CONTRACT = (ROOT / "contracts/reablement-at-home/contract.ocdsl").read_text(encoding="utf-8")

# Words that cannot be a name somewhere. A word joins this list only when a form needs it.
RESERVED = """
    Cymraeg a about accept achieved activities all an answer any area as assume assumes at
    because belongs brings by calendar-quarter calendar-year cap cohort commissioner contract
    counts currency deduction diagnostic digest divides due due-date each eighth end ends event
    evidence exactly example excess expect falls fifth final finding first floor for fourth from
    ignores in inputs interim is joins last leads less library log logic-model measure missing
    model month months more needs next ninth no not note nothing occurs of on one order
    otherwise outcome outputs over payment pays provider quarter rates recorded recover repaid
    rises role rounding saves second section sets seventh shared sixth source spell spends split
    started starts statements suitability tail takes target tenth term text the third unused up
    use variation versions week weeks what when whole withhold working year years
"""


def test_the_kept_table_is_that_of_the_grammar() -> None:
    """Built with lark's strict mode, which refuses every conflict. After a change of the grammar:
    `python -m ocdsl.syntax.table`.
    """
    kept = (folder("grammar") / table.KEPT).read_text(encoding="utf-8")
    assert table.build(GRAMMAR) == kept


def test_reserved_words_are_those_of_the_table() -> None:
    assert set(table.reserved(table.load())) == set(RESERVED.split())


def test_every_rule_has_a_builder() -> None:
    names = {rule.name for rule in table.load().rules if not rule.inline}
    assert names == set(BUILDERS)


class _Recorder(Transformer):  # type: ignore[type-arg]  # its results are not looked at
    """Notes the rules that lark completes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def __default__(self, data: Any, children: Any, meta: Any) -> str:
        self.seen.append(str(data))
        return str(data)


def _by_lark(text: str) -> list[str]:
    parser = Lark(GRAMMAR, parser="lalr", lexer="contextual", maybe_placeholders=False)
    recorder = _Recorder()
    recorder.transform(parser.parse(text))
    return recorder.seen


def _by_ours(text: str) -> list[str]:
    seen: list[str] = []

    def noting(name: str) -> Any:
        def build(piece: Piece) -> str:
            seen.append(name)
            return name

        return build

    kept = table.load()
    machine = Machine(kept, Lexer(kept), {name: noting(name) for name in BUILDERS})
    stack = START
    for line in lines_of(Source("c", text))[0]:
        following = machine.read(stack, line)
        assert not isinstance(following, Refusal)
        stack = following
    machine.finish(stack)
    return seen


def test_our_machine_completes_the_rules_that_lark_completes() -> None:
    assert _by_ours(CONTRACT) == _by_lark(CONTRACT)


@pytest.mark.parametrize("damage", ["", "{", '{"grammar": "other"}'])
def test_a_damaged_or_stale_table_is_built_anew(
    damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / table.GRAMMAR).write_text(GRAMMAR, encoding="utf-8")
    (tmp_path / table.KEPT).write_text(damage, encoding="utf-8")
    monkeypatch.setattr(table, "folder", lambda _: tmp_path)
    assert table.load.__wrapped__() == table.load()


def test_reading_a_contract_imports_no_lark() -> None:
    code = (
        "import sys, json; from ocdsl.base.source import Source;"
        "from ocdsl.syntax.parser import parse; parse(Source('c', open(sys.argv[1]).read()));"
        "print(json.dumps([m for m in ('lark', 'rich', 'duckdb') if m in sys.modules]))"
    )
    path = str(ROOT / "contracts/reablement-at-home/contract.ocdsl")
    run = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert json.loads(run.stdout) == []
