"""Makes again what is kept in `generated/`: every output of the contracts that are kept there.

Run `make regenerate` after a change of wording, rules, templates or SQL. A test says so when a
file and the code no longer agree, and when one is missing or was never made.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ocdsl import api
from ocdsl.cli.generate import KINDS

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "generated"


def contracts() -> list[Path]:
    """The folders of the contracts whose outputs are kept."""
    return [ROOT / "contracts" / kept.name for kept in sorted(KEPT.iterdir()) if kept.is_dir()]


def make(contract: Path, folder: Path) -> Iterator[Path]:
    """Every output of a contract in a folder, one after the other."""
    loaded = api.load(contract)
    for kind in KINDS:
        yield api.generate(loaded, kind, folder)


def main() -> None:
    """Write them all, and take away what nothing makes any more."""
    for contract in contracts():
        folder = KEPT / contract.name
        made = set(make(contract, folder))
        for old in set(folder.iterdir()) - made:
            old.unlink()


if __name__ == "__main__":
    main()
