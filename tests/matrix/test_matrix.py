"""Every kind of value in every kind of place: refused with a mend, or the same on every engine.

What may stand where is kept in `found.md`. After a change that was meant,
`ACCEPT_CASES=1 pytest -n 0 tests/matrix` writes it again; read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.matrix.tried import (
    HERE,
    PLACES,
    VALUES,
    Place,
    Value,
    checked_with,
    evaluations,
    said,
    told,
    what_stands,
    write_log,
)

FOUND = HERE / "found.md"


@pytest.mark.parametrize("place", PLACES, ids=[place.name for place in PLACES])
def test_what_may_stand_in(place: Place, tmp_path: Path) -> None:
    """The engines agree on all that may stand in a place, and there are words for all of it."""
    contract, refused = what_stands(place)
    reference, *others = evaluations(contract, write_log(contract, tmp_path / "log.csv"))
    for other in others:
        assert said(other) == said(reference), other.header.engine
    told(contract, reference)
    shown = _shown(place, refused)
    if os.environ.get("ACCEPT_CASES"):
        _accept(shown)
    assert shown in FOUND.read_text(encoding="utf-8")


def test_one_at_a_time() -> None:
    """A value alone in a place is judged as it is beside the others: a sample of them."""
    for place in PLACES[::9]:
        _, refused = what_stands(place)
        for value in VALUES[::7]:
            assert (value in checked_with(place, (value,))[1]) == (value in refused), value.name


def _shown(place: Place, refused: dict[Value, str]) -> str:
    """A place with what may stand there, and the codes of what may not."""
    stands = ", ".join(value.name for value in VALUES if value not in refused)
    lines = [f"## {place.name}\n", f"May stand: {stands or 'nothing'}.\n"]
    for code in sorted(set(refused.values())):
        names = ", ".join(value.name for value in VALUES if refused.get(value) == code)
        lines.append(f"`{code}`: {names}.\n")
    return "\n".join(lines)


def _accept(shown: str) -> None:
    text = FOUND.read_text(encoding="utf-8") if FOUND.exists() else _HEADING
    heading = shown.partition("\n")[0]
    pattern = re.compile(rf"^{re.escape(heading)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    text = pattern.sub("", text).rstrip() + f"\n\n{shown}"
    FOUND.write_text(text, encoding="utf-8")


_HEADING = """\
# What may stand where: found

Made by `ACCEPT_CASES=1 pytest -n 0 tests/matrix` from [places.md](places.md): for each place the
values that may stand there, on which all engines agree, and the code with which the checker
refuses each other one.
"""
