"""Compares two results line by line: every decision in every column, and all before them.

    python bench/by_hand/compare.py BY-HAND.json OTHER.json

Only the name and the version of the engine may differ. Exits with 1 when anything else does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

OWN = ('"engine":', '"version":')
_SHOWN = 5


def differences(one: Path, other: Path) -> Iterator[tuple[str, str]]:
    """The lines that are not the same, in pairs; an empty line where one file has ended."""
    with one.open(encoding="utf-8") as left, other.open(encoding="utf-8") as right:
        for mine, its in zip_longest(left, right, fillvalue=""):
            if mine != its and not (mine.startswith(OWN) and its.startswith(OWN)):
                yield mine.rstrip("\n"), its.rstrip("\n")


def decisions(result: Path) -> int:
    """How many decisions a result has: each is a line of its own."""
    with result.open(encoding="utf-8") as lines:
        return sum(line.startswith('{"id":') for line in lines)


def main() -> int:
    """Prints the first differences, or that there are none."""
    one, other = map(Path, sys.argv[1:3])
    found = list(differences(one, other))
    for mine, its in found[:_SHOWN]:
        print(f"{one.name}: {mine}\n{other.name}: {its}\n")
    print(f"{len(found):,} of {decisions(one):,} decisions and the lines before them differ")
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main())
