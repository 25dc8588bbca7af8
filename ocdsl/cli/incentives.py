"""`ocdsl incentives`: what a party could gain without helping anyone, proved or shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click
from attrs import field, frozen

from ocdsl import api
from ocdsl.base.writing import write_text
from ocdsl.cli.parameters import (
    contract_argument,
    examples,
    keep_apart,
    optional_log_option,
    out_option,
    time_options,
    today,
)
from ocdsl.cli.show import working

if TYPE_CHECKING:
    from ocdsl.incentives.search import Report
    from ocdsl.incentives.subject import Plan
    from ocdsl.incentives.watch import LogReport
    from ocdsl.model.contract import Contract

FORMS = ("text", "json", "md", "html", "sarif")


@click.command(
    "incentives",
    short_help="Search for gain without help to anyone.",
    epilog=examples(
        "ocdsl incentives contracts/reablement-at-home",
        "ocdsl incentives contract.ocdsl --check PI-18 --format md --out incentives.md",
        "ocdsl incentives contract.ocdsl --log july.csv --log august.csv --as-at 2027-03-31",
    ),
)
@contract_argument
@optional_log_option("Look at a real log instead, for what would be seen if somebody gamed it.")
@time_options
@click.option(
    "--check",
    "codes",
    multiple=True,
    metavar="ID",
    help="Look at this entry only, such as PI-18, or with --log by this detector, such as LD-02. "
    "Repeat it for more; all when left out.",
)
@click.option(
    "--seconds",
    type=click.IntRange(min=1),
    metavar="S",
    help="Look no further after so many seconds; what was not looked at is then NOT CHECKED.",
)
@click.option(
    "--seed", type=int, default=None, metavar="N", help="Another seed, other logs. 1 when left out."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="text",
    show_default=True,
    help="The form of the report.",
)
@out_option(
    "Where the report goes, whole or not at all; PATH.cases.md then has each finding as a case. "
    "Standard output, without cases, when left out."
)
def command(contract: Path, **options: Any) -> int:
    """Search CONTRACT for what a party could gain without helping anyone.

    Every entry of the catalogue gets one verdict. Each finding is two small logs side by side with
    what each pays, worked out by the real evaluator. The exit status is 0 when nothing was found
    that the contract does not accept, 1 when something was, and 2 when it could not be done.

    With --log, the detectors look at a real log of CONTRACT: for more than chance explains just
    past thresholds, on last days and at the ends of periods, for people taken out of the count,
    for what is recorded twice and for bad news that is missing. The exit status is 1 when
    something was seen.
    """
    asked = _Asked(**options)
    asked.check()
    if asked.logs:
        return _watch(contract, asked)
    return _search(contract, asked)


def _search(contract: Path, asked: _Asked) -> int:
    cases = asked.out and asked.out.with_name(f"{asked.out.name}.cases.md")
    keep_apart([asked.out, cases], [contract])
    loaded = api.load(contract)
    with working("Searching for perverse incentives"):
        report = api.incentives(loaded, asked.codes, asked.plan)
    _put(_writers()[asked.form](loaded, report), asked.out)
    if cases is not None and report.findings:
        from ocdsl.incentives.render.cases import to_cases

        write_text(cases, [to_cases(loaded, report)])
        click.echo(f"Each finding is a case in {cases}", err=True)
    return report.exit_status


def _watch(contract: Path, asked: _Asked) -> int:
    keep_apart([asked.out], [contract, *asked.logs])
    loaded = api.load(contract)
    day = today() if asked.as_at is None else asked.as_at
    with working("Looking at the log"):
        report = api.watch_log(loaded, asked.logs, day, asked.known_at, asked.codes)
    _put(_log_writers()[asked.form](loaded, report), asked.out)
    return report.exit_status


def _put(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text, nl=False)
    else:
        write_text(out, [text])
        click.echo(f"The report is in {out}", err=True)


def _in_capitals(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.upper() for code in codes)


@frozen
class _Asked:
    """The options, as given."""

    logs: tuple[Path, ...]
    as_at: int | None
    known_at: str | None
    codes: tuple[str, ...] = field(converter=_in_capitals)
    seconds: int | None
    seed: int | None
    form: str
    out: Path | None

    def check(self) -> None:
        """Raises UsageError for options that do not go together."""
        times = {"--as-at": self.as_at, "--known-at": self.known_at}
        bounds = {"--seconds": self.seconds, "--seed": self.seed}
        for name, value in (bounds if self.logs else times).items():
            if value is not None:
                needs = "is not used with" if self.logs else "needs"
                raise click.UsageError(f"{name} {needs} --log.")

    @property
    def plan(self) -> Plan:
        """How much the search does, and when it stops."""
        from ocdsl.incentives.subject import Plan

        seed = 1 if self.seed is None else self.seed
        if self.seconds is None:
            return Plan(seed)
        end = monotonic() + self.seconds
        return Plan(seed, stop=lambda: monotonic() >= end)


def _writers() -> dict[str, Callable[[Contract, Report], str]]:
    from ocdsl.incentives.render import markdown, page, plain, sarif, text

    return {
        "text": text.to_text,
        "md": markdown.to_markdown,
        "html": page.to_html,
        "sarif": sarif.to_sarif,
        "json": plain.to_json,
    }


def _log_writers() -> dict[str, Callable[[Contract, LogReport], str]]:
    from ocdsl.incentives.render import log_markdown, log_page, log_plain, log_sarif, log_text

    return {
        "text": log_text.to_text,
        "md": log_markdown.to_markdown,
        "html": log_page.to_html,
        "sarif": log_sarif.to_sarif,
        "json": lambda _, report: log_plain.to_json(report),
    }
