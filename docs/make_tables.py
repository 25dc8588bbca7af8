"""What the language is to cover and what shows it: laws, rulings, mechanics and schemes.

`make tables` prints four tables with the number of cases of each row. It exits 1 when a row has
none, and 2 when a row names a case that does not exist.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
TABLES = ("laws", "rulings", "mechanics", "schemes")


def coverage() -> dict[str, dict[Any, dict[str, Any]]]:
    """The rows of each table, by their names."""
    text = (ROOT / "docs/coverage.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[Any, dict[str, Any]]] = yaml.safe_load(text)
    return found


def lost(rows: dict[Any, dict[str, Any]]) -> Iterator[str]:
    """The cases named by a table's rows that do not exist."""
    for name, row in rows.items():
        yield from (f"{name}: {case}" for case in row.get("cases", ()) if not _exists(case))


def _exists(case: str) -> bool:
    file, _, heading = case.partition(": ")
    path = ROOT / "tests" / file
    if not path.is_file():
        return False
    mark = "## " if path.suffix == ".md" else "def "
    return f"\n{mark}{heading}" in path.read_text(encoding="utf-8")


def empty(rows: dict[Any, dict[str, Any]]) -> list[Any]:
    """The rows that no case shows, and that are not left outside the language."""
    return [name for name, row in rows.items() if not row.get("cases") and "outside" not in row]


def shown(title: str, rows: dict[Any, dict[str, Any]]) -> Iterator[str]:
    """The lines of a table."""
    yield f"\n{title}: {len(rows)}, of which {len(empty(rows))} have no case yet"
    for name, row in rows.items():
        count = "outside" if "outside" in row else len(row.get("cases", ())) or "none"
        yield f"  {name!s:4} {count!s:>8}  {row.get('says', '')}"


def main() -> None:
    """Prints every table and exits by what is missing."""
    found = coverage()
    lines = [line for title in TABLES for line in shown(title, found[title])]
    gone = [f"  no such case: {case}" for title in TABLES for case in lost(found[title])]
    sys.stdout.write("\n".join([*lines, *gone]) + "\n")
    if gone:
        sys.exit(2)
    sys.exit(1 if any(empty(found[title]) for title in TABLES) else 0)


if __name__ == "__main__":
    main()
