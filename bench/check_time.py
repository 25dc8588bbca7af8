"""How long `ocdsl check` takes as a whole process: the best and the middle of many runs."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

RUNS = 15
LIMIT_SECONDS = 0.4
ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m", "ocdsl", "check", "contracts/reablement-at-home"]


def seconds() -> float:
    start = perf_counter()
    done = subprocess.run(COMMAND, check=False, capture_output=True, cwd=ROOT)
    assert done.returncode < 2, done.stderr.decode()
    return perf_counter() - start


def main() -> None:
    seconds()
    times = [seconds() for _ in range(RUNS)]
    best, middle = min(times), statistics.median(times)
    print(f"ocdsl check: best {best:.3f} s, middle of {RUNS} runs {middle:.3f} s")
    sys.exit(0 if best < LIMIT_SECONDS else 1)


if __name__ == "__main__":
    main()
