"""How long an evaluation takes on each engine, as ratios in one run, and beside a peer by hand.

    python bench/evaluate_time.py [--people 36000] [--peer FOLDER]

Makes a tidy log of the shipped contract (36,000 people are about a million events), then times, in
turn and several times, what an evaluation is made of: the log read and every row checked, all
decisions with their evidence, the account of the events, the whole result written as JSON. With
`--peer`, a folder that holds `generator.py` and `impl_duckdb.py` (one contract of eight rules,
written by hand as SQL, over a log of as many events) is timed between the runs.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONTRACT = ROOT / "contracts" / "reablement-at-home"
AS_AT = "2028-06-30"

# Each engine in a process of its own: the first evaluation there, then a second, in seconds.
ENGINE = """
import sys, time
from pathlib import Path
from ocdsl import api
from ocdsl.base.calendar import day_of
contract = api.load({contract!r})
for _ in range({runs}):
    begun = time.perf_counter()
    result = api.evaluate(contract, [{log!r}], day_of({as_at!r}), None, {engine!r})
    api.write_result(result, Path({out!r}), "json")
    print("\\ntook", time.perf_counter() - begun, flush=True)
"""
PEER = """
import sys, time
sys.path.insert(0, {folder!r})
from common import cap_for, log_path, out_path
import impl_duckdb
for _ in range(2):
    begun = time.perf_counter()
    impl_duckdb.evaluate(log_path({events}), cap_for({events}), out_path("duckdb", {events}))
    print("\\ntook", time.perf_counter() - begun, flush=True)
"""


def seconds(program: str) -> list[float]:
    """What a program prints after the word `took`, a number a line."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode != 0:
        raise SystemExit(done.stderr[-2000:])
    lines = (line.split() for line in done.stdout.splitlines())
    return [float(words[1]) for words in lines if words[:1] == ["took"]]


def engine(name: str, log: Path, runs: int) -> Callable[[], list[float]]:
    """A run of an engine, to be made later."""
    out = log.with_name(f"{name}.json")
    program = ENGINE.format(
        contract=str(CONTRACT), runs=runs, log=str(log), as_at=AS_AT, engine=name, out=str(out)
    )
    return lambda: seconds(program)


def peer(folder: Path, events: int) -> Callable[[], list[float]]:
    """A run of the peer; its log is made first when there is none."""
    if not (folder / "data" / f"events_{events}.parquet").exists():
        subprocess.run([sys.executable, "generator.py", str(events)], cwd=folder, check=True)
    return lambda: seconds(PEER.format(folder=str(folder), events=events))


def main() -> None:
    """Times everything in turn and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=36_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--peer", type=Path, help="a folder with a contract written by hand as SQL")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log.parquet")
        events = _make_log(log, options.people)
        runs = {"duckdb": engine("duckdb", log, 2), "reference": engine("reference", log, 1)}
        if options.peer:
            runs = {"by hand": peer(options.peer, round(events, -6) or events), **runs}
        taken: dict[str, list[list[float]]] = {name: [] for name in runs}
        for repeat in range(options.repeats):
            for name, run in runs.items():
                if name != "reference" or repeat == 0:  # minutes, and steady
                    taken[name].append(run())
    _print(events, taken)


def _make_log(log: Path, people: int) -> int:
    from ocdsl import api

    begun = time.perf_counter()
    report = api.sample_log(api.load(CONTRACT), people, 1, log, "none")
    print(f"a log of {report.rows:,} events made in {time.perf_counter() - begun:.1f} s")
    return int(report.rows)


def _print(events: int, taken: dict[str, list[list[float]]]) -> None:
    base = next(iter(taken))
    print(f"{'':10} {'first':>8} {'second':>8}   times {base} (medians)")
    medians = {
        name: [statistics.median(column) for column in zip(*rows, strict=True)]
        for name, rows in taken.items()
    }
    for name, found in medians.items():
        ratio = found[-1] / medians[base][-1]
        print(
            f"{name:10} {found[0]:7.2f}s {found[-1]:7.2f}s   {ratio:.2f}"
            f"   {events / found[-1]:,.0f} events a second"
        )


if __name__ == "__main__":
    main()
