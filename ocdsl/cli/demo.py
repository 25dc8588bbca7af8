"""`make demo`: the main job on one real contract and 100,000 people, timed, into one folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from time import perf_counter

import click
from attrs import frozen

from ocdsl.cli.main import ERROR, run
from ocdsl.cli.parameters import examples
from ocdsl.cli.show import is_terminal, show_tables
from ocdsl.ledger.formats import Table

CONTRACT = "contracts/reablement-at-home"
NAME = "reablement-at-home"
AS_AT = "2028-03-31"
_SEED = 20260401


@frozen
class Step:
    """One command of the demo: what it shows, its arguments, and the file to look at."""

    shows: str
    arguments: tuple[str, ...]
    file: Path
    said: Path
    """What the command prints goes here; it may be `file` itself."""


def steps(folder: Path, people: int) -> Iterator[Step]:
    """The commands, in the order in which a contract lives."""
    log, ledger = folder / "log.parquet", folder / "decisions.json"
    on_log = ("--log", str(log))

    def step(shows: str, command: str, *more: str, file: Path | None = None) -> Step:
        said = folder / f"{len(done) + 1:02d}-{command.split(maxsplit=1)[0]}.txt"
        done.append(said)
        return Step(shows, (*command.split(), *more), file or said, said)

    done: list[Path] = []
    yield step("every mistake in the contract", f"check {CONTRACT}")
    yield step("the contract's own examples", f"test {CONTRACT}")
    for kind, (shows, name) in _MADE.items():
        command = f"generate {kind} {CONTRACT}"
        yield step(shows, command, "--out", str(folder), file=folder / name)
    sample = f"sample-log {CONTRACT} --people {people} --seed {_SEED}"
    yield step(f"a log of {people:,} people", sample, "--out", str(log), file=log)
    evaluate = f"evaluate {CONTRACT} --as-at {AS_AT} --format json"
    yield step("every payment", evaluate, *on_log, "--out", str(ledger), file=ledger)
    explain = f"explain {CONTRACT} --as-at {AS_AT}"
    chosen = worth_explaining(ledger)
    yield step("why one payment was taken back", explain, *on_log, "--decision", chosen)
    yield step("what a party could gain without helping anyone", f"incentives {CONTRACT}")
    yield step("the same decisions again", "replay", str(ledger), *on_log)


_MADE = {
    "spec": ("the specification in Word", f"{NAME}.docx"),
    "evaluator": ("an evaluator that needs Python alone", "evaluator.py"),
    "sql": ("the rules as SQL", f"{NAME}.sql"),
    "graph": ("the rules as JSON", f"{NAME}.graph.json"),
}


def worth_explaining(ledger: Path) -> str:
    """The id of the first payment that was taken back, or else of the first decision."""
    first = ""
    with ledger.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith('{"id":'):
                decision = json.loads(line.rstrip(",\n"))
                if decision["status"] == "recovered":
                    return str(decision["id"])
                first = first or str(decision["id"])
    return first


def perform(step: Step) -> tuple[int, int]:
    """Run one step; gives its exit status and how many milliseconds it took."""
    start = perf_counter()
    with (
        step.said.open("w", encoding="utf-8") as said,
        redirect_stdout(said),
        redirect_stderr(said),
    ):
        status = run(step.arguments)
    return status, round((perf_counter() - start) * 1000)


@click.command("demo", epilog=examples("python -m ocdsl.cli.demo --people 1000"))
@click.option("--people", default=100_000, show_default=True, help="How many people the log has.")
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="The folder everything goes to.",
)
def command(people: int, folder: Path) -> int:
    """Check, test, specify, evaluate, explain and replay one contract, and time each step."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, answers, differs = [], [], 0
    for step in steps(folder, people):
        _announce(step)
        status, milliseconds = perform(step)
        if status >= ERROR:
            click.echo(step.said.read_text(encoding="utf-8"), err=True)
            click.echo(f"This stopped the demo: ocdsl {' '.join(step.arguments)}", err=True)
            return status
        seconds = f"{milliseconds // 1000}.{milliseconds % 1000 // 100} s"
        rows.append((step.shows, seconds, str(step.file)))
        name = step.arguments[0]
        if name == "evaluate":
            _show_totals(step.said)
        elif name in _ANSWERS:
            answers.append(f"{name}: {_lines_of(step.said)[_ANSWERS[name]]}")
        # Refused rows and the like are part of the demo; a replay that differs is not.
        differs = status if name == "replay" else differs
    show_tables([Table("What was done", ("step", "took", "file"), tuple(rows), _RIGHT)])
    click.echo("\n".join(answers))
    return differs


_RIGHT = frozenset({"took"})
# Which line of what a command prints is worth reading at once.
_ANSWERS = {"test": -1, "explain": 1, "replay": 0}


def _lines_of(said: Path) -> list[str]:
    return [line for line in said.read_text(encoding="utf-8").splitlines() if line.strip()]


def _announce(step: Step) -> None:
    if is_terminal(sys.stderr):
        click.echo(f"… {step.shows}", err=True)


def _show_totals(said: Path) -> None:
    """The tables that `evaluate` printed, without the refused rows that follow them."""
    tables = said.read_text(encoding="utf-8").split("\n\n")
    click.echo("\n\n".join(t for t in tables if t.startswith(("Totals", "Rows"))) + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the demo as a command of its own."""
    sys.exit(command.main(arguments, prog_name="demo", standalone_mode=False))


if __name__ == "__main__":
    main()
