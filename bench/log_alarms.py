"""Counts false alarms: fair sample logs in which a detector sees something all the same.

Run `make alarms`, or `python bench/log_alarms.py CONTRACT PEOPLE LOGS` for others. A fair log
is one of `ocdsl sample-log --even`, as untidy as usual, each of a seed of its own.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from ocdsl import api


def main(contract: str, people: int, logs: int) -> None:
    """Print how many of so many fair logs had a sighting, and by which detector."""
    loaded, habits = api.load(contract), api.sample_habits(even=True)
    alarms: Counter[str] = Counter()
    logs_with, looked = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, logs + 1):
            path = Path(folder) / "log.csv"
            api.sample_log(loaded, people, seed, path, habits)
            report = api.watch_log(loaded, [path], loaded.tail_end)
            alarms.update(code for code, _ in report.sightings)
            logs_with += report.exit_status
            looked += report.looked
    print(f"{contract}: {logs} fair logs of {people:,} people, {looked:,} places looked at")
    print(f"logs with a false alarm: {logs_with}")
    for code, count in sorted(alarms.items()):
        print(f"  {code}: {count} places")


if __name__ == "__main__":
    given = sys.argv[1:] or ["contracts/reablement-at-home", "2000", "100"]
    main(given[0], int(given[1]), int(given[2]))
