"""The detectors of what real logs show: one a file, found by its name `ld_NN_….py`."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ocdsl.incentives.detector import Detector


@cache
def detectors() -> tuple[Detector, ...]:
    """Every detector, in the order of its number."""
    names = sorted(module.name for module in iter_modules(__path__))
    modules = (import_module(f"{__name__}.{name}") for name in names if name.startswith("ld_"))
    return tuple(module.DETECTOR for module in modules)


def detector(code: str) -> Detector:
    """The detector of a code such as `LD-01`. Raises StopIteration for an unknown one."""
    return next(each for each in detectors() if each.code == code)
