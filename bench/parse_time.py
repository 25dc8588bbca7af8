"""How long reading and checking a contract takes by layer, and that it grows with its length only.

The shipped contract's blocks are copied under new names until there are enough lines. Fails when a
text of 4,000 lines takes 0.4 seconds or more to read and check, and when ten times the lines take
more than twelve times as long: in any layer, and in all of them with a mistake in every tenth line.
"""

from __future__ import annotations

import gc
import re
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

from ocdsl.base.collecting import uncollected
from ocdsl.base.source import Source
from ocdsl.model.from_syntax import check
from ocdsl.syntax import recovery
from ocdsl.syntax.lexer import lines_of
from ocdsl.syntax.machine import START, Machine, Stack
from ocdsl.syntax.parser import machine, parse

TEXT = Path(__file__).resolve().parents[1] / "contracts/reablement-at-home/contract.ocdsl"
LINES = 4_000
"""And ten times as many."""
RUNS = 3
LAYERS = ("lex", "parse", "build", "check")
MOST_SECONDS = 1.0 * LINES / 10_000
MOST_TIMES = 12.0
_NAMED = re.compile(r"^(?:section|event|cohort|outcome|measure|payment|cap|accept|example) (\S+)")


def text_of(count: int, mistakes: int = 0) -> str:
    """A contract of at least so many lines; of its lines as many as `mistakes` cannot be read."""
    header, _, blocks = TEXT.read_text(encoding="utf-8").partition("\n\n")
    blocks = blocks.replace("all payments", "start-fee, outcome-fee, weekly-support")
    blocks = blocks.replace("carried forward", "is not paid").replace("  at the end  lapses\n", "")
    names = [m[1] for line in blocks.split("\n") if (m := _NAMED.match(line))]
    known = re.compile(rf"(?<![\w-])({'|'.join(sorted(names, key=len, reverse=True))})(?![\w-])")
    lines, copy = header.split("\n"), 0
    while len(lines) < count:
        copy += 1
        lines += ["", *known.sub(rf"\1-{copy}", blocks).split("\n")]
    spoilt = [n for n, line in enumerate(lines) if line.startswith("  ")]
    for n in spoilt[:: max(1, len(spoilt) // mistakes)][:mistakes] if mistakes else ():
        lines[n] = re.sub(r"(\w)(\w)(\W*)$", r"\2\1\1\3", lines[n].rstrip()) + " of of"
    return "\n".join(lines) + "\n"


def seconds(work: Callable[[], object], runs: int) -> float:
    """The best of some runs: whatever else the machine does only adds."""
    times = []
    for _ in range(runs):
        gc.collect()
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def read(reader: Machine, source: Source) -> None:
    """The whole text through one machine."""
    stack = START
    for line in lines_of(source)[0]:
        result = reader.read(stack, line)
        assert isinstance(result, Stack), line.plain
        stack = result


def layers(count: int, runs: int) -> dict[str, float]:
    """Seconds by layer for so many lines: words, table, tree, checks, and by mistakes."""
    source, full = Source("contract.ocdsl", text_of(count)), machine()
    bare = Machine(full.table, full.lexer, defaultdict(lambda: lambda piece: None))
    with uncollected():
        lex = seconds(lambda: [list(full.lexer.tokens(line)) for line in lines_of(source)[0]], runs)
        table = seconds(lambda: read(bare, source), runs)
        parsing, whole = seconds(lambda: parse(source), runs), seconds(lambda: check(source), runs)
        tree = seconds(lambda: read(full, source), runs)
    found = {"lex": lex, "parse": table - lex, "build": tree - table, "check": whole - parsing}
    found |= {"all": whole}
    for share in (100, 10):
        spoilt = Source("contract.ocdsl", text_of(count, count // share))
        found[f"1 line in {share} wrong"] = seconds(partial(check, spoilt), runs)
    return found


def main() -> None:
    """Print the table and fail on what is too slow."""
    # So that recovery is timed on all mistakes: as a rule it stops after the first hundred.
    vars(recovery)["MOST"] = 10 * LINES
    before, after = layers(LINES, RUNS), layers(10 * LINES, RUNS)
    print(f"{'':<20}{LINES:>10,} lines{10 * LINES:>10,} lines   times")
    for name, time in after.items():
        print(f"{name:<20}{before[name]:>14.3f} s{time:>14.3f} s{time / before[name]:>8.1f}")
    slow = before["all"] >= MOST_SECONDS
    # One layer alone may be above: it makes ten times the calls, with less of the text at hand.
    whole = [name for name in after if name not in LAYERS]
    steep = [name for name in whole if after[name] > MOST_TIMES * before[name]]
    print("too slow" if slow else "fast enough", end="; ")
    print(f"not linear: {', '.join(steep)}" if steep else "linear")
    sys.exit(1 if slow or steep else 0)


if __name__ == "__main__":
    main()
