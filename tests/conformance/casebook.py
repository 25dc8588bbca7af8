"""Reads the Markdown casebook: prose, a contract, a log, and the decisions it must give.

A case is a `##` heading and what follows. Its contract is a fenced `ocdsl` block, or the line

    Contract: `reablement-at-home`

and lines such as ``Change: `old words` to `new words` ``. The contract before the first case is
that of every case that names no other; what one case changes is as it was in the next. In a change
`⏎` stands for the end of a line.

The log is the table whose first heading is `date`; its other columns are `event`, `detail` (as in
an example of a contract) and, where they matter, `person`, `provider`, `recorded`, `by`, `id`,
`supersedes` and `retracts`. A person written `p01 to p30` is thirty people, with a row each. Each
line that starts with `As at` is followed by a table of the decisions expected (by nothing, where
there are none): all of them, or with ``for `outcome-fee/mrs-a` `` those whose id starts so. The
columns given are compared, and no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ocdsl.base.calendar import MONTHS
from ocdsl.base.source import Source
from ocdsl.contract_file import with_library

ROOT = Path(__file__).parents[2]

Row = dict[str, str]


@dataclass
class Expected:
    """The decisions of one evaluation of a case."""

    as_at: str
    known_at: str | None
    prefix: str
    rows: list[Row]
    line: int


@dataclass
class Case:
    """One case of the casebook."""

    title: str
    place: str
    contract: str = ""
    log: list[Row] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)


def cases(path: Path) -> Iterator[Case]:
    """Every case of a casebook file."""
    case: Case | None = None
    contract = common = ""
    lines = path.read_text(encoding="utf-8").splitlines()
    number = 0
    while number < len(lines):
        line = lines[number]
        if line.startswith("## "):
            if case is not None:
                yield case
            common = contract if case is None else common
            contract = common
            case = Case(line[3:].strip(), f"{path.name}:{number + 1}", contract)
        elif line.startswith("```ocdsl"):
            end = lines.index("```", number)
            contract = "\n".join(lines[number + 1 : end]) + "\n"
            number = end
        elif named := re.match(r"Contract: `([^`]+)`", line):
            contract = (ROOT / "contracts" / named[1] / "contract.ocdsl").read_text("utf-8")
        elif change := re.match(r"Change: `([^`]+)` to `([^`]*)`", line):
            old = change[1].replace("⏎", "\n")
            assert contract.count(old) == 1, f"{path.name}:{number + 1}: not there once"
            contract = contract.replace(*(part.replace("⏎", "\n") for part in change.groups()))
        elif line.startswith("| date ") and case is not None:
            case.log = [copy for row in _table(lines, number) for copy in _copies(row)]
        elif line.startswith("As at ") and case is not None:
            case.expected.append(_expected(lines, number))
        if case is not None:
            case.contract = whole(contract)
        number += 1
    if case is not None:
        yield case


def whole(text: str) -> str:
    """A contract's text with what it uses of the library below it."""
    return with_library(Source("contract.ocdsl", text)).text


def _expected(lines: list[str], number: int) -> Expected:
    found = re.match(
        r"As at (?P<as_at>[^,:]+)(?:, known at (?P<known>[^,:]+(?::[^,:]+)*))?"
        r"(?:, for `(?P<prefix>[^`]+)`)?:",
        lines[number],
    )
    assert found, f"line {number + 1}: {lines[number]}"
    start = next(n for n in range(number + 1, len(lines)) if lines[n].strip())
    rows = _table(lines, start) if lines[start].startswith("|") else []
    known = found["known"] and (day_text(found["known"]) or found["known"])
    return Expected(day_text(found["as_at"]), known, found["prefix"] or "", rows, number + 1)


def _table(lines: list[str], number: int) -> list[Row]:
    headings = _cells(lines[number])
    rows = []
    for line in lines[number + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(headings, _cells(line), strict=True)))
    return rows


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _copies(row: Row) -> Iterator[Row]:
    many = re.fullmatch(r"([a-z-]*)(\d+) to \1(\d+)", row.get("person", ""))
    if not many:
        yield row
        return
    for number in range(int(many[2]), int(many[3]) + 1):
        yield {**row, "person": f"{many[1]}{number:0{len(many[2])}d}"}


def day_text(text: str) -> str:
    """`14 July 2026` as `2026-07-14`; an ISO date as itself; anything else as nothing."""
    text = text.strip()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    found = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", text)
    if not found:
        return ""
    return f"{found[3]}-{MONTHS.index(found[2]) + 1:02d}-{int(found[1]):02d}"
