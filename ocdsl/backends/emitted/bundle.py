"""Puts modules that use only the standard library into one file, and refuses names that clash."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from attrs import frozen

from ocdsl.events import STANDALONE_MODULES

# In order of dependency: each module after those it uses.
MODULES: tuple[str, ...] = (
    "ocdsl.base.money",
    "ocdsl.base.calendar",
    "ocdsl.ledger.decision",
    "ocdsl.ledger.result",
    *STANDALONE_MODULES,
    "ocdsl.backends.reference.relations",
    "ocdsl.backends.reference.grains",
    "ocdsl.backends.reference.compound",
    "ocdsl.backends.reference.spells",
    "ocdsl.backends.reference.lines",
    "ocdsl.backends.reference.caps",
    "ocdsl.backends.reference.offsets",
    "ocdsl.backends.reference.statements",
    "ocdsl.backends.reference.recoveries",
    "ocdsl.backends.reference.splits",
    "ocdsl.backends.reference.results",
    "ocdsl.backends.emitted.program",
)


class BundleError(Exception):
    """Two modules define the same name, or one imports what an auditor would have to install."""


@frozen
class Bundle:
    """The imports that the modules need, as text, and their text without imports."""

    imports: str
    body: str


@cache
def bundle(modules: tuple[str, ...] = MODULES) -> Bundle:
    """The modules as one text, put together once. Raises BundleError when they do not fit."""
    imports: dict[str, set[str]] = {}
    owners: dict[str, str] = {}
    parts = []
    for name in modules:
        source = _source_of(name)
        tree = ast.parse(source)
        for defined in _names_defined(tree):
            if owners.setdefault(defined, name) != name:
                raise BundleError(f"{defined} is defined in {owners[defined]} and in {name}")
        _collect_imports(tree, imports)
        parts.append(_heading(name, tree) + _text_without_imports(source, tree))
    return Bundle(_import_text(imports), "\n\n".join(parts))


def _source_of(name: str) -> str:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise BundleError(f"there is no module {name}")
    return Path(found.origin).read_text(encoding="utf-8")


def _names_defined(tree: ast.Module) -> Iterable[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _collect_imports(tree: ast.Module, imports: dict[str, set[str]]) -> None:
    """Adds the standard-library imports of a module; `import x` is kept under the empty name."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            for alias in node.names:
                imports.setdefault(alias.name, set()).add("")
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__":
            module = node.module or ""
            if not module.startswith("ocdsl"):
                imports.setdefault(module, set()).update(alias.name for alias in node.names)


def _import_text(imports: dict[str, set[str]]) -> str:
    lines = []
    for module, names in sorted(imports.items()):
        if "" in names:
            lines.append(f"import {module}")
        if wanted := sorted(names - {""}):
            lines.append(f"from {module} import {', '.join(wanted)}")
    return "\n".join(sorted(lines, key=lambda line: line.startswith("from")))


def _heading(name: str, tree: ast.Module) -> str:
    first = (ast.get_docstring(tree) or "").splitlines()[0]
    rule = "# " + "-" * 97
    return f"{rule}\n# {name.removeprefix('ocdsl.')}: {first}\n{rule}\n\n"


def _text_without_imports(source: str, tree: ast.Module) -> str:
    lines = source.splitlines()
    for index, node in enumerate(tree.body):
        docstring = index == 0 and ast.get_docstring(tree) is not None
        if docstring or isinstance(node, ast.Import | ast.ImportFrom):
            for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[number] = ""
    return "\n".join(lines).strip() + "\n"
