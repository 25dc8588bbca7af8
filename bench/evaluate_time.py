"""How long an evaluation takes on each engine, beside the same contract by hand, as ratios.

    python bench/evaluate_time.py [--people 36000] [--repeats 3] [--peer FOLDER]

Makes a tidy log of the shipped contract (36,000 people are about a million events), then times, in
turn and several times, what an evaluation is made of: the log read and every row checked, all
decisions with their evidence, the account of the events, the whole result written as JSON. The
contract written by hand as SQL (`bench/by_hand`) does the same work and must give the same lines.
With `--peer`, a folder that holds `generator.py` and `impl_duckdb.py` (another contract, of eight
rules, by hand as SQL, over a log of as many events) is timed between the runs as well.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from by_hand.compare import decisions, differences

ROOT = Path(__file__).parents[1]
CONTRACT = ROOT / "contracts" / "reablement-at-home"
AS_AT = "2028-06-30"
BY_HAND_NAME, PEER_NAME = "by hand", "other peer"

# Each engine in a process of its own: the first evaluation there, then a second, in seconds.
ENGINE = """
import sys, time
from pathlib import Path
from ocdsl import api
from ocdsl.base.calendar import day_of
contract = api.load({contract!r})
for _ in range({runs}):
    begun, busy = time.perf_counter(), time.process_time()
    result = api.evaluate(contract, [{log!r}], day_of({as_at!r}), None, {engine!r})
    api.write_result(result, Path({out!r}), "json")
    del result  # and with it the database, which the SQL by hand closes as well
    print("\\ntook", time.perf_counter() - begun, time.process_time() - busy, flush=True)
"""
BY_HAND = """
import sys, time
from pathlib import Path
sys.path.insert(0, {folder!r})
import run
for _ in range(2):
    begun, busy = time.perf_counter(), time.process_time()
    run.evaluate(Path({log!r}), {as_at!r}, Path({out!r}))
    print("\\ntook", time.perf_counter() - begun, time.process_time() - busy, flush=True)
"""
PEER = """
import sys, time
sys.path.insert(0, {folder!r})
from common import cap_for, log_path, out_path
import impl_duckdb
for _ in range(2):
    begun, busy = time.perf_counter(), time.process_time()
    impl_duckdb.evaluate(log_path({events}), cap_for({events}), out_path("duckdb", {events}))
    print("\\ntook", time.perf_counter() - begun, time.process_time() - busy, flush=True)
"""


class Taken(NamedTuple):
    """Seconds a run took: on the clock, and of the processors (other work moves those little)."""

    clock: float
    busy: float


def seconds(program: str) -> list[Taken]:
    """What a program prints after the word `took`, a run a line."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode != 0:
        raise SystemExit(done.stderr[-2000:])
    lines = (line.split() for line in done.stdout.splitlines())
    return [Taken(*map(float, words[1:])) for words in lines if words[:1] == ["took"]]


def engine(name: str, log: Path, runs: int) -> Callable[[], list[Taken]]:
    """A run of an engine, to be made later."""
    out = log.with_name(f"{name}.json")
    program = ENGINE.format(
        contract=str(CONTRACT), runs=runs, log=str(log), as_at=AS_AT, engine=name, out=str(out)
    )
    return lambda: seconds(program)


def by_hand(log: Path) -> Callable[[], list[Taken]]:
    """A run of the SQL by hand, to be made later."""
    folder, out = ROOT / "bench" / "by_hand", log.with_name(f"{BY_HAND_NAME}.json")
    program = BY_HAND.format(folder=str(folder), log=str(log), as_at=AS_AT, out=str(out))
    return lambda: seconds(program)


def peer(folder: Path, events: int) -> Callable[[], list[Taken]]:
    """A run of the other peer; its log is made first when there is none."""
    if not (folder / "data" / f"events_{events}.parquet").exists():
        subprocess.run([sys.executable, "generator.py", str(events)], cwd=folder, check=True)
    return lambda: seconds(PEER.format(folder=str(folder), events=events))


def main() -> None:
    """Times everything in turn and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=36_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--peer", type=Path, help="a folder with another contract as SQL by hand")
    parser.add_argument("--no-reference", action="store_true", help="time the SQL alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log.parquet")
        events = _make_log(log, options.people)
        runs = {BY_HAND_NAME: by_hand(log), "duckdb": engine("duckdb", log, 2)}
        if options.peer:
            runs[PEER_NAME] = peer(options.peer, round(events, -6) or events)
        if not options.no_reference:
            runs["reference"] = engine("reference", log, 1)
        taken = _times(runs, options.repeats)
        print(_likeness(log.with_name(f"{BY_HAND_NAME}.json"), log.with_name("duckdb.json")))
        works = _works(events, decisions(log.with_name("duckdb.json")), options.peer)
    _print(works, taken)


def _times(
    runs: dict[str, Callable[[], list[Taken]]], repeats: int
) -> dict[str, list[list[Taken]]]:
    """What each run took, in turn: so all share what else the machine does."""
    taken: dict[str, list[list[Taken]]] = {name: [] for name in runs}
    for repeat in range(repeats):
        for name, run in runs.items():
            if name != "reference" or repeat == 0:  # minutes, and steady
                taken[name].append(run())
    return taken


def _likeness(mine: Path, its: Path) -> str:
    """That both results are the same; ends the program when they are not."""
    found = next(differences(mine, its), None)
    if found:
        raise SystemExit("the SQL by hand and duckdb differ:\n" + "\n".join(found))
    return f"{decisions(mine):,} decisions by hand and by duckdb, and all before them: the same"


class Work(NamedTuple):
    """What a run does: so many rules, over so many events, giving so many decisions."""

    rules: str
    events: int
    decisions: int


def _works(events: int, lines: int, folder: Path | None) -> dict[str, Work]:
    from ocdsl import api

    contract = api.load(CONTRACT)
    parts = (contract.cohorts, contract.outcomes, contract.measures, contract.payments)
    blocks = sum(map(len, parts)) + len(contract.caps)
    operators = len(api.graph_of(contract).nodes)
    ours = Work(f"{operators} operators of {blocks} blocks", events, lines)
    works = dict.fromkeys(("duckdb", "reference"), ours)
    works[BY_HAND_NAME] = Work(f"{blocks} blocks", events, lines)
    if folder:
        rows = round(events, -6) or events
        works[PEER_NAME] = Work("8 rules", rows, _rows_of(folder, rows))
    return works


def _rows_of(folder: Path, events: int) -> int:
    import duckdb

    found = next(folder.glob(f"out/*duckdb*{events}*.parquet"))
    counted = duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(found)]).fetchall()
    return int(counted[0][0])


def _make_log(log: Path, people: int) -> int:
    from ocdsl import api

    begun = time.perf_counter()
    report = api.sample_log(api.load(CONTRACT), people, 1, log, "none")
    print(f"a log of {report.rows:,} events made in {time.perf_counter() - begun:.1f} s")
    return int(report.rows)


def _print(works: dict[str, Work], taken: dict[str, list[list[Taken]]]) -> None:
    """A line a run: its work, the middles of its first and second runs, and the ratios."""
    middles = {
        name: [_middle(column) for column in zip(*rows, strict=True)]
        for name, rows in taken.items()
    }
    bases = [name for name in (BY_HAND_NAME, PEER_NAME) if name in taken]
    for name, found in middles.items():
        work, last = works[name], found[-1]
        ratios = (f"{_times_of(last, middles[base][-1])} {base}" for base in bases)
        print(
            f"{name}: {work.rules}, {work.events:,} events, {work.decisions:,} decisions; "
            f"first {found[0].clock:.2f} s, second {last.clock:.2f} s "
            f"({last.busy:.2f} s of the processors); {', '.join(ratios)}"
        )


def _middle(column: Iterable[Taken]) -> Taken:
    return Taken(*map(statistics.median, zip(*column, strict=True)))


def _times_of(last: Taken, base: Taken) -> str:
    return f"{last.clock / base.clock:.2f} ({last.busy / base.busy:.2f}) times"


if __name__ == "__main__":
    main()
