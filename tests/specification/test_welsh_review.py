"""The sheet for the reviewer of the Welsh: every sentence once, and as it reads in a contract."""

from __future__ import annotations

import csv
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from ocdsl.rules.wording.languages import LANGUAGES
from ocdsl.rules.wording.welsh.catalogue import entries
from tests.specification import made

HEADS = ["number", "read in", "English", "Welsh", "as it reads", "right?"]


def sheet(folder: Path) -> list[list[str]]:
    spec = spec_from_file_location("make_review", made.ROOT / "docs" / "make_review.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main(str(folder / "review.csv"), str(made.ROOT / "contracts" / "reablement-at-home"))
    text = (folder / "review.csv").read_text(encoding="utf-8-sig")
    return list(csv.reader(text.splitlines()))


def test_every_sentence_stands_once_and_first_as_it_reads(tmp_path: Path) -> None:
    heads, *rows = sheet(tmp_path)
    assert heads == HEADS and list(LANGUAGES) == ["en", "cy"]
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    places = [row[1] for row in rows]
    assert places == sorted(places, reverse=True)  # What no document says comes last.
    assert {(entry.english, entry.welsh) for entry in entries()} <= {(r[2], r[3]) for r in rows}
    due = next(row for row in rows if row[2] == "It is due {when}.")
    assert (
        due[4] == "Mae’n ddyledus 30 o ddiwrnodau ar ôl diwedd y mis calendr pan gaiff ei ennill."
    )
