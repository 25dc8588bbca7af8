"""`make fuzz SECONDS=60 SEED=1`: spoilt contracts and spoilt logs for a stated time.

Fails on a traceback, on an input that takes more than two seconds of the processor, and on a
diagnostic without a place or in the parser's own words. Each input that fails is kept in
build/fuzz; of those that fail alike the first. `--inputs N` runs exactly so many. The same seed
gives the same inputs.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import monotonic, process_time

from attrs import define, field

from fuzz import contracts, logs, texts
from fuzz.dice import Dice
from fuzz.random_contracts import draw
from fuzz.words import ROOT
from fuzz.words import contracts as whole_contracts
from ocdsl import api

MOST_SECONDS = 2.0
KEPT = ROOT / "build" / "fuzz"
_FENCE = re.compile(r"^```ocdsl\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EVERY = 5.0
_ENDLESS = 10.0
_LOGS = 0.35
"""How much of what is tried is logs."""
_TEXTS = (3, 12, 85)
"""Of the texts, how much is whole contracts, drawn ones and pieces of one."""
_DRAWN, _JUDGED = 40, 4
"""How many contracts are drawn, and of how many of them logs are spoilt."""


@define
class Tally:
    """What has been tried so far, and what failed, by how it failed."""

    inputs: Counter[str] = field(factory=Counter)
    diagnostics: int = 0
    silent: int = 0
    slowest: float = 0.0
    slowest_how: str = ""
    failures: dict[str, str] = field(factory=dict)

    def __str__(self) -> str:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.inputs.items()))
        return (
            f"{self.inputs.total():,} inputs ({kinds}), {self.diagnostics:,} diagnostics and "
            f"refusals, {self.silent:,} inputs without one, {len(self.failures)} kinds of failure; "
            f"slowest {self.slowest:.2f} s ({self.slowest_how})"
        )


def _stop(number: int, frame: object) -> None:
    raise TimeoutError("it does not end")


class Fuzz:
    """A run: its seeds, its random numbers and its tally. `folder` is for its files."""

    def __init__(self, seed: int, folder: Path, keep: Path = KEPT) -> None:
        signal.signal(signal.SIGVTALRM, _stop)
        self.random, self.tally = Random(seed), Tally()
        self._folder, self._keep = folder, keep
        dice = Dice(seed)
        drawn = [draw(dice).contract for _ in range(_DRAWN)]
        judged = [api.load(ROOT / "contracts/reablement-at-home"), *drawn[:_JUDGED]]
        self._logs = [
            (contract, api.graph_of(contract), path)
            for number, contract in enumerate(judged)
            for path in logs.seeds(contract, folder, number)
        ]
        pages = sorted((ROOT / "tests/diagnostics").glob("*.md"))
        pieces = [piece for page in pages for piece in _FENCE.findall(page.read_text("utf-8"))]
        whole, texts_drawn = list(whole_contracts().values()), [c.source.text for c in drawn]
        self._texts = (whole, texts_drawn, sorted(set(pieces)))

    def step(self) -> None:
        """One input, whichever comes up."""
        if self.random.random() < _LOGS:
            contract, graph, seed = self.random.choice(self._logs)
            how, path = logs.spoil(self.random, seed, self._folder)
            content = path.read_bytes()
            self._try("logs", how, content, lambda: logs.look(self.random, contract, graph, path))
        else:
            (seeds,) = self.random.choices(self._texts, _TEXTS)
            how, text = texts.spoil(self.random, self.random.choice(seeds))
            content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
            self._try(
                "contracts", how, content, lambda: contracts.look(self.random, text, self._folder)
            )

    def _try(self, kind: str, how: str, content: bytes, look: Callable[[], int]) -> None:
        tally, start, count = self.tally, process_time(), 0
        signal.setitimer(signal.ITIMER_VIRTUAL, _ENDLESS)
        try:
            count = look()
        except Exception as failure:
            self._fail(kind, how, content, failure)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        seconds = process_time() - start
        tally.inputs[kind] += 1
        tally.diagnostics += count
        tally.silent += not count
        if seconds > tally.slowest:
            tally.slowest, tally.slowest_how = seconds, f"{kind}: {how}"
        if seconds > MOST_SECONDS:
            self._fail(kind, how, content, TimeoutError(f"more than {MOST_SECONDS} s"))

    def _fail(self, kind: str, how: str, content: bytes, failure: Exception) -> None:
        frames = traceback.extract_tb(failure.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        alike = f"{type(failure).__name__} {place} {str(failure)[:40]}"
        if alike in self.tally.failures:
            return
        self._keep.mkdir(parents=True, exist_ok=True)
        kept = self._keep / f"{kind}-{len(self.tally.failures) + 1}"
        kept.write_bytes(content)
        self.tally.failures[alike] = (
            f"{kept} ({how})\n{''.join(traceback.format_exception(failure))}"
        )


def run(fuzz: Fuzz, seconds: float, inputs: int | None) -> None:
    """Run for so long, or for exactly so many inputs, and say every few seconds how it goes."""
    start = said = monotonic()
    while fuzz.tally.inputs.total() != inputs:
        fuzz.step()
        now = monotonic()
        if inputs is None and now - start >= seconds:
            return
        if now - said >= _EVERY:
            said = now
            print(f"{now - start:.0f} s: {fuzz.tally}", flush=True)


def main() -> None:
    """Run, sum up, and fail when anything failed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--inputs", type=int)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fuzz = Fuzz(given.seed, Path(folder))
        run(fuzz, given.seconds, given.inputs)
    for told in fuzz.tally.failures.values():
        print(f"\n{told}")
    print(f"seed {given.seed}: {fuzz.tally}")
    sys.exit(1 if fuzz.tally.failures else 0)


if __name__ == "__main__":
    main()
