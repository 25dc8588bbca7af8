"""Ways to spoil an event log, and what must hold of a log, whatever it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from fuzz.contracts import FaultError
from fuzz.texts import ODD
from ocdsl import api
from ocdsl.backends.run import Question, run_engine
from ocdsl.model.contract import Contract
from ocdsl.rules.graph import Graph

AS_AT = 740_300
"""A day in November 2027."""
SEEDS = 6
_BOTH = 0.01
"""How many of the logs the other engine reads too: it must refuse the same rows."""
CELLS = (
    "", " ", "0", "-1", "1e5", "NaN", "inf", "None", "null", "true", "yes", "1,5", "5.001", "٣",
    "2026-02-30", "0000-00-00", "9999-12-31", "10000-01-01", "2026-05-04T25:00:00Z", "4 May 2026",
    "2026-05-04T10:00:00+99:00", "2026-05-04 10:00:00.1234567", "9" * 30, "x" * 5_000, "e1",
    '"', '""', "a\"b", "=1+1", "\x00", "\ufeff", "vale", "alder-care", "nobody", "closure",
    "e1\ne2", "\u202e", "needs-no-care", "82", "82.0", "+82", "0x52", "082",
)  # fmt: skip
_JSON = (
    "null", "true", "12", "-0.0", "1e400", "NaN", "[]", "{}", '{"a":{"a":[]}}', '"\\ud800"',
    '"\\u0000"', "12345678901234567890123", '"2026-05-04"', "[" * 400 + "]" * 400, "0.1", "'x'",
    '"x',
)  # fmt: skip
_TEXTS = (".csv", ".jsonl")


def seeds(contract: Contract, folder: Path, which: int = 0) -> list[Path]:
    """Small logs of made-up people in each form; untidy ones among them."""
    made = []
    for number in range(SEEDS):
        for suffix in (*_TEXTS, ".parquet"):
            path = folder / f"seed-{which}-{number}{suffix}"
            untidy = "none" if number % 2 else None
            api.sample_log(contract, 1 + number % 3, number, path, untidy)
            made.append(path)
    return made


def spoil(random: Random, seed: Path, folder: Path) -> tuple[str, Path]:
    """A copy of a log spoilt once or a few times, and how."""
    content, names = seed.read_bytes(), []
    for _ in range(random.choice((1, 1, 2, 4))):
        mutator = random.choice(_BINARY if seed.suffix == ".parquet" else _ANY[seed.suffix])
        names.append(mutator.__name__)
        content = mutator(random, content)
    suffix = random.choice((*_TEXTS, ".parquet")) if random.random() < 0.02 else seed.suffix
    path = folder / f"spoilt{suffix}"
    path.write_bytes(content)
    return seed.suffix + " " + "+".join(names), path


def look(random: Random, contract: Contract, graph: Graph, path: Path) -> int:
    """Evaluate one log; how many rows or files were refused. Raises FaultError."""
    question = Question(contract, graph, (path,), AS_AT)
    said = _account(question, "reference")
    if random.random() < _BOTH and (other := _account(question, "duckdb")) != said:
        raise FaultError(f"the engines differ: {said} and {other}"[:400])
    return len(said)


def _account(question: Question, engine: str) -> list[str]:
    answer = run_engine(question, engine)
    if answer.evaluation is None:
        if not answer.diagnostics or not all(d.message and d.fix for d in answer.diagnostics):
            raise FaultError(f"says too little: {answer.diagnostics}")
        return [d.message for d in answer.diagnostics]
    account = answer.evaluation.account
    if account.read != account.used + account.not_relevant + account.refused:
        raise FaultError(f"the account does not add up: {account}")
    return [f"{r['row']} {r['code']} {r['message']}" for r in account.refusals]


# ---- text


def _spot(random: Random, content: bytes) -> int:
    return random.randrange(len(content) + 1)


def bytes_flipped(random: Random, content: bytes) -> bytes:
    """Some bytes are others."""
    spoilt = bytearray(content)
    for _ in range(random.randint(1, 12)) if spoilt else ():
        spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


def cut_short(random: Random, content: bytes) -> bytes:
    """The end is lost."""
    return content[: _spot(random, content)]


def piece_doubled(random: Random, content: bytes) -> bytes:
    """A piece stands twice."""
    start, stop = sorted((_spot(random, content), _spot(random, content)))
    return content[:stop] + content[start:]


def odd_bytes(random: Random, content: bytes) -> bytes:
    """Characters that no log needs."""
    at = _spot(random, content)
    return content[:at] + random.choice(ODD).encode("utf-8", "surrogatepass") + content[at:]


def line_moved(random: Random, content: bytes) -> bytes:
    """A row stands elsewhere, twice or not at all."""
    lines = content.split(b"\n")
    line = lines.pop(random.randrange(len(lines)))
    for _ in range(random.randrange(3)):
        lines.insert(random.randrange(len(lines) + 1), line)
    return b"\n".join(lines)


def other_encoding(random: Random, content: bytes) -> bytes:
    """Saved as another encoding."""
    name = random.choice(("utf-16", "utf-16-le", "utf-8-sig", "latin-1", "utf-32"))
    return content.decode("utf-8", "replace").encode(name, "replace")


def csv_cell(random: Random, content: bytes) -> bytes:
    """A cell holds something else, quoted or not."""
    text = content.decode("utf-8", "replace")
    cells = list(re.finditer(r"(?<![^,\n])[^,\n]*", text))
    cell, new = random.choice(cells), random.choice(CELLS)
    if random.random() < 0.5:
        new = '"' + new.replace('"', '""') + '"'
    return (text[: cell.start()] + new + text[cell.end() :]).encode("utf-8", "surrogatepass")


def csv_heading(random: Random, content: bytes) -> bytes:
    """A column is called otherwise, doubled, or taken out of the heading."""
    heading, _, rest = content.decode("utf-8", "replace").partition("\n")
    names = heading.split(",")
    at = random.randrange(len(names))
    names[at : at + 1] = random.choice(([], [names[at]] * 2, ["x"], [names[at].upper()], [""]))
    return f"{','.join(names)}\n{rest}".encode("utf-8", "surrogatepass")


def json_value(random: Random, content: bytes) -> bytes:
    """A value is of another kind, nested, or no JSON at all."""
    text = content.decode("utf-8", "replace")
    values = list(re.finditer(r'(?<=:)\s*("(?:[^"\\]|\\.)*"|[^,}\n]+)', text))
    if not values:
        return content
    value = random.choice(values)
    new = random.choice((random.choice(_JSON), json.dumps(random.choice(CELLS))))
    return (text[: value.start()] + new + text[value.end() :]).encode("utf-8", "surrogatepass")


def json_line(random: Random, content: bytes) -> bytes:
    """A line is no object, or an object with a name twice."""
    lines = content.split(b"\n")
    new = random.choice((b"[]", b"{}", b"null", b'{"event":"x","event":"y"}', b"{", b"[" * 5_000))
    lines[random.randrange(len(lines))] = new
    return b"\n".join(lines)


Mutator = Callable[[Random, bytes], bytes]
_BINARY: tuple[Mutator, ...] = (bytes_flipped, cut_short, piece_doubled, bytes_flipped)
_SHARED: tuple[Mutator, ...] = (*_BINARY, odd_bytes, line_moved, other_encoding)
_ANY: dict[str, tuple[Mutator, ...]] = {
    ".csv": (*_SHARED, *(csv_cell,) * 8, csv_heading),
    ".jsonl": (*_SHARED, *(json_value,) * 8, json_line),
}
