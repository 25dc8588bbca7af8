"""A few of the faults of `make incentives-bench`, and the page that it made."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from fuzz.faults import KINDS
from fuzz.faults.bench import RECALL, Bench
from fuzz.faults.grounds import as_kept, contract_of, ground_in, hosts
from fuzz.faults.run import NOT_PLANTED, page
from ocdsl.incentives.checks import catalogue

PAGE = Path(__file__).parents[2] / "docs" / "incentives" / "planted.md"
ROW = re.compile(r"\| (PI-\d\d) \| (.+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| [\d.]+ \|")
QUICK = (
    "cliff",
    "moves_together",
    "sent_twice",
    "due_later",
    "own_results",
    "nothing_for_one_more",
)


def test_every_machine_check_has_a_kind_of_fault_or_a_reason_why_not() -> None:
    checks = {check.code for check in catalogue() if check.look}
    assert {kind.code for kind in KINDS} | set(NOT_PLANTED) == checks
    assert not {kind.code for kind in KINDS} & set(NOT_PLANTED)
    assert len({kind.name for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("name", [kind.name for kind in KINDS if kind.name in QUICK])
def test_a_few_faults_are_found(name: str, tmp_path: Path) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    tally = Bench(seed=7, each=2, keep=tmp_path).plant(kind)
    assert (tally.planted, tally.found, tally.alarms) == (2, 2, 0), tally.notes


def test_the_same_seed_plants_the_same_and_another_something_else() -> None:
    kind = next(kind for kind in KINDS if kind.name == "sent_twice")
    host = hosts()[-1]
    texts = [
        kind.plant(ground_in(Random(seed), host.text, as_kept(host))).faulty for seed in (1, 1, 2)
    ]
    assert texts[0] == texts[1] != texts[2]
    assert contract_of(texts[0])


def test_the_page_has_every_kind_and_enough_of_each_was_found() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert [(code, fault) for code, fault, *_ in rows] == [
        (kind.code, kind.fault) for kind in sorted(KINDS, key=lambda kind: kind.code)
    ]
    for code, fault, planted, found, missed, alarms in rows:
        assert int(found) + int(missed) == int(planted) >= 20, fault
        assert int(found) * 100 >= int(planted) * RECALL, (code, fault)
        assert alarms == "0", (code, fault)


def test_the_page_says_what_was_missed() -> None:
    bench = Bench(seed=7, each=1)
    kind = next(kind for kind in KINDS if kind.name == "cliff")
    tally = bench.plant(kind)
    tally.found = 0
    text = page([tally], bench.repaired(0), "make incentives-bench")
    assert f"| PI-18 | {kind.fault} | 1 | 0 | 1 | 0 | " in text
    assert not tally.enough
