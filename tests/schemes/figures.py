"""What a scheme shows: a figure that was published, and the same figure as worked out here."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parents[2]
CONTRACTS = ROOT / "contracts"
ENGINES = ("reference", "emitted", "duckdb")


@frozen
class Figure:
    """One figure of a scheme, in whole pence."""

    scheme: str
    what: str
    published: int
    computed: int
    engine: str

    @property
    def agrees(self) -> bool:
        """Whether the engine gives what was published, to the penny."""
        return self.published == self.computed


def published_table(name: str) -> Path | None:
    """The whole table of a scheme as it was published, where it is at hand.

    It is looked for in the folder `OCDSL_SCHEME_DATA`, or else in `shared/schemes/data` beside the
    repository.
    """
    folder = os.environ.get("OCDSL_SCHEME_DATA")
    path = (Path(folder) if folder else ROOT.parent / "shared" / "schemes" / "data") / name
    return path if path.is_file() else None
