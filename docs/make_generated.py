"""Makes again what is kept in `generated/`: every output of every contract that ships.

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
ALSO_IN_WELSH = {
    "reablement-at-home", "home-care-standards", "home-care-rewards", "home-care-population",
}  # fmt: skip
"""The shipped contract and the three to begin from: each document has about a megabyte."""


def contracts() -> list[Path]:
    """The folders of the contracts that ship."""
    return sorted(path.parent for path in (ROOT / "contracts").glob("*/contract.ocdsl"))


def make(contract: Path, folder: Path) -> Iterator[Path]:
    """Every output of a contract in a folder, one after the other."""
    loaded = api.load(contract)
    for kind in KINDS:
        yield api.generate(loaded, kind, folder)
    if contract.name in ALSO_IN_WELSH:
        yield api.generate(loaded, "spec", folder, api.Edition(language="cy"))


def main() -> None:
    """Write them all, and take away what nothing makes any more."""
    made = {path for contract in contracts() for path in make(contract, KEPT / contract.name)}
    for old in {path for path in KEPT.rglob("*") if path.is_file()} - made:
        old.unlink()


if __name__ == "__main__":
    main()
