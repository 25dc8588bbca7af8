"""Work that makes very many parts and no circles among them, done without looking for circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Python's search for circles stands still: it would look through a growing tree many times.

    On a tree of 10,000 lines it takes as long as making the tree. It goes on afterwards if it went
    on before.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
