"""What the commands take: contracts, logs, days and moments, with one answer to each mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from ocdsl.base.calendar import MONTHS, day_of

_WRITTEN = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})")
_WIDTH = 70
_Command = TypeVar("_Command", bound=Callable[..., Any])


class Day(click.ParamType[int]):
    """A day as the contract writes it or as a log does; its value is the day's ordinal."""

    name = "day"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The day's ordinal; a mistake is answered with how to write it (law 9)."""
        if isinstance(value, int):
            return value
        try:
            return day_from(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Write 2027-03-31 or '31 March 2027'.", param, ctx)


def day_from(text: str) -> int:
    """The ordinal of `2027-03-31` or `31 March 2027`. Raises ValueError for anything else."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return day_of(text)
    number, month, year = written.groups()
    return date(int(year), MONTHS.index(month) + 1, int(number)).toordinal()


def today() -> int:
    """Today's ordinal: with the demo's stopwatch, the only reading of a clock in the product."""
    return date.today().toordinal()


def contract_argument(command: _Command) -> _Command:
    """The CONTRACT argument: a file, or a folder that holds `contract.ocdsl`."""
    return click.argument("contract", type=click.Path(path_type=Path))(command)


def text_or_json(meaning: str) -> Callable[[_Command], _Command]:
    """The --format option of a command that speaks in sentences, or gives all of it as JSON."""
    return _format_option(("text", "json"), meaning)


def findings_format(meaning: str) -> Callable[[_Command], _Command]:
    """The --format option of a command that finds mistakes."""
    return _format_option(("text", "json", "sarif"), meaning)


def _format_option(forms: Sequence[str], meaning: str) -> Callable[[_Command], _Command]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help=meaning,
    )


def log_option(command: _Command) -> _Command:
    """The --log option, given once for each file of the log."""
    return _log_option(command, required=True, use="")


def optional_log_option(use: str) -> Callable[[_Command], _Command]:
    """The --log option for a command that can do without; `use` says what it is for."""
    return partial(_log_option, required=False, use=f"{use} ")


def _log_option(command: _Command, *, required: bool, use: str) -> _Command:
    return click.option(
        "--log",
        "logs",
        required=required,
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="LOG",
        help=f"{use}A file of the event log: CSV, Parquet or JSON Lines. Repeat it for more files.",
    )(command)


def time_options(command: _Command) -> _Command:
    """The two times of an evaluation (law 16): --as-at and --known-at."""
    as_at = click.option(
        "--as-at",
        type=Day(),
        metavar="DAY",
        help="What had happened by the end of this day. Today when left out.",
    )
    known_at = click.option(
        "--known-at",
        metavar="MOMENT",
        help="What had been recorded by then: 2027-03-31T17:00:00, or a day for the whole of it. "
        "Everything recorded when left out.",
    )
    return as_at(known_at(command))


def template_option(use: str) -> Callable[[_Command], _Command]:
    """The --template option; `use` says what the template is for."""
    return click.option(
        "--template", type=click.Path(path_type=Path), metavar="HOUSE.docx", help=use
    )


def engine_option(command: _Command) -> _Command:
    """The --engine option; all engines give the same decisions."""
    return click.option(
        "--engine",
        type=click.Choice(["duckdb", "reference", "emitted"]),
        default="duckdb",
        show_default=True,
        help="Which engine works the payments out; all give the same decisions.",
    )(command)


def out_option(what: str) -> Callable[[_Command], _Command]:
    """The --out option; `what` says what is written there."""
    return click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help=what)


def keep_apart(outputs: Iterable[Path | None], inputs: Iterable[Path]) -> None:
    """Raises UsageError when an output would take the place of an input or of another output."""
    taken = {path.resolve() for path in inputs}
    for path in outputs:
        if path is None or path.resolve().is_char_device():
            continue
        if path.resolve() in taken:
            raise click.UsageError(f"{path} is named twice: give the output a name of its own.")
        taken.add(path.resolve())


def examples(*lines: str) -> str:
    """The worked examples at the end of a command's help; a long one continues on lines below."""
    title = "Example:" if len(lines) == 1 else "Examples:"
    shown = [part for line in lines for part in _continued(line)]
    return "\n".join(["\b", title, *(f"  {line}" for line in shown)])


def _continued(line: str) -> list[str]:
    found = [""]
    for part in re.split(r" (?=--)", line):
        if found[-1] and len(found[-1]) + len(part) > _WIDTH:
            found[-1] += " \\"
            found.append(f"    {part}")
        else:
            found[-1] = f"{found[-1]} {part}" if found[-1] else part
    return found
