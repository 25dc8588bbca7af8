"""`make incentives-bench SEED=1 N=20`: plants random faults, and counts how many are found.

Each kind of fault is planted N times, in contracts that are drawn: the shipped ones and the
repaired ones of tests/incentives/faults, with other amounts. The check that has to find it looks at
the contract with the fault and at the same contract without: in the first the planted block has to
be found, in the second it must not be. Every repaired contract is looked at again as well, with
other amounts and other seeds: whatever is found there is a false alarm.

Exits with 1 when fewer than nine in ten faults of a kind are found, or when there is a false alarm;
the contracts are kept in build/faults. The same seed plants the same faults. `--page FILE` writes
the table into a page of the documentation, `--only PI-18` takes one entry or one kind alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fuzz.faults import KINDS
from fuzz.faults.bench import Bench, Quiet, Tally

LOOKS = 5
"""How often each repaired contract is looked at."""
NOT_PLANTED = {
    "PI-15": "no contract can have it: no form takes a baseline from an earlier year",
    "PI-16": "no contract can have it: no result of a year sets the target of another",
}
"""Entries with a machine check of which no fault is planted, and why."""


def page(tallies: Sequence[Tally], quiet: Quiet, command: str) -> str:
    """The page of the documentation: what was planted, and what came of it."""
    counts = [(t.planted, t.found, t.alarms, t.seconds) for t in tallies]
    rows = [
        _row(f"{t.kind.code} | {t.kind.fault}", *n) for t, n in zip(tallies, counts, strict=True)
    ]
    rows.append(_row("all |", *(sum(column) for column in zip(*counts, strict=True))))
    return _PAGE.format(
        command=command,
        rows="\n".join(rows),
        quiet=f"{quiet.looks} looks, {quiet.alarms} false alarms, {quiet.seconds:.1f} seconds",
        contracts=quiet.contracts,
        none="\n".join(f"- {code}: {why}." for code, why in sorted(NOT_PLANTED.items())),
    )


def _row(what: str, planted: float, found: float, alarms: float, seconds: float) -> str:
    """A row of the table, with what was missed after what was found."""
    missed = planted - found
    return f"| {what} | {planted} | {found} | {missed} | {alarms} | {seconds:.1f} |"


_PAGE = """\
<!-- Made by `{command}`: change fuzz/faults, not this page. -->
# Faults planted at random

A fault of a known kind is planted in a contract that is drawn: a shipped one, or a repaired one of
[the planted files](../../tests/incentives/faults), with all its amounts multiplied by a random
number. Most kinds add people, results and payments with drawn names, figures, windows and forms,
once sound and once with the fault; the others change a clause that the contract has. Then the check
of the entry looks at both, with a drawn seed. *Found* is a finding on the block that was planted, a
*false alarm* one on it without the fault. A contract in which the check finds something already is
not drawn, where findings on other blocks could hide the planted one. Seconds are those of the
processor, for all the contracts with the fault.

`{command}` gave:

| entry | what is done to the contract | planted | found | missed | false alarms | seconds |
|---|---|--:|--:|--:|--:|--:|
{rows}

Each of the {contracts} repaired contracts of the planted files was looked at by the check of its
own file, with other amounts and other seeds: {quiet}.

Of these entries no fault is planted:

{none}
"""


def main() -> None:
    """Run, print as it goes, write the page, and fail when a kind is not found well enough."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--each", type=int, default=20, help="how often each kind is planted")
    asked.add_argument("--only", nargs="*", default=[], help="entries, or names of kinds")
    asked.add_argument("--jobs", type=int, default=2, help="how many processes work at once")
    asked.add_argument("--page", type=Path, help="the page to write the table into")
    given = asked.parse_args()
    wanted = [k for k in KINDS if not given.only or {k.code, k.name} & set(given.only)]
    names = [kind.name for kind in sorted(wanted, key=lambda kind: kind.code)]
    bench, tallies = Bench(given.seed, given.each), []
    with ProcessPoolExecutor(given.jobs) as pool:
        repaired = [] if given.only else [pool.submit(bench.repaired, LOOKS)]
        for tally in pool.map(bench.plant_named, names):
            tallies.append(tally)
            print(tally, flush=True)
        quiet = repaired[0].result() if repaired else bench.repaired(0)
    print(quiet)
    if given.page:
        command = f"make incentives-bench SEED={given.seed} N={given.each} PAGE={given.page}"
        given.page.write_text(page(tallies, quiet, command), encoding="utf-8")
    sys.exit(0 if all(t.enough for t in tallies) and not quiet.alarms else 1)


if __name__ == "__main__":
    main()
