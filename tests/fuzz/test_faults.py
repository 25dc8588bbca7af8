"""A few of the faults of `make incentives-bench`, and the page that it made."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from fuzz.faults import KINDS
from fuzz.faults.bench import Bench
from fuzz.faults.grounds import as_kept, contract_of, ground_in, hosts
from fuzz.faults.run import NOT_PLANTED, page
from ocdsl.incentives.checks import catalogue

QUICK = ("cliff", "sent_twice", "due_later", "own_results", "nothing_for_one_more")


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


def test_the_page_says_what_was_missed() -> None:
    bench = Bench(seed=7, each=1)
    kind = next(kind for kind in KINDS if kind.name == "cliff")
    tally = bench.plant(kind)
    tally.found = 0
    text = page([tally], bench.repaired(0), "make incentives-bench")
    assert f"| PI-18 | {kind.fault} | 1 | 0 | 1 | 0 | " in text
    assert not tally.enough
