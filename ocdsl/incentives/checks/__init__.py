"""The catalogue of perverse incentives: one entry a file, found by its name `pi_NN_….py`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from ocdsl.incentives.check import Check
from ocdsl.incentives.engines.pairs import Relation


@cache
def _modules() -> dict[str, ModuleType]:
    """The module of each entry by its code, in the order of its number."""
    names = sorted(module.name for module in iter_modules(__path__))
    modules = (import_module(f"{__name__}.{name}") for name in names if name.startswith("pi_"))
    return {module.CHECK.code: module for module in modules}


@cache
def catalogue() -> tuple[Check, ...]:
    """Every entry, in the order of its number."""
    return tuple(module.CHECK for module in _modules().values())


def relations() -> dict[str, Relation]:
    """How a log can be changed, of each entry that is looked for by pairs of logs."""
    found = ((code, getattr(module, "RELATION", None)) for code, module in _modules().items())
    return {code: relation for code, relation in found if isinstance(relation, Relation)}


def entry(code: str) -> Check:
    """The entry of a code such as `PI-18`. Raises StopIteration for an unknown one."""
    return next(check for check in catalogue() if check.code == code)
