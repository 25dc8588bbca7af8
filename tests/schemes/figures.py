"""What a scheme shows: a figure that was published, and the same figure as worked out here."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from ocdsl import api
from ocdsl.base.calendar import day_of
from ocdsl.base.source import Source
from ocdsl.ledger.decision import Decision
from tests.conformance.casebook import Row
from tests.conformance.logs import write_log

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


def decided(
    scheme: str,
    log: Path | Sequence[Row],
    as_at: str,
    engine: str,
    changes: Mapping[str, str] | None = None,
) -> list[Decision]:
    """Every decision of the scheme's contract; with words changed in it where a figure asks so."""
    text = (CONTRACTS / scheme / "contract.ocdsl").read_text(encoding="utf-8")
    for old, new in (changes or {}).items():
        text = text.partition("\nexample ")[0] + "\n"  # whose figures are those of the old words
        assert old in text
        text = text.replace(old, new)
    contract = api.load(Source(scheme, text))
    with tempfile.TemporaryDirectory() as folder:
        path = (
            log if isinstance(log, Path) else write_log(contract, [*log], Path(folder, "log.csv"))
        )
        result = api.evaluate(contract, [path], day_of(as_at), None, engine)
        assert not result.account.refused
        return list(result.decisions())


def by_event(decisions: Sequence[Decision]) -> dict[str, int]:
    """Pence payable by the id of the event that each line is for."""
    paid = (d for d in decisions if d.status == "payable")
    return {d.id.partition("#")[0].rpartition("/")[2]: d.amount for d in paid}
