"""The rules of the house that a linter does not know: each names the file that breaks it."""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ocdsl.events import STANDALONE_MODULES

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ocdsl"
FILES = sorted(PACKAGE.rglob("*.py"))
EMPTY_NAMES = {
    "common",
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "manager",
    "handler",
    "processor",
}
CLOCKS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "monotonic"),
    ("time", "perf_counter"),
}
STANDARD = {*sys.stdlib_module_names, "ocdsl"}
# The emitted evaluator is a command of its own, with the same default for its date.
COMMAND_OF_THE_EVALUATOR = [PACKAGE / "backends" / "emitted" / "program.py"]
# Parts that make, move or tell amounts: nothing in them may become a binary fraction.
EXACT = ("backends", "ledger", "rules", "events", "audit", "model", "incentives", "generators")
# Exact fractions of Python and of the solver, which are divided without loss.
FRACTIONS = ("rules/wording", "incentives/engines", "audit/worked_words")


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    long = {name_of(f): n for f in FILES if (n := len(f.read_text().splitlines())) >= 400}
    assert not long


def test_functions_are_short() -> None:
    lengths = [length(node) for file in FILES for node in functions(tree_of(file))]
    assert max(lengths) <= 60
    assert statistics.median(lengths) <= 8
    assert sum(n < 30 for n in lengths) / len(lengths) >= 0.9


def test_functions_take_few_arguments() -> None:
    many = []
    for file in FILES:
        for node in functions(tree_of(file)):
            names = [
                a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            ]
            if len([n for n in names if n not in ("self", "cls")]) > 5:
                many.append(f"{name_of(file)}: {node.name}")
    assert not many


def test_every_module_says_what_it_is_for() -> None:
    silent = [name_of(f) for f in FILES if not (ast.get_docstring(tree_of(f)) or "").strip()]
    assert not silent


def test_no_module_has_an_empty_name() -> None:
    assert not [name_of(f) for f in FILES if f.stem in EMPTY_NAMES]


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def stands_alone(file: Path) -> bool:
    return "Standard library only" in (ast.get_docstring(tree_of(file)) or "")


def test_what_the_emitted_evaluator_carries_needs_nothing_installed() -> None:
    alone = {module_of(file): file for file in FILES if stands_alone(file)}
    assert set(STANDALONE_MODULES) <= set(alone)
    outside = []
    for module, file in alone.items():
        for name in imported(tree_of(file)):
            own = name.startswith("ocdsl") and name != "ocdsl"
            if not (name in alone if own else name.split(".")[0] in STANDARD):
                outside.append(f"{module} imports {name}")
    assert not outside


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_no_clock_outside_the_command_line() -> None:
    found = []
    for file in FILES:
        if file.is_relative_to(PACKAGE / "cli") or file in COMMAND_OF_THE_EVALUATOR:
            continue
        found += [f"{name_of(file)}:{line}" for line in clocks(tree_of(file))]
    assert not found


def clocks(tree: ast.Module) -> Iterator[int]:
    """Lines that read a clock, however it was imported."""
    bare = {what for module, what in CLOCKS if module == "time"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if (owner, node.attr) in CLOCKS:
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for alias in node.names if alias.name in bare)


@pytest.mark.parametrize("part", EXACT)
def test_no_amount_becomes_a_binary_fraction(part: str) -> None:
    found = []
    for file in sorted((PACKAGE / part).rglob("*.py")):
        tree = tree_of(file)
        likeness = set(likenesses(tree))
        exact = any(folder in file.as_posix() for folder in FRACTIONS)
        for node in ast.walk(tree):
            divides = isinstance(node, ast.BinOp) and exact
            if is_binary_fraction(node) and node not in likeness and not divides:
                found.append(f"{name_of(file)}:{node.lineno}")  # type: ignore[attr-defined]
    assert not found


def likenesses(tree: ast.Module) -> Iterator[ast.AST]:
    """How alike two spellings must be: the one fraction that is no amount."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("get_close_matches"):
            yield from ast.walk(node)


def is_binary_fraction(node: ast.AST) -> bool:
    """`float(…)`, `1.5`, or `/` but between paths, where one side is text."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "float"
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return not any(is_path_part(side) for side in (node.left, node.right))
    return False


def is_path_part(node: ast.AST) -> bool:
    if isinstance(node, ast.BinOp):
        return is_path_part(node.left) or is_path_part(node.right)
    text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    named = ast.unparse(node).lower()
    return text or isinstance(node, ast.JoinedStr) or "path" in named or "folder" in named


# ---- each rule can fail: what it must find, found in a few lines of code


def test_the_rules_find_what_they_look_for() -> None:
    sinful = ast.parse(
        "from time import perf_counter\nimport datetime\ndatetime.datetime.now()\n"
        "datetime.date.today()\n"
    )
    assert sorted(clocks(sinful)) == [1, 3, 4]
    for text in ("float(pence)", "a / b", "x = 0.15", "total * 100 / 3"):
        assert any(map(is_binary_fraction, ast.walk(ast.parse(text)))), text
    for text in (
        "folder / 'a.csv'",
        "path / name",
        "place / f'{n}.py'",
        "a // b",
        "half / 'x' / n",
    ):
        assert not any(map(is_binary_fraction, ast.walk(ast.parse(text)))), text
