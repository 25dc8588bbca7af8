"""Work that makes very many parts and no circles among them, done without looking for circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Python's search for circles stands still: it would look through a growing tree many times.

    On a tree of 10,000 lines it takes as long as making the tree. It goes on afterwards if it went
    on before, and what was made meanwhile counts as old: it is not looked through at once.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            # Freezing and thawing moves all there is among the old, unless others have frozen some.
            if gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
