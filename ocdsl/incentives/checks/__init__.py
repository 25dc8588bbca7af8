"""The catalogue of perverse incentives: one entry a file, found by its name `pi_NN_….py`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ocdsl.incentives.check import Check


@cache
def catalogue() -> tuple[Check, ...]:
    """Every entry, in the order of its number."""
    names = sorted(module.name for module in iter_modules(__path__))
    modules = (import_module(f"{__name__}.{name}") for name in names if name.startswith("pi_"))
    return tuple(module.CHECK for module in modules)


def entry(code: str) -> Check:
    """The entry of a code such as `PI-18`. Raises StopIteration for an unknown one."""
    return next(check for check in catalogue() if check.code == code)
